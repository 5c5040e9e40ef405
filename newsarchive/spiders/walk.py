"""What every way of discovery shares: how to fetch, what to write, when to stop."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from scrapy.http import Response, TextResponse

from newsarchive.archive.api import Lead, ListingState, Visit
from newsarchive.capture import FETCHED_AT
from newsarchive.extract.charset import read_text
from newsarchive.extract.dates import dates_in_url
from newsarchive.extract.listing import Listing
from newsarchive.extract.page import Page, parse_html
from newsarchive.extract.strings import fold
from newsarchive.source import Source
from newsarchive.spiders.window import Window
from newsarchive.text.dates import parse_date
from newsarchive.text.urls import clean_url

OK = 200
_LONGEST_STAMP = 100
NOT_MODIFIED = 304


class FetchError(Exception):
    """No usable answer came from an address; `reason` says why."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class WayError(Exception):
    """A way of discovery cannot see this section, or not the whole of it.

    `status` is what its page answers, where that is the trouble.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class Fetch(Protocol):
    """Fetches one address behind robots, guard and retry; FetchError when it fails."""

    def __call__(
        self, url: str, headers: dict[str, str] | None = None
    ) -> Awaitable[TextResponse]:
        """Give the final answer, whatever its status."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section to walk through: its first page, and what counts as known ground.

    `feeds` are the section's own. `hides_parts` says that the theme prints no links to an article's further pages.
    """

    url: str
    listing: Listing
    state: ListingState
    feeds: tuple[str, ...] = ()
    hides_parts: bool = False


def never_spent(_url: str) -> bool:
    """Answer for a walk without a budget."""
    return False


@dataclass(frozen=True, slots=True)
class Walk:
    """One source's walk: its declaration, the ledger, and the way to fetch.

    In a backfill `window` holds the days that are wanted; a way that can asks for no
    others. `is_spent` tells of an address that its kind brings nothing. `remarks` say what a walk that came to its end may have missed.
    """

    source: Source
    visit: Visit
    fetch: Fetch
    window: Window | None = None
    is_spent: Callable[[str], bool] = never_spent
    remarks: list[str] = field(default_factory=list)

    async def get(self, url: str) -> TextResponse:
        """Fetch a page of a listing that must answer 200."""
        response = await self.fetch(url)
        if response.status != OK:
            raise WayError(f"{url} answers {response.status}")
        return response

    def met(self, section: Section, leads: Iterable[Lead], via: str) -> bool:
        """Write leads into the ledger; tell whether the walk goes on.

        It ends at known ground: a page of a listing on which nothing is new, after an
        earlier walk saw everything behind it.
        """
        fresh = self.fresh(section, leads, via)
        return bool(fresh) or not section.state.complete

    def fresh(self, section: Section, leads: Iterable[Lead], via: str) -> int:
        """Write leads into the ledger; count those that are not known ground."""
        return self.visit.met(list(leads), via, section.state.since)

    def lead(
        self,
        url: str,
        lastmod: str | None = None,
        parts: int | None = None,
        *,
        published: str | None = None,
    ) -> Lead | None:
        """Make a lead of an address; None when it is another's, or of no wanted day."""
        cleaned = clean_url(url)
        if cleaned is None or not self.source.owns(cleaned):
            return None
        if not self.may_want(cleaned, published):
            return None
        return Lead(cleaned, _stamp(lastmod), parts, _stamp(published))

    def may_want(self, url: str, *stamps: str | None) -> bool:
        """Whether a backfill wants an article, by what is told of its day, if anything."""
        if self.window is None:
            return True
        carried = dates_in_url(url, self.source.article_path)
        told = (*stamps, *(found.value for found in carried))
        days = [day for day in map(self.day, told) if day is not None]
        return not days or self.window.holds(days[0])

    def day(self, stamp: str | None) -> date | None:
        """Read the day that a listing tells, in the outlet's zone."""
        if stamp is None:
            return None
        zone = self.source.zone
        found = parse_date(stamp, reference=datetime.now(UTC), zone=zone)
        instant = found.instant
        return instant.astimezone(ZoneInfo(zone)).date() if instant else found.day

    def is_past(self, stamps: Iterable[str | None]) -> bool:
        """Whether a backfill's window ends before this page of a list, newest first.

        Pages that tell no day, or one pinned article, do not end a walk.
        """
        if self.window is None:
            return False
        days = [day for day in map(self.day, stamps) if day is not None]
        return bool(days) and max(days) < self.window.first


def _stamp(told: str | None) -> str | None:
    """Keep what a listing tells of a moment, without what no database takes."""
    return fold(told)[:_LONGEST_STAMP] or None if told is not None else None


def fetched_at(response: Response) -> datetime:
    """Tell when an answer came: as its capture says, or now."""
    meta = response.request.meta if response.request is not None else {}
    at: datetime = meta.get(FETCHED_AT) or datetime.now(UTC)
    return at


def text_of(response: TextResponse) -> str:
    """Decode a response: its bytes tell more than its header."""
    return read_text(response.body, header(response, "Content-Type"))


def page_of(response: TextResponse, requested: str) -> Page:
    """Make a page of a response, its encoding decided by us.

    The selector is our own: Scrapy's and its response hold each other, and with them a
    tree of megabytes, until the garbage collector comes by.
    """
    return Page(
        requested=requested,
        url=response.url,
        root=parse_html(text_of(response)),
        fetched_at=fetched_at(response),
        status=response.status,
        headers={
            name.decode("latin-1").lower(): _value(name, values)
            for name, values in response.headers.items()
            if values
        },
    )


def _value(name: bytes, values: list[bytes]) -> str:
    """Give a header's value; of what may stand in several lines, all."""
    told = values if name.lower() == b"x-robots-tag" else values[-1:]
    return b", ".join(told).decode("latin-1")


def validators(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Make the headers that ask for a page only when it changed."""
    headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in headers.items() if value}


def header(response: TextResponse, name: str) -> str | None:
    """Read a header, where there is one."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
