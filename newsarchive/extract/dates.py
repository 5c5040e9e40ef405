"""When an article says it was published and changed: every candidate, best first."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsarchive.extract import zones
from newsarchive.extract.document import Document, text_of
from newsarchive.extract.jsonld import PAGE_TYPES, Node
from newsarchive.extract.jsonld import text_of as value_of
from newsarchive.extract.strings import fold
from newsarchive.extract.themes import GENERIC, Selectors, Theme
from newsarchive.items import Evidence
from newsarchive.source import Source

_PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "content_publisheddate",
    "publishdate",
    "dtk:publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_date",
    "jpnncom_news_pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "originalpublicationdate",
    # Last: detik's older pages print local time with a false "Z" here.
    "pubdate",
)
_MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "content_modifieddate",
    "last-modified",
    "dcterms.modified",
)
_MOST = 12
_LONGEST = 120
# A date as newsrooms print it near the headline, whatever its order and language.
_PRINTED_DATE = re.compile(
    r"\b\d{1,2}[\s./-]{1,3}(?:\d{1,2}|[^\W\d_]{3,12}\.?)[\s,./-]{1,3}(?:19|20)\d\d\b|"
    r"\b(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}\b|"
    r"\b[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b"
)
_CHANGED = re.compile(r"updat|diperbarui|perbarui|modified|terakhir", re.IGNORECASE)
# A line with more small words beside its date is a caption or sentence that names a day.
_MOST_WORDS = 4
_WORD = re.compile(r"[^\W\d_]{2,}")
# How many elements around the headline are looked at for a printed date.
_BEFORE, _AFTER = 15, 40
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]))?(?=[/-])"
)


def read_published(
    document: Document, node: Node | None, theme: Theme, source: Source | None = None
) -> tuple[Evidence, ...]:
    """List what the page says of its publication, the most trusted first."""
    address = source.article_path if source is not None else None
    in_url = dates_in_url(document.page.url, address)
    return _ranked(chain(_published(document, node, theme), in_url))


def read_modified(
    document: Document, node: Node | None, theme: Theme
) -> tuple[Evidence, ...]:
    """List what the page says of its last change, the most trusted first."""
    return _ranked(_modified(document, node, theme))


def is_dated(document: Document, node: Node | None) -> bool:
    """Whether the page's metadata date it as an article."""
    metas = ("article:published_time", "content_publisheddate", "publishdate")
    return (
        node is not None and value_of(node.get("datePublished")) is not None
    ) or any(name in document.metas for name in metas)


def _published(
    document: Document, node: Node | None, theme: Theme
) -> Iterator[Evidence]:
    yield from _of_node(node, "datePublished")
    yield from _of_metas(document, _PUBLISHED_METAS)
    for page in document.graph.of_type(PAGE_TYPES):
        yield from _of_node(page, "datePublished", "WebPage.")
    yield from _of_node(node, "dateCreated")
    printed = list(_of_theme(document, theme.published, GENERIC.published))
    yield from (found for found in printed if found.origin == "time")
    yield from _of_times(document)
    if printed:
        yield from (found for found in printed if found.origin == "theme")
    else:
        yield from _of_headline(document)


def _modified(
    document: Document, node: Node | None, theme: Theme
) -> Iterator[Evidence]:
    yield from _of_node(node, "dateModified")
    yield from _of_metas(document, _MODIFIED_METAS)
    for page in document.graph.of_type(PAGE_TYPES):
        yield from _of_node(page, "dateModified", "WebPage.")
    yield from _of_theme(document, theme.modified, GENERIC.modified)


def _ranked(found: Iterator[Evidence]) -> tuple[Evidence, ...]:
    ranked = dict[tuple[str, str], Evidence]()
    for evidence in found:
        if 0 < len(evidence.value) <= _LONGEST:
            ranked.setdefault((evidence.value, evidence.origin), evidence)
    return tuple(islice(ranked.values(), _MOST))


