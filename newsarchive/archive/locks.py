"""One run a source at a time: locks that end with the process that holds them.

Beside a SQLite file it is the operating system's lock on a file, on PostgreSQL a
session's advisory lock. What a lock file says of its holder is for people only.
"""

import fcntl
import hashlib
import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, NullPool, create_engine, text

from newsarchive.archive.connection import file_of, read_url, wrapped
from newsarchive.errors import LockedError

# The first half of our advisory locks' names; the second is the source's.
SPACE = 610001
# PostgreSQL cuts an application's name here.
_NAME_LENGTH = 63
_HOLDER = """
SELECT a.application_name AS name, a.backend_start AS since
FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.classid = :space AND l.objid = :key AND l.granted
AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@dataclass(frozen=True, slots=True)
class Lock:
    """A source that is ours until `release`, or until this process ends."""

    release: Callable[[], None]


def hold(address: str, source: str) -> Lock:
    """Take a source for a run; LockedError says who has it."""
    url = read_url(address)
    if url.get_backend_name() == "postgresql":
        return _hold_key(url, source)
    file = file_of(url)
    if file is None:
        return Lock(lambda: None)
    with wrapped(url):
        return _hold_file(file.with_name(f"{file.name}.locks"), source)


@contextmanager
def holding(address: str, source: str) -> Iterator[None]:
    """Have a source to ourselves inside of this; LockedError says who has it."""
    lock = hold(address, source)
    try:
        yield
    finally:
        lock.release()


def _hold_file(folder: Path, source: str) -> Lock:
    folder.mkdir(parents=True, exist_ok=True)
    # The file stays: one that is removed could be locked twice, by its old and new self.
    handle = os.open(folder / f"{source}.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(handle, 1000, 0)
        os.close(handle)
        raise _locked(source, *_read_holder(holder)) from None
    os.truncate(handle, 0)
    os.pwrite(handle, json.dumps(_ourselves()).encode(), 0)
    return Lock(lambda: os.close(handle))


def _hold_key(url: URL, source: str) -> Lock:
    key = int.from_bytes(hashlib.sha256(source.encode()).digest()[:4]) >> 1
    us = _ourselves()
    name = f"newsarchive {us['host'][:40]} {us['pid']}"[:_NAME_LENGTH]
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"application_name": name},
    )
    with wrapped(url):
        connection = engine.connect()
        if connection.scalar(
            text("SELECT pg_try_advisory_lock(:space, :key)"),
            {"space": SPACE, "key": key},
        ):
            return Lock(connection.close)
        holder = _holder(connection, key)
        connection.close()
    raise _locked(source, *holder)


def _holder(connection: Connection, key: int) -> tuple[str, str]:
    """Ask the server who holds a lock, and since when."""
    row = connection.execute(text(_HOLDER), {"space": SPACE, "key": key}).first()
    if row is None or not row.name:
        return "another session", "a moment ago"
    _, host, pid = row.name.split(" ")
    return f"process {pid} on {host}", _when(row.since)


def _ourselves() -> dict[str, Any]:
    return {
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _read_holder(content: bytes) -> tuple[str, str]:
    """Read who holds a lock file; it may be half written."""
    try:
        found = json.loads(content)
        since = _when(datetime.fromisoformat(found["since"]))
        return f"process {found['pid']} on {found['host']}", since
    except (ValueError, KeyError, TypeError):
        return "another process", "a moment ago"


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _locked(source: str, holder: str, since: str) -> LockedError:
    return LockedError(
        f"{source}: {holder} crawls it since {since}; nothing was touched, "
        "try again when it is done"
    )
