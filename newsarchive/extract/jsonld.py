"""JSON-LD as pages really have it: graphs, lists, references, broken JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from newsarchive.extract.strings import unescape

Node = Mapping[str, Any]

ARTICLE_TYPES = frozenset(
    {
        "AdvertiserContentArticle",
        "AnalysisNewsArticle",
        "Article",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "NewsArticle",
        "OpinionNewsArticle",
        "Report",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "SatiricalArticle",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "TechArticle",
    }
)
PAGE_TYPES = frozenset({"ItemPage", "WebPage"})
LIST_TYPES = frozenset({"Blog", "CollectionPage", "ItemList", "SearchResultsPage"})

# No newsroom needs more; what has more was made to cost time.
MOST_TEXT = 2_000_000
MOST_NODES = 2_000
MOST_DEPTH = 12
MOST_AUTHORS = 20

_WRAPPING = re.compile(
    r"<!--|-->|(?://|/\*)?\s{0,9}(?:<!\[CDATA\[|\]\]>)(?:\s{0,9}\*/)?"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_CONTROL = re.compile(r"[\x00-\x1f]")
_SALVAGE = re.compile(
    r'"(@type|datePublished|dateModified)"\s{0,5}:\s{0,5}"([\w:+. -]{4,40})"'
)
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Graph:
    """All nodes of a page, and those that have an @id."""

    nodes: tuple[Node, ...] = ()
    by_id: Mapping[str, Node] = field(default_factory=dict)

    def of_type(self, types: frozenset[str]) -> list[Node]:
        """List the nodes of any of these types, in the order of the page."""
        return [node for node in self.nodes if types_of(node) & types]

    def article(self, addresses: Iterable[str]) -> Node | None:
        """Choose the node of the article: the one that names the page, or the first."""
        articles = self.of_type(ARTICLE_TYPES)
        wanted = {_bare(address) for address in addresses}
        for node in articles:
            if wanted & {_bare(address) for address in addresses_of(node)}:
                return node
        dated = [node for node in articles if text_of(node.get("datePublished"))]
        return next(iter(dated or articles), None)

    def names(self, value: Any) -> list[str]:
        """Read names of people or organisations: text, objects, lists, references."""
        found: list[str] = []
        pending = [value]
        while pending and len(found) < MOST_AUTHORS:
            item = pending.pop(0)
            if isinstance(item, list):
                pending[:0] = item[:MOST_AUTHORS]
                continue
            name = self._name(item)
            if name and "://" not in name and name not in found:
                found.append(name)
        return found

    def _name(self, value: Any) -> str | None:
        if not isinstance(value, dict):
            return text_of(value)
        if "name" in value:
            return text_of(value["name"])
        target = self.by_id.get(str(value.get("@id")))
        return text_of(target.get("name")) if target is not None else None


def read_graph(scripts: Iterable[str]) -> Graph:
    """Read all scripts of a page; what cannot be read is left out."""
    nodes: list[Node] = []
    for script in scripts:
        if 0 < len(script) <= MOST_TEXT:
            nodes += _flatten(_load(script))
    nodes = nodes[:MOST_NODES]
    by_id: dict[str, Node] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1:
            by_id.setdefault(name, node)
    return Graph(tuple(nodes), by_id)


def types_of(node: Node) -> set[str]:
    """Name a node's types without a vocabulary's prefix."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return {re.split(r"[/:#]", n)[-1] for n in names if isinstance(n, str)}


def text_of(value: Any) -> str | None:
    """Read a value as text: a string, an object with @value, or the first of a list."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        value = value.get("@value")
    text = unescape(value) if isinstance(value, str) else None
    return text or None


def texts_of(value: Any) -> list[str]:
    """Read a value that may be one text, a list of texts, or text with commas."""
    if isinstance(value, list):
        return [text for item in value if (text := text_of(item))]
    text = text_of(value)
    return [part.strip() for part in text.split(",") if part.strip()] if text else []


def addresses_of(node: Node) -> list[str]:
    """List the addresses a node gives itself."""
    page = node.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id") or page.get("url")
    values = (node.get("url"), page, node.get("@id"))
    return [value for value in values if isinstance(value, str)]


def _bare(address: str) -> str:
    return address.partition("#")[0].partition("://")[2].rstrip("/")


def _load(text: str) -> list[Any]:
    try:
        return [orjson.loads(text)]
    except orjson.JSONDecodeError:
        return list(_mend(text))


def _mend(text: str) -> Iterator[Any]:
    """Read broken JSON: control characters, trailing commas, several values."""
    text = _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", _WRAPPING.sub(" ", text)))
    position = 0
    while opening := re.compile(r"[\[{]").search(text, position):
        try:
            value, position = _DECODER.raw_decode(text, opening.start())
        except (ValueError, RecursionError):
            yield dict(_SALVAGE.findall(text[position:]))
            return
        yield value


def _flatten(values: list[Any]) -> list[Node]:
    """List the nodes in lists and graphs, main entities after what holds them."""
    nodes: list[Node] = []
    pending = [(value, 0) for value in reversed(values)]
    while pending and len(nodes) < MOST_NODES:
        value, depth = pending.pop()
        if depth > MOST_DEPTH:
            continue
        if isinstance(value, list):
            inner = value[:MOST_NODES]
        elif isinstance(value, dict):
            nodes.append(value)
            inner = [value.get("@graph"), value.get("mainEntity")]
        else:
            continue
        pending += [(item, depth + 1) for item in reversed(inner)]
    return nodes
