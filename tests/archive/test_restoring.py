"""Restores: checked before, atomic, and what was there is kept."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from newsarchive.archive import connection, migrate, replacing
from newsarchive.archive.api import Archive, back_up, current, restore, upgrade
from newsarchive.archive.connection import DamagedError
from newsarchive.errors import ArchiveError, ConfigurationError
from tests.archive.articles import article
from tests.archive.home import Clock, Home


def unseen(_done: int, _total: int) -> None:
    """Look at no progress."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A backup of an archive of one article."""
    other = Home(f"sqlite:///{tmp_path / 'other' / 'a.db'}", Clock())
    other.crawl(article("disimpan"))
    return back_up(other.address, tmp_path, unseen, tmp_path / "saved.db").file


def urls(address: str) -> list[str]:
    return [one.row.url for one in Home(address, Clock()).articles()]


def litter(folder: Path) -> list[str]:
    return [one.name for one in folder.rglob("*") if ".part" in one.name]


def put(address: str, file: Path, folder: Path, *, replace: bool = False) -> Any:
    return restore(address, file, folder, unseen, replace=replace)


def test_a_restore_where_nothing_is(address: str, saved: Path, folder: Path) -> None:
    made = put(address, saved, folder)
    assert (made.saved, made.is_older) == (None, False)
    assert (made.sound.revision, made.sound.rows["article"]) == (migrate.head(), 1)
    assert urls(address) == ["https://kabaruji.id/disimpan/"]
    assert not folder.exists()
    Home(address, Clock()).crawl(article("baru"))
    assert len(urls(address)) == 2


def test_an_archive_is_not_replaced_unasked(
    home: Home, saved: Path, folder: Path
) -> None:
    home.crawl(article("hidup"))
    with pytest.raises(ConfigurationError, match=r"holds an archive.*--replace"):
        put(home.address, saved, folder)
    assert urls(home.address) == ["https://kabaruji.id/hidup/"]
    assert not folder.exists()


def test_what_is_replaced_is_kept(home: Home, saved: Path, folder: Path) -> None:
    home.crawl(article("hidup"), article("juga"))
    made = put(home.address, saved, folder, replace=True)
    assert urls(home.address) == ["https://kabaruji.id/disimpan/"]
    assert made.saved.parent == folder
    assert len(urls(f"sqlite:///{made.saved}")) == 2
    assert put(home.address, made.saved, folder, replace=True).saved is not None
    assert len(urls(home.address)) == 2


def test_nothing_stays_beside_the_file(file: Path, saved: Path, folder: Path) -> None:
    """A log of what was replaced would be played back into what replaces it."""
    home = Home(f"sqlite:///{file}", Clock())
    home.crawl(article("hidup"))
    file.chmod(0o640)
    put(home.address, saved, folder, replace=True)
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    assert file.stat().st_mode & 0o777 == 0o640
    assert urls(home.address) == ["https://kabaruji.id/disimpan/"]


def test_what_a_link_leads_to_is_replaced(
    file: Path, saved: Path, folder: Path, tmp_path: Path
) -> None:
    Home(f"sqlite:///{file}", Clock()).crawl(article("hidup"))
    link = tmp_path / "link.db"
    link.symlink_to(file)
    put(f"sqlite:///{link}", saved, folder, replace=True)
    assert link.is_symlink()
    assert urls(f"sqlite:///{file}") == ["https://kabaruji.id/disimpan/"]


@pytest.mark.parametrize("before", ["empty", "tables dropped"])
def test_an_empty_database_is_filled(
    address: str, saved: Path, folder: Path, before: str
) -> None:
    url = connection.read_url(address)
    engine = connection.writer(url)
    if before == "tables dropped":
        migrate.upgrade(engine, url)
        migrate.downgrade(engine, url, "base")
    with engine.begin():
        pass
    engine.dispose()
    assert put(address, saved, folder).saved is None
    assert len(urls(address)) == 1


def test_an_archive_in_use_is_not_replaced(
    file: Path, saved: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "IN_USE_SECONDS", 0.1)
    home = Home(f"sqlite:///{file}", Clock())
    with home.visit(), pytest.raises(ArchiveError, match="another process uses"):
        put(home.address, saved, folder, replace=True)
    assert urls(home.address) == []
    assert litter(file.parent) == []


def test_what_is_written_meanwhile_is_not_lost(
    file: Path, saved: Path, folder: Path
) -> None:
    home = Home(f"sqlite:///{file}", Clock())
    home.crawl(article("hidup"))
    late = list[int]()

    def follow(_done: int, _total: int) -> None:
        if not late:
            late.append(1)
            return
        if len(late) == 1 and list(folder.glob("archive-*.db")):
            late.append(2)
            home.crawl(article("terlambat"))

    with pytest.raises(ArchiveError, match="another process uses"):
        restore(home.address, saved, folder, follow, replace=True)
    assert late == [1, 2]
    assert len(urls(home.address)) == 2
    assert litter(file.parent) == []


