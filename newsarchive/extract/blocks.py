"""The articles a page lists, told by structure: repeated blocks, one article each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from lxml.html import HtmlElement

from newsarchive.extract import zones
from newsarchive.extract.boilerplate import is_furniture
from newsarchive.extract.document import Document, text_of
from newsarchive.extract.identity import is_article_address, own_view
from newsarchive.source import Source

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PAGES = frozenset({"body", "main"})
_BOXES = (*_HEADINGS, "div", "header", "section")
_SHORTEST_TITLE = 15
_BUTTON = re.compile(
    r"\W*(?:baca|lihat|continue|read|selengkapnya|more|lanjut|view|detail)\b.{0,24}",
    re.IGNORECASE,
)
_HAS_DATE = re.compile(r"date|time|tanggal|waktu|published|posted-on", re.IGNORECASE)
_ENTRY = re.compile(r"(?:^|\s)(?:hentry|h-entry|post-\d+|type-post)(?:\s|$)")
_POST = re.compile(r"(?:^|\s)post-(\d+)(?:\s|$)")
# Headings of boxes beside the list.
_OTHER_BOX = re.compile(
    r"popul[ea]r|trending|terbaru|terkini|latest|most\s+(?:read|viewed)|rekomendasi|"
    r"recommend|pilihan|related|terkait|video|galeri|gallery|jangan\s+lewatkan",
    re.IGNORECASE,
)
_LONGEST_DATE = 60


# Tag and class of the two elements around a block, and the block's own tag.
_Look = tuple[tuple[tuple[str, str | None], ...], str]


@dataclass(frozen=True, slots=True)
class Block:
    """The part of a page that is about one article, and the anchors that lead to it."""

    url: str
    element: HtmlElement
    anchors: tuple[HtmlElement, ...]

    @property
    def title(self) -> str | None:
        """The article's title as printed; None where the block prints none."""
        for heading in self._headings():
            return text_of(heading) or None
        texts = [text_of(anchor) for anchor in self.anchors]
        titles = [text for text in texts if _is_title(text)]
        return max(titles, key=len, default=None)

    @property
    def date(self) -> str | None:
        """The date as printed, or as its <time> says."""
        for element in self.element.iter("time"):
            return element.get("datetime") or text_of(element) or None
        for element in self.element.iter("abbr", "div", "p", "small", "span"):
            if _HAS_DATE.search(" ".join(zones.names_of(element))):
                text = text_of(element)
                if len(text) <= _LONGEST_DATE and re.search(r"\d", text):
                    return text
        return None

    @property
    def is_entry(self) -> bool:
        """Whether the block shows an article, and is not a bare link."""
        return (
            self.has_heading
            or any(next(a.iter("img"), None) is not None for a in self.anchors)
            or any(_is_title(text_of(anchor)) for anchor in self.anchors)
            or _ENTRY.search(self.element.get("class") or "") is not None
        )

    @property
    def has_heading(self) -> bool:
        """Whether the block has a headline of its own."""
        return any(True for _ in self._headings())

    def _headings(self) -> Iterator[HtmlElement]:
        for anchor in self.anchors:
            yield from anchor.iterancestors(*_HEADINGS)
            yield from anchor.iter(*_HEADINGS)


def list_blocks(document: Document, source: Source, section: str) -> list[Block]:
    """List the blocks of the page's main list, and of what leads it, in order."""
    groups = dict[_Look, list[Block]]()
    for block in _blocks(document, source, section):
        groups.setdefault(_look_of(block.element), []).append(block)
    if not groups:
        return []
    look = max(groups, key=lambda key: _weight(groups[key]))
    main = _main_of(groups[look][0].element)
    chosen: list[Block] = []
    is_before = True
    for key, group in groups.items():
        is_before = is_before and key != look
        if key == look or (is_before and main is not None and _leads(group, main)):
            chosen += group
        else:
            chosen += filter(None, (_narrowed(block, look) for block in group))
    return chosen


def unlinked(
    blocks: Iterable[Block],
) -> Iterator[tuple[str, HtmlElement]]:
    """Find WordPress posts in the list that link nowhere: number and element.

    Block themes print a post without a title so when it has no picture either.
    """
    holders = dict.fromkeys(next(block.element.iterancestors()) for block in blocks)
    linked = {block.element for block in blocks}
    for holder in holders:
        for element in holder.iterchildren("article", "div", "li"):
            match = _POST.search(element.get("class") or "")
            if match is not None and element not in linked:
                yield match[1], element


