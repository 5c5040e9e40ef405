"""The registry of outlets: every spider that declares a source."""

from functools import cache

from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from newsarchive import settings
from newsarchive.source import Source
from newsarchive.spiders.base import NewsSpider
from newsarchive.text.urls import host_of


@cache
def spiders() -> dict[str, type[NewsSpider]]:
    """Load the spiders of all outlets, by name."""
    loader = SpiderLoader.from_settings(
        Settings({"SPIDER_MODULES": settings.SPIDER_MODULES})
    )
    found = {name: loader.load(name) for name in sorted(loader.list())}
    return {
        name: spider
        for name, spider in found.items()
        if issubclass(spider, NewsSpider) and hasattr(spider, "source")
    }


def sources() -> dict[str, Source]:
    """Give the declarations of all outlets, by name."""
    return {name: spider.source for name, spider in spiders().items()}


def outlet_of(url: str) -> str | None:
    """Name the outlet whose host an address is on, if one is declared.

    A subdomain that is an outlet of its own is that outlet's: sekadau.suarakalbar.co.id.
    """
    known, address = sources(), f"https://{host_of(url)}/"
    owners = [name for name, source in known.items() if source.owns(address)]
    return max(owners, key=lambda name: len(known[name].domain), default=None)
