"""An export that is killed, or finds no room: the one before stands, whole."""

import hashlib
import random
import resource
import subprocess
import time
from pathlib import Path

import pytest

from tests.command import crawl, newsarchive
from tests.loopback import Site
from tests.scenarios.crawls import end, section, start, wait_until
from tests.test_crawl import fill

KILLS = 20
pytestmark = pytest.mark.slow


def test_an_export_that_is_killed(site: Site, tmp_path: Path) -> None:
    before = exported(site, tmp_path, 40)
    fill(site, 60)
    assert crawl(section(site), folder=tmp_path).returncode == 0
    began = time.monotonic()
    assert newsarchive(*into(tmp_path / "other"), folder=tmp_path).returncode == 0
    taken = time.monotonic() - began
    chance = random.Random(20231022)
    for number in range(KILLS):
        process = start(into(tmp_path / "out"), tmp_path)
        if number % 2:
            wait_for_a_part(process, tmp_path / "out")
        else:
            time.sleep(taken * chance.random())
        process.kill()
        end(process)
        assert whole(tmp_path / "out") in {before, whole(tmp_path / "other")}
    require_good_one(tmp_path)


def test_an_export_without_room(site: Site, tmp_path: Path) -> None:
    before = exported(site, tmp_path, 40)
    size = len(before) // 2
    process = start(into(tmp_path / "out"), tmp_path)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, size))
    code, said = end(process)
    assert code == 4, said
    assert "cannot write" in said
    assert whole(tmp_path / "out") == before
    require_good_one(tmp_path)


def exported(site: Site, folder: Path, number: int) -> bytes:
    fill(site, number)
    assert crawl(section(site), folder=folder).returncode == 0
    (folder / "other").mkdir()
    assert newsarchive(*into(folder / "out"), folder=folder).returncode == 0
    return whole(folder / "out")


def wait_for_a_part(process: subprocess.Popen[str], folder: Path) -> None:
    """Wait until an export writes, or has ended."""
    wait_until(
        lambda: process.poll() is not None or any(folder.glob(".articles.*.part"))
    )


def into(folder: Path) -> list[str]:
    return ["export", "--profile", "full", "--output", str(folder / "articles.jsonl")]


def whole(folder: Path) -> bytes:
    """Give what stands there; its hash, if any is there, must be of it."""
    content = (folder / "articles.jsonl").read_bytes()
    assert content.endswith(b"}\n")
    sidecar = folder / "articles.jsonl.sha256"
    if sidecar.exists():
        assert sidecar.read_text("utf-8").split()[0] == (
            hashlib.sha256(content).hexdigest()
        )
    return content


def require_good_one(folder: Path) -> None:
    """Require that the next export is whole and that nothing else is left there."""
    assert newsarchive(*into(folder / "out"), folder=folder).returncode == 0
    names = {path.name for path in (folder / "out").iterdir()}
    assert names == {"articles.jsonl", "articles.jsonl.sha256"}
    whole(folder / "out")
    assert newsarchive("verify", folder=folder).returncode == 0
