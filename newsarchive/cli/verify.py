"""newsarchive verify: whether the archive still is what was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from newsarchive.cli.console import one_line, output, print_json, table
from newsarchive.cli.options import Database, Json, address, place
from newsarchive.errors import ArchiveError, ConfigurationError

if TYPE_CHECKING:
    from newsarchive.archive.api import Advance, Checked, Reader

EXPORTS = Path("exports")


def verify(
    *,
    with_captures: Annotated[
        bool,
        typer.Option(
            "--captures/--no-captures", help="Hash every captured page again."
        ),
    ] = True,
    exports: Annotated[
        Path | None,
        typer.Option(
            help="Hash the exports below this folder again. [default: exports/, if it "
            "is there]",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Check that the archive still is what was written: database, captures, exports.

    Nothing is changed. Ends with 4 when something does not hold.
    """
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    if exports is not None and not exports.is_dir():
        raise ConfigurationError(f"--exports {exports} is no folder")
    with Reader.open(address(database)) as reader:
        found = list(_checks(reader, exports, with_captures=with_captures))
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        _print(found)
    if failing := [one for one in found if one.failing]:
        first = failing[0]
        raise ArchiveError(
            f"{len(failing)} of {len(found)} checks do not hold, first: {first.what}: "
            f"{first.names[0]}"
        )


def _checks(
    reader: "Reader", exports: Path | None, *, with_captures: bool
) -> "Iterator[Checked]":
    from newsarchive.archive.api import Selection  # noqa: PLC0415 (slow)
    from newsarchive.verify import check_captures, check_exports  # noqa: PLC0415 (slow)

    total = reader.count_captures(Selection()) if with_captures else 0
    with _progress(total + reader.count_versions()) as advance:
        yield from reader.verify(advance)
        if with_captures:
            yield check_captures(reader, place(), advance)
        if exports is not None or EXPORTS.is_dir():
            yield check_exports(exports or EXPORTS)


@contextmanager
def _progress(total: int) -> "Iterator[Advance]":
    console = Console(stderr=True)
    with Progress(
        console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("verifying", total=total)
        yield lambda number: bar.advance(task, number)


def _print(found: "list[Checked]") -> None:
    rows = [
        (
            "BROKEN" if one.failing else "ok",
            one.what,
            str(one.looked_at),
            str(one.failing) if one.failing else "-",
        )
        for one in found
    ]
    output().print(table(("", "checked", "looked at", "do not hold"), rows))
    for one in found:
        for name in one.names:
            print(f"broken: {one_line(name)}")
        if (more := one.failing - len(one.names)) > 0:
            print(f"broken: and {more} more, {one.what}")
        for note in one.notes:
            print(f"note: {one_line(note)}")
