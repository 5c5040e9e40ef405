"""newsarchive verify: what is told, and how it ends."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from newsarchive.archive.connection import file_of, read_url
from tests.archive.home import Clock, Home
from tests.cli.conftest import Command


@pytest.fixture
def there(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An archive of its own, in a folder without exports."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("newsarchive.settings.NEWSARCHIVE_DATA", str(tmp_path / "data"))
    file = file_of(read_url(database))
    assert file is not None
    for beside in file.parent.glob(f"{file.name}*"):
        shutil.copy(beside, tmp_path / beside.name)
    return f"sqlite:///{tmp_path / file.name}"


def test_a_sound_archive(newsarchive: Command, there: str) -> None:
    done = newsarchive("verify", "--database", there)
    assert (done.code, done.err) == (0, "")
    assert "BROKEN" not in done.out
    assert "captures are in their files as they came" in done.out
    assert "exports" not in done.out
    done = newsarchive("verify", "--no-captures", "--database", there)
    assert (done.code, "captures are in" in done.out) == (0, False)


def test_an_archive_that_has_changed(newsarchive: Command, there: str) -> None:
    Home(there, Clock()).rows("UPDATE version SET text = text || '.'")
    done = newsarchive("verify", "--database", there)
    assert done.code == 4
    assert done.err.startswith(
        "newsarchive: 1 of 11 checks do not hold, first: versions"
    )
    assert len(done.err.splitlines()) == 1
    named = [line for line in done.out.splitlines() if line.startswith("broken: ")]
    assert len(named) == 5
    assert "the words of version 1 have changed" in named[0]


def test_more_than_a_few_are_counted(newsarchive: Command, there: str) -> None:
    home = Home(there, Clock())
    home.rows(
        "INSERT INTO page (source_id, url, via, discovered_at, discovered_run_id, "
        "outcome, attempts, failures) SELECT 1, 'x:' || code, 'x', "
        "'2023-10-20T00:00:00.000000Z', 1, 'stored', 0, 0 FROM place LIMIT 7"
    )
    done = newsarchive("verify", "--database", there)
    assert done.code == 4
    assert "BROKEN" in done.out
    assert "broken: and 2 more, stored addresses lead to articles" in done.out


def test_for_programs(newsarchive: Command, there: str) -> None:
    done = newsarchive("verify", "--json", "--database", there)
    found = json.loads(done.out)
    assert done.code == 0
    assert {one["failing"] for one in found} == {0}
    assert set(found[0]) == {"what", "looked_at", "failing", "names", "notes"}


def test_exports_are_checked(newsarchive: Command, there: str, tmp_path: Path) -> None:
    file = tmp_path / "exports" / "articles.jsonl"
    for more in ((), ("--output", str(file))):
        assert newsarchive("export", *more, "--database", there).code == 0
    done = newsarchive("verify", "--database", there)
    assert (done.code, "exports are as they were written" in done.out) == (0, True)
    file.write_text("{}")
    release = (tmp_path / "exports" / "latest").resolve() / "manifest.json"
    release.write_text("{}")
    done = newsarchive("verify", "--database", there)
    assert done.code == 4
    assert "broken: exports/articles.jsonl: has changed" in done.out
    assert "/manifest.json: has changed" in done.out
    done = newsarchive("verify", "--exports", "lain", "--database", there)
    assert (done.code, "lain is no folder" in done.err) == (2, True)


def test_notes_are_told(newsarchive: Command, there: str, tmp_path: Path) -> None:
    stray = tmp_path / "data" / "captures" / "x.warc.gz"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"123")
    done = newsarchive("verify", "--database", there)
    assert done.code == 0
    assert "note: x.warc.gz: no row knows its 3 bytes" in done.out


def test_progress_is_shown_to_who_looks_on(
    newsarchive: Command, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    done = newsarchive("verify", "--database", there)
    assert done.code == 0
    assert "verifying" in done.err
