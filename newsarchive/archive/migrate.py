"""Bring an archive's tables to the version this software speaks."""

import atexit
import shutil
import tempfile
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, inspect

from newsarchive.archive import authority, rereading, watching
from newsarchive.archive.connection import transaction
from newsarchive.errors import ArchiveError

# Only one process at a time makes tables. SQLite's BEGIN IMMEDIATE sees to it alone.
_ALONE = {
    "sqlite": "SELECT 1",
    "postgresql": "SELECT pg_advisory_xact_lock(610000)",
}
# What an archive of an earlier version than this lacks, and how it is found again in
# what is stored: the names of versions sort by age.
_AGAIN = (
    ("0002", rereading.name_again),
    ("0005", rereading.tie_again),
    ("0007", rereading.flag_again),
)


def head() -> str:
    """Name the newest schema version this software knows."""
    return str(_scripts().get_current_head())


def current(connection: Connection) -> str | None:
    """Name the schema version of a database; None when it has none."""
    return MigrationContext.configure(connection).get_current_revision()


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
        if not set(inspect(connection).get_table_names()) - {"alembic_version"}:
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
    known = {script.revision for script in _scripts().walk_revisions()}
    if found is not None and found not in known:
        raise ArchiveError(
            f"the archive is of version {found}, newer than this newsarchive "
            f"({head()}): install the newer one"
        )


def _refuse_strangers(connection: Connection) -> None:
    tables = set(inspect(connection).get_table_names())
    if tables and "alembic_version" not in tables:
        raise ArchiveError(
            "this database belongs to another application "
            f"(it has a table {min(tables)!r}); nothing was changed"
        )
    if current(connection) is None and tables - {"alembic_version"}:
        raise ArchiveError(
            "this database has tables but no version; nothing was changed"
        )


def _run(connection: Connection, way: str, revision: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    getattr(command, way)(config, revision)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@cache
def _folder() -> Path:
    """Give the scripts as files; Alembic cannot read them out of scrapyd's zipped egg."""
    stored = resources.files("newsarchive.archive") / "migrations"
    if isinstance(stored, Path):
        return stored
    folder = Path(tempfile.mkdtemp(prefix="newsarchive-migrations-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    unpack(stored, folder)
    return folder


def unpack(stored: Traversable, folder: Path) -> None:
    """Write stored files, and those in folders among them, into a folder."""
    folder.mkdir(exist_ok=True)
    for one in stored.iterdir():
        if one.is_dir():
            unpack(one, folder / one.name)
        else:
            (folder / one.name).write_bytes(one.read_bytes())


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
