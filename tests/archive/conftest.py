"""The archives that the tests work on.

With NEWSARCHIVE_TEST_POSTGRESQL, the address of a server on which databases may be made,
every test that uses `home` runs on PostgreSQL, too.
"""

import os
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.archive.home import Clock, Home

SERVER = os.environ.get("NEWSARCHIVE_TEST_POSTGRESQL")


@pytest.fixture(params=["sqlite", *(["postgresql"] if SERVER else [])])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An address at which there is no archive yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'archive.db'}"
        return
    url = make_url(str(SERVER)).set(drivername="postgresql+psycopg")
    name = f"newsarchive_test_{secrets.token_hex(6)}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def home(address: str) -> Home:
    """An archive to be, with a clock."""
    return Home(address, Clock())


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
