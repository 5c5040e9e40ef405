"""Any section of any site, without an outlet file: `scrapy crawl generic -a url=...`."""

from dataclasses import replace
from typing import Any

from newsarchive.errors import ConfigurationError
from newsarchive.source import Source
from newsarchive.spiders.base import NewsSpider
from newsarchive.text.urls import clean_url, host_of, slug_of

PLATFORMS = ("wordpress", "blogger", "generic")


class GenericSpider(NewsSpider):
    """Crawls one section given by its address; the platform is found by itself.

    `declared` is the outlet's declaration where the site is known.
    """

    name = "generic"

    def __init__(
        self,
        url: str = "",
        platform: str | None = None,
        name: str | None = None,
        declared: Source | None = None,
        **kwargs: Any,
    ) -> None:
        source = source_of(url)
        self.source = (
            replace(declared, sections=source.sections) if declared else source
        )
        super().__init__(slug_of(name or self.source.domain), **kwargs)
        if platform not in {None, *PLATFORMS}:
            raise ConfigurationError(
                f"platform {platform!r} is not known: use {', '.join(PLATFORMS)}"
            )
        self.platform = platform


def source_of(url: str) -> Source:
    """Declare a source of a section's address alone."""
    section = clean_url(url)
    if section is None:
        raise ConfigurationError(
            f"{url!r} is no section address: write it with http:// or https://"
        )
    host = host_of(section)
    return Source(title=host, domain=host, sections=(section,))
