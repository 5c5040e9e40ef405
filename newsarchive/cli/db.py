"""newsarchive db: look after the archive's tables."""

import typer

from newsarchive.cli.console import print_json
from newsarchive.cli.options import Database, Json, address

db = typer.Typer(
    name="db", no_args_is_help=True, help="Look after the archive's tables."
)


@db.command()
def upgrade(*, database: Database = None) -> None:
    """Make the tables, or bring them to the version this newsarchive needs."""
    from newsarchive.archive import api  # noqa: PLC0415 (SQLAlchemy is slow to load)

    print(f"the archive is of version {api.upgrade(address(database))}")


@db.command()
def current(*, as_json: Json = False, database: Database = None) -> None:
    """Say of which version the archive is, and which one is needed."""
    from newsarchive.archive import api  # noqa: PLC0415 (SQLAlchemy is slow to load)

    found, needed = api.current(address(database))
    if as_json:
        print_json({"current": found, "head": needed, "up_to_date": found == needed})
        return
    remedy = (
        "" if found == needed else f", needed is {needed}: `newsarchive db upgrade`"
    )
    print(f"the archive is of version {found or 'none'}{remedy}")


@db.command()
def schema() -> None:
    """Describe the tables and views, in Markdown."""
    from newsarchive.archive import api  # noqa: PLC0415 (SQLAlchemy is slow to load)

    print(api.schema(), end="")
