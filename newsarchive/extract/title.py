"""The headline: as printed above the article, never the site's name."""

import re
from collections.abc import Iterator

from newsarchive.extract.document import Document, text_of
from newsarchive.extract.jsonld import Node
from newsarchive.extract.jsonld import text_of as value_of
from newsarchive.extract.strings import fold, unescape
from newsarchive.extract.themes import GENERIC, Theme
from newsarchive.items import Evidence
from newsarchive.source import Source

# A longer heading is no headline: markup that was never closed, or a page of spam.
_LONGEST = 500
_SEPARATOR = re.compile(r"\s+(?:[-–—|·•:»«]|::|//)\s+")
_FEED_TITLE = re.compile(r"\s+[»\u203a|-]\s+")
_WORD = re.compile(r"\w+")
# Headings outside any theme's markup must share this much with the page's own title.
_ALIKE = 0.5


def read_title(
    document: Document, node: Node | None, theme: Theme, source: Source
) -> Evidence | None:
    """Choose an article's headline; None where the page prints none."""
    names = site_names(document, source)
    for evidence in _candidates(document, node, theme, names):
        text = evidence.value
        if text and text.casefold() not in names:
            return evidence
    return None


def site_names(document: Document, source: Source) -> frozenset[str]:
    """Collect what the site calls itself, in lower case."""
    names = [source.title, source.domain, *source.names]
    for key in ("og:site_name", "application-name"):
        names += document.metas.get(key, [])
    graph = document.graph
    for node in graph.of_type(
        frozenset({"WebSite", "Organization", "NewsMediaOrganization"})
    ):
        names += graph.names(node.get("name"))
    for link in document.links:
        if "alternate" in link.rel and link.type.endswith(("rss+xml", "atom+xml")):
            names += _FEED_TITLE.split(link.title)[:1]
    return frozenset(name.casefold() for name in map(fold, names) if name)


def without_site(title: str, names: frozenset[str]) -> str:
    """Take the site's name off the end, or the beginning, of a title."""
    parts = _SEPARATOR.split(title)
    if len(parts) > 1 and parts[-1].casefold() in names:
        return title[: _starts(title)[-1]].rstrip()
    if len(parts) > 1 and parts[0].casefold() in names:
        return title[_ends(title)[0] :].lstrip()
    return title


def _starts(title: str) -> list[int]:
    return [match.start() for match in _SEPARATOR.finditer(title)]


def _ends(title: str) -> list[int]:
    return [match.end() for match in _SEPARATOR.finditer(title)]


def _candidates(
    document: Document, node: Node | None, theme: Theme, names: frozenset[str]
) -> Iterator[Evidence]:
    stated = list(_stated(document, node, names))
    selectors = dict.fromkeys(theme.title + GENERIC.title)
    for css in selectors:
        yield from _printed(document, css)
    headings = list(_headings(document))
    for heading in headings:
        if not stated or any(_alike(heading.value, other.value) for other in stated):
            yield heading
    yield from stated
    # Focus Taiwan: the head has the site's name in all its titles.
    yield from headings


def _stated(
    document: Document, node: Node | None, names: frozenset[str]
) -> Iterator[Evidence]:
    """List what the page's head states as its title."""
    headline = value_of(node.get("headline") or node.get("name")) if node else None
    if headline:
        yield Evidence(without_site(headline, names), "json-ld", "headline")
    for key in ("og:title", "twitter:title"):
        value = unescape(document.meta(key) or "")
        if value:
            yield Evidence(without_site(value, names), "meta", key)
    for element in document.tree.iterfind("head/title"):
        yield Evidence(without_site(text_of(element), names), "meta", "title")


def _printed(document: Document, css: str) -> Iterator[Evidence]:
    for text in document.values(css)[:1]:
        if len(text) <= _LONGEST:
            yield Evidence(text, "theme", css)


def _headings(document: Document) -> Iterator[Evidence]:
    for heading in document.tree.iter("h1"):
        text = text_of(heading)
        if 0 < len(text) <= _LONGEST:
            yield Evidence(text, "theme", "h1")


def _alike(heading: str, stated: str) -> bool:
    """Whether a heading is the title that the page's head states, or most of it."""
    mine, other = (set(_WORD.findall(text.casefold())) for text in (heading, stated))
    return (
        bool(mine)
        and len(mine & other) >= _ALIKE * max(len(mine), 1)
        and (len(mine & other) >= _ALIKE * min(len(other), len(mine)))
    )
