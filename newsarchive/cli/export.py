"""newsarchive export: articles as JSON Lines, JSON or CSV for research."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from newsarchive.cli.options import (
    Database,
    Outlet,
    Place,
    PoliceOnly,
    Regency,
    Since,
    Topic,
    Unit,
    Until,
    address,
    query_of,
)
from newsarchive.export.forms import AUDIENCES, Format, Profile
from newsarchive.suppression import Audience

T = TypeVar("T")
STDOUT = "-"


def export(  # noqa: PLR0913 (options of a command)
    *,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="JSON Lines, JSON or CSV.")
    ] = Format.JSONL,
    output: Annotated[
        str | None,
        typer.Option(
            *("--output", "-o"),
            help="File or folder; - for stdout. Without: exports/articles.<format>",
        ),
    ] = None,
    profile: Annotated[
        Profile,
        typer.Option(
            help="full: with the whole text; excerpt: its first 300 characters; "
            "metadata: no text."
        ),
    ] = Profile.EXCERPT,
    source: Outlet = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    regency: Regency = None,
    unit: Unit = None,
    topic: Topic = None,
    police_only: PoliceOnly = False,
    database: Database = None,
) -> None:
    """Write articles into one file, each record checked against the published schema.

    The file of before stands until the new one is whole.
    """
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)
    from newsarchive.export.records import fields, records  # noqa: PLC0415 (slow)
    from newsarchive.export.writers import write  # noqa: PLC0415 (slow)

    target = target_of(output, form)
    with Reader.open(address(database)) as reader:
        query = query_of(
            reader,
            source=source,
            place=place,
            regency=regency,
            unit=unit,
            topic=topic,
            police=police_only,
            since=since,
            until=until,
            audience=AUDIENCES[profile],
        )
        articles = reader.every(query)
        found = followed(records(articles, profile), reader.count(query))
        written = write(found, target, form, fields(profile))
        everything = reader.count(replace(query, audience=Audience.ARCHIVIST))
    if target is not None:
        print(f"{written} articles in {target}")
    if everything > written:
        print(
            f"left out: {everything - written} articles that are suppressed or wait "
            "for a look (`newsarchive suppressions`, `newsarchive review`)",
            file=sys.stderr,
        )


def target_of(output: str | None, form: Format) -> Path | None:
    """Say which file is meant; None is stdout."""
    if output == STDOUT:
        return None
    path = Path(output or "exports/")
    is_folder = output is None or output.endswith("/") or path.is_dir()
    return path / f"articles.{form}" if is_folder else path


def followed(records: Iterable[T], total: int) -> Iterator[T]:
    """Pass records on; show how far it is when somebody looks on."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from records
        return
    from rich.progress import track  # noqa: PLC0415 (only for a terminal)

    yield from track(
        records,
        "exporting",
        total,
        console=console,
        transient=True,
        update_period=0.5,
    )
