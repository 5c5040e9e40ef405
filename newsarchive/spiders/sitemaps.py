"""Cross-check by sitemap, on sites whose addresses name the section."""

from urllib.parse import urljoin

from newsarchive.extract.sitemap import Sitemap, SitemapError, read_sitemap
from newsarchive.spiders.walk import OK, FetchError, Section, Walk
from newsarchive.text.urls import in_section

WAY = "sitemap"
# Where WordPress (since 5.5), Yoast and Rank Math, and most others keep it.
PLACES = ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml")
MOST_FILES = 200


async def cross_check(walk: Walk, section: Section) -> bool:
    """Add the section's addresses that a sitemap has and the listing had not.

    Only a site whose article addresses carry the section's folder can tell by its
    sitemap; on any other nothing is asked. True when a sitemap was read.
    """
    if not any(in_section(link.url, section.url) for link in section.listing.links):
        return False
    for place in PLACES:
        files = [urljoin(section.url, place)]
        if await _read_all(walk, section, files):
            return True
    return False


async def _read_all(walk: Walk, section: Section, files: list[str]) -> bool:
    """Read a sitemap and the files it names; later files come from earlier ones."""
    for number, url in enumerate(files):
        sitemap = await _read(walk, url)
        if sitemap is None:
            if number == 0:
                return False
            continue
        if sitemap.kind == "index":
            known = set(files)
            more = [e.loc for e in sitemap.entries if e.loc not in known]
            files += more[: MOST_FILES - len(files)]
            continue
        leads = [
            walk.lead(entry.loc, entry.lastmod)
            for entry in sitemap.entries
            if in_section(entry.loc, section.url)
        ]
        walk.met(section, filter(None, leads), WAY)
    return True


async def _read(walk: Walk, url: str) -> Sitemap | None:
    if not walk.source.owns(url):
        return None
    try:
        response = await walk.fetch(url)
        return read_sitemap(response.body, url) if response.status == OK else None
    except (FetchError, SitemapError):
        return None