def _blocks(document: Document, source: Source, section: str) -> list[Block]:
    anchors = dict[str, list[HtmlElement]]()
    for url, anchor in _anchors(document, source):
        if url not in {section, document.page.url}:
            anchors.setdefault(url, []).append(anchor)
    owners = _owners(anchors)
    blocks: dict[HtmlElement, Block] = {}
    for url, found in anchors.items():
        for anchor in found:
            element = _highest(anchor, url, owners)
            own = tuple(a for a in found if element in {a, *a.iterancestors()})
            blocks.setdefault(element, Block(url, element, own))
    order = {element: number for number, element in enumerate(document.tree.iter())}
    ordered = sorted(blocks.values(), key=lambda block: order[block.element])
    return [block for block in ordered if block.is_entry]


def _anchors(document: Document, source: Source) -> Iterator[tuple[str, HtmlElement]]:
    """Find the links to articles in the page's content."""
    known: dict[HtmlElement, bool] = {}
    pattern = re.compile(source.article_path) if source.article_path else None
    for anchor in document.tree.iter("a"):
        url = own_view(document.absolute(anchor.get("href")))
        if url is None or not is_article_address(url, source):
            continue
        if pattern is not None and pattern.search(_path(url)) is None:
            continue
        if not zones.stands_around(anchor, known):
            yield url, anchor


def _path(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2]


def _owners(anchors: dict[str, list[HtmlElement]]) -> dict[HtmlElement, str | None]:
    """Tell of each element the only article it links to; None for several."""
    owners: dict[HtmlElement, str | None] = {}
    for url, found in anchors.items():
        for anchor in found:
            for element in (anchor, *anchor.iterancestors()):
                if owners.get(element, url) is None:
                    break
                owners[element] = url if owners.get(element, url) == url else None
    return owners


def _highest(
    anchor: HtmlElement, url: str, owners: dict[HtmlElement, str | None]
) -> HtmlElement:
    """Climb from a link to the largest element that is about its article alone."""
    own = takewhile(
        lambda ancestor: owners[ancestor] == url and ancestor.tag not in _PAGES,
        anchor.iterancestors(),
    )
    return [anchor, *own][-1]


def _look_of(element: HtmlElement) -> _Look:
    """Describe where an element stands: blocks of one list, or its rows, look alike."""
    holders = islice(element.iterancestors(), 2)
    looks = tuple((str(holder.tag), holder.get("class")) for holder in holders)
    return looks, str(element.tag)


def _narrowed(block: Block, look: _Look) -> Block | None:
    """Take the part of a block that looks like the list's own: a row with one item."""
    for anchor in block.anchors:
        path = [anchor, *anchor.iterancestors()]
        for element in path[: path.index(block.element)]:
            if _look_of(element) == look:
                return Block(block.url, element, block.anchors)
    return None


def _weight(group: list[Block]) -> tuple[int, int]:
    urls = {block.url for block in group}
    headed = {block.url for block in group if block.has_heading}
    return len(headed) * 2 + len(urls), -len(group)


def _main_of(element: HtmlElement) -> HtmlElement | None:
    """Find the content element a list stands in."""
    for ancestor in element.iterancestors():
        names = {name.lower() for name in zones.names_of(ancestor)}
        if ancestor.tag == "main" or ancestor.get("role") == "main":
            return ancestor
        if names & {"content", "main", "main-content", "primary", "site-content"}:
            return ancestor
    return None


def _leads(group: list[Block], main: HtmlElement) -> bool:
    """Whether a group before the list shows its newest articles larger."""
    first = group[0].element
    return (
        main in first.iterancestors()
        and all(block.has_heading for block in group)
        and not any(_OTHER_BOX.search(text) for text in _box_titles(first, main))
    )


def _box_titles(element: HtmlElement, main: HtmlElement) -> Iterator[str]:
    """Give the headings without a link in an element, and those before it in its box."""
    for heading in element.iter(*_HEADINGS):
        if next(heading.iter("a"), None) is None:
            yield text_of(heading)
    inside = takewhile(lambda ancestor: ancestor is not main, element.iterancestors())
    for ancestor in (element, *inside):
        for sibling in ancestor.itersiblings(*_BOXES, preceding=True):
            yield from map(text_of, sibling.iter(*_HEADINGS))


def _is_title(text: str) -> bool:
    return (
        len(text) >= _SHORTEST_TITLE
        and not is_furniture(text)
        and _BUTTON.fullmatch(text) is None
    )
