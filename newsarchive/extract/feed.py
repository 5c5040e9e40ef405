"""Feeds: RSS 2.0, RDF, Atom and Blogger's Atom, entry by entry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from newsarchive.extract.document import join
from newsarchive.extract.errors import ExtractError
from newsarchive.extract.strings import unescape
from newsarchive.extract.xml import (
    UnreadableError,
    name_of,
    namespace_of,
    parse,
    text_of,
)
from newsarchive.items import Evidence

_ROOTS = frozenset({"rss", "rdf", "feed"})
_ENTRIES = frozenset({"item", "entry"})
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_ATOM = "http://www.w3.org/2005/Atom"
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
_UPDATED = ("updated", "modified")
_AUTHORS = ("creator", "author")
# How WordPress and others end an excerpt.
_CUT = ("[…]", "[...]", "[&#8230;]", "[&hellip;]", "…", "...")
MOST_ENTRIES = 5_000


class FeedError(ExtractError):
    """An answer is no feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An entry as the feed has it; `full_text` is HTML, `excerpt` that there is less."""

    url: str
    guid: str | None = None
    title: str | None = None
    published: Evidence | None = None
    updated: str | None = None
    author: str | None = None
    categories: tuple[str, ...] = ()
    full_text: str | None = None
    excerpt: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries in its order, and its next page where it names one."""

    entries: tuple[FeedEntry, ...]
    next_page: str | None = None


def read_feed(body: bytes, url: str) -> Feed:
    """Read a feed; an entry without an address is left out, and is no failure."""
    try:
        root = parse(body)
    except UnreadableError as error:
        raise FeedError(f"{url} is no feed: {error}") from error
    if name_of(root) not in _ROOTS:
        raise FeedError(f"{url} is no feed but <{name_of(root)}>")
    entries: list[FeedEntry] = []
    for element in _entries(root):
        entry = _read_entry(element, url)
        if entry is not None and len(entries) < MOST_ENTRIES:
            entries.append(entry)
    return Feed(tuple(entries), _next_page(root, url))


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    """Find entries at any depth: a tag never closed puts the next ones inside it."""
    for element in root.iter(etree.Element):
        if name_of(element) in _ENTRIES:
            yield element


def _read_entry(element: etree._Element, base: str) -> FeedEntry | None:
    fields = _fields(element)
    guid = _text(fields, ("guid", "id"))
    url = join(base, _address(fields) or _permalink(fields))
    if url is None:
        return None
    html, excerpt = _content(fields)
    return FeedEntry(
        url=url,
        guid=guid,
        title=unescape(_text(fields, ("title",)) or "") or None,
        published=_evidence(fields),
        updated=_text(fields, _UPDATED),
        author=_author(fields),
        categories=_categories(fields),
        full_text=html,
        excerpt=excerpt,
    )


def _fields(element: etree._Element) -> dict[str, list[etree._Element]]:
    fields: dict[str, list[etree._Element]] = {}
    for child in element:
        fields.setdefault(name_of(child), []).append(child)
    return fields


def _text(fields: dict[str, list[etree._Element]], names: Iterable[str]) -> str | None:
    for name in names:
        for element in fields.get(name, ()):
            text = text_of(element)
            if text:
                return text
    return None


def _address(fields: dict[str, list[etree._Element]]) -> str | None:
    """Read an entry's address: FeedBurner's original, an alternate link, a plain one."""
    original = _text(fields, ("origlink",))
    if original is not None:
        return original
    for link in fields.get("link", ()):
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return link.get("href")
    return _text(fields, ("link",))


def _permalink(fields: dict[str, list[etree._Element]]) -> str | None:
    for guid in fields.get("guid", ()):
        text = text_of(guid)
        if guid.get("isPermaLink") != "false" and text.startswith("http"):
            return text
    return None


def _evidence(fields: dict[str, list[etree._Element]]) -> Evidence | None:
    for name in _PUBLISHED:
        value = _text(fields, (name,))
        if value is not None:
            return Evidence(value, "feed", name)
    return None


def _author(fields: dict[str, list[etree._Element]]) -> str | None:
    for name in _AUTHORS:
        for element in fields.get(name, ()):
            names = [child for child in element if name_of(child) == "name"]
            text = unescape(text_of(names[0]) if names else text_of(element))
            if text:
                return text
    return None


def _categories(fields: dict[str, list[etree._Element]]) -> tuple[str, ...]:
    elements = (*fields.get("category", ()), *fields.get("subject", ()))
    return tuple(dict.fromkeys(filter(None, map(_term, elements))))


def _term(element: etree._Element) -> str:
    return unescape(element.get("term") or text_of(element))


def _content(fields: dict[str, list[etree._Element]]) -> tuple[str | None, bool]:
    """Read the full text; tell whether the entry has an excerpt only."""
    for element in (*fields.get("encoded", ()), *fields.get("content", ())):
        if namespace_of(element) in {_CONTENT, _ATOM}:
            html = _markup(element)
            if html:
                return html, html.rstrip().removesuffix("</p>").rstrip().endswith(_CUT)
    return None, True


def _markup(element: etree._Element) -> str:
    """Give a content's HTML: escaped text, or the elements of type xhtml."""
    if len(element) == 0:
        return text_of(element)
    return "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in element
    )


def _next_page(root: etree._Element, base: str) -> str | None:
    for holder in (root, *(child for child in root if name_of(child) == "channel")):
        for link in holder:
            if name_of(link) == "link" and link.get("rel") == "next":
                return join(base, link.get("href"))
    return None
