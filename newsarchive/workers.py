"""Crawl with several processes: each takes a share of the sources and tells how it goes.

A worker hears "stop" from its parent over a pipe; a pipe that ends means that the parent
is gone, and the worker leaves with it. No signal, no file and no lock is needed for that.
"""

import asyncio
import contextlib
import multiprocessing
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from scrapy.settings import Settings

from newsarchive.crew import Crew, Ends, Job, OnProgress, heed_terminate
from newsarchive.errors import IncompleteError, NewsArchiveError
from newsarchive.extensions import Snapshot

STOP = "stop"
# Seconds beyond its own patience that a worker has to end when it is told to.
MERCY = 5
_KEPT = "what was committed stands, the next run goes on from there"


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that crawls a share, and our end of the pipe to it."""

    process: BaseProcess
    line: "Connection[Any, Any]"


def shares(groups: Sequence[list[Job]], number: int) -> list[list[list[Job]]]:
    """Deal groups out to so many processes, one after the other."""
    return [list(groups[start::number]) for start in range(min(number, len(groups)))]


def crawl_shared(
    dealt: Sequence[list[list[Job]]],
    settings: Settings,
    on_progress: OnProgress | None,
) -> Ends:
    """Crawl each share in a process of its own until all ended."""
    workers = _start(dealt, settings)
    office = Office(workers, settings.getfloat("NEWSARCHIVE_STOP_SECONDS"))
    try:
        with office.heeding_signals():
            return office.listen(on_progress)
    finally:
        for worker in workers:
            worker.line.close()
            worker.process.join(MERCY)
            if worker.process.is_alive():
                worker.process.kill()


def _start(dealt: Sequence[list[list[Job]]], settings: Settings) -> list[Worker]:
    """Start workers; they do not heed Ctrl-C, but hear of it from their parent."""
    context = multiprocessing.get_context("spawn")
    workers = []
    # What is ignored here stays so there, from the first moment.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for share in dealt:
            ours, theirs = context.Pipe()
            process = context.Process(
                target=work, args=(theirs, share, settings), daemon=True
            )
            process.start()
            # Else the pipe would not end with the worker.
            theirs.close()
            workers.append(Worker(process, ours))
    finally:
        signal.signal(signal.SIGINT, before)
    return workers


class Office:
    """The parent's side: hears the workers, and passes on that they are to stop."""

    def __init__(self, workers: Sequence[Worker], patience: float) -> None:
        self.workers = workers
        self.patience = patience
        self.deadline: float | None = None
        self.ends = Ends()
        self.failure: BaseException | None = None

    def listen(self, on_progress: OnProgress | None) -> Ends:
        """Hear all workers until their last word."""
        open_lines = {worker.line: worker for worker in self.workers}
        while open_lines:
            for line in wait(list(open_lines), timeout=0.5):
                worker = open_lines[line]  # type: ignore[index]
                if not self._hear(worker, on_progress):
                    del open_lines[worker.line]
            if self.deadline is not None and time.monotonic() > self.deadline:
                self.failure = IncompleteError(f"ended before its time; {_KEPT}")
                break
        if self.failure is not None:
            raise self.failure
        return self.ends

    @contextlib.contextmanager
    def heeding_signals(self) -> Iterator[None]:
        """Pass Ctrl-C and SIGTERM on; a second one ends the workers at once."""
        kinds = (signal.SIGINT, signal.SIGTERM)
        before = [signal.signal(kind, self._signalled) for kind in kinds]
        try:
            yield
        finally:
            for kind, handler in zip(kinds, before, strict=True):
                signal.signal(kind, handler)

    def _signalled(self, *_: object) -> None:
        now = time.monotonic()
        self.deadline = now if self.deadline else now + self.patience + MERCY
        for worker in self.workers:
            with contextlib.suppress(OSError):
                worker.line.send(STOP)

    def _hear(self, worker: Worker, on_progress: OnProgress | None) -> bool:
        """Take what a worker says; tell whether it says more."""
        try:
            word = worker.line.recv()
        except (EOFError, OSError):
            worker.process.join(MERCY)
            self.failure = self.failure or IncompleteError(
                "a crawling process ended without a word "
                f"(exit code {worker.process.exitcode}); {_KEPT}"
            )
            return False
        if isinstance(word, Snapshot):
            self.ends.add(Ends(runs=[word.run_id]))
            if on_progress is not None:
                on_progress(word)
            return True
        if isinstance(word, Ends):
            self.ends.add(word)
        else:
            self.failure = word
        return False


def work(
    line: "Connection[Any, Any]", share: list[list[Job]], settings: Settings
) -> None:
    """Crawl a share in this process; say how it goes and what it ended in."""

    def tell(word: object) -> None:
        # A parent that is gone is noticed by `heed`.
        with contextlib.suppress(OSError):
            line.send(word)

    crew = Crew(settings, tell)
    heed_terminate(crew)
    asyncio.get_event_loop().add_reader(line.fileno(), _heed, crew, line)
    try:
        tell(crew.run(share, signals=False))
    except NewsArchiveError as error:
        tell(error)


def _heed(crew: Crew, line: "Connection[Any, Any]") -> None:
    """Stop when the parent says so; leave when it is gone."""
    try:
        line.recv()
    except (EOFError, OSError):
        asyncio.get_event_loop().remove_reader(line.fileno())
        crew.leave()
    else:
        crew.stop()
