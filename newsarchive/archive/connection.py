"""Engines for the archive: pragmas, transactions, and foreign errors made ours."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from newsarchive.errors import ArchiveError, ConfigurationError

BUSY_SECONDS = 30
SWITCH_SECONDS = 5
# Articles of 2 to 3 KB overflow SQLite's default page of 4 KB; 16 KB stores them in
# 28 % less room and reads them 2.3 times faster.
PAGE_BYTES = 16384
# What SQLite says of a damaged file, in the low byte of its error codes.
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# How many steps SQLite's machine takes between two looks at the clock.
_STEPS = 10_000
# The name of PostgreSQL's lock on writing articles.
_TURN = 610002
# Marks a connection of a writer that only reads: it takes no lock.
_READS = "newsarchive_reads"
_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class NoArchiveError(ArchiveError):
    """There is no archive where one should be read."""


class SlowError(ConfigurationError):
    """What was asked takes longer than it may."""


class DamagedError(ArchiveError):
    """The file of an archive is damaged, or none of SQLite's."""


def read_url(text: str) -> URL:
    """Read a database address; say what is wrong without repeating a password."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        message = (
            "NEWSARCHIVE_DATABASE_URL is no database address; "
            "write it like sqlite:///data/archive.db"
        )
        raise ConfigurationError(message) from error
    if url.drivername not in _DRIVERS:
        raise ConfigurationError(
            f"{url.drivername} is not supported: use sqlite:/// or postgresql://"
        )
    if url.get_backend_name() == "sqlite" and url.query:
        raise ConfigurationError("a sqlite:/// address takes no options after a ?")
    return url.set(drivername=_DRIVERS[url.drivername])


def shown(url: URL) -> str:
    """Show a database address without its password."""
    return url.render_as_string(hide_password=True)


def url_of(path: Path) -> URL:
    """Make the address of a SQLite file, whatever its name."""
    return URL.create("sqlite", database=str(path))


def file_of(url: URL) -> Path | None:
    """Name the file of a SQLite archive, or None for a server or :memory:."""
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        return None
    return Path(str(url.database))


def writer(url: URL) -> Engine:
    """Open an engine that writes; one writer at a time takes SQLite's lock at once."""
    with wrapped(url):
        if (path := file_of(url)) is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, hide_parameters=True)
        if engine.dialect.name == "sqlite":
            _listen(engine, "BEGIN IMMEDIATE")
            _use_wal(engine)
    return engine


def reader(url: URL) -> Engine:
    """Open an engine that cannot write."""
    with wrapped(url):
        if url.get_backend_name() == "sqlite":
            return _file_reader(url)
        # One transaction sees one moment's picture, as SQLite's readers do.
        return create_engine(url, hide_parameters=True).execution_options(
            postgresql_readonly=True, isolation_level="REPEATABLE READ"
        )


def _file_reader(url: URL) -> Engine:
    path = file_of(url)
    if path is None or not path.exists():
        raise NoArchiveError(
            f"there is no archive at {path or shown(url)}; `newsarchive crawl` makes "
            "one, NEWSARCHIVE_DATABASE_URL names another"
        )
    engine = create_engine(
        "sqlite://",
        creator=lambda: open_read_only(path),
        hide_parameters=True,
        # The address alone would mean a database in memory: one connection for all.
        poolclass=QueuePool,
    )
    _listen(engine, "BEGIN")
    return engine


@contextmanager
def wrapped(url: URL) -> Iterator[None]:
    """Turn what the driver or the disk says into one clear line."""
    try:
        yield
    except DBAPIError as error:
        cause = _first(error).orig
        told = str(cause).partition("\n")[0]
        raise _kind(cause)(f"cannot use {shown(url)}: {told}") from error
    except sqlite3.Error as error:
        raise _kind(error)(f"cannot use {shown(url)}: {error}") from error
    except ModuleNotFoundError as error:
        raise ArchiveError(
            f"cannot use {shown(url)}: install newsarchive[postgresql]"
        ) from error
    except BrokenPipeError:
        raise  # Whoever read what is told has gone; no database says so.
    except OSError as error:
        raise ArchiveError(f"cannot use {shown(url)}: {error.strerror}") from error


