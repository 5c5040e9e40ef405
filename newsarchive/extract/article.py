"""From a page to an article's strings, or to the reason why it is none."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from lxml.html import HtmlElement

from newsarchive.extract.body import Setting
from newsarchive.extract.dates import is_dated, read_modified, read_published
from newsarchive.extract.details import (
    read_images,
    read_language,
    read_section,
    read_tags,
)
from newsarchive.extract.document import Document
from newsarchive.extract.findbody import Body, find_body
from newsarchive.extract.identity import (
    Identity,
    identify,
    is_article_address,
    is_list_address,
)
from newsarchive.extract.jsonld import Node
from newsarchive.extract.page import Page
from newsarchive.extract.parts import join_parts, read_parts
from newsarchive.extract.people import read_authors
from newsarchive.extract.rejection import (
    Rejection,
    has_evidence,
    judge_page,
    judge_text,
)
from newsarchive.extract.themes import GENERIC, Theme, theme_for
from newsarchive.extract.title import read_title
from newsarchive.items import Evidence, ScrapedArticle
from newsarchive.source import Source

__all__ = ["Rejection", "join_parts", "read_article"]

# Fewer letters than this are no article, and a page that nothing marks as one
# must have many more.
_EMPTY = 30
_UNMARKED = 400
# Linked headings of other articles inside the "body": the page is a list.
_LISTED = 3


def read_article(page: Page, name: str, source: Source) -> ScrapedArticle | Rejection:
    """Read an article's strings from a page of the source called `name`.

    A page from before a redesign is read by what was declared then.
    """
    document = Document(page)
    source = source.on(page.fetched_at)
    rejection = judge_page(document)
    if rejection is not None:
        return rejection
    theme = theme_for(document, source.theme)
    own = identify(document, source)
    addresses = [page.url, page.requested, *filter(None, [own.canonical])]
    node = document.graph.article(addresses)
    title = read_title(document, node, theme, source)
    setting = _setting(document, theme, title, source)
    body = find_body(document, node, theme, setting)
    return _judge(document, node, title, body) or _article(
        document, node, theme, name, _Found(source, setting.drop, own, title, body)
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found before the page counted as an article."""

    source: Source
    drop: Collection[HtmlElement]
    own: Identity
    title: Evidence | None
    body: Body


def _article(
    document: Document, node: Node | None, theme: Theme, name: str, found: _Found
) -> ScrapedArticle:
    page = document.page
    urls = (page.requested, page.url, *found.own.urls)
    return ScrapedArticle(
        source=name,
        requested=page.requested,
        url=page.url,
        fetched_at=page.fetched_at,
        canonical=found.own.canonical,
        urls=tuple(dict.fromkeys(urls)),
        external_id=found.own.external_id,
        title=found.title,
        body=found.body.paragraphs,
        body_origin=found.body.evidence,
        published=read_published(document, node, theme, found.source),
        modified=read_modified(document, node, theme),
        authors=read_authors(document, node, theme),
        language=read_language(document, node),
        section=read_section(document, node, theme),
        tags=read_tags(document, node, theme),
        images=read_images(document, theme, found.body.elements, found.drop),
        parts=read_parts(document, theme),
        status=page.status,
        etag=page.headers.get("etag"),
        last_modified=page.headers.get("last-modified"),
    )


def _setting(
    document: Document, theme: Theme, title: Evidence | None, source: Source
) -> Setting:
    drop = {
        element
        for css in dict.fromkeys(theme.drop + GENERIC.drop)
        for element in document.find(css)
    }
    return Setting(
        drop=drop,
        title=title.value if title is not None else None,
        boilerplate=frozenset(source.boilerplate),
        is_article=partial(_leads_to_article, document, source),
    )


def _leads_to_article(document: Document, source: Source, href: str) -> bool:
    url = document.absolute(href)
    return url is not None and is_article_address(url, source)


def _judge(
    document: Document, node: Node | None, title: Evidence | None, body: Body
) -> Rejection | None:
    """Reject a page by its words, or by what is missing around them."""
    text = "\n".join(body.paragraphs)
    heading = title.value if title is not None else None
    marked = has_evidence(document, node, dated=is_dated(document, node))
    return judge_text(document, heading, text, marked=marked) or _judge_marks(
        document, title, body, marked=marked
    )


def _judge_marks(
    document: Document, title: Evidence | None, body: Body, *, marked: bool
) -> Rejection | None:
    """Reject a page without text, and one that nothing marks as an article."""
    if not marked and _is_list(document, body):
        return Rejection("list", "other articles' headlines in place of a text")
    letters = sum(sum(map(str.isalpha, text)) for text in body.paragraphs)
    if letters < _EMPTY:
        return Rejection("empty", f"{letters} letters of text")
    if not marked and _is_nothing(title, body):
        return Rejection("not-article", "no date, no author, no metadata")
    return None


def _is_list(document: Document, body: Body) -> bool:
    if is_list_address(document.page.url) or body.rivals >= _LISTED:
        return True
    headings = {
        link.get("href")
        for element in body.elements
        for heading in element.iter("h1", "h2", "h3")
        for link in heading.iter("a")
    }
    return len(headings) >= _LISTED


def _is_nothing(title: Evidence | None, body: Body) -> bool:
    return title is None or (body.origin != "theme" and body.length < _UNMARKED)
