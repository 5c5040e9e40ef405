"""Several processes, stopped from outside: they end in time and hold nothing on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import crawl, crawl_arguments, environment
from tests.loopback import Answer, Site
from tests.scenarios.crawls import (
    LASTING,
    begin,
    end,
    section,
    stored,
    wait_for_articles,
)
from tests.test_crawl import fill

pytestmark = pytest.mark.slow


def begin_both(sites: list[Site], folder: Path) -> subprocess.Popen[str]:
    """Begin a crawl of two sites in two processes, as a shell would."""
    allowed = ",".join(site.address for site in sites)
    first, second = map(section, sites)
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "newsarchive"),
            *crawl_arguments(
                *(first, "--url", second, "--processes", "2"),
                **LASTING,
                NEWSARCHIVE_ALLOWED_ADDRESSES=allowed,
            ),
        ],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    for site in sites:
        wait_for_articles(site, 2)
    return process


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_all_processes_stop_cleanly(
    sites: list[Site], tmp_path: Path, signum: signal.Signals
) -> None:
    for site in sites[:2]:
        fill(site, 60)
    process = begin_both(sites[:2], tmp_path)
    began = time.monotonic()
    # A terminal's Ctrl-C goes to all, a service's end to the first.
    (os.killpg if signum is signal.SIGINT else os.kill)(process.pid, signum)
    code, said = end(process)
    assert time.monotonic() - began < 30
    assert code == 3, said
    assert said.count("what was stored is kept") == 2
    assert "Traceback" not in said
    assert len(stored(tmp_path)) >= 4


def test_workers_leave_with_their_parent(sites: list[Site], tmp_path: Path) -> None:
    for site in sites[:2]:
        fill(site, 60)
    process = begin_both(sites[:2], tmp_path)
    process.kill()
    end(process)
    deadline = time.monotonic() + 30
    while True:
        done = crawl(section(sites[0]), "--limit", "1", folder=tmp_path, **LASTING)
        if done.returncode != 75:
            break
        assert time.monotonic() < deadline
    assert done.returncode == 0, done.stderr


def test_a_site_that_hangs_does_not_hold_up_the_end(site: Site, tmp_path: Path) -> None:
    def hang(_: dict[str, str]) -> Answer:
        time.sleep(45)
        return Answer("late")

    for path in fill(site, 30)[8:]:
        site.routes[path] = hang
    process = begin(site, tmp_path, CONCURRENT_REQUESTS_PER_DOMAIN="2")
    wait_for_articles(site, 9)
    began = time.monotonic()
    process.terminate()
    code, said = end(process)
    assert time.monotonic() - began < 30
    assert code == 3
    assert "what was stored is kept" in said
    assert "Traceback" not in said
    assert len(stored(tmp_path)) == 8
