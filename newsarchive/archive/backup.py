"""Back an archive up while it is in use: one checked file of SQLite, whatever database."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from sqlalchemy import URL

from newsarchive.archive import connection as connections
from newsarchive.archive import migrate, shape
from newsarchive.archive.appearing import appearing
from newsarchive.archive.connection import DamagedError
from newsarchive.archive.copying import copy
from newsarchive.archive.pouring import Follow
from newsarchive.archive.sound import examine
from newsarchive.errors import ArchiveError

# Pages copied at a time: 4 MB of our own.
PAGES = 256


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and checked."""

    file: Path
    revision: str
    rows: Mapping[str, int]
    size: int
    sha256: str


def backup(url: URL, folder: Path, follow: Follow, file: Path | None = None) -> Backup:
    """Back an archive up, by default under a name of its own in a folder."""
    revision = revision_at(url)
    if revision is None:
        raise ArchiveError(
            f"there is no archive at {connections.shown(url)}: it is empty"
        )
    target = file or free(folder, name_of(revision, datetime.now(UTC)))
    with appearing(target) as part:
        rows = write_file(url, part, follow)
        _keep_mode(connections.file_of(url), part)
        sha256 = _hash(part)
    return Backup(target, revision, rows, target.stat().st_size, sha256)


def before_upgrade(url: URL, folder: Path, follow: Follow) -> Backup | None:
    """Back up what an upgrade would change; None where there is nothing to lose."""
    file = connections.file_of(url)
    if file is not None and not file.exists():
        return None
    revision = revision_at(url)
    if revision in {None, migrate.head()}:
        return None
    return backup(url, folder, follow)


def revision_at(url: URL) -> str | None:
    """Name the version of the archive at an address; refuse what is none of ours."""
    engine = connections.reader(url)
    try:
        with connections.transaction(engine, url) as connection:
            return migrate.revision_of(connection)
    finally:
        engine.dispose()


def name_of(revision: str, at: datetime) -> str:
    """Name a backup after its version and moment."""
    return f"archive-{revision}-{at:%Y%m%dT%H%M%SZ}.db"


def write_file(url: URL, part: Path, follow: Follow) -> Mapping[str, int]:
    """Write what an archive holds at one moment into a file; return its tables' rows."""
    if connections.file_of(url) is None:
        made = copy(url, connections.url_of(part), follow)
        rows: Mapping[str, int] = {one.table: one.rows for one in made.tables}
    else:
        rows = _write_pages(url, part, follow)
    with _opened(part) as written:
        # One file that can be read where nothing can be written.
        written.execute("PRAGMA journal_mode=DELETE")
    if examine(part).rows != rows:
        raise DamagedError(
            "the backup has not the rows that were read; it was not kept"
        )
    return rows


def free(folder: Path, name: str) -> Path:
    """Find a name that is not taken: with a number, when two fall into one second."""
    file = folder / name
    number = 1
    while file.exists():
        number += 1
        file = (folder / name).with_stem(f"{Path(name).stem}-{number}")
    return file


def _keep_mode(source: Path | None, part: Path) -> None:
    """Let nobody read a backup who cannot read the archive: a server's, only its owner."""
    if source is None:
        part.chmod(0o600)
    else:
        shutil.copymode(source, part)


def _write_pages(url: URL, part: Path, follow: Follow) -> Mapping[str, int]:
    engine = connections.reader(url)
    try:
        # The open read keeps the moment: writers go on, and the copy does not begin anew.
        with connections.transaction(engine, url) as connection:
            rows = shape.counts(connection)
            driver = cast("sqlite3.Connection", connection.connection.driver_connection)
            with _opened(part) as written:
                driver.backup(
                    written,
                    pages=PAGES,
                    progress=lambda _, left, total: follow(total - left, total),
                )
            return rows
    finally:
        engine.dispose()


@contextmanager
def _opened(part: Path) -> Iterator[sqlite3.Connection]:
    with (
        connections.wrapped(connections.url_of(part)),
        closing(sqlite3.connect(part, isolation_level=None)) as written,
    ):
        # It is thrown away when it goes wrong, and brought to the disk when it is whole.
        written.execute("PRAGMA journal_mode=OFF")
        written.execute("PRAGMA synchronous=OFF")
        yield written


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
