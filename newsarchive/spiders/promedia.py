"""Outlets on Promedia, a content system that many regional papers share."""

from typing import ClassVar

from newsarchive.spiders.base import NewsSpider


class PromediaSpider(NewsSpider):
    """A source on Promedia; an article's number begins with its day, YYMMDD."""

    system = "Promedia"
    usual: ClassVar = {
        "theme": "promedia",
        "article_path": r"^/[a-z-]+/(?:pr-)?(?P<id>\d{8,})/[a-z0-9-]+$",
        "paging": "?page={page}",
    }
