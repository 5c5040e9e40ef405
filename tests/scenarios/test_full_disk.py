"""A disk without room: said so, nothing stored is damaged, and the next run completes."""

import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import crawl
from tests.loopback import Site
from tests.scenarios.crawls import (
    SLOW,
    addresses,
    begin,
    end,
    require_sound,
    section,
    stored,
    wait_for_articles,
)
from tests.test_crawl import fill

pytestmark = pytest.mark.slow
DISK = 24 * 2**20
LEFT = 400_000
# Done, or done with the alarm that little is left, as there always is on such a disk.
COMPLETE = {0, 3}
# What Safeguards would say first is not asked for here: the disk itself is to be met.
REGARDLESS = {"NEWSARCHIVE_ROOM_MB": "0"}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ("-t", "tmpfs", "-o", f"size={DISK}", "tmpfs")
    made = subprocess.run(["mount", *options, folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("a disk of its own can only be mounted by root")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def leave(folder: Path, room: int) -> None:
    """Fill a disk up."""
    state = os.statvfs(folder)
    with (folder / "ballast").open("wb") as ballast:
        ballast.write(b"\0" * (state.f_bavail * state.f_frsize - room))


def test_a_full_disk(site: Site, disk: Path) -> None:
    fill(site, 5)
    assert crawl(section(site), folder=disk).returncode in COMPLETE
    before = set(stored(disk))
    leave(disk, LEFT)
    expected = addresses(site, fill(site, 80))
    done = crawl(section(site), folder=disk, **REGARDLESS)
    require_told(done, "full")
    require_sound(disk)
    assert before <= set(stored(disk)) < set(expected)
    (disk / "ballast").unlink()
    assert crawl(section(site), folder=disk).returncode in COMPLETE
    assert sorted(stored(disk)) == expected


def test_a_disk_that_fills_up_meanwhile(site: Site, disk: Path) -> None:
    expected = addresses(site, fill(site, 80))
    process = begin(site, disk, NEWSARCHIVE_ROOM_MB="4", **SLOW)
    wait_for_articles(site, 5)
    leave(disk, 3 * 2**20)
    code, said = end(process)
    assert (code, "Traceback" in said) == (4, False), said
    assert "4 MB are wanted (NEWSARCHIVE_ROOM_MB)" in said
    require_sound(disk)
    # What it had was committed: it ended while there was room for that.
    assert 0 < len(stored(disk)) < len(expected)
    (disk / "ballast").unlink()
    assert crawl(section(site), folder=disk).returncode in COMPLETE
    assert sorted(stored(disk)) == expected


def test_no_file_may_grow(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(site, 5)
    assert crawl(section(site), folder=tmp_path).returncode == 0
    before = set(stored(tmp_path))
    expected = addresses(site, fill(site, 80))
    # What counts our lines in that process could write its own file no more than others.
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    process = begin(site, tmp_path, **REGARDLESS)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (LEFT // 2, LEFT // 2))
    code, said = end(process)
    assert (code, "Traceback" in said) == (4, False), said
    require_sound(tmp_path)
    assert before <= set(stored(tmp_path)) < set(expected)
    assert crawl(section(site), folder=tmp_path).returncode == 0
    assert sorted(stored(tmp_path)) == expected


def test_without_room_nothing_is_begun(site: Site, tmp_path: Path) -> None:
    fill(site, 1)
    done = crawl(section(site), folder=tmp_path, NEWSARCHIVE_ROOM_MB="1e9")
    require_told(done, "1e+09 MB are wanted (NEWSARCHIVE_ROOM_MB)")
    assert site.asked == []
    assert not (tmp_path / "archive.db").exists()


def require_told(done: subprocess.CompletedProcess[str], words: str) -> None:
    """Require one line that says it."""
    assert done.returncode == 4, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
