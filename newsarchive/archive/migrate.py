"""Bring an archive's tables to the version this software speaks."""

from functools import cache
from importlib import resources

from sqlalchemy import URL, Connection, Engine, inspect

from newsarchive.archive import authority, rereading, watching
from newsarchive.archive.connection import transaction
from newsarchive.errors import ArchiveError

# Only one process at a time makes tables. SQLite's BEGIN IMMEDIATE sees to it alone.
_ALONE = {
    "sqlite": "SELECT 1",
    "postgresql": "SELECT pg_advisory_xact_lock(610000)",
}
# Alembic's own table.
_VERSIONS = "alembic_version"
# What an archive of an earlier version than this lacks, and how it is found again in
# what is stored: the names of versions sort by age.
_AGAIN = (
    ("0002", rereading.name_again),
    ("0005", rereading.tie_again),
    ("0007", rereading.flag_again),
)


@cache
def revisions() -> tuple[str, ...]:
    """Name the schema versions this software knows, the oldest first.

    The scripts' names tell: Alembic takes long to load, and few commands need it.
    """
    stored = resources.files("newsarchive.archive") / "migrations" / "versions"
    names = (one.name.partition("_")[0] for one in stored.iterdir())
    return tuple(sorted(name for name in names if name.isdecimal()))


def head() -> str:
    """Name the newest schema version this software knows."""
    return revisions()[-1]


def current(connection: Connection) -> str | None:
    """Name the schema version of a database; None when it has none."""
    if not inspect(connection).has_table(_VERSIONS):
        return None
    found = connection.exec_driver_sql(f"SELECT version_num FROM {_VERSIONS}")  # noqa: S608 (a name of ours)
    return found.scalar()


def upgrade(engine: Engine, url: URL) -> str:
    """Migrate to the newest version, all or nothing; return its name.

    What newer software finds in an article's words is found in the stored ones too.
    """
    with transaction(engine, url) as connection:
        wait_for_others(connection)
        _refuse_strangers(connection)
        before = current(connection)
        _refuse_newer(before)
        _run(connection, "upgrade", head())
        authority.bring(connection)
        for version, find_again in _AGAIN:
            if before is not None and before < version:
                find_again(connection)
        watching.catch_up(connection)
        return head()


def revision_of(connection: Connection) -> str | None:
    """Name an archive's version, None of an empty database; refuse others, and newer ones."""
    _refuse_strangers(connection)
    found = current(connection)
    _refuse_newer(found)
    return found


def make(connection: Connection, revision: str) -> None:
    """Make the tables as they were at a version."""
    _run(connection, "upgrade", revision)


def clear(connection: Connection) -> None:
    """Drop all tables of an archive."""
    _run(connection, "downgrade", "base")


def downgrade(engine: Engine, url: URL, revision: str) -> None:
    """Migrate back to a version, "base" for no tables at all."""
    with transaction(engine, url) as connection:
        _run(connection, "downgrade", revision)


def prepare(engine: Engine, url: URL) -> None:
    """Make the tables of an empty database; refuse any other that is not up to date.

    The published lists are brought to what this software has.
    """
    with transaction(engine, url) as connection:
        wait_for_others(connection)
        _refuse_strangers(connection)
        if not set(inspect(connection).get_table_names()) - {_VERSIONS}:
            _run(connection, "upgrade", head())
    check(engine, url)
    with transaction(engine, url) as connection:
        authority.bring(connection)


def check(engine: Engine, url: URL) -> None:
    """Refuse a database of another version, and say what to do."""
    with transaction(engine, url) as connection:
        found = current(connection)
        if found is None:
            _refuse_strangers(connection)
    _refuse_newer(found)
    if found != head():
        raise ArchiveError(
            f"the archive is of version {found or 'none'}, this newsarchive needs "
            f"{head()}: run `newsarchive db upgrade`"
        )


def wait_for_others(connection: Connection) -> None:
    """Let only one process at a time make tables."""
    connection.exec_driver_sql(_ALONE[connection.dialect.name])


def _refuse_newer(found: str | None) -> None:
    if found is not None and found not in revisions():
        raise ArchiveError(
            f"the archive is of version {found}, newer than this newsarchive "
            f"({head()}): install the newer one"
        )


def _refuse_strangers(connection: Connection) -> None:
    tables = set(inspect(connection).get_table_names())
    if tables and _VERSIONS not in tables:
        raise ArchiveError(
            "this database belongs to another application "
            f"(it has a table {min(tables)!r}); nothing was changed"
        )
    if current(connection) is None and tables - {_VERSIONS}:
        raise ArchiveError(
            "this database has tables but no version; nothing was changed"
        )


def _run(connection: Connection, way: str, revision: str) -> None:
    from newsarchive.archive import scripts  # noqa: PLC0415 (slow)

    scripts.run(connection, way, revision)
