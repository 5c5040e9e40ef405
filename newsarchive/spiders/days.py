"""Discovery by an index with pages for each day, back to known ground."""

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta
from itertools import count
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from newsarchive.extract.listing import ListedArticle, read_listing
from newsarchive.source import Source
from newsarchive.spiders.pages import PAST_THE_END
from newsarchive.spiders.turning import Turning
from newsarchive.spiders.walk import OK, Section, Walk, WayError, page_of

WAY = "days"
# An index that does not heed the day shows the same links every day, one that ends is
# empty: so many days in a row without a new link end the walk.
BARREN_DAYS = 31
MOST_PAGES_A_DAY = 200


async def by_days(walk: Walk, section: Section) -> None:
    """Walk through the days of a section's index, the newest first."""
    if walk.source.day_paging is None:
        raise WayError("no index by day is declared")
    seen, barren = set[str](), 0
    for day in _days(walk):
        links = {link.url async for link in _links(walk, section, day)}
        barren = 0 if links - seen else barren + 1
        goes_on = _meet(walk, section, links - seen)
        seen |= links
        if not goes_on or barren >= BARREN_DAYS:
            break
    if not seen:
        raise WayError("the index by day shows no links to articles")


def day_address(section: str, source: Source, day: date, page: int) -> str:
    """Build the address of a page of a day's index."""
    address = (source.day_paging or "").format(day=day, page=page)
    return urljoin(section, address)


def _days(walk: Walk) -> Iterator[date]:
    if walk.window is not None:
        yield from walk.window.days()
        return
    today = datetime.now(ZoneInfo(walk.source.zone)).date()
    first = date(walk.source.since, 1, 1)
    for number in range((today - first).days + 1):
        yield today - timedelta(days=number)


def _meet(walk: Walk, section: Section, links: set[str]) -> bool:
    """Write a day's links into the ledger; an empty day is no known ground."""
    leads = [lead for url in sorted(links) if (lead := walk.lead(url)) is not None]
    return walk.met(section, leads, WAY) if leads else True


async def _links(
    walk: Walk, section: Section, day: date
) -> AsyncIterator[ListedArticle]:
    """Give what a day's pages list, until one adds nothing."""
    turning = Turning(walk, f"{section.url} of {day}", most=MOST_PAGES_A_DAY)
    is_paged = "{page" in (walk.source.day_paging or "")
    for page in count(1) if is_paged else (1,):
        listed = await _page(walk, section, day, page)
        fresh = [link for link in listed if link.url not in turning.seen]
        goes_on = turning.goes_on(link.url for link in listed)
        for link in fresh:
            yield link
        if not goes_on:
            return


async def _page(
    walk: Walk, section: Section, day: date, page: int
) -> tuple[ListedArticle, ...]:
    """Read a page of a day's index; one that does not exist lists nothing."""
    url = day_address(section.url, walk.source, day, page)
    response = await walk.fetch(url)
    if response.status in PAST_THE_END:
        return ()
    if response.status != OK:
        raise WayError(f"{url} answers {response.status}")
    return read_listing(page_of(response, url), walk.source, section.url).links
