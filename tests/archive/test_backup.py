"""Backups: one checked file of SQLite, made while others write, whole or not there."""

import hashlib
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsarchive.archive import backup as backups
from newsarchive.archive import connection, migrate, sound
from newsarchive.archive.api import (
    Archive,
    NoArchiveError,
    back_up,
    back_up_before_upgrade,
    upgrade,
)
from newsarchive.archive.connection import DamagedError
from newsarchive.errors import ArchiveError, ConfigurationError
from tests.archive.articles import article
from tests.archive.home import Clock, Home


def unseen(_done: int, _total: int) -> None:
    """Look at no progress."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def test_a_backup_is_the_archive(home: Home, folder: Path) -> None:
    home.crawl(article("satu"), article("dua"))
    steps = list[tuple[int, int]]()
    made = back_up(home.address, folder, lambda *step: steps.append(step))
    assert made.file.parent == folder
    assert made.file.name.startswith(f"archive-{migrate.head()}-20")
    assert made.revision == migrate.head()
    assert made.rows["article"] == 2
    assert made.size == made.file.stat().st_size
    assert made.sha256 == hashlib.sha256(made.file.read_bytes()).hexdigest()
    assert steps[-1][0] == steps[-1][1] > 0
    assert [one.name for one in folder.iterdir()] == [made.file.name]
    kept = Home(f"sqlite:///{made.file}", home.clock)
    assert kept.articles() == home.articles()


def test_a_backup_needs_no_file_beside_it(home: Home, folder: Path) -> None:
    """It can be read from where nothing can be written."""
    home.crawl(article())
    made = back_up(home.address, folder, unseen)
    with closing(sqlite3.connect(f"file:{made.file}?mode=ro", uri=True)) as opened:
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        opened.execute("SELECT * FROM article").fetchall()
        assert [one.name for one in folder.iterdir()] == [made.file.name]


def test_nobody_reads_a_backup_who_may_not_read_the_archive(
    file: Path, folder: Path, postgresql: str
) -> None:
    Archive.open(f"sqlite:///{file}").close()
    file.chmod(0o640)
    made = back_up(f"sqlite:///{file}", folder, unseen)
    assert made.file.stat().st_mode & 0o777 == 0o640
    Archive.open(postgresql).close()
    made = back_up(postgresql, folder, unseen)
    assert made.file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_not_written_over(home: Home, folder: Path) -> None:
    home.crawl(article())
    folder.mkdir()
    taken = folder / "kemarin.db"
    taken.write_text("x")
    with pytest.raises(ConfigurationError, match=r"kemarin.db is there already"):
        back_up(home.address, folder, unseen, taken)
    assert taken.read_text() == "x"
    assert list(folder.iterdir()) == [taken]


def test_a_file_that_appears_meanwhile_is_not_written_over(
    home: Home, folder: Path
) -> None:
    home.crawl(article())
    taken = folder / "kemarin.db"

    def appear(_done: int, _total: int) -> None:
        taken.write_text("x")

    with pytest.raises(ConfigurationError, match="is there already"):
        back_up(home.address, folder, appear, taken)
    assert list(folder.iterdir()) == [taken]


def test_two_backups_in_one_second_have_two_names(tmp_path: Path) -> None:
    name = backups.name_of("0005", datetime(2023, 10, 20, 9, tzinfo=UTC))
    assert name == "archive-0005-20231020T090000Z.db"
    found = list[str]()
    for _ in range(3):
        file = backups.free(tmp_path, name)
        file.touch()
        found.append(file.stem.removeprefix("archive-0005-20231020T090000Z"))
    assert found == ["", "-2", "-3"]


def test_a_backup_while_a_writer_writes(file: Path, folder: Path) -> None:
    """It shows one moment, and does not begin anew with every commit."""
    home = Home(f"sqlite:///{file}", Clock())
    home.crawl(article())
    done = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as opened:
            number = 0
            while not done.is_set():
                number += 1
                opened.execute("BEGIN IMMEDIATE")
                opened.execute("INSERT INTO story (key) VALUES (?)", (f"a{number}",))
                opened.execute("INSERT INTO story (key) VALUES (?)", (f"b{number}",))
                opened.execute("COMMIT")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [back_up(home.address, folder, unseen) for _ in range(3)]
    finally:
        done.set()
        writer.join()
    assert all(one.rows["story"] % 2 == 0 for one in made)
    assert made[0].rows["story"] < made[-1].rows["story"]


def test_who_stops_it_leaves_nothing(home: Home, folder: Path) -> None:
    home.crawl(article())

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(home.address, folder, stop)
    assert list(folder.iterdir()) == []
    assert len(home.articles()) == 1


SLOW = """
import sys, time
from pathlib import Path
from newsarchive.archive import backup
from newsarchive.archive.api import back_up
backup.PAGES = 1
def follow(done, total):
    print(done, flush=True)
    time.sleep(0.05)
