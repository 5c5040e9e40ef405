"""Captures at an address: brought there whole, read from there, never lost on the way."""

import fcntl
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsarchive.captures.folder import captures_folder, captures_place
from newsarchive.captures.store import Store, store_at
from newsarchive.errors import CaptureError, ConfigurationError
from tests.command import crawl, newsarchive, records
from tests.loopback import Site, serving
from tests.test_crawl import SECTION, fill

NAME = "kabaruji/2023/kabaruji-1.warc.gz"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as served:
        yield served


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return store_at(f"memory://uji-{secrets.token_hex(4)}/captures", tmp_path / "spool")


def spooled(store: Store, name: str = NAME, content: bytes = b"isi") -> Path:
    path = store.spool / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def content(store: Store, name: str = NAME) -> bytes:
    with (store / name).open() as file:
        return file.read()


def test_where_captures_are(tmp_path: Path) -> None:
    assert captures_place("data", "") == captures_folder("data")
    assert captures_place("data", "/other") == Path("/other")
    there = captures_place(tmp_path, "memory://x/")
    assert isinstance(there, Store)
    assert (str(there), there.spool.parent) == ("memory://x", tmp_path)


def test_a_file_is_here_until_it_is_there(store: Store) -> None:
    path = spooled(store)
    assert [file.file for file in store.rglob()] == [NAME]
    assert content(store) == b"isi"
    assert store.deliver() == [NAME]
    assert not path.exists()
    assert content(store) == b"isi"
    (file,) = store.rglob()
    assert (file.file, file.name) == (NAME, "kabaruji-1.warc.gz")
    assert store.deliver() == []


def test_a_file_that_is_written_stays(store: Store) -> None:
    path = spooled(store)
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert store.deliver() == []
    assert store.deliver() == [NAME]


class Short:
    """A store that keeps half of what it is given."""

    def __init__(self, whole: Any) -> None:
        self.whole = whole

    def __getattr__(self, name: str) -> Any:
        return getattr(self.whole, name)

    def size(self, name: str) -> int:
        return int(self.whole.size(name)) // 2


def test_a_file_that_came_half_stays(store: Store) -> None:
    path = spooled(store)
    short = Store(store.url, store.spool, Short(store.remote), store.root)
    with pytest.raises(CaptureError, match="has 1 bytes, not 3"):
        short.deliver()
    assert path.exists()
    # What came half is written over.
    assert store.deliver() == [NAME]
    assert content(store) == b"isi"


def test_what_is_nowhere_is_told(store: Store) -> None:
    with pytest.raises(CaptureError, match=r"memory://.*: no such file in the store"):
        (store / NAME).open()


def test_a_store_that_is_away_is_told_in_a_line(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    path = spooled(store)
    away = Store(store.url, store.spool, None, store.root)
    away._deliver_or_tell()
    assert path.exists()
    assert "captures stay in" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("tidakada://x", "use a folder, s3://bucket/folder or"),
        ("gs://x", r"captures at gs:// need .*: install newsarchive\[fleet\]"),
    ],
)
def test_addresses_that_cannot_be_used(tmp_path: Path, url: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        store_at(url, tmp_path)


def shared(*arguments: str, place: Path, folder: Path) -> Any:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("NEWSARCHIVE_CAPTURES", f"file://{place}")
        return newsarchive(*arguments, folder=folder)


@pytest.mark.slow
def test_what_could_not_be_uploaded_is_later(site: Site, tmp_path: Path) -> None:
    fill(site, 3)
    section, away, place = (site.base + SECTION, tmp_path / "away", tmp_path / "there")
    away.write_text("no folder")
    done = crawl(section, folder=tmp_path, NEWSARCHIVE_CAPTURES=f"file://{away}/x")
    # The articles are kept, their captures wait here.
    assert done.returncode == 0, done.stderr
    assert "captures stay in" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(list((tmp_path / "captures-to-upload").rglob("*.warc.gz"))) == 1
    told = shared("captures", "upload", place=place, folder=tmp_path)
    assert (told.returncode, told.stdout) == (0, "1 files uploaded, none is left\n")
    assert not list((tmp_path / "captures-to-upload").rglob("*.warc.gz"))
    told = newsarchive("captures", "upload", folder=tmp_path)
    assert told.returncode == 2
    assert "captures are kept in a folder" in told.stderr


@pytest.mark.slow
def test_another_machine_builds_the_archive_again(site: Site, tmp_path: Path) -> None:
    fill(site, 3)
    here, other, place = (tmp_path / name for name in ("here", "other", "there"))
    for folder in (here, other):
        folder.mkdir()
    done = crawl(
        site.base + SECTION, folder=here, NEWSARCHIVE_CAPTURES=f"file://{place}"
    )
    assert done.returncode == 0, done.stderr
    assert len(list(place.rglob("*.warc.gz"))) == 1
    assert not (here / "captures").exists()
    again = shared("replay", place=place, folder=other)
    assert again.returncode == 0, again.stderr
    before, after = (
        {one["url"]: one["body"] for one in records(folder)} for folder in (here, other)
    )
    assert before == after
    assert len(after) == 3
    shown = shared("captures", "export", next(iter(after)), place=place, folder=other)
    assert "Polsek Sekadau Hilir" in shown.stdout
