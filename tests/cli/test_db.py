"""newsarchive db: the version of the tables."""

import json
import sqlite3
from pathlib import Path

from newsarchive.archive.migrate import head
from tests.cli.conftest import Command


def test_upgrade_makes_what_is_current(newsarchive: Command, tmp_path: Path) -> None:
    there = ("--database", f"sqlite:///{tmp_path / 'a.db'}")
    assert newsarchive("db", "current", *there).code == 4
    assert (
        newsarchive("db", "upgrade", *there).out
        == f"the archive is of version {head()}\n"
    )
    assert (
        newsarchive("db", "current", *there).out
        == f"the archive is of version {head()}\n"
    )
    done = newsarchive("db", "current", "--json", *there)
    assert json.loads(done.out) == {
        "current": head(),
        "head": head(),
        "up_to_date": True,
    }


def test_what_is_missing_is_told(newsarchive: Command, tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    there = ("--database", f"sqlite:///{tmp_path / 'a.db'}")
    done = newsarchive("db", "current", *there)
    assert (done.code, done.out) == (
        0,
        f"the archive is of version none, needed is {head()}: `newsarchive db upgrade`\n",
    )
    done = newsarchive("search", "x", *there)
    assert done.code == 4
    assert "`newsarchive db upgrade`" in done.err


def test_a_database_that_is_not_ours(newsarchive: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE kontak (nama)")
    other.close()
    done = newsarchive("db", "upgrade", "--database", f"sqlite:///{file}")
    assert done.code == 4
    assert "belongs to another application" in done.err


def test_no_subcommand_shows_the_help(newsarchive: Command) -> None:
    done = newsarchive("db")
    assert done.code == 2
    assert "upgrade" in done.out
