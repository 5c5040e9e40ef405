"""newsarchive import: exported articles back into an archive."""

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from newsarchive.cli.console import print_json
from newsarchive.cli.options import Database, Json, address
from newsarchive.errors import IncompleteError
from newsarchive.text.terminal import clean

# So many records are committed at a time.
BATCH = 200


def bring_in(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|DIR",
            help="JSON Lines or JSON of `newsarchive export --profile full`, also "
            "compressed, or a release's folder.",
            exists=True,
        ),
    ],
    *,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Bring exported articles into an archive, empty or not; again does no harm.

    What the archive has stays, unless the export saw the article later and in other
    words: these become its next version; or saw later that it is gone. Corrections come
    along where none was made here. What is suppressed here is not brought in.
    """
    from newsarchive.archive.api import Archive, Came  # noqa: PLC0415 (slow to load)
    from newsarchive.export.reading import open_export  # noqa: PLC0415 (slow)

    export = open_export(path)
    came: Counter[str] = Counter({str(one): 0 for one in Came})
    with Archive.open(address(database)) as archive:
        records = export.records()
        for some in _followed(iter(lambda: list(islice(records, BATCH)), [])):
            came.update(map(str, archive.bring_in(some, export.outlets).elements()))
        archive.recompute_coverage()
    if as_json:
        print_json({"from": str(path), **came})
    else:
        told = ", ".join(f"{number} {name}" for name, number in came.items() if number)
        print(clean(f"{told or 'no articles'} from {path}"))
    _warn(len(export.removed), came[Came.REJECTED])


def _warn(removed: int, rejected: int) -> None:
    if removed:
        print(
            f"{removed} articles were taken out where this was exported (removed.csv): "
            "look whether they must go here, too (`newsarchive suppress`)",
            file=sys.stderr,
        )
    if rejected:
        raise IncompleteError(
            f"{rejected} articles were not brought in: they name places, units or topics "
            "that this archive's lists do not have (`newsarchive db upgrade`)"
        )


def _followed(
    batches: Iterator[list[dict[str, object]]],
) -> Iterator[list[dict[str, object]]]:
    console = Console(stderr=True)
    if not console.is_terminal:
        return batches
    return iter(track(batches, "importing", console=console, transient=True))
