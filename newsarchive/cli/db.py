"""newsarchive db: look after the archive's tables; copy it, back it up, restore it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from newsarchive.cli.console import output, print_json, table
from newsarchive.cli.options import Database, Json, address, place
from newsarchive.text.terminal import clean

if TYPE_CHECKING:
    from newsarchive.archive.api import Backup, Follow

db = typer.Typer(
    name="db",
    no_args_is_help=True,
    help="Look after the archive's tables; copy it, back it up, restore it.",
)


@db.command()
def upgrade(
    *,
    make_backup: Annotated[
        bool,
        typer.Option(
            "--backup/--no-backup", help="Back up first what would be changed."
        ),
    ] = True,
    database: Database = None,
) -> None:
    """Make the tables, or bring them to the version this newsarchive needs."""
    from newsarchive.archive import api  # noqa: PLC0415 (SQLAlchemy is slow to load)

    if make_backup:
        with _followed("backing up") as follow:
            made = api.back_up_before_upgrade(address(database), _folder(), follow)
        if made is not None:
            print(clean(f"backed up first: {made.file}"))
    print(f"the archive is of version {api.upgrade(address(database))}")
    _withhold(address(database))


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


@db.command()
def copy(
    target: Annotated[
        str,
        typer.Argument(metavar="URL", help="An empty database, SQLite or PostgreSQL."),
    ],
    *,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Copy the archive into another, empty database, and prove that it arrived whole.

    Every row is read back from there; count and hash of each table must be the same.
    """
    from newsarchive.archive import api  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with _followed("copying") as follow:
        made = api.copy(address(database), target, follow)
    if as_json:
        tables = [
            {"table": one.table, "rows": one.rows, "sha256": one.sha256}
            for one in made.tables
        ]
        print_json(
            {"version": made.revision, "tables": tables, "left_out": made.left_out}
        )
        return
    rows = [(one.table, str(one.rows), one.sha256[:16]) for one in made.tables]
    output().print(table(("table", "rows", "same sha256 on both sides"), rows))
    for name in made.left_out:
        print(clean(f"left out: {name}, no table of the archive's"))
    print(
        f"{made.rows} rows in {len(made.tables)} tables of version {made.revision}: "
        "all arrived"
    )


@db.command()
def backup(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="Where to. [default: NEWSARCHIVE_DATA/backups/archive-VERSION-TIME.db]",
            show_default=False,
        ),
    ] = None,
    *,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Back the archive up into one checked file, while it is in use.

    The file is a database of SQLite, whatever the archive is on.
    """
    from newsarchive.archive import api  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with _followed("backing up") as follow:
        made = api.back_up(address(database), _folder(), follow, file)
    if as_json:
        print_json(_told(made))
        return
    print(
        clean(
            f"{made.file}: version {made.revision}, {sum(made.rows.values())} rows in "
            f"{len(made.rows)} tables, {made.size / 2**20:.1f} MB, checked"
        )
    )
    print(f"sha256 {made.sha256}")


@db.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    *,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Even where an archive is; that one is backed up first."
        ),
    ] = False,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Put a backup in the archive's place, after it was checked."""
    from newsarchive.archive import api  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with _followed("restoring") as follow:
        made = api.restore(address(database), file, _folder(), follow, replace=replace)
    if not made.is_older:
        _withhold(address(database))
    sound = made.sound
    if as_json:
        print_json(
            {
                "file": str(file),
                "version": sound.revision,
                "rows": sound.rows,
                "replaced": str(made.saved) if made.saved else None,
                "needs_upgrade": made.is_older,
            }
        )
        return
    if made.saved is not None:
        print(clean(f"what was there before is kept: {made.saved}"))
    remedy = ", older than this newsarchive needs: `newsarchive db upgrade`"
    print(
        f"restored: {sum(sound.rows.values())} rows, version {sound.revision}"
        + (remedy if made.is_older else "")
    )


def _withhold(database: str) -> None:
    """Suppress in what was brought back what was suppressed since, and erase it."""
    from newsarchive.archive.api import Archive  # noqa: PLC0415 (slow to load)
    from newsarchive.takedown import bring_in, carry_out  # noqa: PLC0415

    with Archive.open(database) as archive:
        number = bring_in(archive, _folder().parent)
        carry_out(archive, place())
    if number:
        print(
            f"{number} suppressions decided since then hold here, too", file=sys.stderr
        )


def _told(made: "Backup") -> dict[str, Any]:
    return {
        "file": str(made.file),
        "version": made.revision,
        "bytes": made.size,
        "rows": made.rows,
        "sha256": made.sha256,
    }


def _folder() -> Path:
    from newsarchive import settings  # noqa: PLC0415 (reads the environment when asked)

    return Path(settings.NEWSARCHIVE_DATA) / "backups"


@contextmanager
def _followed(what: str) -> "Iterator[Follow]":
    """Show how far it is when somebody looks on."""
    console = Console(stderr=True)
    with Progress(
        console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
