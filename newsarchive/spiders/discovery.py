"""Find the articles of a source's sections: by REST, by feed, or page by page.

Each way is tried in order; the first that sees the whole section, or reaches known
ground, is the one used and recorded. Only the section and what the site counts to it is
read: menus, sidebars and related boxes lead nowhere.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from newsarchive.archive.api import ListingState, Visit
from newsarchive.extract.listing import Listing, read_listing
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

Way = Callable[[Walk, Section], Awaitable[None]]
WAYS: Mapping[str, Way] = {"rest": by_rest, "feed": by_feed, "section": by_pages}
# Which ways a platform has, the one that sees most first.
_BY_PLATFORM = {"wordpress": ("rest", "feed", "section")}
_USUAL = ("feed", "section")

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
        section = self._see(url, listing, state, response.text)
        problems = []
        for name in _BY_PLATFORM.get(self._platform(listing), _USUAL):
            try:
                await WAYS[name](walk, section)
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

    def _platform(self, listing: Listing) -> str:
        """Name the platform: where the page shows a known one it is right."""
        known = (name for name in (listing.platform, self.platform) if name)
        return next((name for name in known if name in _BY_PLATFORM), "")

    def _see(
        self, url: str, listing: Listing, state: ListingState, html: str
    ) -> Section:
        """Put together what the section's page shows and what is declared of it."""
        declared = tuple(feed for feed in self.source.feeds if _is_of(feed, url))
        wordpress = self._platform(listing) == "wordpress"
        usual = _feed_guess(url) if wordpress else ()
        return Section(
            url=url,
            listing=listing,
            state=state,
            feeds=listing.feeds or declared or usual,
            hides_parts=_BLOCK_THEME in html,
        )

    def _record(self, way: str) -> None:
        if way not in self.visit.ways:
            self.visit.ways.append(way)


def _is_of(feed: str, section: str) -> bool:
    """Whether a declared feed is a section's: it stands below it, or names its folder."""
    folder = urlsplit(section).path.rstrip("/").rpartition("/")[2]
    return feed.startswith(section) or (bool(folder) and folder in feed)


def _feed_guess(section: str) -> tuple[str, ...]:
    """Say where WordPress keeps a section's feed when its page does not."""
    if urlsplit(section).query:
        return (f"{section}&feed=rss2",)
    return (f"{section.rstrip('/')}/feed/",)


def _header(response: TextResponse, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
