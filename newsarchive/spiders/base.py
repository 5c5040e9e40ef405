"""The spider all outlets share: discovery fills the ledger, the ledger feeds the fetch.

The database is the only state. Discovery runs beside the fetching and writes addresses
into the ledger; `start` takes them from there a few at a time, so that memory does not
grow with the number of articles, and a killed run goes on where it was.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import scrapy
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newsarchive.archive.api import Answer, PageRef, Visit
from newsarchive.budget import NO_FRUIT, Budget
from newsarchive.capture import TARGET, Role, Target
from newsarchive.errors import ArchiveError, ConfigurationError, SourceError
from newsarchive.extract.themes import THEMES
from newsarchive.items import ScrapedArticle
from newsarchive.policy import REFUSING_PAGES, TRAP
from newsarchive.politeness import LeftAloneError, challenged
from newsarchive.run import Outcome
from newsarchive.source import Source
from newsarchive.spiders.discovery import Discovery
from newsarchive.spiders.fetching import fetch_text, named
from newsarchive.spiders.reading import NOT_MODIFIED, PageReader
from newsarchive.spiders.walk import validators
from newsarchive.spiders.window import Window, read_days
from newsarchive.traps import TrapError

# What bounds a backfill, in place of what bounds a crawl for news.
_BACKFILL_BUDGET = {
    "DOWNLOAD_DELAY": "NEWSARCHIVE_BACKFILL_DELAY",
    "NEWSARCHIVE_LIMIT": "NEWSARCHIVE_BACKFILL_LIMIT",
}
# Requests on their way at once, as a multiple of what the downloader takes.
AHEAD = 2


class NewsSpider(scrapy.Spider):
    """Crawls the sections of one source; a subclass declares the source.

    `platform` names the content system where that decides how to discover; otherwise the
    section's page tells. `system` names it, or the network that runs it, for people.
    `usual` is what outlets on a platform declare alike; what an outlet's own
    declaration leaves open is filled from it.
    """

    source: Source
    platform: str | None = None
    system: ClassVar[str] = "own"
    usual: ClassVar[Mapping[str, Any]] = {}
    # Every answer but a redirect comes to us: each has its outcome in the ledger.
    handle_httpstatus_list: ClassVar[list[int]] = [NOT_MODIFIED, *range(400, 600)]
    visit: Visit
    budget: Budget
    discovery: Discovery | None = None
    # Whether to look only at what is due; the rest waits for its time.
    due_only = False
    # What the archive said when it could not be used.
    broken: str | None = None
    _left_alone: frozenset[str] = frozenset()
    _limit = _taken = 0

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if isinstance(cls.__dict__.get("source"), Source):
            cls.source = cls.source.completed(cls.usual)
            _require_themes(cls.__module__, cls.source)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Give a backfill its own budget, where none was given by hand.

        A site has one slot: more requests on their way than it takes would only wait in
        it, and an interrupted crawl waits for them all.
        """
        super().update_settings(settings)
        per_site = settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        settings.set("CONCURRENT_REQUESTS", AHEAD * per_site, priority="spider")
        if settings.get("NEWSARCHIVE_BACKFILL"):
            for name, own in _BACKFILL_BUDGET.items():
                settings.set(name, settings[own], priority="spider")

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Discover and fetch side by side, until nothing waits."""
        try:
            async for request in self._requests():
                yield request
        except ArchiveError as error:
            self.broken = str(error)
            raise

    async def _requests(self) -> AsyncIterator[scrapy.Request]:
        self._open = 0
        self._progress = asyncio.Event()
        self._idle = asyncio.Event()
        self._ahead = AHEAD * self.crawler.settings.getint("CONCURRENT_REQUESTS")
        self._limit = self.crawler.settings.getint("NEWSARCHIVE_LIMIT")
        self.budget = Budget(self.visit.brought)
        self._prepare()
        walk = asyncio.ensure_future(self._discover())
        try:
            for again in (True, False):
                async for page in self._waiting(walk):
                    yield self._request(page)
                await walk
                # What failed gets a second chance when all else is done.
                if not again or self.is_full() or not self.visit.retry():
                    return
                self.visit.rewind()
        finally:
            walk.cancel()

    async def parse_article(
        self, response: Response, page: PageRef
    ) -> AsyncIterator[ScrapedArticle]:
        """Read an article, its further parts too, or say what became of its address."""
        try:
            reader = PageReader(self.name, self.source)
            found = await reader.read(response, page, partial(self._fetch_part, page))
            self._account(page, found)
            if isinstance(found, Answer):
                self._tell_challenge(response.url, found)
                self.visit.settle(found)
            else:
                yield found
        finally:
            self._close_one()

    def fetch_failed(self, failure: Failure) -> None:
        """Settle an address that gave no answer at all."""
        request: scrapy.Request = failure.request  # type: ignore[attr-defined]
        page: PageRef = request.cb_kwargs["page"]
        if isinstance(failure.value, LeftAloneError):
            self._left_alone |= {str(failure.value)}
        elif isinstance(failure.value, TrapError):
            told = str(failure.value)
            self.visit.settle(
                Answer(url=page.url, outcome=Outcome.REJECTED, reason=TRAP, detail=told)
            )
        else:
            self.visit.settle(_unanswered(page.url, failure.value))
        self._close_one()

    def _account(self, page: PageRef, found: ScrapedArticle | Answer) -> None:
        """Tell the budget what a new address brought, where that says something of it."""
        if page.stored:
            return
        if isinstance(found, ScrapedArticle):
            self.budget.tell(page.url, "\n".join(found.body))
        elif found.outcome is Outcome.GONE or found.reason in NO_FRUIT:
            self.budget.tell(page.url, None)

    def _tell_challenge(self, url: str, answer: Answer) -> None:
        """Tell the network edge of a page that is a refusal, though it answers 200."""
        reason = answer.reason or ""
        is_page = answer.outcome is Outcome.REJECTED
        if is_page and reason.partition(":")[0] in REFUSING_PAGES:
            self.crawler.signals.send_catch_log(challenged, url=url, reason=reason)

    async def _fetch_part(self, page: PageRef, url: str) -> TextResponse:
        target = Target(Role.PART, self.name, url, page.url, {})
        return await fetch_text(self.crawler, url, meta={TARGET: target})

    async def fetch(
        self, url: str, headers: dict[str, str] | None = None
    ) -> TextResponse:
        """Fetch a listing, feed or part, behind the same middlewares as articles."""
        return await fetch_text(self.crawler, url, headers)

    def problems(self) -> list[str]:
        """Say what kept discovery from seeing all sections."""
        if self.discovery is None:
            return ["the crawl never began; the log says why"]
        broken = [self.broken] if self.broken else []
        return [*broken, *self.discovery.problems, *sorted(self._left_alone)]

    def is_full(self) -> bool:
        """Whether the run took as many articles as its limit lets it."""
        return bool(self._limit) and self._taken >= self._limit

    def _prepare(self) -> None:
        self.visit.retry()
        self.visit.revisit()
        if age := self.crawler.settings.get("NEWSARCHIVE_RECHECK"):
            self.visit.recheck(read_age(age))

    async def _discover(self) -> None:
        self.discovery = Discovery(
            self.source, self.visit, self.fetch, self.platform, name=self.name
        )
        self.discovery.is_spent = self.budget.is_spent
        days = self.crawler.settings.get("NEWSARCHIVE_BACKFILL")
        try:
            if days:
                window = window_of(days, self.source)
                await self.discovery.backfill(window, self._has_room)
            else:
                await self.discovery.run(due_only=self.due_only)
        finally:
            self._progress.set()

    async def _has_room(self) -> bool:
        """Wait until all that was found is fetched; tell whether the limit has room."""
        self._idle.clear()
        await self._idle.wait()
        return not self.is_full()

    async def _waiting(self, walk: "asyncio.Future[None]") -> AsyncIterator[PageRef]:
        """Give addresses that wait, a few ahead of the downloader."""
        while not self.is_full():
            ended = walk.done()
            pages = self.visit.take(self._room())
            for page in pages:
                self._open += 1
                self._taken += 1
                yield page
            if not pages and ended:
                break
            if not pages and not self._open:
                self._idle.set()
            await self._tick(full=self._open >= self._ahead)
        while self._open:
            await self._tick(full=True)
        self._idle.set()

    async def _tick(self, *, full: bool) -> None:
        """Wait until an address is done; look for new ones twice a second meanwhile."""
        self._progress.clear()
        with_timeout = None if full else 0.5
        try:
            await asyncio.wait_for(self._progress.wait(), with_timeout)
        except TimeoutError:
            return

    def _room(self) -> int:
        room = max(1, self._ahead - self._open)
        return min(room, self._limit - self._taken) if self._limit else room

    def _close_one(self) -> None:
        self._open -= 1
        self._progress.set()

    def _request(self, page: PageRef) -> scrapy.Request:
        return scrapy.Request(
            page.url,
            callback=self.parse_article,
            errback=self.fetch_failed,
            headers=validators(page.etag, page.last_modified) if page.stored else None,
            cb_kwargs={"page": page},
            meta={
                TARGET: Target(Role.PAGE, self.name, page.url, page.url, _told(page))
            },
        )


def _told(page: PageRef) -> dict[str, Any]:
    """Tell what its listing told of an address, which reading it again needs."""
    told = {"via": page.via, "published": page.published, "parts": page.parts}
    return {name: value for name, value in told.items() if value is not None}


def window_of(days: str, source: Source) -> Window:
    """Read a backfill's range of days, in the outlet's zone, up to today."""
    zone = ZoneInfo(source.zone)
    return read_days(days, zone, datetime.now(zone).date())


def read_age(text: str) -> timedelta:
    """Read "30d", "12h" or "90m"; errors say what is expected."""
    units = {"d": "days", "h": "hours", "m": "minutes"}
    number, unit = text[:-1], text[-1:]
    if not (number.isascii() and number.isdecimal() and unit in units):
        raise ConfigurationError(f"{text!r} is no age: write 30d, 12h or 90m")
    try:
        return timedelta(**{units[unit]: int(number)})
    except OverflowError as error:
        raise ConfigurationError(f"{text!r} is too long an age") from error


def _require_themes(module: str, source: Source) -> None:
    for theme in (source.theme, *(layout.theme for layout in source.earlier)):
        if theme is not None and theme not in THEMES:
            raise SourceError(
                f"{module}: source {source.domain!r}: theme: {theme!r} is not known: "
                f"leave it out, or use one of {', '.join(THEMES)}"
            )


def _unanswered(url: str, error: Any) -> Answer:
    if isinstance(error, DownloadCancelledError):
        # Scrapy's own limit, or ours on what it unpacks to.
        told = str(error) or "more than DOWNLOAD_MAXSIZE"
        return Answer(
            url=url, outcome=Outcome.REJECTED, reason="too-large", detail=told
        )
    if isinstance(error, HttpError):
        # A redirect to what is no address of the web, or to nowhere.
        status = error.response.status
        reason = f"HTTP {status} leads nowhere"
        return Answer(url=url, outcome=Outcome.FAILED, reason=reason, status=status)
    if isinstance(error, IgnoreRequest):
        return Answer(url=url, outcome=Outcome.BLOCKED, reason=str(error) or "refused")
    return Answer(url=url, outcome=Outcome.FAILED, reason=named(error))
