"""The spider that looks at an outlet without storing anything."""

from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy.http import TextResponse
from scrapy.settings import BaseSettings

from newsarchive.check import Check
from newsarchive.source import Source
from newsarchive.spiders.fetching import fetch_text
from newsarchive.spiders.probing import Probe


class Prober(scrapy.Spider):
    """Looks at one outlet behind the same middlewares as a crawl; `check` is the result."""

    check: Check | None = None

    def __init__(
        self, outlet: str, declared: Source, platform: str | None, **kwargs: Any
    ) -> None:
        self.source = declared
        self.platform = platform
        super().__init__(outlet, **kwargs)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Ask twice at most: a look is soon repeated."""
        super().update_settings(settings)
        settings.set("RETRY_TIMES", 1, priority="spider")

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Look; there are no requests to give, the probe makes its own."""
        probe = Probe(self.name, self.source, self.platform, self._fetch)
        self.check = await probe.look()
        return
        yield

    async def _fetch(
        self, url: str, headers: dict[str, str] | None = None
    ) -> TextResponse:
        return await fetch_text(self.crawler, url, headers)
