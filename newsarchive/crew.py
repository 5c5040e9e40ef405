"""Crawl many sources in one process: so many at once, and one host's one after another."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from newsarchive import logs
from newsarchive.errors import ArchiveError, LockedError
from newsarchive.extensions import TIME_IS_UP, RunRecorder, Snapshot, progress
from newsarchive.source import Source
from newsarchive.spiders.base import NewsSpider
from newsarchive.text.urls import host_of

OnProgress = Callable[[Snapshot], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One source to crawl: a spider and its arguments."""

    spider: type[NewsSpider]
    arguments: Mapping[str, Any]
    hosts: frozenset[str] = frozenset()


@dataclass(slots=True)
class Ends:
    """What jobs ended in: numbers of their runs, sources held elsewhere, what broke.

    `not_begun` counts the jobs that a stop or the end of the time came before.
    """

    runs: list[int] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    not_begun: int = 0

    def add(self, other: "Ends") -> None:
        """Take in what other jobs ended in."""
        self.runs += [number for number in other.runs if number not in self.runs]
        self.held += other.held
        self.broken += other.broken
        self.not_begun += other.not_begun


class _Process(AsyncCrawlerProcess):
    """Scrapy's process; it says when it is told to stop, and can stop at once."""

    def __init__(self, settings: Settings, on_stop: Callable[[], None]) -> None:
        # Ours keeps its form and masks passwords; Scrapy's would be made anew.
        logs.install(settings)
        settings.set("LOG_INSTALL_ROOT_HANDLER", value=False, priority="cmdline")
        super().__init__(settings)
        self.on_stop = on_stop
        self.leaving = False

    async def stop(self) -> None:
        """Stop all crawls, and begin no more."""
        self.on_stop()
        if not self.leaving:
            await super().stop()