back_up(sys.argv[1], Path(sys.argv[2]), follow)
"""


def test_a_killed_backup_is_no_backup(file: Path, folder: Path) -> None:
    home = Home(f"sqlite:///{file}", Clock())
    home.crawl(article())
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, home.address, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "1\n"
        running.send_signal(signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL
    assert [one.suffix for one in folder.iterdir()] in ([".part"], [])
    assert not list(folder.glob("archive-*.db"))
    assert len(home.articles()) == 1


def test_a_disk_that_is_full(file: Path, folder: Path) -> None:
    """The limit of a file's size stands for the disk's."""
    home = Home(f"sqlite:///{file}", Clock())
    home.crawl(article())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(ArchiveError, match=r"cannot use .*disk") as error:
            back_up(home.address, folder, unseen)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert error.value.exit_code == 4
    assert len(str(error.value).splitlines()) == 1
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made(home: Home, tmp_path: Path) -> None:
    home.crawl(article())
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(ArchiveError, match=r"cannot write .*Not a directory"):
        back_up(home.address, tmp_path / "berkas" / "di bawah", unseen)


def test_a_damaged_archive_is_not_backed_up(file: Path, folder: Path) -> None:
    home = Home(f"sqlite:///{file}", Clock())
    home.crawl(*(article(f"a{number}") for number in range(20)))
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = opened.execute(
            "SELECT rootpage FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_article_1'"
        ).fetchone()[0]
    content = bytearray(file.read_bytes())
    start = (page - 1) * connection.PAGE_BYTES
    content[start + 3 : start + 5] = b"\xff\xff"  # how many cells the page has
    file.write_bytes(content)
    with pytest.raises(DamagedError, match=r"damaged|malformed"):
        back_up(home.address, folder, unseen)
    assert list(folder.iterdir()) == []


def test_rows_that_are_missing_are_noticed(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.crawl(article())
    monkeypatch.setattr(backups, "examine", lambda _: sound.Sound("0005", {}))
    with pytest.raises(DamagedError, match="has not the rows that were read"):
        back_up(home.address, folder, unseen)
    assert list(folder.iterdir()) == []


def test_what_is_no_archive_is_not_backed_up(file: Path, folder: Path) -> None:
    address = f"sqlite:///{file}"
    with pytest.raises(NoArchiveError):
        back_up(address, folder, unseen)
    file.parent.mkdir()
    file.touch()
    with pytest.raises(ArchiveError, match="it is empty"):
        back_up(address, folder, unseen)
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("CREATE TABLE kontak (nama)")
    with pytest.raises(ArchiveError, match="another application"):
        back_up(address, folder, unseen)
    assert not folder.exists()


def test_an_upgrade_is_preceded_by_a_backup(home: Home, folder: Path) -> None:
    home.crawl(article())
    assert back_up_before_upgrade(home.address, folder, unseen) is None
    url = connection.read_url(home.address)
    engine = connection.writer(url)
    migrate.downgrade(engine, url, "0003")
    engine.dispose()
    made = back_up_before_upgrade(home.address, folder, unseen)
    assert made is not None
    assert (made.revision, made.rows["article"]) == ("0003", 1)
    upgrade(home.address)
    assert back_up_before_upgrade(home.address, folder, unseen) is None


def test_where_nothing_is_nothing_is_backed_up(file: Path, folder: Path) -> None:
    address = f"sqlite:///{file}"
    assert back_up_before_upgrade(address, folder, unseen) is None
    assert not file.exists()
    file.parent.mkdir()
    file.touch()
    assert back_up_before_upgrade(address, folder, unseen) is None
    assert list(file.parent.iterdir()) == [file]