def _kind(cause: BaseException | None) -> type[ArchiveError]:
    """Tell a damaged file from any other trouble."""
    return (
        DamagedError
        if getattr(cause, "sqlite_errorcode", 0) & 0xFF in _DAMAGE
        else ArchiveError
    )


def _first(error: DBAPIError) -> DBAPIError:
    """Find what went wrong first.

    A full disk ends SQLite's transaction with its savepoints; that one of them is gone
    is only what is noticed next.
    """
    first, before = error, error.__context__
    while before is not None:
        first = before if isinstance(before, DBAPIError) else first
        before = before.__context__
    return first


@contextmanager
def transaction(engine: Engine, url: URL) -> Iterator[Connection]:
    """Give a connection inside one transaction; commit at the end or roll back."""
    with wrapped(url), engine.begin() as connection:
        yield connection


def zero_what_is_deleted(connection: Connection) -> None:
    """Let SQLite write zeros over what this connection deletes from now on."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")


def fold_log(engine: Engine) -> None:
    """Bring SQLite's log into the file and empty it, as far as no reader needs it."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        driver: Any = raw.driver_connection
        try:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()


def take_turn(connection: Connection) -> None:
    """Wait until nobody else writes articles, and keep others waiting until the end.

    An article is tied into a story with articles that others store in this very moment.
    SQLite lets one write at a time anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


@contextmanager
def glance(engine: Engine, url: URL) -> Iterator[Connection]:
    """Give a connection of a writer that only reads, and so need not wait for others."""
    with wrapped(url), engine.connect() as connection:
        reading = connection.execution_options(**{_READS: True})
        with reading.begin():
            yield reading


@contextmanager
def limited(connection: Connection, seconds: float) -> Iterator[None]:
    """Let the database give up what takes longer; 0: let it take its time."""
    if not seconds:
        yield
        return
    deadline = time.monotonic() + seconds
    driver = _limit(connection, seconds, deadline)
    try:
        yield
    except OperationalError as error:
        if time.monotonic() < deadline:
            raise
        raise SlowError(
            f"this took longer than {seconds:g} seconds: ask for less, or allow more "
            "(NEWSARCHIVE_QUERY_SECONDS)"
        ) from error
    finally:
        if driver is not None:
            driver.set_progress_handler(None, 0)


def _limit(connection: Connection, seconds: float, deadline: float) -> Any:
    """Set the limit, on a server until the transaction ends; return SQLite's driver."""
    if connection.dialect.name != "sqlite":
        milliseconds = max(1, round(seconds * 1000))
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {milliseconds}")
        return None
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
    return driver


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open a SQLite file by its driver; it cannot be changed by that."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro",
        uri=True,
        timeout=BUSY_SECONDS,
        check_same_thread=False,
    )
    # A reader trusts nothing in the file. The writer must: its triggers keep the
    # full-text index, which SQLite counts among the unsafe.
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA query_only=ON")
    return connection


def _listen(engine: Engine, begin: str) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _: ConnectionPoolEntry) -> None:
        # The driver must not begin transactions by itself: it would begin deferred
        # ones, and a read that later writes fails at once when another wrote between.
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={BUSY_SECONDS * 1000}",
            "foreign_keys=ON",
            "synchronous=FULL",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get(_READS)
        connection.exec_driver_sql("BEGIN" if reads else begin)


def _use_wal(engine: Engine) -> None:
    """Switch to write-ahead logging; the switch itself does not wait for a lock."""
    deadline = time.monotonic() + SWITCH_SECONDS
    while True:
        raw = engine.raw_connection()
        try:
            _switch(raw.driver_connection)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
        else:
            return
        finally:
            raw.close()
        time.sleep(0.1)


def _switch(driver: Any) -> None:
    """Prepare an empty database or our own; a stranger's is left as it is."""
    found = driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {name for (name,) in found}
    if tables and "alembic_version" not in tables:
        return
    if driver.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        driver.execute(f"PRAGMA page_size={PAGE_BYTES}")
        driver.execute("PRAGMA journal_mode=WAL")
