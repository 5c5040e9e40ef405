"""Choose a page's body: a theme's place, a usual place, the densest text, trafilatura."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from lxml import etree
from lxml.html import HtmlElement

from newsarchive.extract import zones
from newsarchive.extract.body import ENTRY_START, Setting, join_lines, read_body
from newsarchive.extract.document import Document
from newsarchive.extract.jsonld import Node
from newsarchive.extract.mainbody import densest
from newsarchive.extract.strings import fold
from newsarchive.extract.themes import GENERIC, Theme
from newsarchive.items import Evidence

# A body of this many characters is taken at once; a shorter one must be the best.
_ENOUGH = 200
# What is no known place must hold this much to be believed.
_MUCH = 250
# A paragraph is known to the general extractor when it has this share of its words
# in a row, three by three.
_KNOWN = 0.5
_ROW = 3
# Less than this in a usual place is a placeholder, a caption or a teaser.
_LITTLE = 80
_CLEARLY_MORE = 2
_MOST = 20
# A word, or a sign of a script that puts no spaces between words.
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af]|\w+")
_DEEPEST = 250
_MOST_ELEMENTS = 50_000


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its paragraphs, the elements it came from, and which rule found it."""

    paragraphs: tuple[str, ...] = ()
    elements: tuple[HtmlElement, ...] = ()
    origin: str = "theme"
    rule: str = ""
    rivals: int = 0

    @property
    def length(self) -> int:
        """How many characters the body has."""
        return sum(map(len, self.paragraphs))

    @property
    def evidence(self) -> Evidence:
        """Which rule found the body."""
        return Evidence(f"{len(self.paragraphs)} paragraphs", self.origin, self.rule)


def find_body(
    document: Document, node: Node | None, theme: Theme, setting: Setting
) -> Body:
    """Find the body; an empty one where the page has none."""
    best = Body()
    for body in _usual(document, theme, setting):
        if body.length >= _ENOUGH:
            return body
        best = max(best, body, key=lambda found: found.length)
    unusual = _unusual(document, node, setting, known=best.length)
    return next((body for body in unusual if body.length >= _MUCH), best)


def _usual(document: Document, theme: Theme, setting: Setting) -> Iterator[Body]:
    """Read the places where themes put the body, the most specific first."""
    known: dict[HtmlElement, bool] = {}
    for css in dict.fromkeys(theme.sections_of_body + GENERIC.sections_of_body):
        elements = document.find(css)
        if elements:
            yield _join(elements, css, setting)
    for css in dict.fromkeys(theme.body + GENERIC.body):
        elements = [
            element
            for element in document.find(css)
            if not zones.stands_around(element, known)
        ]
        bodies = [_join(group, css, setting) for group in _by_article(elements[:_MOST])]
        if bodies:
            best = max(bodies, key=lambda body: body.length)
            yield replace(best, rivals=len(bodies) - 1)


def _by_article(elements: list[HtmlElement]) -> list[list[HtmlElement]]:
    """Put elements of one <article> together: a body may be set in several boxes."""
    groups: dict[HtmlElement, list[HtmlElement]] = {}
    outermost: list[HtmlElement] = []
    for element in elements:
        if any(other in element.iterancestors() for other in outermost):
            continue
        outermost.append(element)
        holder = next(element.iterancestors("article"), element)
        groups.setdefault(holder, []).append(element)
    return list(groups.values())


def _join(elements: list[HtmlElement], css: str, setting: Setting) -> Body:
    paragraphs = [text for element in elements for text in read_body(element, setting)]
    return Body(tuple(paragraphs), tuple(elements), "theme", css)


def _unusual(
    document: Document, node: Node | None, setting: Setting, *, known: int
) -> Iterator[Body]:
    """Read the body where nobody said it would be.

    A short text in a usual place may be all there is: the last part of an article on
    several pages, whose metadata have the whole.
    """
    element = densest(document)
    if element is not None:
        paragraphs = read_body(element, setting)
        body = Body(_trim(paragraphs, document), (element,), "text", "densest text")
        if body.length > _CLEARLY_MORE * known:
            yield body
    if known >= _LITTLE:
        return
    if node is not None and isinstance(node.get("articleBody"), str):
        lines = (fold(line) for line in node["articleBody"].split("\n"))
        paragraphs = tuple(join_lines(line for line in lines if line))
        yield Body(paragraphs, (), "json-ld", "articleBody")
    if node is not None or document.meta("og:type") == "article":
        yield Body(_by_trafilatura(document), (), "trafilatura", "trafilatura.extract")


def _trim(paragraphs: tuple[str, ...], document: Document) -> tuple[str, ...]:
    """Cut off what stands before and after the text the general extractor finds.

    An element nobody has described often holds the headline, the date, the shares and
    other articles' teasers too; between the text's ends ours keeps what theirs drops.
    """
    lines = _by_trafilatura(document)
    rows = _rows_of(" ".join(lines))
    known = [_is_known(paragraph, lines, rows) for paragraph in paragraphs]
    if True not in known:
        return paragraphs
    end = len(known) - known[::-1].index(True)
    signed = takewhile(ENTRY_START.match, paragraphs[end:])
    return paragraphs[known.index(True) : end] + tuple(signed)


def _is_known(
    paragraph: str, lines: tuple[str, ...], rows: set[tuple[str, ...]]
) -> bool:
    mine = _rows_of(paragraph)
    if not mine:
        return paragraph in lines
    return len(mine & rows) >= _KNOWN * len(mine)


def _rows_of(text: str) -> set[tuple[str, ...]]:
    """List every three words that follow each other."""
    words = _WORD.findall(text.casefold())
    return set(zip(*(words[start:] for start in range(_ROW)), strict=False))


def _is_excessive(tree: HtmlElement) -> bool:
    depth, elements = 0, 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > _DEEPEST or elements > _MOST_ELEMENTS:
            return True
    return False


def _by_trafilatura(document: Document) -> tuple[str, ...]:
    """Ask the general extractor, on a copy: it takes the tree apart.

    It looks at each element with all that is in it: a page that is nested deep, or has
    more elements than any article, would cost it minutes.
    """
    import trafilatura  # noqa: PLC0415 (slow to load, and few pages need it)

    if _is_excessive(document.tree):
        return ()
    text = trafilatura.extract(
        copy.deepcopy(document.tree), include_comments=False, deduplicate=False
    )
    lines = (fold(line) for line in (text or "").split("\n"))
    return tuple(line for line in lines if line)
