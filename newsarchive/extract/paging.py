"""The next page of a list, in whatever form it is linked."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from newsarchive.extract import zones
from newsarchive.extract.document import Document, text_of
from newsarchive.source import Source

# Selectors of links to older articles. Not .nav-next, which leads to newer ones, nor
# <link rel=next>: Nikola's points to newer articles too.
_SELECTORS = (
    "a.next.page-numbers",
    "a.wp-block-query-pagination-next",
    "a.blog-pager-older-link",
    "#Blog1_blog-pager-older-link",
    "a.olLnk",
    ".nav-previous a",
    ".older-posts a",
    "a.older-posts",
    ".nav-older a",
    ".pagination a.next",
    ".page-nav a[aria-label=next-page]",
    ".jeg_pagination a.next",
    ".pagination-next a",
    "li.next a",
    "a[rel=next]",
    "a.nextpostslink",
    "a.next",
)
_NEXT = re.compile(
    r"\W*(?:older(?:\s+(?:posts?|entries|articles?))?|next(?:\s+page)?|"
    r"(?:tulisan|pos|postingan|posting|artikel|berita)\s+(?:yang\s+)?(?:lebih\s+)?lama|"
    r"(?:halaman\s+)?(?:selanjutnya|berikutnya|berikut)|lebih\s+lama|"
    r"muat\s+(?:lebih|lainnya|berita).{0,20}|lihat\s+(?:lebih|berita)\s+(?:banyak|lainnya)|"
    r"(?:load|view|show)\s+more(?:\s+\w+)?|more\s+posts)\W*",
    re.IGNORECASE,
)
_ARROW = re.compile(r"\s*(?:\u203a|»|→|>|>>|\u276f|⟩)\s*")
_NEWER = re.compile(
    r"newer|terbaru|lebih\s+baru|previous|sebelumnya|prev\b", re.IGNORECASE
)
_PAGE_PATH = re.compile(r"/(?:page|hal|halaman|p)[/-]?(\d{1,5})(?=/|$|\.)")
_PAGE_QUERY = frozenset({"hal", "halaman", "page", "paged", "pg", "PageNo"})
_PAGER = re.compile(r"pag(?:e|er|ing|ination)|nav-?links|wp-pagenavi", re.IGNORECASE)
_LONGEST = 60
# Elements in a link that is closed nowhere.
_MANY = 60
# Blogger's older articles: /search/label/X?updated-max=...
_BLOGGER = "updated-max="


def read_next_page(document: Document, source: Source) -> str | None:
    """Find the address of the list's next, older page."""
    here = document.page.url
    for url in _candidates(document):
        if url != here and source.owns(url) and not _goes_back(url, here):
            return url
    return None


def page_number(url: str) -> int | None:
    """Read the number of a list's page from its address."""
    parts = urlsplit(url)
    for name, value in parse_qsl(parts.query):
        if name in _PAGE_QUERY and value.isdecimal():
            return int(value[:6])
    match = _PAGE_PATH.search(parts.path)
    return int(match[1]) if match is not None else None


def _candidates(document: Document) -> Iterator[str]:
    for element in _marked(document):
        if not _is_of_article(element):
            yield from _address(document, element)
    anchors = list(document.tree.iter("a"))
    yield from _numbered(document, anchors)
    for element in anchors:
        if _ARROW.fullmatch(_label(element)) and _in_pager(element):
            yield from _address(document, element)


def _marked(document: Document) -> Iterator[HtmlElement]:
    """Find links that a class, a relation or their own words call the next page."""
    for css in _SELECTORS:
        for element in document.find(css):
            if not _is_newer(element):
                yield element
    for element in document.tree.iter("a"):
        if _NEXT.fullmatch(_label(element)[:_LONGEST]):
            yield element


def _label(element: HtmlElement) -> str:
    """Give the words of a link; one that holds half a page is no button."""
    if next(islice(element.iter(), _MANY, None), None) is not None:
        return ""
    return text_of(element)


def _address(document: Document, element: HtmlElement) -> Iterator[str]:
    href = element.get("href") or ""
    if href.startswith("javascript:"):
        # SoraTemplates' button keeps the address for its script.
        href = element.get("data-load") or ""
    url = document.absolute(href)
    if url is not None and not href.startswith("#"):
        yield url.partition("#")[0]


def _is_newer(element: HtmlElement) -> bool:
    label = f"{_label(element)} {element.get('aria-label') or ''}"
    return _NEWER.search(label) is not None


def _is_of_article(element: HtmlElement) -> bool:
    """Whether a link leads on inside an article, its comments, or between articles."""
    for ancestor in element.iterancestors():
        names = " ".join(zones.names_of(ancestor))
        if re.search(
            r"comment|post-navigation|post-nav|postpromonav|slider|carousel", names
        ):
            return True
    return False


def _numbered(document: Document, anchors: list[HtmlElement]) -> Iterator[str]:
    """Follow a pager of plain numbers to the number after this page's."""
    wanted = (page_number(document.page.url) or 1) + 1
    for element in anchors:
        text = _label(element)
        if text != str(wanted) or not _in_pager(element):
            continue
        for url in _address(document, element):
            if page_number(url) == wanted or _BLOGGER in url:
                yield url


def _in_pager(element: HtmlElement) -> bool:
    holders = [element, *element.iterancestors()][:5]
    return any(_PAGER.search(" ".join(zones.names_of(holder))) for holder in holders)


def _goes_back(url: str, here: str) -> bool:
    """Whether an address is an earlier page of the list this page belongs to."""
    number, current = page_number(url), page_number(here) or 1
    return number is not None and number <= current
