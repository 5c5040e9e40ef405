"""newsarchive db: the version of the tables, copies, backups, restores."""

import hashlib
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsarchive.archive.api import copy
from newsarchive.archive.connection import read_url, writer
from newsarchive.archive.migrate import downgrade, head
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


@pytest.fixture
def there(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the archive, and a folder of data of its own."""
    monkeypatch.setattr("newsarchive.settings.NEWSARCHIVE_DATA", str(tmp_path / "data"))
    copy(database, f"sqlite:///{tmp_path / 'archive.db'}", lambda *_: None)
    return tmp_path / "archive.db"


def older(file: Path) -> None:
    url = read_url(f"sqlite:///{file}")
    engine = writer(url)
    downgrade(engine, url, "0003")
    engine.dispose()


def test_an_upgrade_backs_up_first(newsarchive: Command, there: Path) -> None:
    older(there)
    done = newsarchive("db", "upgrade", "--database", f"sqlite:///{there}")
    (made,) = (there.parent / "data" / "backups").iterdir()
    assert made.name.startswith("archive-0003-")
    assert done.out.splitlines() == [
        f"backed up first: {made}",
        f"the archive is of version {head()}",
    ]


def test_an_upgrade_without_a_backup(newsarchive: Command, there: Path) -> None:
    older(there)
    done = newsarchive(
        "db", "upgrade", "--no-backup", "--database", f"sqlite:///{there}"
    )
    assert done.out == f"the archive is of version {head()}\n"
    assert not (there.parent / "data").exists()


def test_copy_tells_every_table(newsarchive: Command, there: Path) -> None:
    with closing(sqlite3.connect(there)) as opened:
        opened.execute("CREATE TABLE jobs (id)")
    target = f"sqlite:///{there.parent / 'copy.db'}"
    source = ("--database", f"sqlite:///{there}")
    done = newsarchive("db", "copy", target, *source)
    assert done.code == 0
    *rows, left_out, last = done.out.splitlines()
    assert rows[0].split(maxsplit=2)[:2] == ["table", "rows"]
    assert ["article", "4"] in [row.split()[:2] for row in rows]
    assert left_out == "left out: jobs, no table of the archive's"
    assert last.endswith(f"tables of version {head()}: all arrived")
    done = newsarchive("db", "copy", target, *source)
    assert (done.code, done.out) == (4, "")
    assert "already; nothing was changed" in done.err
    (there.parent / "copy.db").unlink()
    done = newsarchive("db", "copy", target, "--json", *source)
    told = json.loads(done.out)
    assert (told["version"], told["left_out"]) == (head(), ["jobs"])
    (counted,) = (one for one in told["tables"] if one["table"] == "article")
    assert (counted["rows"], len(counted["sha256"])) == (4, 64)


def test_copy_to_what_is_no_address(newsarchive: Command, there: Path) -> None:
    done = newsarchive("db", "copy", "a.db", "--database", f"sqlite:///{there}")
    assert done.code == 2


def test_backup_and_restore(newsarchive: Command, there: Path) -> None:
    source = ("--database", f"sqlite:///{there}")
    kept = there.parent / "kept.db"
    done = newsarchive("db", "backup", str(kept), *source)
    first, second = done.out.splitlines()
    assert done.code == 0
    assert first.startswith(f"{kept}: version {head()}, ")
    assert first.endswith(" MB, checked")
    assert second == f"sha256 {hashlib.sha256(kept.read_bytes()).hexdigest()}"
    done = newsarchive("db", "backup", str(kept), *source)
    assert (done.code, "is there already" in done.err) == (2, True)
    done = newsarchive("db", "restore", str(kept), *source)
    assert (done.code, "--replace" in done.err) == (2, True)
    done = newsarchive("db", "restore", str(kept), "--replace", *source)
    saved, restored = done.out.splitlines()
    assert saved.startswith("what was there before is kept: ")
    assert restored.startswith("restored: ")
    assert restored.endswith(f" rows, version {head()}")
    new = ("--database", f"sqlite:///{there.parent / 'new.db'}")
    assert newsarchive("db", "restore", str(kept), *new).out == f"{restored}\n"


def test_backup_and_restore_for_programs(newsarchive: Command, there: Path) -> None:
    older(there)
    source = ("--database", f"sqlite:///{there}")
    told = json.loads(newsarchive("db", "backup", "--json", *source).out)
    file = Path(told["file"])
    assert file.parent == there.parent / "data" / "backups"
    assert (told["version"], told["rows"]["article"]) == ("0003", 4)
    assert told["bytes"] == file.stat().st_size
    new = ("--database", f"sqlite:///{there.parent / 'new.db'}")
    done = newsarchive("db", "restore", str(file), "--json", *new)
    restored = json.loads(done.out)
    assert restored["rows"] == told["rows"]
    assert (restored["replaced"], restored["needs_upgrade"]) == (None, True)
    done = newsarchive("db", "restore", str(file), "--json", "--replace", *new)
    assert Path(json.loads(done.out)["replaced"]).exists()
    done = newsarchive("db", "restore", str(file), "--replace", *new)
    assert "`newsarchive db upgrade`" in done.out


def test_progress_is_shown_to_who_looks_on(
    newsarchive: Command, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    done = newsarchive("db", "backup", "--database", f"sqlite:///{there}")
    assert done.code == 0
    assert "backing up" in done.err
