"""Find an article's body on a page whose markup nobody has described."""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from newsarchive.extract import zones
from newsarchive.extract.document import Document

# A paragraph shorter than this says nothing about where the article stands.
_SHORTEST = 25
# Text set directly in a <div> counts when there is this much of it.
_SHORTEST_BARE = 140
_MOST_LINKED = 0.5
# The body is the innermost element with this share of all paragraphs' text.
_SHARE = 0.7
_BARE_TAGS = ("article", "div", "main", "section", "span", "td")
_NOT_TEXT = re.compile(r"copyright|©|all rights reserved|cookie", re.IGNORECASE)


def densest(document: Document) -> HtmlElement | None:
    """Find the innermost element that holds most of a page's running text."""
    scores = _scores(document.tree)
    if not scores:
        return None
    total = sum(scores.values())
    inside = defaultdict[HtmlElement, int](int)
    for element, score in scores.items():
        inside[element] += score
        for ancestor in element.iterancestors():
            inside[ancestor] += score
    enough = [element for element, score in inside.items() if score >= _SHARE * total]
    return max(enough, key=_depth)


def _scores(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Add up the text that stands in each element as paragraphs."""
    scores = defaultdict[HtmlElement, int](int)
    known: dict[HtmlElement, bool] = {}
    for holder, length in _paragraphs(tree):
        if not zones.stands_around(holder, known):
            scores[holder] += length
    return dict(scores)


def _paragraphs(tree: HtmlElement) -> Iterator[tuple[HtmlElement, int]]:
    for paragraph in tree.iter("p", "pre", "blockquote"):
        text = "".join(paragraph.itertext(etree.Element)).strip()
        parent = paragraph.getparent()
        if parent is not None and _is_running(paragraph, text):
            yield parent, len(text)
    for element in tree.iter(*_BARE_TAGS):
        length = sum(len(text.strip()) for text in _bare_texts(element))
        if length >= _SHORTEST_BARE:
            yield element, length


def _is_running(paragraph: HtmlElement, text: str) -> bool:
    if len(text) < _SHORTEST or _NOT_TEXT.search(text[:80]) is not None:
        return False
    linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
    return linked <= _MOST_LINKED * len(text)


def _bare_texts(element: HtmlElement) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tail:
            yield child.tail


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())