def test_who_stops_it_changes_nothing(home: Home, saved: Path, folder: Path) -> None:
    home.crawl(article("hidup"))

    def stop(_done: int, _total: int) -> None:
        if list(folder.glob("archive-*.db")):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(home.address, saved, folder, stop, replace=True)
    assert urls(home.address) == ["https://kabaruji.id/hidup/"]
    assert litter(folder.parent) == []


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        for statement in statements:
            opened.execute(statement)


def cut(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def garble(file: Path) -> None:
    file.write_bytes(b"this is no database at all " * 200)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def belong_to_another(file: Path) -> None:
    file.unlink()
    change(file, "CREATE TABLE kontak (nama)")


def become_newer(file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = '9999'")


def refer_to_nothing(file: Path) -> None:
    change(file, "UPDATE image SET article_id = 99")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (cut, "malformed|damaged"),
        (garble, "not a database"),
        (empty, "no archive in .*empty"),
        (belong_to_another, "another application"),
        (become_newer, "9999, newer than this newsarchive"),
        (refer_to_nothing, "is damaged: image, row 1, refers to"),
        (Path.unlink, "no backup at"),
    ],
)
@pytest.mark.parametrize("replace", [False, True])
def test_a_file_that_is_no_good_changes_nothing(
    home: Home, saved: Path, folder: Path, spoil: Any, words: str, replace: bool
) -> None:
    home.crawl(article("hidup"))
    spoil(saved)
    with pytest.raises((ArchiveError, ConfigurationError), match=words) as error:
        put(home.address, saved, folder, replace=replace)
    assert "saved.db" in str(error.value)
    assert len(str(error.value).splitlines()) == 1
    assert urls(home.address) == ["https://kabaruji.id/hidup/"]
    assert not folder.exists()


def test_an_older_one_is_restored_as_it_is(
    address: str, tmp_path: Path, folder: Path
) -> None:
    older = Home(f"sqlite:///{tmp_path / 'older' / 'a.db'}", Clock())
    older.crawl(article())
    url = connection.read_url(older.address)
    engine = connection.writer(url)
    migrate.downgrade(engine, url, "0003")
    engine.dispose()
    made = put(address, tmp_path / "older" / "a.db", folder)
    assert made.is_older
    assert current(address) == ("0003", migrate.head())
    upgrade(address)
    assert len(urls(address)) == 1


@pytest.mark.parametrize("replace", [False, True])
def test_another_applications_database_is_never_replaced(
    address: str, saved: Path, folder: Path, replace: bool
) -> None:
    engine = connection.writer(connection.read_url(address))
    with engine.begin() as opened:
        opened.execute(text("CREATE TABLE kontak (nama text)"))
    with pytest.raises(ArchiveError, match="another application"):
        put(address, saved, folder, replace=replace)
    with engine.begin() as opened:
        assert opened.scalar(text("SELECT count(*) FROM kontak")) == 0
    engine.dispose()


def test_a_backup_of_itself(file: Path, folder: Path) -> None:
    Archive.open(f"sqlite:///{file}").close()
    with pytest.raises(ConfigurationError, match="is the archive itself"):
        put(f"sqlite:///{file}", file, folder, replace=True)


@pytest.mark.parametrize(("spoil", "with_log"), [(cut, True), (garble, False)])
def test_a_damaged_archive_is_replaced_and_its_bytes_are_kept(
    file: Path, saved: Path, folder: Path, spoil: Any, with_log: bool
) -> None:
    home = Home(f"sqlite:///{file}", Clock())
    home.crawl(article("hidup"))
    spoil(file)
    log = file.with_name(f"{file.name}-wal")
    if with_log:
        log.write_bytes(b"what was not yet in the file")
    bytes_before = file.read_bytes()
    with pytest.raises(DamagedError, match=r"--replace"):
        put(home.address, saved, folder)
    assert file.read_bytes() == bytes_before
    if with_log:
        log.write_bytes(b"what was not yet in the file")
    made = put(home.address, saved, folder, replace=True)
    assert made.saved.name.startswith("archive-damaged-")
    assert made.saved.read_bytes() == bytes_before
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    assert urls(home.address) == ["https://kabaruji.id/disimpan/"]


def test_other_trouble_is_said_as_it_is(
    file: Path, saved: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not every trouble is another process."""
    Archive.open(f"sqlite:///{file}").close()

    def deny(action: int, name: str | None, *_: Any) -> int:
        is_switch = (action, name) == (sqlite3.SQLITE_PRAGMA, "journal_mode")
        return sqlite3.SQLITE_DENY if is_switch else sqlite3.SQLITE_OK

    def barred(path: Path, **options: Any) -> sqlite3.Connection:
        made: sqlite3.Connection = connect(path, **options)
        made.set_authorizer(deny)
        return made

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", barred)
    with pytest.raises(ArchiveError, match="not authorized"):
        put(f"sqlite:///{file}", saved, folder, replace=True)
