"""Holds back what only costs: addresses of a shape that goes on bringing nothing."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from newsarchive.budget import Budget
from newsarchive.capture import TARGET, Role, Target


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
        """Refuse a page whose shape is spent."""
        budget: Budget | None = getattr(self.crawler.spider, "budget", None)
        target: Target | None = request.meta.get(TARGET)
        if budget is None or target is None or target.role is not Role.PAGE:
            return
        if (reason := budget.refuses(request.url)) is not None:
            raise TrapError(reason)
