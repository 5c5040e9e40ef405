"""The options that several commands share, and what is made of them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from newsarchive.errors import ConfigurationError

if TYPE_CHECKING:
    from newsarchive.archive.api import Query, Reader


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
    str | None, typer.Option("--place", help="Only datelines of this place.")
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


def query_of(
    reader: "Reader",
    *,
    words: str | None = None,
    source: str | None,
    place: str | None,
    since: date | None,
    until: date | None,
) -> "Query":
    """Make a query of options; refuse what can find nothing by mistake."""
    from newsarchive.archive.api import Query  # noqa: PLC0415 (SQLAlchemy is slow to load)

    if since and until and since > until:
        raise ConfigurationError(f"--from {since} is after --to {until}")
    if source is not None and source not in (known := reader.sources()):
        names = ", ".join(known) or "none yet"
        raise ConfigurationError(
            f"no articles of {source!r} in the archive; it has: {names}"
        )
    return Query(words=words, source=source, place=place, since=since, until=until)
