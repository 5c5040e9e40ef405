"""A schedule in the foreground: one crawl at a time, stopped cleanly."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsarchive.errors import ConfigurationError
from newsarchive.operations import beating
from newsarchive.operations.beating import Beating, Ended
from newsarchive.operations.spoken import read_cron, read_every
from tests.operations.tools import put

MINUTELY = [read_every("1m")]
NOON = datetime.fromisoformat("2026-11-29T12:00:30")


class Fast:
    """A clock on which a minute takes a hundredth of a second."""

    def __init__(self) -> None:
        self.started = time.monotonic()

    def __call__(self) -> datetime:
        return NOON + timedelta(minutes=100 * (time.monotonic() - self.started))


class Crawls:
    """What a beating told; stops it after so many."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.told: list[Ended] = []

    def __call__(self, ended: Ended) -> None:
        self.told.append(ended)
        if len(self.told) == self.last:
            os.kill(os.getpid(), signal.SIGTERM)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look often, and find the signals' handlers as they were."""
    monkeypatch.setattr(beating, "_LOOK", 0.001)
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    yield
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


def test_each_beat_crawls_once(tmp_path: Path) -> None:
    command = put(tmp_path, "crawl", f"#!/bin/sh\necho $1 >>{tmp_path}/ran\nexit 3\n")
    crawls = Crawls(last=3)
    Beating(MINUTELY, [str(command), "--quiet"], crawls, Fast()).run()
    assert (tmp_path / "ran").read_text() == "--quiet\n" * 3
    assert [one.code for one in crawls.told] == [3, 3, 3]
    assert crawls.told[0].began >= datetime.fromisoformat("2026-11-29T12:01")
    # The next is later than what ended, and none is begun before it.
    for earlier, later in zip(crawls.told, crawls.told[1:], strict=False):
        assert earlier.next_at is not None
        assert earlier.next_at <= later.began


def test_beats_that_come_while_a_crawl_runs_are_left_out(tmp_path: Path) -> None:
    script = f"""#!/bin/sh
mkdir {tmp_path}/running || touch {tmp_path}/together
sleep 0.2
rmdir {tmp_path}/running
"""
    crawls = Crawls(last=2)
    Beating(MINUTELY, [str(put(tmp_path, "crawl", script))], crawls, Fast()).run()
    first, second = crawls.told
    # 0.2 seconds are twenty minutes here.
    assert second.began - first.began > timedelta(minutes=20)
    assert not (tmp_path / "together").exists()


def test_one_may_begin_at_once() -> None:
    crawls = Crawls(last=1)
    yearly = [read_cron("0 0 1 1 *")]
    Beating(yearly, ["true"], crawls, lambda: NOON).run(at_once=True)
    (one,) = crawls.told
    assert (one.began, one.code, one.next_at) == (
        NOON,
        0,
        datetime.fromisoformat("2027-01-01"),
    )


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_while_it_waits_ends_it(kind: signal.Signals) -> None:
    threading.Timer(0.1, os.kill, (os.getpid(), kind)).start()
    crawls = Crawls(last=9)
    Beating([read_cron("0 0 1 1 *")], ["true"], crawls, lambda: NOON).run()
    assert crawls.told == []


# Waits until it is told to stop, and takes a moment to do so, as a crawl does.
PATIENT = """
import signal, sys, time
def stop(*_):
    time.sleep(0.1)
    print("stopped cleanly", file=open(sys.argv[1], "a"))
    sys.exit(3)
signal.signal(signal.SIGTERM, stop)
print("began", file=open(sys.argv[1], "a"), flush=True)
time.sleep(30)
"""


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_crawl_that_runs_is_told_once_and_waited_for(
    tmp_path: Path, kind: signal.Signals
) -> None:
    file = tmp_path / "told"

    def stop() -> None:
        while not file.exists() or "began" not in file.read_text():
            time.sleep(0.01)
        os.kill(os.getpid(), kind)

    threading.Thread(target=stop).start()
    crawls = Crawls(last=9)
    words = [sys.executable, "-c", PATIENT, str(file)]
    Beating(MINUTELY, words, crawls, Fast()).run()
    assert file.read_text() == "began\nstopped cleanly\n"
    assert [(one.code, one.next_at) for one in crawls.told] == [(3, None)]


def test_a_stop_that_comes_while_a_crawl_is_started_reaches_it() -> None:
    crawls = Crawls(last=9)
    one = Beating(MINUTELY, ["sleep", "30"], crawls, Fast())
    one.stopping = True
    began = time.monotonic()
    assert one._crawl() == -signal.SIGTERM
    assert time.monotonic() - began < 10


def test_a_crawl_that_is_refused_ends_it() -> None:
    crawls = Crawls(last=9)
    with pytest.raises(ConfigurationError, match="at every beat"):
        Beating(MINUTELY, ["sh", "-c", "exit 2"], crawls, Fast()).run()
    assert [one.code for one in crawls.told] == [2]


def test_the_clock_is_the_machines() -> None:
    assert abs(beating.clock().astimezone() - datetime.now(UTC)) < timedelta(seconds=5)
