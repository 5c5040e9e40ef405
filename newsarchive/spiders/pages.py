"""Discovery by the section's own pages, one after the other."""

from newsarchive.extract.listing import Listing, read_listing
from newsarchive.spiders.walk import FetchError, Section, Walk, WayError, page_of

WAY = "section"
# A calendar or a broken pager can go on for ever; a page without a new link in a row
# of this many ends the walk.
BARREN_PAGES = 3


async def by_pages(walk: Walk, section: Section) -> None:
    """Walk through a section's pages until the last, or known ground."""
    listing: Listing = section.listing
    if not listing.links:
        raise WayError("no links to articles on the section's page")
    seen_pages, seen_links, barren = {section.url}, set[str](), 0
    while True:
        links = {link.url for link in listing.links}
        barren = 0 if links - seen_links else barren + 1
        seen_links |= links
        leads = [walk.lead(link.url) for link in listing.links]
        if not walk.met(section, filter(None, leads), WAY) or barren >= BARREN_PAGES:
            return
        url = listing.next_page
        if url is None or url in seen_pages or not walk.source.owns(url):
            return
        seen_pages.add(url)
        listing = await _next(walk, section, url)


async def _next(walk: Walk, section: Section, url: str) -> Listing:
    try:
        response = await walk.get(url)
    except FetchError as error:
        raise WayError(str(error)) from error
    return read_listing(page_of(response, url), walk.source, section.url)
