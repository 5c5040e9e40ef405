"""Exports that are killed, and that find no room: the release before stands."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsarchive.export.checking import check_release
from tests.archive.articles import article, words
from tests.archive.home import Clock, Home
from tests.command import environment

KILLS = 20
ARGUMENTS = (
    *("export", "--profile", "full", "--format", "jsonl", "--format", "csv"),
    *("--format", "parquet", "--format", "sqlite"),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An archive of some articles."""
    folder = tmp_path_factory.mktemp("exports")
    home = Home(f"sqlite:///{folder / 'archive.db'}", Clock())
    home.crawl(*(article(f"a{i}", body=words(f"a{i}", 400)) for i in range(150)))
    return home


def folder_of(home: Home) -> Path:
    return Path(home.address.removeprefix("sqlite:///")).parent


def begin(home: Home, releases: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "newsarchive", *ARGUMENTS, "--folder", str(releases)],
        env=environment(folder_of(home)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(home: Home, releases: Path) -> tuple[int, str]:
    with begin(home, releases) as process:
        _, said = process.communicate(timeout=120)
        return process.returncode, said


@pytest.mark.slow
def test_a_release_stands_through_twenty_kills(home: Home, tmp_path: Path) -> None:
    assert finish(home, tmp_path) == (0, "")
    latest = tmp_path / "latest"
    before = latest.resolve()
    chance, parts = random.Random(1), 0
    for number in range(KILLS):
        # Another archive every time, or the same release would be made again.
        home.crawl(article(f"baru{number}", body=words(f"baru{number}")))
        with begin(home, tmp_path) as process:
            deadline = time.monotonic() + 60
            while not any(tmp_path.glob(".part-*")) and time.monotonic() < deadline:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.15))
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=60)
        parts += any(tmp_path.glob(".part-*"))
        assert list(check_release(latest)) == []
        if latest.resolve() != before:  # It was done before it was killed.
            before = latest.resolve()
    assert parts, "none was killed while it wrote"
    assert finish(home, tmp_path) == (0, "")
    assert latest.resolve() != before
    assert not any(tmp_path.glob(".part-*"))
    for release in tmp_path.glob("2*"):
        assert list(check_release(release)) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, too small for a release."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_the_release_before(home: Home, small_disk: Path) -> None:
    before = small_disk / "20230101T0000Z-00000000"
    before.mkdir()
    (before / "articles.jsonl").write_bytes(b"x" * 1000)
    (small_disk / "latest").symlink_to(before.name)
    code, said = finish(home, small_disk)
    assert code == 4
    assert "No space left on device; about" in said
    assert len(said.splitlines()) == 1
    assert sorted(p.name for p in small_disk.iterdir()) == [before.name, "latest"]
    assert (small_disk / "latest" / "articles.jsonl").read_bytes() == b"x" * 1000
