"""Copy an archive into another, empty database, all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection

from newsarchive.archive import connection as connections
from newsarchive.archive import migrate
from newsarchive.archive.pouring import Copy, Follow, fill
from newsarchive.errors import ArchiveError

# What a file of SQLite may have beside it.
BESIDE = ("", "-wal", "-shm", "-journal")


def copy(source: URL, target: URL, follow: Follow) -> Copy:
    """Copy an archive into an empty database, in one transaction; all or nothing."""
    reading = connections.reader(source)
    try:
        with (
            connections.transaction(reading, source) as read,
            _fresh(target),
            _writing(target) as written,
        ):
            _require_empty(written, target)
            return fill(read, written, follow)
    finally:
        reading.dispose()


@contextmanager
def _writing(url: URL) -> Iterator[Connection]:
    engine = connections.writer(url)
    try:
        with connections.transaction(engine, url) as connection:
            migrate.wait_for_others(connection)
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _fresh(url: URL) -> Iterator[None]:
    """Leave no file behind where none was, when it goes wrong."""
    file = connections.file_of(url)
    was_there = file is None or file.exists()
    try:
        yield
    except BaseException:
        if file is not None and not was_there:
            remove(file)
        raise


def remove(file: Path) -> None:
    """Remove a file of SQLite with what it may have beside it."""
    for end in BESIDE:
        file.with_name(file.name + end).unlink(missing_ok=True)


def _require_empty(connection: Connection, url: URL) -> None:
    found = migrate.revision_of(connection)
    if found is not None:
        raise ArchiveError(
            f"{connections.shown(url)} holds an archive of version {found} already; "
            "nothing was changed: copy into an empty database"
        )