def _of_node(node: Node | None, key: str, prefix: str = "") -> Iterator[Evidence]:
    value = value_of(node.get(key)) if node is not None else None
    if value is not None:
        yield Evidence(value, "json-ld", prefix + key)


def _of_metas(document: Document, names: Selectors) -> Iterator[Evidence]:
    for name in names:
        value = document.meta(name)
        if value is not None:
            yield Evidence(value, "meta", name)


def _of_theme(
    document: Document, own: Selectors, general: Selectors
) -> Iterator[Evidence]:
    """Read the printed date; a theme's own selectors stand before the general ones."""
    for css in dict.fromkeys(own + general):
        origin = "time" if "::attr" in css else "theme"
        for text in _near(document, css):
            yield Evidence(text, origin, css)


def _near(document: Document, css: str) -> list[str]:
    """Give the first find of a selector, when it looks like a date."""
    texts = document.values(css)[:1]
    return [text for text in texts if any(char.isdigit() for char in text)]


def _of_times(document: Document) -> Iterator[Evidence]:
    """Read the first <time> that is not of a comment, a menu or another article."""
    known: dict[HtmlElement, bool] = {}
    for element in document.tree.iter("time"):
        value = fold(element.get("datetime") or "")
        if (
            value
            and not zones.stands_around(element, known)
            and _CHANGED.search(_label_of(element)) is None
        ):
            yield Evidence(value, "time", "time::attr(datetime)")
            return


def _label_of(element: HtmlElement) -> str:
    """Give what stands before a <time> in its line, and what it calls itself."""
    before, parent = element.getprevious(), element.getparent()
    text = (
        before.tail if before is not None else parent.text if parent is not None else ""
    )
    return f"{text or ''} {element.get('title') or ''}"


def _of_headline(document: Document) -> Iterator[Evidence]:
    """Read a date printed just below or above the headline."""
    heading = next(document.tree.iter("h1"), None)
    if heading is None:
        return
    below = islice(_following(heading), _AFTER)
    above = (heading, *islice(heading.iterancestors(), 2))
    for element in (*below, *_short_before(above)):
        if _prints_date(element) and not any(map(_prints_date, element)):
            yield Evidence(text_of(element), "text", "beside the headline")
            return


def _prints_date(element: HtmlElement) -> bool:
    text = text_of(element) if isinstance(element.tag, str) else ""
    return (
        len(text) <= _LONGEST
        and _PRINTED_DATE.search(text) is not None
        and _CHANGED.search(text) is None
        and sum(map(str.islower, _WORD.findall(text))) <= _MOST_WORDS
    )


def _following(heading: HtmlElement) -> Iterator[HtmlElement]:
    """Walk through what follows the headline, in the order of the page."""
    current: HtmlElement | None = heading
    while current is not None:
        for sibling in current.itersiblings():
            if isinstance(sibling.tag, str):
                yield from sibling.iter("*")
        current = current.getparent()


def _short_before(elements: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    for element in elements:
        for sibling in islice(element.itersiblings(preceding=True), 3):
            if isinstance(sibling.tag, str):
                yield from islice(sibling.iter("*"), _BEFORE)


def dates_in_url(url: str, declared: str | None = None) -> Iterator[Evidence]:
    """Give the date an address carries: as its outlet declares, or as /2023/10/20/slug/.

    A declared pattern tells by its groups: `epoch` in seconds, or `year`, `month`, `day`.
    """
    match = re.search(declared, urlsplit(url).path) if declared else None
    told = match.groupdict() if match is not None else {}
    if told.get("epoch"):
        moment = datetime.fromtimestamp(int(told["epoch"]), UTC)
        yield Evidence(moment.isoformat(), "url", "epoch")
    if told.get("year"):
        date = "-".join(filter(None, map(told.get, ("year", "month", "day"))))
        yield Evidence(date, "url", "declared date")
    usual = _URL_DATE.search(url)
    if usual is not None:
        date = "-".join(filter(None, usual.groups()))
        yield Evidence(date, "url", "/yyyy/mm/dd/")
