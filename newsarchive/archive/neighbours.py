"""Room beside the archive's tables for another application's: a schema of its own.

What is there is no part of the archive: migrations, copies and checks look at the
archive's own schema only. SQLite has no such room.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, text

from newsarchive.archive.connection import read_url, shown, transaction, writer
from newsarchive.errors import ArchiveError, ConfigurationError

# Only one process at a time makes room.
_ALONE = "SELECT pg_advisory_xact_lock(610009)"
_FOUND = """
SELECT obj_description(oid, 'pg_namespace') AS mark
FROM pg_namespace WHERE nspname = :name
"""


def server_of(address: str) -> str:
    """Give a PostgreSQL archive's address as its own programs read it."""
    url = _server(address)
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def _inside(address: str) -> Iterator[tuple[Connection, URL]]:
    url = _server(address)
    engine = writer(url)
    try:
        with transaction(engine, url) as connection:
            yield connection, url
    finally:
        engine.dispose()


def has_room(address: str, name: str, script: str) -> bool:
    """Whether a schema is there; ArchiveError says that another script made it."""
    with _inside(address) as (connection, url):
        return _is_there(connection, url, name, script)


def make_room(address: str, name: str, script: str) -> None:
    """Make a schema and run a script in it, once."""
    with _inside(address) as (connection, url):
        connection.exec_driver_sql(_ALONE)
        if _is_there(connection, url, name, script):
            return
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        connection.exec_driver_sql(f"SET LOCAL search_path TO {name}")
        # Without parameters several statements may come at once, and % is itself.
        connection.execution_options(no_parameters=True).exec_driver_sql(script)
        connection.exec_driver_sql(f"COMMENT ON SCHEMA {name} IS '{_mark(script)}'")


def clear_room(address: str, name: str) -> None:
    """Drop a schema with all that is in it."""
    with _inside(address) as (connection, _):
        connection.exec_driver_sql(_ALONE)
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {name} CASCADE")


def _is_there(connection: Connection, url: URL, name: str, script: str) -> bool:
    found = connection.execute(text(_FOUND), {"name": name}).first()
    if found is not None and found.mark != _mark(script):
        raise ArchiveError(
            f"the queue beside {shown(url)} was made by another version: stop all "
            "workers, then `newsarchive jobs reset`"
        )
    return found is not None


def _mark(script: str) -> str:
    return hashlib.sha256(script.encode()).hexdigest()[:16]


def _server(address: str) -> URL:
    url = read_url(address)
    if url.get_backend_name() != "postgresql":
        raise ConfigurationError(
            f"workers need an archive on PostgreSQL, and {shown(url)} is none: name one "
            "by NEWSARCHIVE_DATABASE_URL, or let `newsarchive crawl` do it all"
        )
    return url
