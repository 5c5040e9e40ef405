"""Hosts that refuse us again and again are left alone for a time, which is kept."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsarchive import policy
from newsarchive.archive.api import Rest, Visit
from newsarchive.middlewares import TOO_MANY_REQUESTS, retry_after
from newsarchive.politeness import ROBOTS, LeftAloneError, challenged
from newsarchive.text.urls import host_of

NOT_MODIFIED, REDIRECT = 304, 300


class Resting:
    """Counts a host's refusals in a row; ends the crawl when it must be left alone.

    It sees final answers, after retries. An answer that is none forgets the refusals.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.shortest = timedelta(hours=settings.getfloat("NEWSARCHIVE_BLOCKED_REST"))
        self.longest_wait = settings.getfloat("NEWSARCHIVE_RETRY_AFTER_MAX")
        self.rests: dict[str, Rest] | None = None
        self.closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen for pages that are a refusal."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.challenged, challenged)
        return middleware

    def process_request(self, request: Request) -> None:
        """Hold back what would ask a host that is left alone."""
        rest = self._known().get(host_of(request.url))
        if rest is not None and self._holds(rest):
            raise LeftAloneError(told(rest))

    def process_response(self, request: Request, response: Response) -> Response:
        """Count a refusal, or forget those before."""
        if request.meta.get(ROBOTS) or self._visit() is None:
            return response
        host = host_of(response.url)
        if response.status in policy.REFUSING:
            self._refused(host, f"HTTP {response.status}", _asked_wait(response))
        elif response.status < REDIRECT or response.status == NOT_MODIFIED:
            self._welcomed(host)
        return response

    def challenged(self, url: str, reason: str) -> None:
        """Count a page that answers 200 and is a refusal."""
        self._refused(host_of(url), reason, None)

    def _refused(self, host: str, reason: str, wait: timedelta | None) -> None:
        visit = self._visit()
        if visit is None or not self.shortest:
            return
        now, before = datetime.now(UTC), self._known().get(host)
        refusals = before.refusals + 1 if before is not None else 1
        span = policy.rest(refusals, self.shortest)
        if wait is not None and wait.total_seconds() > self.longest_wait:
            span = min(wait, policy.LONGEST_RETRY_AFTER)
        rest = Rest(
            host=host,
            refusals=refusals,
            since=before.since if before is not None else now,
            until=now + span if span is not None else None,
            reason=reason,
        )
        visit.refused(rest)
        self._known()[host] = rest
        if rest.until is not None:
            self._close(told(rest))

    def _welcomed(self, host: str) -> None:
        visit, rest = self._visit(), self._known().get(host)
        # An answer that was on its way when a host asked for rest is no welcome.
        if visit is None or rest is None or self._holds(rest):
            return
        visit.welcomed(host)
        del self._known()[host]

    def _holds(self, rest: Rest) -> bool:
        return bool(self.shortest) and rest.at(datetime.now(UTC))

    def _close(self, reason: str) -> None:
        if self.closing is None and self.crawler.engine is not None:
            engine = self.crawler.engine
            self.closing = asyncio.ensure_future(
                engine.close_spider_async(reason=reason)
            )

    def _known(self) -> dict[str, Rest]:
        if self.rests is None:
            visit = self._visit()
            self.rests = visit.rests() if visit is not None else {}
        return self.rests

    def _visit(self) -> Visit | None:
        """Give the spider's hands on the archive; a spider that only looks has none."""
        spider: Spider | None = self.crawler.spider
        visit: Any = getattr(spider, "visit", None)
        return visit if isinstance(visit, Visit) else None


def told(rest: Rest) -> str:
    """Say that a host is left alone, since when, until when and why."""
    assert rest.until is not None  # noqa: S101 (only a rest with an end is told)
    return (
        f"{rest.host} is left alone until {rest.until:%Y-%m-%d %H:%M} UTC: "
        f"{rest.reason}, refused {rest.refusals} times since {rest.since:%Y-%m-%d %H:%M}"
    )


def _asked_wait(response: Response) -> timedelta | None:
    """Read how long a host that has too much of us wants us to wait."""
    seconds = retry_after(response)
    if seconds is None or response.status != TOO_MANY_REQUESTS:
        return None
    return timedelta(seconds=min(seconds, policy.LONGEST_RETRY_AFTER.total_seconds()))
