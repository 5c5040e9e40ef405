"""Discovery by the section's own pages, one after the other."""

from collections.abc import AsyncIterator
from urllib.parse import urljoin

from scrapy.http import TextResponse

from newsarchive.archive.api import Lead
from newsarchive.extract.listing import ListedArticle, Listing, read_listing
from newsarchive.spiders.sitemaps import cross_check
from newsarchive.spiders.turning import Turning
from newsarchive.spiders.walk import OK, FetchError, Section, Walk, WayError, page_of

WAY = "section"
# A calendar or a broken pager can go on for ever; a page without a new link in a row
# of this many ends the walk.
BARREN_PAGES = 3
# A page that only the declared paging names may not exist: then the last was the end.
PAST_THE_END = {400, 404, 410}


async def by_pages(walk: Walk, section: Section) -> None:
    """Walk through a section's pages until the last, or known ground."""
    if not section.listing.links:
        raise WayError("no links to articles on the section's page")
    turning = Turning(walk, section.url, patience=BARREN_PAGES)
    leads, fresh = list[Lead](), 0
    async for listing in _pages(walk, section):
        goes_on = turning.goes_on(link.url for link in listing.links)
        leads = [lead for link in listing.links if (lead := _lead(walk, link))]
        fresh = walk.fresh(section, leads, WAY)
        past = walk.is_past(link.date for link in listing.links)
        is_known = section.state.complete and not fresh
        if is_known or past or not goes_on:
            return
    if section.state.complete and fresh == len(leads):
        await _look_behind(walk, section)


async def _look_behind(walk: Walk, section: Section) -> None:
    """Ask the sitemap when a list is shorter than what was published since last time."""
    if not await cross_check(walk, section):
        walk.remarks.append(
            f"{section.url}: its pages end before what is known; crawl it more often, "
            "and fetch what may be missing with --backfill"
        )


def _lead(walk: Walk, link: ListedArticle) -> Lead | None:
    """Make a lead; the day a list prints only tells whether a backfill wants it."""
    return walk.lead(link.url) if walk.may_want(link.url, link.date) else None


async def _pages(walk: Walk, section: Section) -> AsyncIterator[Listing]:
    """Give the section's pages in order; the caller says when it has seen enough."""
    listing, seen = section.listing, {section.url}
    while True:
        yield listing
        shown = listing.next_page
        paging = walk.source.paging
        url = shown or page_address(section.url, paging, len(seen) + 1)
        if url is None or url in seen or not walk.source.owns(url):
            return
        seen.add(url)
        response = await _fetch(walk, url)
        if shown is None and response.status in PAST_THE_END:
            return
        if response.status != OK:
            raise WayError(f"{url} answers {response.status}")
        listing = read_listing(page_of(response, url), walk.source, section.url)


def page_address(section: str, paging: str | None, number: int) -> str | None:
    """Build the address of a section's further page where the outlet declares how."""
    if paging is None:
        return None
    base = section if paging.startswith("?") else section.rstrip("/") + "/"
    return urljoin(base, paging.replace("{page}", str(number)))


async def _fetch(walk: Walk, url: str) -> TextResponse:
    try:
        return await walk.fetch(url)
    except FetchError as error:
        raise WayError(str(error)) from error
