"""The options that several commands share, and what is made of them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsarchive.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

    from newsarchive.archive.api import Query, Reader
    from newsarchive.captures.store import Store

# The greatest number that a row has.
MOST_ID = 2**31 - 1


def read_day(text: str) -> date:
    """Read a day given by hand."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day: write 2023-10-20") from error


Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="The archive, instead of NEWSARCHIVE_DATABASE_URL.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="For programs: print JSON.")]
Outlet = Annotated[
    str | None,
    typer.Option("--source", "--outlet", help="Only this outlet, by its short name."),
]
Place = Annotated[
    str | None, typer.Option("--place", help="Only what is from, or names, this place.")
]
Regency = Annotated[
    str | None,
    typer.Option("--regency", help="Only stories that play in this regency or city."),
]
Unit = Annotated[
    str | None,
    typer.Option("--unit", help="Only what names this police unit, or one below it."),
]
Topic = Annotated[
    str | None,
    typer.Option("--topic", help="Only this topic; `newsarchive topics` lists them."),
]
PoliceOnly = Annotated[
    bool,
    typer.Option(
        "--police-only", help="Only what names a police unit or has a topic of ours."
    ),
]
Since = Annotated[
    date | None,
    typer.Option("--from", parser=read_day, metavar="DAY", help="Published since."),
]
Until = Annotated[
    date | None,
    typer.Option("--to", parser=read_day, metavar="DAY", help="Published until."),
]


def address(database: str | None) -> str:
    """Give the archive's address: as given by hand, or the setting's."""
    from newsarchive import settings  # noqa: PLC0415 (reads the environment when asked)

    return database or settings.NEWSARCHIVE_DATABASE_URL


def patience() -> float:
    """Give the seconds that a question may take."""
    from newsarchive import settings  # noqa: PLC0415 (reads the environment when asked)

    given = settings.NEWSARCHIVE_QUERY_SECONDS
    try:
        return abs(float(given))
    except ValueError as error:
        raise ConfigurationError(
            f"NEWSARCHIVE_QUERY_SECONDS is {given!r}: give a number; 0: any time"
        ) from error


def place() -> "Path | Store":
    """Give where captures are kept: a folder, or a store that machines share."""
    from newsarchive import settings  # noqa: PLC0415 (reads the environment when asked)
    from newsarchive.captures.folder import captures_place  # noqa: PLC0415

    return captures_place(settings.NEWSARCHIVE_DATA, settings.NEWSARCHIVE_CAPTURES)


def query_of(reader: "Reader", **options: Any) -> "Query":
    """Make a query of the options above; refuse what can find nothing by mistake.

    A regency, unit or topic is given by a name people use.
    """
    from newsarchive.archive.api import Query  # noqa: PLC0415 (SQLAlchemy is slow to load)

    since, until = options["since"], options["until"]
    if since and until and since > until:
        raise ConfigurationError(f"--from {since} is after --to {until}")
    source = options["source"]
    if source is not None and source not in (known := reader.sources()):
        names = ", ".join(known) or "none yet"
        raise ConfigurationError(
            f"no articles of {source!r} in the archive; it has: {names}"
        )
    from newsarchive.gazetteer.asked import READERS  # noqa: PLC0415 (slow)

    for name, read in READERS.items():
        if options.get(name) is not None:
            options[name] = read(options[name], f"--{name}")
    return Query(**options)
