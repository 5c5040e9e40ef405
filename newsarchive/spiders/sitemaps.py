"""Cross-check by sitemap, on sites whose addresses name the section."""

import re
from datetime import date, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from newsarchive.extract.sitemap import Sitemap, SitemapError, read_sitemap
from newsarchive.source import Source
from newsarchive.spiders.walk import OK, FetchError, Section, Walk, WayError
from newsarchive.text.urls import in_section

WAY = "sitemap"
# Where WordPress (since 5.5), Yoast and Rank Math, and most others keep it.
PLACES = ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml")
MOST_FILES = 200


async def by_sitemap(walk: Walk, section: Section) -> None:
    """Walk through the site's sitemap; raise WayError where it cannot tell sections."""
    if not await cross_check(walk, section):
        raise WayError("no sitemap tells the section's articles")


async def cross_check(
    walk: Walk, section: Section, since: datetime | None = None
) -> bool:
    """Add the section's addresses that a sitemap has and the listing had not.

    Only a site whose article addresses carry the section's folder, or that is all one
    section, can tell by its sitemap; on any other nothing is asked. True when a sitemap
    was read. Files of it that say they did not change `since` are left out.
    """
    if not any(
        _is_of(link.url, section, walk.source) for link in section.listing.links
    ):
        return False
    for place in PLACES:
        files = [urljoin(section.url, place)]
        if await _read_all(walk, section, files, since):
            return True
    return False


async def _read_all(
    walk: Walk, section: Section, files: list[str], since: datetime | None
) -> bool:
    """Read a sitemap and the files it names; later files come from earlier ones."""
    for number, url in enumerate(files):
        sitemap = await _read(walk, url)
        if sitemap is None:
            if number == 0:
                return False
            continue
        if sitemap.kind == "index":
            known = set(files)
            more = [
                entry.loc
                for entry in sitemap.entries
                if entry.loc not in known
                and not walk.is_past([entry.lastmod])
                and not _is_before(walk.day(entry.lastmod), since)
            ]
            files += more[: MOST_FILES - len(files)]
            continue
        leads = [
            walk.lead(entry.loc, entry.lastmod, published=entry.published)
            for entry in sitemap.entries
            if _is_of(entry.loc, section, walk.source)
            and not walk.is_past([entry.lastmod])
        ]
        walk.met(section, filter(None, leads), WAY)
    return True


def _is_before(day: date | None, since: datetime | None) -> bool:
    """Whether a day is told and lies before another, with a day to spare for zones."""
    if day is None or since is None:
        return False
    return day < since.date() - timedelta(days=1)


def _is_of(url: str, section: Section, source: Source) -> bool:
    """Whether an address is the section's: by its folder, or as the site is all one."""
    if urlsplit(section.url).path != "/":
        return in_section(url, section.url)
    path = urlsplit(url).path
    return source.article_path is not None and bool(
        re.search(source.article_path, path)
    )


async def _read(walk: Walk, url: str) -> Sitemap | None:
    if not walk.source.owns(url):
        return None
    try:
        response = await walk.fetch(url)
        return read_sitemap(response.body, url) if response.status == OK else None
    except (FetchError, SitemapError):
        return None
