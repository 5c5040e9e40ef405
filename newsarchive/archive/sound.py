"""Look over the file of an archive on SQLite: is it ours, whole, of which version."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from newsarchive.archive import connection as connections
from newsarchive.archive import migrate, shape
from newsarchive.archive.connection import DamagedError
from newsarchive.archive.loading import broken_references
from newsarchive.errors import ArchiveError

_WHOLE = ["ok"]


@dataclass(frozen=True, slots=True)
class Sound:
    """What a sound archive holds: its version, the rows of every table."""

    revision: str
    rows: Mapping[str, int]


def examine(file: Path) -> Sound:
    """Look a file over whole; refuse what is no archive, too new, or damaged."""
    url = connections.url_of(file)
    engine = connections.reader(url)
    try:
        with connections.transaction(engine, url) as connection:
            revision = migrate.revision_of(connection)
            if revision is None:
                raise ArchiveError(f"there is no archive in {file}: it is empty")
            if faults := [*damage(connection), *broken_references(connection)]:
                raise DamagedError(f"{file} is damaged: {faults[0]}")
            return Sound(revision, shape.counts(connection))
    finally:
        engine.dispose()


def damage(connection: Connection) -> list[str]:
    """Name what SQLite finds broken in its file."""
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
    lines = [line for told in found for line in str(told).splitlines()]
    return [] if lines == _WHOLE else lines
