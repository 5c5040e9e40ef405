"""Scrapy's extensions: record every run in the archive, and tell how it goes."""

import asyncio
import logging
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from itemadapter import ItemAdapter
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.log import get_scrapy_root_handler
from twisted.python.failure import Failure

from newsarchive import logs
from newsarchive.archive.api import Answer, Archive, Lock, PageRef, hold
from newsarchive.captures.folder import captures_place
from newsarchive.captures.store import Store
from newsarchive.errors import ArchiveError, CaptureError
from newsarchive.measure import Measured, Timings
from newsarchive.room import room_left
from newsarchive.run import Outcome, RunState
from newsarchive.settings import environment
from newsarchive.spiders.base import NewsSpider
from newsarchive.takedown import bring_in, carry_out
from newsarchive.text.urls import host_of

logger = logging.getLogger(__name__)

# Sent twice a second and at the end, with `snapshot=Snapshot(...)`.
progress = object()
EVERY_SECONDS = 0.5
# Why a crawl ends whose time is used up.
TIME_IS_UP = "its time is up"
# What the other ends mean that are no failure.
_ENDS: dict[str, tuple[RunState, str | None]] = {
    "shutdown": (RunState.INTERRUPTED, "stopped by hand")
}
# What a run's report keeps of the settings: those above the project's.
BY_HAND = 20
# Names of settings whose values are nobody's business.
SECRET = re.compile("NOTIFY|PASSWORD|SECRET|TOKEN|KEY|AUTH")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How a run stands: addresses found and fetched, and what became of them."""

    source: str
    run_id: int
    found: int
    fetched: int
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)


class RunRecorder:
    """Opens a run in the archive with the spider and closes it with the reason."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.archive: Archive | None = None
        self.broken: str | None = None
        self.pulse: Any = None
        self.lock: Lock | None = None
        self.timings = Timings()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the source for this run; connect to the signals."""
        recorder = cls(crawler)
        if isinstance(crawler.spider, NewsSpider):
            address = crawler.settings["NEWSARCHIVE_DATABASE_URL"]
            recorder.lock = hold(address, crawler.spider.name)
        for handler, signal in (
            (recorder.spider_opened, signals.spider_opened),
            (recorder.spider_closed, signals.spider_closed),
            (recorder.spider_error, signals.spider_error),
            (recorder.item_error, signals.item_error),
            (recorder.response_downloaded, signals.response_downloaded),
        ):
            crawler.signals.connect(handler, signal)
        return recorder

    def spider_opened(self, spider: Spider) -> None:
        """Open the archive and a run in it."""
        if not isinstance(spider, NewsSpider):
            return
        settings = self.crawler.settings
        # `scrapy crawl` has Scrapy's own handler of the log.
        if (handler := get_scrapy_root_handler()) is not None:
            handler.setFormatter(logs.formatter(settings))
        self.archive = Archive.open(settings["NEWSARCHIVE_DATABASE_URL"])
        bring_in(self.archive, self._data())
        spider.visit = self.archive.begin(spider.name, spider.source, self._by_hand())
        self.pulse = create_looping_call(self._tell)
        self.pulse.start(EVERY_SECONDS, now=False)

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Commit what is left and say how the run ended."""
        if not isinstance(spider, NewsSpider) or self.archive is None:
            return
        self.pulse.stop()
        self.broken = self.broken or spider.broken
        stats = self.crawler.stats
        try:
            spider.visit.flush()
            state, why = self._verdict(spider, reason)
            raised = spider.visit.finish(
                state,
                why,
                requests=stats.get_value("downloader/request_count", 0),
                body_bytes=stats.get_value("downloader/response_bytes", 0),
                measured=self._measured(),
            )
            for alarm in raised:
                logger.warning("alarm %s: %s", alarm.id, alarm.told)
            # An erased article may have come in by an address nobody knew of.
            carry_out(self.archive, self._captures())
        except (ArchiveError, CaptureError) as error:
            self.broken = str(error)
            logger.error(  # noqa: TRY400 (in one line)
                "what was committed stands: %s", error, extra={"spider": spider}
            )
        self._tell()
        self.archive.close()
        self.archive = None
        if self.lock is not None:
            self.lock.release()

    def abandon(self, reason: str) -> None:
        """Close the run without waiting for answers that are on their way."""
        spider = self.crawler.spider
        if isinstance(spider, NewsSpider) and self.archive is not None:
            self.spider_closed(spider, reason)

    def response_downloaded(self, response: Response, request: Request) -> None:
        """Note how long an address took to answer."""
        taken = request.meta.get("download_latency", 0.0)
        self.timings.add(
            host_of(request.url),
            request.url,
            response.status,
            taken,
            len(response.body),
        )

    def _measured(self) -> Measured:
        return Measured(
            hosts=self.timings.hosts(),
            slowest=self.timings.slowest(),
            disk_free=room_left(
                Path(self.crawler.settings.get("NEWSARCHIVE_DATA") or "")
            ),
        )

    def spider_error(self, failure: Failure, response: Response | None) -> None:
        """Settle an address on which our own code failed; it stays to be seen."""
        if response is not None and response.request is not None:
            page = response.request.cb_kwargs.get("page")
            self._settle_defect(page, failure)

    def item_error(self, item: Any, failure: Failure) -> None:
        """Settle an article that a pipeline could not take; stop if the archive broke."""
        if isinstance(failure.value, ArchiveError):
            self.stop(failure.value)
            return
        page = PageRef(0, item.requested, None, None, stored=False)
        self._settle_defect(page, failure)

    def _settle_defect(self, page: PageRef | None, failure: Failure) -> None:
        spider = self.crawler.spider
        if page is None or not isinstance(spider, NewsSpider):
            return
        reason = f"defect: {type(failure.value).__name__}: {failure.value}"
        try:
            spider.visit.settle(
                Answer(url=page.url, outcome=Outcome.FAILED, reason=reason[:300])
            )
        except ArchiveError as error:
            self.stop(error)

    def stop(self, error: ArchiveError) -> None:
        """End a crawl whose archive cannot be written: it would fetch for nothing."""
        if self.broken is None:
            self.broken = str(error)
            logger.error(
                "the crawl ends, what was committed stands: %s",
                error,
                extra={"spider": self.crawler.spider},
            )
            assert self.crawler.engine is not None  # noqa: S101 (it runs us)
            self.closing = asyncio.ensure_future(
                self.crawler.engine.close_spider_async(reason="archive_unusable")
            )

    def _verdict(self, spider: NewsSpider, reason: str) -> tuple[RunState, str | None]:
        """Judge a run by its end, its discovery and its outcomes."""
        if reason == TIME_IS_UP:
            return RunState.DONE, _waiting(f"{reason}, ", spider.visit.pending())
        if reason != "finished":
            return _ENDS.get(reason, (RunState.INCOMPLETE, reason))
        if problems := spider.problems():
            return RunState.INCOMPLETE, "; ".join(problems)
        state, why = _by_outcomes(spider.visit.counts)
        if state is RunState.DONE and spider.is_full():
            why = _waiting("its limit is reached, ", spider.visit.pending())
        return state, why

    def _data(self) -> Path:
        return Path(self.crawler.settings["NEWSARCHIVE_DATA"])

    def _captures(self) -> Path | Store:
        settings = self.crawler.settings
        return captures_place(
            settings["NEWSARCHIVE_DATA"], settings["NEWSARCHIVE_CAPTURES"]
        )

    def _by_hand(self) -> dict[str, Any]:
        """Give the settings that somebody gave, by the environment or for this run."""
        settings = self.crawler.settings
        given = environment() | {
            name: value
            for name in settings
            if (settings.getpriority(name) or 0) > BY_HAND
            and isinstance(value := settings[name], str | int | float | bool)
        }
        return {
            name: value
            for name, value in given.items()
            if name not in {"NEWSARCHIVE_DATABASE_URL", "LOG_LEVEL"}
            and not SECRET.search(name)
        }

    def _tell(self) -> None:
        spider = self.crawler.spider
        if not isinstance(spider, NewsSpider) or not hasattr(spider, "visit"):
            return
        visit = spider.visit
        try:
            waiting = visit.pending()
        except ArchiveError:
            # The write that comes next meets the same trouble and ends the crawl.
            return
        snapshot = Snapshot(
            source=spider.name,
            run_id=visit.run_id,
            found=sum(visit.counts.values()) + waiting,
            fetched=self.crawler.stats.get_value("downloader/response_count", 0),
            counts=visit.counts,
        )
        self.crawler.signals.send_catch_log(progress, snapshot=snapshot)


