"""From the element that holds an article's text to its paragraphs."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from newsarchive.extract import zones
from newsarchive.extract.boilerplate import (
    Line,
    is_furniture,
    is_label,
    is_pointer,
    opens_pointer,
)
from newsarchive.extract.document import text_of
from newsarchive.extract.strings import fold

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_INLINE_BOXES = frozenset(
    {"a", "b", "em", "font", "i", "mark", "small", "span", "strong", "u"}
)
# A line ends a paragraph when it ends a sentence, or when the next begins an entry of a
# list or a credit; any other <br> is a hard line break inside a sentence.
_SENTENCE_END = re.compile(r"[.!?…”\"’')\]*]\s*$")
ENTRY_START = re.compile(
    r"(?:\d{1,3}[.)]|[-•*▪●]\s|[(\[][^()\[\]]{1,80}[)\]]\W*$|(?:editor|ed|foto|kontributor|laporan|narasumber|"
    r"penulis|pewarta|publish(?:er)?|rep|reporter|red|redaktur|sumber|source|writer)\s*[:/])",
    re.IGNORECASE,
)
# Markup that an editor pasted as text (kalimantan-news.com): unescaped once more.
_PASTED_BREAK = re.compile(r"<br\s*/?>|</?(?:p|div)\b[^<>]{0,300}>", re.IGNORECASE)
_PASTED_TAG = re.compile(
    r"</?(?:a|b|em|font|i|span|strong|u)\b[^<>]{0,300}>", re.IGNORECASE
)
# More than this share of a body's text is its text, whatever the element is called.
_TOO_MUCH = 0.35
# A cell with more text than this is layout, not data.
_LONG_CELL = 400
_SHORT_LINK = 20
# What is longer is no button and no pointer, and would cost all their patterns.
_LONGEST_BOILERPLATE = 5_000
# So many steps into an element its first words are looked for; a page may be nested
# ten thousand deep.
_NEAR = 60


def _owns_nothing(_href: str) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known around a body: selectors' finds to drop, the title, the outlet."""

    drop: Collection[HtmlElement] = ()
    title: str | None = None
    boilerplate: Collection[str] = ()
    is_article: Callable[[str], bool] = _owns_nothing


@dataclass(slots=True)
class _Writer:
    """Collects text into lines and lines into paragraphs, in reading order."""

    setting: Setting
    paragraphs: list[str] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _linked: int = 0
    _hrefs: list[str] = field(default_factory=list)
    _links: int = 0
    _after_label: bool = False

    def write(self, text: str | None) -> None:
        if text:
            self._text.append(text)
            if self._links:
                self._linked += len(fold(text))

    def open_link(self, href: str) -> None:
        self._links += 1
        self._hrefs.append(href)

    def close_link(self) -> None:
        self._links = max(0, self._links - 1)

    def end_line(self) -> None:
        """End a line; an empty line between two ends the paragraph too."""
        text = fold("".join(self._text))
        if not text:
            self._text.clear()
            self._end_lines()
            return
        line = Line(text, self._linked, tuple(self._hrefs))
        self._text.clear()
        self._linked = 0
        self._hrefs.clear()
        if not self._falls(line):
            self._lines.append(line)

    def end_paragraph(self) -> None:
        self.end_line()
        self._end_lines()

    def add(self, text: str) -> None:
        """Add a paragraph that is ready."""
        self.end_paragraph()
        self.paragraphs.append(text)

    def _end_lines(self) -> None:
        if self._lines:
            self.paragraphs += join_lines(line.text for line in self._lines)
            self._lines.clear()

    def _falls(self, line: Line) -> bool:
        """Whether a line is none of the article's text."""
        if len(line.text) > _LONGEST_BOILERPLATE:
            return False
        if is_label(line):
            self._after_label = True
            return True
        if self._after_label and line.is_link:
            return True
        self._after_label = False
        return (
            is_pointer(line)
            or line.is_button
            or is_furniture(line.text)
            or line.text in self.setting.boilerplate
            or self._leads_away(line)
        )

    def _leads_away(self, line: Line) -> bool:
        """Whether a line is but a link to another article, set between paragraphs."""
        return (
            line.is_link
            and len(line.text) >= _SHORT_LINK
            and line.text[-1] not in '.!?”"'
            and any(map(self.setting.is_article, line.hrefs))
        )


def read_body(element: HtmlElement, setting: Setting | None = None) -> tuple[str, ...]:
    """Read a body's paragraphs: text only, nothing of what stands between it."""
    writer = _Writer(setting or Setting())
    _walk(element, writer)
    writer.end_paragraph()
    return _without_title(_unpaste(writer.paragraphs), writer.setting.title)


