"""Holds back what only costs: addresses of a shape that goes on bringing nothing."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from newsarchive.archive.api import PageRef
from newsarchive.budget import Budget


class TrapError(IgnoreRequest):
    """An address that looks like one of endlessly many."""


class Traps:
    """Asks the spider's budget at the last moment, when the most is known."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Remember the crawler; the budget comes with its run."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a page whose shape is spent; what was stored once is always asked."""
        budget: Budget | None = getattr(self.crawler.spider, "budget", None)
        page: PageRef | None = request.cb_kwargs.get("page")
        if budget is None or page is None or page.stored:
            return
        if (reason := budget.refuses(request.url)) is not None:
            raise TrapError(reason)
