"""Discovery by a section's own feed, where it can be paged."""

from itertools import count
from urllib.parse import urlsplit, urlunsplit

from scrapy.http import TextResponse

from newsarchive.extract.feed import Feed, FeedError, read_feed
from newsarchive.items import Evidence
from newsarchive.spiders.turning import Turning
from newsarchive.spiders.walk import (
    NOT_MODIFIED,
    OK,
    FetchError,
    Section,
    Walk,
    WayError,
    header,
    validators,
)

WAY = "feed"


async def by_feed(walk: Walk, section: Section) -> None:
    """Walk through a section's feed; raise WayError where it holds the newest only."""
    problems = ["the section has no feed"]
    for url in section.feeds:
        try:
            await _walk_feed(walk, section, url)
        except (FetchError, WayError) as error:
            problems.append(str(error))
        else:
            return
    raise WayError(problems[-1])


async def _walk_feed(walk: Walk, section: Section, first: str) -> None:
    """Walk through a feed, unless it says that nothing was published or edited.

    WordPress stamps a feed with the last change of the whole site: "not modified" holds
    for every section then, and says nothing of articles that were removed.
    """
    if walk.window is not None:
        await _walk_pages(walk, section, first, await walk.fetch(first))
        return
    state = walk.visit.open_listing(first, WAY)
    is_known = state.complete and section.state.complete
    headers = validators(state.etag, state.last_modified) if is_known else None
    response = await walk.fetch(first, headers)
    if response.status == NOT_MODIFIED and headers:
        walk.visit.close_listing(first, state.etag, state.last_modified)
        return
    await _walk_pages(walk, section, first, response)
    stamps = (header(response, name) for name in ("ETag", "Last-Modified"))
    walk.visit.close_listing(first, *stamps)


async def _walk_pages(
    walk: Walk, section: Section, first: str, response: TextResponse
) -> None:
    turning = Turning(walk, first)
    for page in count(1):
        url = first if page == 1 else page_url(first, page)
        if page > 1:
            response = await walk.fetch(url)
        feed = _read(response, url, page)
        entries = feed.entries if feed else ()
        if not turning.goes_on(entry.url for entry in entries):
            _require_whole(section, turning.seen, pages=page - 1)
            return
        told = [_told(entry.published) for entry in entries]
        leads = [
            walk.lead(entry.url, entry.updated, published=published)
            for entry, published in zip(entries, told, strict=True)
        ]
        if not walk.met(section, filter(None, leads), WAY) or walk.is_past(told):
            return


def _told(date: Evidence | None) -> str | None:
    return date.value if date is not None else None


def _read(response: TextResponse, url: str, page: int) -> Feed | None:
    """Read one page of a feed; None past its end, which WordPress answers with 404."""
    if response.status != OK and page > 1:
        return None
    if response.status != OK:
        raise WayError(f"{url} answers {response.status}")
    try:
        return read_feed(response.body, url)
    except FeedError as error:
        if page > 1:
            return None
        raise WayError(f"{url}: {error}") from error


def _require_whole(section: Section, met: set[str], pages: int) -> None:
    """Refuse a feed that cannot be paged while the section has more."""
    listed = {link.url for link in section.listing.links}
    if pages <= 1 and (section.listing.next_page or listed - met):
        raise WayError("the feed holds the newest articles only")


def page_url(feed: str, page: int) -> str:
    """Build the address of a further page of a WordPress feed."""
    parts = urlsplit(feed)
    query = f"{parts.query}&paged={page}" if parts.query else f"paged={page}"
    return urlunsplit(parts._replace(query=query))
