"""Find the articles of a source's sections: by API, by feed, or page by page.

Each way is tried in order; the first that sees the whole section, or reaches known
ground, is the one used and recorded. Only the section and what the site counts to it is
read: menus, sidebars and related boxes lead nowhere. A backfill asks in the same ways
for a window of days, month by month where a month can be asked for.
"""

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from newsarchive.archive.api import ListingState, Visit
from newsarchive.extract.listing import Listing, read_listing
from newsarchive.source import Source
from newsarchive.spiders.days import by_days
from newsarchive.spiders.feeds import by_feed
from newsarchive.spiders.labels import by_labels, is_label
from newsarchive.spiders.pages import by_pages
from newsarchive.spiders.rest import by_rest
from newsarchive.spiders.sitemaps import by_sitemap, cross_check
from newsarchive.spiders.walk import (
    NOT_MODIFIED,
    OK,
    Fetch,
    FetchError,
    Section,
    Walk,
    WayError,
    header,
    never_spent,
    page_of,
    text_of,
    validators,
)
from newsarchive.spiders.window import Window

Way = Callable[[Walk, Section], Awaitable[None]]
WAYS: Mapping[str, Way] = {
    "rest": by_rest,
    "blogger": by_labels,
    "feed": by_feed,
    "days": by_days,
    "sitemap": by_sitemap,
    "section": by_pages,
}
# Which ways a platform has, the one that sees most first.
_BY_PLATFORM = {
    "wordpress": ("rest", "feed", "section"),
    "blogger": ("blogger", "section"),
}
_USUAL = ("feed", "days", "section")
# A backfill asks for days long past: those that can be asked for days come first.
_BACKFILL = ("rest", "blogger", "days", "sitemap", "feed", "section")
# Ways that see nothing new where the section's first page is as it was.
_BY_FIRST_PAGE = {"feed", "days", "section"}
# Ways that fetch one month as cheaply as a year; a backfill by them goes by months.
_BY_MONTH = {"rest", "blogger", "days"}

# A backfill looks behind what is known: nothing counts as seen.
_UNSEEN = ListingState(completed_at=None, since=datetime.min.replace(tzinfo=UTC))

logger = logging.getLogger(__name__)
# WordPress's block themes print the first page of an article and no link to the next.
_BLOCK_THEME = "wp-block-post-template"