def join_lines(lines: Iterable[str]) -> list[str]:
    """Join the lines of a paragraph; a line that ends a sentence ends it."""
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        if is_open and not ENTRY_START.match(line):
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
        is_open = _SENTENCE_END.search(line) is None
    return paragraphs


def _walk(body: HtmlElement, writer: _Writer) -> None:
    noise = _Noise(body, writer.setting.drop)
    walker = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if node is not body and _skips(node, noise, writer):
                walker.skip_subtree()
            else:
                _enter(node, writer)
        else:
            if event == "end":
                _leave(node, writer)
            if node is not body:
                writer.write(node.tail)


def _skips(node: HtmlElement, noise: "_Noise", writer: _Writer) -> bool:
    """Whether to pass over an element; a table of data is written on the way."""
    if noise.holds(node):
        return True
    if node.tag != "table":
        return False
    rows = _rows(node)
    for row in rows:
        writer.add(row)
    return bool(rows)


def _enter(node: HtmlElement, writer: _Writer) -> None:
    if node.tag in _BLOCKS:
        writer.end_paragraph()
    elif node.tag == "br" or (node.tag in _INLINE_BOXES and _opens_box(node)):
        writer.end_line()
    if node.tag == "a":
        writer.open_link(node.get("href") or "")
    writer.write(node.text)


def _leave(node: HtmlElement, writer: _Writer) -> None:
    if node.tag == "a":
        writer.close_link()
    if node.tag in _BLOCKS:
        writer.end_paragraph()
    elif node.tag in _INLINE_BOXES and _opens_box(node):
        writer.end_line()


def _opens_box(node: HtmlElement) -> bool:
    """Whether an inline element is a pointer of its own inside a paragraph."""
    text = _first_text(node)
    return opens_pointer(text) and (
        node.tag == "a" or next(node.iter("a"), None) is not None
    )


def _first_text(node: HtmlElement) -> str:
    """Give the first words of an element, if they are not buried in it."""
    walk = etree.iterwalk(node, events=("start", "end", "comment", "pi"))
    for event, element in islice(walk, _NEAR):
        text = element.text if event == "start" else None
        if event != "start" and element is not node:
            text = element.tail
        if text and text.strip():
            return str(text).lstrip()
    return ""


class _Noise:
    """Tells which elements of a body are none of its text."""

    def __init__(self, body: HtmlElement, drop: Collection[HtmlElement]) -> None:
        self._body = body
        self._drop = drop
        self._length: int | None = None

    def holds(self, node: HtmlElement) -> bool:
        if node.tag in zones.DROP_TAGS:
            return not _keeps_table(node)
        if node in self._drop or zones.is_hidden(node):
            return True
        return zones.is_noise(node) and not self._is_most(node)

    def _is_most(self, node: HtmlElement) -> bool:
        if self._length is None:
            self._length = _length(self._body)
        return _length(node) > _TOO_MUCH * self._length


def _keeps_table(node: HtmlElement) -> bool:
    """Whether an element that usually falls holds a table of the text."""
    return node.tag == "figure" and next(node.iter("table"), None) is not None


def _length(node: HtmlElement) -> int:
    return sum(
        len(text.strip()) for text in node.itertext(etree.Element) if len(text) > 1
    )


def _rows(table: HtmlElement) -> list[str]:
    """Read a table of data as rows "a | b"; none for a table that is layout."""
    rows = []
    for row in table.iter("tr"):
        if _is_nested(row):
            return []
        cells = [text_of(cell) for cell in row.iterchildren("td", "th")]
        if any(len(cell) > _LONG_CELL for cell in cells):
            return []
        rows.append(" | ".join(filter(None, cells)))
    return [row for row in rows if row]


def _is_nested(row: HtmlElement) -> bool:
    return next(row.iter("table", "img", "script", "iframe"), None) is not None


def _unpaste(paragraphs: list[str]) -> list[str]:
    """Read markup that stands in the text as text."""
    if not any(_PASTED_BREAK.search(paragraph) for paragraph in paragraphs):
        return paragraphs
    return list(_split_pasted(paragraphs))


def _split_pasted(paragraphs: list[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        for part in _PASTED_BREAK.split(paragraph):
            text = fold(_PASTED_TAG.sub("", part))
            if text:
                yield text


def _without_title(paragraphs: list[str], title: str | None) -> tuple[str, ...]:
    """Leave out the headline where the body begins by repeating it."""
    if title and paragraphs and paragraphs[0].casefold() == title.casefold():
        return tuple(paragraphs[1:])
    return tuple(paragraphs)