class Crew:
    """Crawls groups of jobs side by side, and the jobs of a group in their order."""

    def __init__(self, settings: Settings, on_progress: OnProgress | None) -> None:
        self.process = _Process(settings, self._begin_no_more)
        self.settings = settings
        self.on_progress = on_progress
        self.ends = Ends()
        self.stopping = False
        self.reason = "shutdown"
        self.failure: BaseException | None = None
        self.begun: list[Crawler] = []
        # A host that is down would be told as a traceback; the report says it in a line.
        logging.getLogger("newsarchive.robots").setLevel("CRITICAL")
        for name in ("core.engine", "core.scraper", "utils.signal"):
            logging.getLogger(f"scrapy.{name}").addFilter(without_traceback)

    def run(self, groups: Sequence[Sequence[Job]], *, signals: bool = True) -> Ends:
        """Crawl until all jobs ended; can be called once in a process."""
        from twisted.internet import reactor  # noqa: PLC0415 (installed by the process)

        reactor.callWhenRunning(self._begin, groups)
        self.process.start(stop_after_crawl=False, install_signal_handlers=signals)
        # A stop in a crawl's first moments is one that its spider never hears of.
        self._abandon()
        if self.failure is not None:
            raise self.failure
        return self.ends

    def stop(self, reason: str = "shutdown") -> None:
        """End all crawls after the answers on their way."""
        if self.stopping:
            return
        self.reason = reason
        self._begin_no_more()
        for crawler in self.process.crawlers:
            engine = getattr(crawler, "engine", None)
            if engine is not None and engine.spider is not None:
                self._hold(engine.close_spider_async(reason=reason))

    def leave(self) -> None:
        """End at once; what was handed over is committed."""
        self._begin_no_more()
        self.process.leaving = True
        self._abandon()
        self._end()

    def _abandon(self) -> None:
        """Close the runs that are still open."""
        for crawler in self.begun:
            # One whose source is held elsewhere never had its extensions made.
            with contextlib.suppress(RuntimeError):
                if recorder := crawler.get_extension(RunRecorder):
                    recorder.abandon(self.reason)

    def _begin(self, groups: Sequence[Sequence[Job]]) -> None:
        self._tasks = set[asyncio.Future[Any]]()
        self._hold(self._work(groups))
        seconds = self.settings.getfloat("NEWSARCHIVE_TIME_BUDGET")
        if seconds:
            loop = asyncio.get_event_loop()
            loop.call_later(seconds, self.stop, TIME_IS_UP)

    def _hold(self, work: Any) -> None:
        """Run something beside the rest; a task that nobody holds may vanish."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, groups: Sequence[Sequence[Job]]) -> None:
        at_once = max(1, self.settings.getint("NEWSARCHIVE_OUTLETS_AT_ONCE"))
        room = asyncio.Semaphore(at_once)
        try:
            await asyncio.gather(*(self._group(room, group) for group in groups))
        except Exception as error:  # noqa: BLE001 (raised again where the crew was sent)
            self.failure = error
        self._end()

    async def _group(self, room: asyncio.Semaphore, group: Sequence[Job]) -> None:
        async with room:
            for job in group:
                if self.stopping:
                    self.ends.not_begun += 1
                else:
                    await self._crawl(job)

    async def _crawl(self, job: Job) -> None:
        crawler = self.process.create_crawler(job.spider)
        crawler.signals.connect(self._tell, progress)
        self.begun.append(crawler)
        try:
            await self.process.crawl(crawler, **job.arguments)
        except LockedError as error:
            self.ends.held.append(str(error))
        except ArchiveError as error:
            self.ends.broken.append(str(error))
        else:
            self._note_broken(crawler)

    def _tell(self, snapshot: Snapshot) -> None:
        if snapshot.run_id not in self.ends.runs:
            self.ends.runs.append(snapshot.run_id)
        if self.on_progress is not None:
            self.on_progress(snapshot)

    def _note_broken(self, crawler: Crawler) -> None:
        recorder = crawler.get_extension(RunRecorder)
        if recorder is not None and recorder.broken is not None:
            self.ends.broken.append(f"{recorder.broken}; what was committed stands")

    def _begin_no_more(self) -> None:
        """Let nothing new begin; leave when answers on their way take too long."""
        if self.stopping:
            return
        self.stopping = True
        patience = self.settings.getfloat("NEWSARCHIVE_STOP_SECONDS")
        asyncio.get_running_loop().call_later(patience, self.leave)

    def _end(self) -> None:
        from twisted.internet import reactor  # noqa: PLC0415 (installed by the process)
        from twisted.internet.error import ReactorNotRunning  # noqa: PLC0415

        self.stopping = True
        with contextlib.suppress(ReactorNotRunning):
            reactor.stop()  # type: ignore[misc]  # (an interface, not a class)


def without_traceback(record: logging.LogRecord) -> bool:
    """Let trouble with the archive be logged in one line; it is no defect of ours."""
    if record.exc_info and isinstance(record.exc_info[1], ArchiveError):
        # Scrapy writes a traceback into some messages, too.
        record.msg, record.args = str(record.exc_info[1]), ()
        record.exc_info = None
    return True


def heed_terminate(crew: Crew) -> None:
    """Let SIGTERM end a crew that has no other handlers of signals."""
    asyncio.get_event_loop().add_signal_handler(signal.SIGTERM, crew.stop)


def grouped(jobs: Sequence[Job]) -> list[list[Job]]:
    """Put jobs that share a host into one group: a host is asked by one at a time."""
    groups: list[tuple[set[str], list[Job]]] = []
    for job in jobs:
        shared = [group for group in groups if group[0] & job.hosts]
        merged: tuple[set[str], list[Job]] = (set(job.hosts), [])
        for hosts, members in shared:
            merged[0].update(hosts)
            merged[1].extend(members)
        merged[1].append(job)
        groups = [group for group in groups if group not in shared] + [merged]
    return [members for _, members in groups]


def hosts_of(source: Source) -> frozenset[str]:
    """Name the hosts of a source's sections, each with its port."""
    return frozenset(
        host_of(section).removeprefix("www.") for section in source.sections
    )
