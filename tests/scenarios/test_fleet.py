"""Workers on one PostgreSQL: each outlet once at a time, nothing lost, nothing twice."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from newsarchive.archive.api import Query, Reader
from tests.command import FAST, ask, environment
from tests.loopback import Site, serving
from tests.scenarios.crawls import PATIENCE, section, wait_until
from tests.test_crawl import fill

pytestmark = pytest.mark.slow
COPIES = 6
SLOW = {**FAST, "DOWNLOAD_DELAY": "0.3", "CONCURRENT_REQUESTS_PER_DOMAIN": "1"}


@dataclass(frozen=True)
class Fleet:
    """An archive, its folder, and the sites that are crawled."""

    address: str
    folder: Path
    sites: list[Site]

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "newsarchive", *arguments]

    @property
    def environment(self) -> dict[str, str]:
        return {**environment(self.folder), "NEWSARCHIVE_DATABASE_URL": self.address}

    @property
    def allowed(self) -> str:
        hosts = ",".join(site.address for site in self.sites)
        return f"NEWSARCHIVE_ALLOWED_ADDRESSES={hosts}"

    def say(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return ask(
            *arguments, folder=self.folder, NEWSARCHIVE_DATABASE_URL=self.address
        )

    def order(self) -> None:
        urls = [part for site in self.sites for part in ("--url", section(site))]
        done = self.say("jobs", "add", *urls, "-s", self.allowed)
        assert done.returncode == 0, done.stderr
        assert done.stdout.count(": queued") == len(self.sites)

    def jobs(self, state: str) -> list[dict[str, Any]]:
        done = self.say("jobs", "--json", "--state", state)
        assert done.returncode == 0, done.stderr
        found: list[dict[str, Any]] = json.loads(done.stdout)
        return found

    @contextmanager
    def worker(
        self, *arguments: str, pace: dict[str, str] = FAST
    ) -> Iterator[subprocess.Popen[str]]:
        pairs = [part for item in pace.items() for part in ("-s", "=".join(item))]
        with subprocess.Popen(
            self.command(
                *("worker", "--no-plan", "--crawls", "2"),
                *("-s", self.allowed, *pairs, *arguments),
            ),
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def require_all(self, number: int) -> None:
        """Each site's articles are there once, and each was asked for once."""
        with Reader.open(self.address) as reader:
            urls = [article.row.url for article in reader.every(Query())]
        expected = [
            f"{site.base}/berita-ke-{i}/" for site in self.sites for i in range(number)
        ]
        assert sorted(urls) == sorted(expected)

    def require_one_run_at_a_time(self) -> None:
        with Reader.open(self.address) as reader:
            runs = reader.runs(limit=1000)
        spans: dict[str, list[Any]] = {}
        for run in sorted(runs, key=lambda run: run.id):
            spans.setdefault(run.source, []).append(run)
        for found in spans.values():
            for before, after in pairwise(found):
                assert before.finished_at is not None
                assert before.finished_at <= after.started_at


@pytest.fixture
def fleet(postgresql: str, tmp_path: Path) -> Iterator[Fleet]:
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(Site())) for _ in range(COPIES)]
        yield Fleet(postgresql, tmp_path, sites)


def asked(site: Site) -> Counter[str]:
    return Counter(path for path in site.asked if "berita-ke" in path)


def test_two_workers_share_the_sites(fleet: Fleet) -> None:
    for site in fleet.sites:
        fill(site, 8)
    fleet.order()
    with fleet.worker("--once") as first, fleet.worker("--once") as second:
        said = [worker.communicate(timeout=PATIENCE)[0] for worker in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], said
    # Both did some, and no site was begun twice.
    assert all("begun" in words for words in said)
    assert sum(words.count(": begun") for words in said) == COPIES
    assert sum(words.count(": done after") for words in said) == COPIES
    fleet.require_all(8)
    for site in fleet.sites:
        assert set(asked(site).values()) == {1}
    assert len(fleet.jobs("done")) == COPIES
    assert fleet.jobs("waiting") == fleet.jobs("running") == fleet.jobs("failed") == []


def test_what_a_killed_worker_had_begun_another_finishes(fleet: Fleet) -> None:
    for site in fleet.sites[:2]:
        fill(site, 30)
    del fleet.sites[2:]
    fleet.order()
    with fleet.worker(pace=SLOW) as first:
        wait_until(lambda: all(sum(asked(site).values()) > 3 for site in fleet.sites))
        first.kill()
        first.wait()
        began = time.monotonic()
        with fleet.worker() as second:
            wait_until(lambda: len(fleet.jobs("done")) == 2)
            assert time.monotonic() - began < PATIENCE
            second.send_signal(signal.SIGTERM)
            said = second.communicate(timeout=30)[0]
            assert second.returncode == 0, said
    fleet.require_all(30)
    fleet.require_one_run_at_a_time()


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_stops_in_time_and_gives_its_jobs_back(
    fleet: Fleet, signum: signal.Signals
) -> None:
    del fleet.sites[1:]
    fill(fleet.sites[0], 60)
    fleet.order()
    with fleet.worker(pace=SLOW) as worker:
        wait_until(lambda: sum(asked(fleet.sites[0]).values()) > 3)
        began = time.monotonic()
        os.kill(worker.pid, signum)
        said = worker.communicate(timeout=PATIENCE)[0]
    assert time.monotonic() - began < 30
    assert worker.returncode == 0, said
    assert "interrupted after" in said
    assert "stopped by hand; again at" in said
    (job,) = fleet.jobs("waiting")
    assert job["tries"] == 1
    with fleet.worker("--once") as second:
        said = second.communicate(timeout=PATIENCE)[0]
    assert second.returncode == 0, said
    fleet.require_all(60)