@dataclass
class Discovery:
    """One run's discovery; `problems` says what could not be seen, and why."""

    source: Source
    visit: Visit
    fetch: Fetch
    platform: str | None = None
    problems: list[str] = field(default_factory=list)
    # Whose discovery it is, for the log.
    name: str | None = None
    is_spent: Callable[[str], bool] = never_spent

    async def run(self, *, due_only: bool = False) -> None:
        """Walk through all sections, or those that are due.

        One that fails does not stop the others.
        """
        walk = self._begin(None)
        for url in self.source.sections:
            if due_only and not self.visit.is_due(url):
                continue
            with self._noting_failure(url):
                await self._section(walk, url)

    async def backfill(
        self, window: Window, has_room: Callable[[], Awaitable[bool]]
    ) -> None:
        """Walk through a window of days of all sections, as far as there is room.

        `has_room` is asked before each month, and answers when what was found before is
        fetched. What an earlier backfill saw to its end is not asked for again.
        """
        walk = self._begin(window)
        for url in self.source.sections:
            with self._noting_failure(None):
                await self._fill(walk, url, has_room)

    def _begin(self, window: Window | None) -> Walk:
        return Walk(
            self.source,
            self.visit,
            self.fetch,
            window,
            is_spent=self.is_spent,
            remarks=self.problems,
        )

    def _who(self, url: str | None) -> dict[str, str | None]:
        """Say for the log whose section this is about."""
        return {"outlet": self.name, "run": str(self.visit.run_id), "url": url}

    @contextmanager
    def _noting_failure(self, due: str | None) -> Iterator[None]:
        """Keep a failure; a section that was due is looked at again later."""
        try:
            yield
        except (FetchError, WayError) as error:
            logger.warning("section not seen: %s", error, extra=self._who(due))
            self.problems.append(str(error))
            if due is not None:
                status = getattr(error, "status", None)
                self.visit.put_off(due, status, str(error))

    async def _fill(
        self, walk: Walk, url: str, has_room: Callable[[], Awaitable[bool]]
    ) -> None:
        """Try the ways in order that can look back; months one after the other."""
        if is_label(url):
            section = _unseen_label(url, _UNSEEN)
            await self._stretches(walk, section, "blogger", has_room)
            self._record("blogger")
            return
        response = await walk.get(url)
        listing = read_listing(page_of(response, url), self.source, url)
        section = self._see(url, listing, _UNSEEN, text_of(response))
        ways = _BY_PLATFORM.get(self._platform(listing), _USUAL)
        problems = []
        for name in [way for way in _BACKFILL if way in {*ways, "sitemap"}]:
            try:
                await self._stretches(walk, section, name, has_room)
            except (FetchError, WayError) as error:
                logger.info("%s not by %s: %s", url, name, error, extra=self._who(url))
                problems.append(str(error))
            else:
                self._record(name)
                return
        raise WayError(problems[-1])

    async def _stretches(
        self,
        walk: Walk,
        section: Section,
        way: str,
        has_room: Callable[[], Awaitable[bool]],
    ) -> None:
        window = walk.window
        assert window is not None  # noqa: S101 (a backfill has one)
        for part in window.months() if way in _BY_MONTH else (window,):
            name = f"{section.url}#{part}"
            state = self.visit.open_listing(name, way)
            if state.complete:
                continue
            if not await has_room():
                return
            await WAYS[way](replace(walk, window=part), replace(section, state=state))
            self.visit.close_listing(name)

    async def _section(self, walk: Walk, url: str) -> None:
        state = self.visit.open_listing(url, "section")
        if is_label(url) and await self._label(walk, url, state):
            self.visit.close_listing(url)
            return
        asked = validators(state.etag, state.last_modified)
        response = await self.fetch(url, asked)
        if response.status == NOT_MODIFIED and asked and state.complete:
            self._record("not-modified")
            self.visit.close_listing(url, state.etag, state.last_modified)
            return
        if response.status != OK:
            raise WayError(f"{url} answers {response.status}", response.status)
        way = await self._walk(walk, url, response, state)
        # The section's page says nothing of an old article that an API tells as edited.
        headers = ("ETag", "Last-Modified") if way in _BY_FIRST_PAGE else ()
        self.visit.close_listing(url, *(header(response, name) for name in headers))

    async def _label(self, walk: Walk, url: str, state: ListingState) -> bool:
        """Walk through a label's feed without its page; tell whether that was possible."""
        try:
            await by_labels(walk, _unseen_label(url, state))
        except (FetchError, WayError) as error:
            logger.info("%s not by its feed: %s", url, error, extra=self._who(url))
            return False
        self._record("blogger")
        return True

    async def _walk(
        self, walk: Walk, url: str, response: TextResponse, state: ListingState
    ) -> str:
        """Try the ways in order, then cross-check a first walk by sitemap.

        Names the way that saw the section.
        """
        listing = read_listing(page_of(response, url), self.source, url)
        section = self._see(url, listing, state, text_of(response))
        problems = []
        for name in _BY_PLATFORM.get(self._platform(listing), _USUAL):
            try:
                await WAYS[name](walk, section)
            except (FetchError, WayError) as error:
                logger.info("%s not by %s: %s", url, name, error, extra=self._who(url))
                problems.append(str(error))
            else:
                self._record(name)
                break
        else:
            raise WayError(problems[-1])
        await self._cross_check(walk, section)
        return name

    async def _cross_check(self, walk: Walk, section: Section) -> None:
        """Compare a section with the sitemap, after its first walk and now and then."""
        name = f"{section.url}#sitemap"
        if section.state.complete and not self.visit.is_due(name):
            return
        before = self.visit.open_listing(name, "sitemap")
        if await cross_check(walk, section, before.completed_at):
            self._record("sitemap")
        self.visit.close_listing(name)

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


def _unseen_label(url: str, state: ListingState) -> Section:
    """Stand for a label's page, which robots.txt keeps us from; its feed is open."""
    return Section(url=url, listing=Listing(platform="blogger"), state=state)


def _is_of(feed: str, section: str) -> bool:
    """Whether a declared feed is a section's: it stands below it, or names its folder."""
    folder = urlsplit(section).path.rstrip("/").rpartition("/")[2]
    return feed.startswith(section) or (bool(folder) and folder in feed)


def _feed_guess(section: str) -> tuple[str, ...]:
    """Say where WordPress keeps a section's feed when its page does not."""
    if urlsplit(section).query:
        return (f"{section}&feed=rss2",)
    return (f"{section.rstrip('/')}/feed/",)
