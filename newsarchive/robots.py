"""robots.txt by RFC 9309: what it says, what its absence says, and its Crawl-delay.

Scrapy's own middleware takes a robots.txt that cannot be read for one that allows all,
and does not heed Crawl-delay.
"""

import asyncio
import time
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from scrapy.settings import BaseSettings

from newsarchive.politeness import ROBOTS, LeftAloneError
from newsarchive.text.urls import host_of

# Before all that waits in the host's queue.
FIRST = 1000
OK, UNAVAILABLE, TOO_MANY_REQUESTS, SERVER_ERROR = 200, 400, 429, 500
KEPT_SECONDS = 24 * 60 * 60
FORBIDDEN = "Forbidden by robots.txt"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host lets us do: all, where there is no parser; nothing, for a reason."""

    at: float
    parser: RobotParser | None = None
    closed: str | None = None


class Robots:
    """Asks each host's robots.txt first, and lets through what it allows.

    One that answers with a server's error, or not at all, closes the site (RFC 9309,
    2.3.1.4); one that is not there, or is a page of HTML, has no rules.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self.agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        self.pace = Pace.from_settings(settings)
        self.known: dict[str, asyncio.Future[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request through, or say why not."""
        if request.meta.get(ROBOTS):
            return
        rules = await self._rules(request.url)
        if rules.closed is not None:
            raise LeftAloneError(rules.closed)
        if rules.parser is None:
            return
        if not rules.parser.allowed(request.url, self.agent):
            raise IgnoreRequest(FORBIDDEN)
        if delay := rules.parser.crawl_delay(self.agent):
            self._slow_down(request, delay)

    async def _rules(self, url: str) -> Rules:
        """Give a host's rules; whoever comes first asks for all."""
        host = host_of(url)
        known = self.known.get(host)
        if known is None or (known.done() and _is_old(known.result())):
            known = self.known[host] = asyncio.ensure_future(self._ask(url))
        return await asyncio.shield(known)

    async def _ask(self, url: str) -> Rules:
        parts = urlsplit(url)
        request = Request(
            f"{parts.scheme}://{parts.netloc}/robots.txt",
            priority=FIRST,
            callback=NO_CALLBACK,
            meta={ROBOTS: True},
        )
        engine = self.crawler.engine
        assert engine is not None  # noqa: S101 (a crawl that asks has an engine)
        try:
            response = await engine.download_async(request)
        except Exception as error:  # noqa: BLE001 (whatever the transport raises: no answer came)
            return _closed(f"is not to be had ({_named(error)})")
        return read_rules(response)

    def _slow_down(self, request: Request, delay: float) -> None:
        """Keep the site's own pace, where it is slower than ours."""
        if delay > self.pace.longest:
            raise LeftAloneError(
                f"robots.txt asks for {delay:g} s between requests, more than "
                "NEWSARCHIVE_CRAWL_DELAY_MAX: the site is left alone"
            )
        if delay < self.pace.own:
            return
        # The throttle would come back to a shorter delay.
        request.meta["autothrottle_dont_adjust_delay"] = True
        engine = self.crawler.engine
        assert engine is not None  # noqa: S101 (a crawl that asks has an engine)
        host = host_of(request.url)
        downloader = engine.downloader
        downloader.per_slot_settings[host] = {
            "concurrency": 1,
            "delay": delay,
            "jitter": 0.0,
        }
        if host in downloader.slots:
            _set_pace(downloader.slots[host], delay)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two requests: what we keep anyway, and the most we would wait."""

    own: float
    longest: float

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Read the settings."""
        return cls(
            settings.getfloat("DOWNLOAD_DELAY"),
            settings.getfloat("NEWSARCHIVE_CRAWL_DELAY_MAX"),
        )


def read_rules(response: Response) -> Rules:
    """Say what an answer to a request for robots.txt means."""
    if response.status >= SERVER_ERROR or response.status == TOO_MANY_REQUESTS:
        return _closed(f"answers {response.status}")
    if response.status >= UNAVAILABLE or response.status != OK or _is_html(response):
        return Rules(time.monotonic())
    return Rules(time.monotonic(), ProtegoRobotParser(response.body, None))


def _is_html(response: Response) -> bool:
    kind = response.headers.get("Content-Type") or b""
    return b"html" in kind.lower() or response.body.lstrip()[:1] == b"<"


def _closed(why: str) -> Rules:
    return Rules(
        time.monotonic(),
        closed=f"robots.txt {why}: the site is left alone until it answers",
    )


def _is_old(rules: Rules) -> bool:
    return time.monotonic() - rules.at > KEPT_SECONDS


def _set_pace(slot: Slot, delay: float) -> None:
    slot.delay, slot.jitter, slot.concurrency = delay, 0.0, 1


def _named(error: Exception) -> str:
    text = str(error).splitlines()[0] if str(error) else ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