class ShortLog(LogFormatter):
    """Names an article in the log by its address; its words and people stay out."""

    def scraped(
        self, item: Any, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """Log an article that came through."""
        return super().scraped(ItemAdapter(item)["url"], response, spider)

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """Log an article that the archive does not want."""
        return super().dropped(ItemAdapter(item)["url"], exception, response, spider)

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """Log an article that a pipeline could not take."""
        return super().item_error(ItemAdapter(item)["url"], exception, response, spider)


def _waiting(why: str, waiting: int) -> str:
    """Say what a run left behind that stopped before all was done."""
    found = f"{waiting} addresses wait" if waiting else "nothing found is left"
    return f"{why}{found}; the next run goes on from there"


def _by_outcomes(counts: Counter[tuple[str, str]]) -> tuple[RunState, str | None]:
    """Judge a run that came to its end by what became of the addresses."""
    for outcome, words in (
        (Outcome.FAILED, "failed, to be tried again"),
        (Outcome.BLOCKED, "blocked by the site"),
    ):
        number = sum(n for (name, _), n in counts.items() if name == outcome)
        if number:
            return RunState.INCOMPLETE, f"{number} addresses {words}"
    rejected = sum(n for (name, _), n in counts.items() if name == Outcome.REJECTED)
    if rejected and rejected == sum(counts.values()):
        return RunState.INCOMPLETE, "no page was an article: is this a news section?"
    return RunState.DONE, None
