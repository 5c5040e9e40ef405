"""Killed at any moment, a crawl loses nothing that was stored, and goes on."""

import random
import time
from pathlib import Path

import pytest

from tests.command import crawl
from tests.loopback import Site
from tests.scenarios.crawls import (
    addresses,
    begin,
    end,
    require_sound,
    section,
    stored,
    wait_until,
)
from tests.test_crawl import fill

KILLS = 20
pytestmark = pytest.mark.slow


def test_killed_twenty_times(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 400, pages=8)
    chance = random.Random(20231020)
    before: set[str] = set()
    for _ in range(KILLS):
        _kill_somewhere(site, tmp_path, chance.random())
        now = stored(tmp_path)
        assert before <= set(now)
        assert len(now) == len(set(now))
        before = set(now)
    done = crawl(section(site), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(stored(tmp_path)) == addresses(site, paths)
    require_sound(tmp_path)


def _kill_somewhere(site: Site, folder: Path, seconds: float) -> None:
    """Kill a crawl so long after its first request."""
    asked = len(site.asked)
    process = begin(
        site, folder, DOWNLOAD_DELAY="0.002", CONCURRENT_REQUESTS_PER_DOMAIN="2"
    )
    wait_until(lambda: len(site.asked) > asked or process.poll() is not None)
    time.sleep(seconds)
    process.kill()
    end(process)
