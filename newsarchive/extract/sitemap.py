"""Sitemaps: indexes of sitemaps, and lists of addresses with their dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from lxml import etree

from newsarchive.extract.document import join
from newsarchive.extract.errors import ExtractError
from newsarchive.extract.xml import UnreadableError, name_of, parse, text_of

# The protocol's own limit.
MOST_ENTRIES = 50_000
_LONGEST = 2_048
_ENTRIES = {"sitemapindex": "sitemap", "urlset": "url"}


class SitemapError(ExtractError):
    """An answer is no sitemap."""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """An address, when it changed, and when the news sitemap says it was published."""

    loc: str
    lastmod: str | None = None
    published: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap: an "index" names sitemaps, a "urlset" pages."""

    kind: Literal["index", "urlset"]
    entries: tuple[SitemapEntry, ...]


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """Read a sitemap, gzipped or not; entries without a usable address are left out."""
    try:
        root = parse(body)
    except UnreadableError as error:
        raise SitemapError(f"{url} is no sitemap: {error}") from error
    name = name_of(root)
    if name not in _ENTRIES:
        raise SitemapError(f"{url} is no sitemap but <{name}>")
    entries = dict[str, SitemapEntry]()
    for entry in islice(_entries(root, _ENTRIES[name], url), MOST_ENTRIES):
        entries.setdefault(entry.loc, entry)
    kind: Literal["index", "urlset"] = "index" if name == "sitemapindex" else "urlset"
    return Sitemap(kind, tuple(entries.values()))


def _entries(root: etree._Element, name: str, base: str) -> Iterator[SitemapEntry]:
    for element in root.iter(etree.Element):
        if name_of(element) != name:
            continue
        texts = {
            name_of(item): text_of(item) for item in reversed(list(_items(element)))
        }
        loc = join(base, texts.get("loc"))
        if loc is not None and len(loc) <= _LONGEST:
            yield SitemapEntry(
                loc,
                texts.get("lastmod") or None,
                texts.get("publication_date") or None,
                texts.get("title") or None,
            )


def _items(element: etree._Element) -> Iterator[etree._Element]:
    """Walk through an entry's own fields and those of its news, not of its pictures."""
    for child in element:
        name = name_of(child)
        if name == "news":
            yield from child
        elif name not in {"image", "video"}:
            yield child
