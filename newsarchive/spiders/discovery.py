"""Find the articles of a source's sections: by REST, by feed, or page by page.

Each way is tried in order; the first that sees the whole section, or reaches known
ground, is the one used and recorded. Only the section and what the site counts to it is
read: menus, sidebars and related boxes lead nowhere.
"""

import logging
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from newsarchive.archive.api import ListingState, Visit
from newsarchive.extract.listing import read_listing
from newsarchive.source import Source
from newsarchive.spiders.feeds import by_feed
from newsarchive.spiders.pages import by_pages
from newsarchive.spiders.rest import by_rest
from newsarchive.spiders.sitemaps import cross_check
from newsarchive.spiders.walk import (
    OK,
    Fetch,
    FetchError,
    Section,
    Walk,
    WayError,
    page_of,
    validators,
)

logger = logging.getLogger(__name__)
NOT_MODIFIED = 304
# WordPress's block themes print the first page of an article and no link to the next.
_BLOCK_THEME = "wp-block-post-template"


@dataclass
class Discovery:
    """One run's discovery; `problems` says of each section that could not be seen why."""

    source: Source
    visit: Visit
    fetch: Fetch
    platform: str | None = None
    problems: list[str] = field(default_factory=list)

    async def run(self) -> None:
        """Walk through all sections; one that fails does not stop the others."""
        walk = Walk(self.source, self.visit, self.fetch)
        for url in self.source.sections:
            try:
                await self._section(walk, url)
            except (FetchError, WayError) as error:
                logger.warning("section not seen: %s", error)
                self.problems.append(str(error))

    async def _section(self, walk: Walk, url: str) -> None:
        state = self.visit.open_listing(url, "section")
        response = await self.fetch(url, validators(state.etag, state.last_modified))
        if response.status == NOT_MODIFIED and state.complete:
            self._record("not-modified")
            self.visit.close_listing(url, state.etag, state.last_modified)
            return
        if response.status != OK:
            raise WayError(f"{url} answers {response.status}")
        await self._walk(walk, url, response, state)
        self.visit.close_listing(
            url, _header(response, "ETag"), _header(response, "Last-Modified")
        )

    async def _walk(
        self, walk: Walk, url: str, response: TextResponse, state: ListingState
    ) -> None:
        """Try the ways in order, then cross-check a first walk by sitemap."""
        listing = read_listing(page_of(response, url), self.source, url)
        section = Section(url, listing, state, _BLOCK_THEME in response.text)
        wordpress = "wordpress" in {self.platform, listing.platform}
        problems = []
        for name in ("rest", "feed", "section") if wordpress else ("feed", "section"):
            try:
                await self._by(name, walk, section, wordpress=wordpress)
            except (FetchError, WayError) as error:
                logger.info("%s not by %s: %s", url, name, error)
                problems.append(str(error))
            else:
                self._record(name)
                break
        else:
            raise WayError(problems[-1])
        if not state.complete and await cross_check(walk, section):
            self._record("sitemap")

    async def _by(
        self, name: str, walk: Walk, section: Section, *, wordpress: bool
    ) -> None:
        if name == "rest":
            await by_rest(walk, section)
        elif name == "feed":
            await by_feed(walk, section, _feed_guess(section.url) if wordpress else ())
        else:
            await by_pages(walk, section)

    def _record(self, way: str) -> None:
        if way not in self.visit.ways:
            self.visit.ways.append(way)


def _feed_guess(section: str) -> tuple[str, ...]:
    """Say where WordPress keeps a section's feed when its page does not."""
    if urlsplit(section).query:
        return (f"{section}&feed=rss2",)
    return (f"{section.rstrip('/')}/feed/",)


def _header(response: TextResponse, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
