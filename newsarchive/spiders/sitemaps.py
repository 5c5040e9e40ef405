"""Cross-check by sitemap, on sites whose addresses name the section."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
# An index names sitemaps, hardly ever other indexes; one that names the next one, which
# names the next one, is made to keep us.
DEEPEST = 2
# Files in a row that tell of no article of the section.
BARREN_FILES = 100


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
        if await _read_all(walk, section, urljoin(section.url, place), since):
            return True
    return False


@dataclass
class _Files:
    """The files of a sitemap to read; later ones come from earlier ones."""

    depths: dict[str, int]
    barren: int = 0

    def add(self, index: str, named: Iterable[str]) -> None:
        """Queue what an index names, unless it is the index of an index of an index."""
        depth = self.depths[index] + 1
        room = MOST_FILES - len(self.depths)
        if depth <= DEEPEST:
            new = [url for url in dict.fromkeys(named) if url not in self.depths]
            self.depths |= dict.fromkeys(new[:room], depth)

    def rest(self, number: int) -> list[str]:
        """Give what is queued behind so many files."""
        return list(self.depths)[number:]


async def _read_all(
    walk: Walk, section: Section, place: str, since: datetime | None
) -> bool:
    """Read a sitemap and the files it names; False where there is none."""
    files, number = _Files({place: 0}), 0
    while waiting := files.rest(number):
        sitemap = await _read(walk, waiting[0])
        if sitemap is None and number == 0:
            return False
        number += 1
        found = sitemap is not None and _take(walk, section, sitemap)
        files.barren = 0 if found else files.barren + 1
        if sitemap is not None and sitemap.kind == "index":
            files.add(waiting[0], _named(walk, sitemap, since))
        if files.barren >= BARREN_FILES:
            walk.remarks.append(f"{place}: left after {number} files without articles")
            return True
    return True


def _named(walk: Walk, index: Sitemap, since: datetime | None) -> Iterator[str]:
    for entry in index.entries:
        is_known = _is_before(walk.day(entry.lastmod), since)
        if not is_known and not walk.is_past([entry.lastmod]):
            yield entry.loc


def _take(walk: Walk, section: Section, sitemap: Sitemap) -> bool:
    """Write the section's addresses into the ledger; tell whether there were any."""
    if sitemap.kind == "index":
        return False
    leads = [
        walk.lead(entry.loc, entry.lastmod, published=entry.published)
        for entry in sitemap.entries
        if _is_of(entry.loc, section, walk.source) and not walk.is_past([entry.lastmod])
    ]
    wanted = [lead for lead in leads if lead is not None]
    walk.met(section, wanted, WAY)
    return bool(wanted)


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
