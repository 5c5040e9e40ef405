"""Addresses, pragmas, locks, and what users are told when a database is no good."""

import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from newsarchive.archive import connection
from newsarchive.archive.api import Archive, NoArchiveError, Reader, upgrade
from newsarchive.errors import ArchiveError, ConfigurationError


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sqlite:///data/archive.db", "sqlite:///data/archive.db"),
        ("sqlite:////srv/archive.db", "sqlite:////srv/archive.db"),
        ("sqlite://", "sqlite://"),
        ("postgresql://ani@db/arsip", "postgresql+psycopg://ani@db/arsip"),
        (
            "postgresql+psycopg://ani:rahasia@db:5433/arsip?sslmode=require",
            "postgresql+psycopg://ani:***@db:5433/arsip?sslmode=require",
        ),
    ],
)
def test_addresses_are_read_and_shown_without_passwords(text: str, shown: str) -> None:
    assert connection.shown(connection.read_url(text)) == shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no database address"),
        ("data/archive.db", "no database address"),
        ("postgresql://ani:rahasia@db:lima/arsip", "no database address"),
        ("mysql://ani:rahasia@db/arsip", "mysql is not supported"),
        ("postgresql+psycopg2://db/arsip", r"postgresql\+psycopg2 is not supported"),
        ("sqlite+aiosqlite:///a.db", "not supported"),
        ("sqlite:///a.db?timeout=x", "no options"),
    ],
)
def test_other_addresses_are_refused(text: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words) as error:
        connection.read_url(text)
    assert "rahasia" not in str(error.value)
    assert error.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("sqlite:///data/a.db", Path("data/a.db")),
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
        ("postgresql://db/arsip", None),
    ],
)
def test_the_file_of_an_archive(text: str, file: Path | None) -> None:
    assert connection.file_of(connection.read_url(text)) == file


def test_a_writer_makes_its_folder_and_sets_its_pragmas(file: Path) -> None:
    with Archive.open(f"sqlite:///{file}") as archive, archive.engine.begin() as c:
        found = {
            name: c.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                *("journal_mode", "foreign_keys", "busy_timeout"),
                *("synchronous", "page_size"),
            )
        }
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 30_000,
        "synchronous": 2,
        "page_size": 16384,
    }


def test_a_writer_takes_the_lock_at_once(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    other = sqlite3.connect(file, timeout=0, isolation_level=None)
    with (
        Archive.open(f"sqlite:///{file}") as archive,
        archive.engine.begin(),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_reader_sets_its_pragmas(file: Path) -> None:
    Archive.open(f"sqlite:///{file}").close()
    with Reader.open(f"sqlite:///{file}") as reader, reader.engine.begin() as c:
        assert c.exec_driver_sql("PRAGMA trusted_schema").scalar() == 0
        assert c.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_names_of_folders_are_taken_as_they_are(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'arsip 100% #1' / 'a.db'}"
    Archive.open(address).close()
    Reader.open(address).close()
    assert (tmp_path / "arsip 100% #1" / "a.db").exists()


def test_there_is_nothing_to_read_yet(file: Path) -> None:
    for address in (f"sqlite:///{file}", "sqlite://"):
        with pytest.raises(
            NoArchiveError, match=r"no archive at .*newsarchive cr"
        ) as e:
            Reader.open(address)
        assert e.value.exit_code == 4
    assert not file.parent.exists()


def garbage(file: Path) -> str:
    file.write_bytes(b"this is no database at all " * 200)
    return f"sqlite:///{file}"


def folder(file: Path) -> str:
    file.mkdir()
    return f"sqlite:///{file}"


def below_a_file(file: Path) -> str:
    file.write_text("x")
    return f"sqlite:///{file}/data/a.db"


@pytest.mark.parametrize("make", [garbage, folder, below_a_file])
@pytest.mark.parametrize("command", [Archive.open, Reader.open, upgrade])
def test_what_is_no_database_is_said_so(
    tmp_path: Path, make: Callable[[Path], str], command: Callable[[str], object]
) -> None:
    address = make(tmp_path / "a.db")
    with pytest.raises(ArchiveError, match=r"cannot use|no archive") as error:
        command(address)
    assert len(str(error.value).splitlines()) == 1
    assert error.value.exit_code == 4


def test_a_server_that_does_not_answer(free_port: int) -> None:
    address = f"postgresql://ani:rahasia@127.0.0.1:{free_port}/arsip"
    for command in (Archive.open, Reader.open, upgrade):
        with pytest.raises(ArchiveError, match=r"cannot use postgresql.*\*\*\*") as e:
            command(address)
        assert "rahasia" not in str(e.value)
        assert len(str(e.value).splitlines()) == 1


def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ArchiveError, match=r"install newsarchive\[postgresql\]"):
        Archive.open("postgresql://127.0.0.1/arsip")


def test_a_disk_that_fails_is_said_so() -> None:
    url = connection.read_url("sqlite:///a.db")
    with (
        pytest.raises(ArchiveError, match=r"cannot use sqlite:///a.db: No space left"),
        connection.wrapped(url),
    ):
        raise OSError(28, "No space left on device")


def test_the_switch_to_wal_waits_for_a_lock(tmp_path: Path) -> None:
    """It is the one statement that busy_timeout does not cover."""
    file = tmp_path / "a.db"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.3, other.execute, ["COMMIT"])
    timer.start()
    Archive.open(f"sqlite:///{file}").close()
    timer.join()
    other.close()


def test_a_lock_that_stays_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0)
    monkeypatch.setattr(connection, "SWITCH_SECONDS", 0.2)
    file = tmp_path / "a.db"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveError, match="database is locked"):
        Archive.open(f"sqlite:///{file}")
    other.close()
