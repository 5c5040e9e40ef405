"""Spektroom."""

from newsarchive.source import Source
from newsarchive.spiders.base import NewsSpider


class Spektroom(NewsSpider):
    """Spektroom, whole site."""

    name = "spektroom"
    source = Source(
        title="Spektroom",
        domain="spektroom.co.id",
        sections=("https://spektroom.co.id/",),
        scope="nation",
        article_path=r"^/[a-z0-9]+(?:-[a-z0-9]+){2,}/?$",
        feeds=("https://spektroom.co.id/rss/",),
        confidence="low",
        inferred=("sections", "feeds", "scope", "article_path"),
    )
