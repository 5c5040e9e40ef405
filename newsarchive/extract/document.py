"""One view of a parsed page: selectors that cost nothing where they cannot match."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement
from parsel import css2xpath

from newsarchive.extract.jsonld import Graph, read_graph
from newsarchive.extract.page import Page
from newsarchive.extract.strings import fold

_CLASSES = etree.XPath("//@class", smart_strings=False)
_IDS = etree.XPath("//@id", smart_strings=False)
_RELS = etree.XPath("//a/@rel", smart_strings=False)
_PROPS = etree.XPath("//@itemprop", smart_strings=False)
_BREAKS = ("br", "div", "h1", "h2", "h3", "h4", "li", "p", "td", "th", "tr")
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_MARK = re.compile(r"[.#][\w-]+")
_VALUE_MARK = re.compile(r"\[(rel|itemprop)~?=\"?([^\]\"]+)\"?\]")
_UNMARKED = re.compile(r"\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?")


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled selector and the marks a page must have for it to match."""

    css: str
    marks: frozenset[str]
    search: etree.XPath


@cache
def rule_of(css: str) -> Rule:
    """Compile a selector without commas; `::attr(x)` selects values."""
    marks = set(_MARK.findall(_UNMARKED.sub("", css)))
    for name, values in _VALUE_MARK.findall(css):
        marks |= {f"{name}={value}" for value in values.split()}
    search = etree.XPath(css2xpath(css), smart_strings=False)
    return Rule(css, frozenset(marks), search)


@dataclass(frozen=True, slots=True)
class Link:
    """A <link> of the head."""

    rel: frozenset[str]
    href: str
    type: str
    title: str


class Document:
    """A page's tree with what is looked up more than once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        root = page.root.root
        self.is_html = isinstance(root, etree._Element)  # noqa: SLF001 (a selector of JSON has no tree)
        self.tree: HtmlElement = root if self.is_html else HtmlElement()

    @cached_property
    def marks(self) -> frozenset[str]:
        """What selectors ask for and the page has: ".entry", "#the-post", "rel=tag"."""
        tree = self.tree
        return frozenset(
            [f".{name}" for name in set(" ".join(_CLASSES(tree)).split())]
            + [f"#{name}" for name in _IDS(tree)]
            + [f"rel={name}" for name in set(" ".join(_RELS(tree)).split())]
            + [f"itemprop={name}" for name in set(" ".join(_PROPS(tree)).split())]
        )

    @cached_property
    def body_classes(self) -> frozenset[str]:
        """The classes of the <body> element."""
        body = self.tree.find("body")
        return frozenset((body.get("class") or "").split() if body is not None else ())

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Values of <meta> by name, property or itemprop, in lower case."""
        found = defaultdict[str, list[str]](list)
        for meta in self.tree.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop")
            content = fold(meta.get("content") or "")
            if name and content:
                found[name.strip().lower()].append(content)
        return dict(found)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The page's <link> elements with an address, made absolute."""
        return tuple(self._read_links())

    @cached_property
    def graph(self) -> Graph:
        """What the page says of itself as JSON-LD."""
        scripts = self.tree.iter("script")
        return read_graph(
            script.text or ""
            for script in scripts
            if "ld+json" in (script.get("type") or "").lower()
        )

    @cached_property
    def base(self) -> str:
        """The address relative links start from."""
        for element in self.tree.iter("base"):
            if element.get("href"):
                return join(self.page.url, element.get("href")) or self.page.url
        return self.page.url

    def find(self, css: str, under: HtmlElement | None = None) -> list[HtmlElement]:
        """Find elements by a selector, in the order of the page."""
        rule = rule_of(css)
        if not rule.marks <= self.marks:
            return []
        found: list[HtmlElement] = rule.search(self.tree if under is None else under)
        return found

    def values(self, css: str) -> list[str]:
        """Find texts, or values of attributes, by a selector; empty ones left out."""
        found = (text_of(item) for item in self.find(css))
        return [text for text in found if text]

    def meta(self, name: str) -> str | None:
        """Give the first value of a <meta>."""
        values = self.metas.get(name)
        return values[0] if values else None

    def absolute(self, href: str | None) -> str | None:
        """Make an address absolute; None for one that is not http(s)."""
        return join(self.base, href)

    def _read_links(self) -> Iterator[Link]:
        for link in self.tree.iter("link"):
            href = self.absolute(link.get("href"))
            if href is not None:
                yield Link(
                    frozenset((link.get("rel") or "").lower().split()),
                    href,
                    (link.get("type") or "").lower(),
                    fold(link.get("title") or ""),
                )


def text_of(item: HtmlElement | str) -> str:
    """Give an element's text, or an attribute's value, folded."""
    if isinstance(item, str):
        return fold(item)
    if next(item.iter(*_BREAKS), None) is None:
        return fold("".join(item.itertext(etree.Element)))
    return fold("".join(_pieces(item)))


def _pieces(item: HtmlElement) -> Iterator[str]:
    """Give an element's text with a space wherever readers see a new line."""
    for event, node in etree.iterwalk(item, events=("start", "end", "comment")):
        breaks = node.tag in _BREAKS
        if breaks:
            yield " "
        if event == "start":
            yield node.text or ""
        elif node is not item:
            yield node.tail or ""


def join(base: str, href: str | None) -> str | None:
    """Join an address to a base; None for what is no http(s) address.

    JSON may spell what no address has and no database takes: NUL, half a pair.
    """
    if href is None or not href.strip() or _UNSTORABLE.search(href):
        return None
    try:
        url = urljoin(base, href.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None
