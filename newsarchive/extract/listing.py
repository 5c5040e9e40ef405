"""A section's page: the articles it lists, its next page, its feeds and its API."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml.html import HtmlElement

from newsarchive.extract import zones
from newsarchive.extract.blocks import Block, list_blocks, unlinked
from newsarchive.extract.document import Document, Link, text_of
from newsarchive.extract.identity import is_article_address, own_view
from newsarchive.extract.page import Page
from newsarchive.extract.paging import read_next_page
from newsarchive.extract.themes import Theme, theme_for
from newsarchive.source import Source

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_COMMENTS = re.compile(r"comments|komentar|replies", re.IGNORECASE)
_REST_TERM = re.compile(r"/wp/v2/([a-z_-]+)/(\d+)/?$")
_CATEGORY_CLASS = re.compile(r"(category|tag)-(\d+)")
_TAXONOMIES = {"category": "categories", "tag": "tags"}
_PLATFORMS = ("wordpress", "blogger", "nikola", "joomla", "drupal", "ghost", "hugo")


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """A link to an article as a list prints it; `rule` says how it was found."""

    url: str
    title: str | None
    date: str | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a section's page tells.

    `feeds` are the section's own; `site_feeds` hold all sections. `rest_term` is the
    section's taxonomy and number in WordPress's REST API.
    """

    links: tuple[ListedArticle, ...] = ()
    next_page: str | None = None
    feeds: tuple[str, ...] = ()
    site_feeds: tuple[str, ...] = ()
    rest_api: str | None = None
    rest_term: tuple[str, int] | None = None
    platform: str | None = None


def read_listing(page: Page, source: Source, section_url: str) -> Listing:
    """Read a section's page, or a further page of its list."""
    document = Document(page)
    if not document.is_html:
        return Listing()
    theme = theme_for(document, source.theme)
    feeds = [link for link in document.links if _is_feed(link)]
    own = [link.href for link in feeds if _is_of_section(link, section_url, document)]
    platform = read_platform(document)
    return Listing(
        links=tuple(_links(document, theme, source, section_url, platform)),
        next_page=read_next_page(document, source),
        feeds=tuple(dict.fromkeys(own)),
        site_feeds=tuple(
            dict.fromkeys(link.href for link in feeds if link.href not in own)
        ),
        rest_api=_rest_api(document),
        rest_term=_rest_term(document),
        platform=platform,
    )


def read_platform(document: Document) -> str | None:
    """Name the content system, in lower case, where the page shows it."""
    generators = " ".join(document.metas.get("generator", ())).lower()
    for name in _PLATFORMS:
        if name in generators:
            return name
    if any(
        "/wp-content/" in link.href or "api.w.org" in " ".join(link.rel)
        for link in document.links
    ):
        return "wordpress"
    if any("/feeds/posts/default" in link.href for link in document.links):
        return "blogger"
    return None


def _links(
    document: Document,
    theme: Theme,
    source: Source,
    section: str,
    platform: str | None,
) -> Iterator[ListedArticle]:
    """List articles by the theme's selectors, or by structure where they find none."""
    found = dict[str, ListedArticle]()
    for css in theme.items:
        for link in _by_theme(document, css, source):
            found.setdefault(link.url, link)
    if not found:
        blocks = list_blocks(document, source, section)
        for block in blocks:
            found.setdefault(block.url, _listed(block, "structure"))
        if platform == "wordpress":
            yield from _unlinked(document, blocks)
    yield from found.values()


def _by_theme(document: Document, css: str, source: Source) -> Iterator[ListedArticle]:
    known: dict[HtmlElement, bool] = {}
    for element in document.find(css):
        if zones.stands_around(element, known):
            continue
        anchors = dict[str, list[HtmlElement]]()
        for anchor in element.iter("a"):
            url = own_view(document.absolute(anchor.get("href")))
            if url is not None and is_article_address(url, source):
                anchors.setdefault(url, []).append(anchor)
        for url, found in list(anchors.items())[:1]:
            yield _listed(Block(url, element, tuple(found)), css)


def _listed(block: Block, rule: str) -> ListedArticle:
    return ListedArticle(block.url, block.title, block.date, rule)


def _unlinked(document: Document, blocks: list[Block]) -> Iterator[ListedArticle]:
    for number, element in unlinked(blocks):
        url = urljoin(document.page.url, f"/?p={number}")
        block = Block(url, element, ())
        heading = next(element.iter("h1", "h2", "h3"), None)
        title = text_of(heading) if heading is not None else None
        yield ListedArticle(url, title or None, block.date, f"class post-{number}")


def _is_feed(link: Link) -> bool:
    return (
        "alternate" in link.rel
        and link.type in _FEED_TYPES
        and _COMMENTS.search(f"{link.href} {link.title}") is None
    )


def _is_of_section(link: Link, section: str, document: Document) -> bool:
    """Whether a feed holds the section alone: by its address, or by its title."""
    feed, own = urlsplit(link.href), urlsplit(section)
    queries = [
        {name: value for name, value in parse_qsl(query) if name in _TERM_QUERIES}
        for query in (feed.query, own.query)
    ]
    if queries[0] and queries[0] == queries[1]:
        return True
    slug = own.path.rstrip("/").rpartition("/")[2]
    if not slug:
        return False
    folders = re.split(r"[/.]", feed.path.strip("/"))
    return slug in folders or _names_section(link, document)


_TERM_QUERIES = frozenset({"cat", "category_name", "tag"})


def _names_section(link: Link, document: Document) -> bool:
    """Whether a feed's title ends with the name that the page's heading gives."""
    for heading in document.tree.iter("h1"):
        name = text_of(heading).rpartition(":")[2].strip()
        if name and name.casefold() in link.title.casefold():
            return True
    return False


def _rest_api(document: Document) -> str | None:
    for link in document.links:
        if "https://api.w.org/" in link.rel:
            return link.href
    return None


def _rest_term(document: Document) -> tuple[str, int] | None:
    for link in document.links:
        match = _REST_TERM.search(link.href)
        if match is not None and link.type == "application/json":
            return match[1], int(match[2])
    if "archive" in document.body_classes:
        for name in sorted(document.body_classes):
            match = _CATEGORY_CLASS.fullmatch(name)
            if match is not None:
                return _TAXONOMIES[match[1]], int(match[2])
    return None
