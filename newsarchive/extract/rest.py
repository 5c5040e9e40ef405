"""WordPress's REST API: posts and terms, from answers that may be anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from newsarchive.extract.errors import ExtractError
from newsarchive.extract.strings import unescape

# What WordPress leaves in the text where the author began a new page.
_NEXT_PAGE = "<!--nextpage-->"
_SHOWN = 80


class RestError(ExtractError):
    """An answer is not what the API gives: a home page, an error, a plugin's message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestPost:
    """A post; instants carry +00:00, which the API leaves out.

    `pages` counts the parts of the text where the answer has the content; the block
    themes link no further parts.
    """

    id: int
    url: str
    date_gmt: str | None = None
    modified_gmt: str | None = None
    title: str | None = None
    protected: bool = False
    content: str | None = None
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Term:
    """A category or tag and the category above it, 0 for none."""

    id: int
    slug: str
    parent: int = 0
    count: int = 0
    url: str | None = None


def read_posts(body: bytes) -> tuple[RestPost, ...]:
    """Read a page of posts; one without number or address is left out."""
    return tuple(
        _post(item)
        for item in _objects(body)
        if isinstance(item.get("id"), int) and _text(item, "link")
    )


def read_terms(body: bytes) -> tuple[Term, ...]:
    """Read a page of categories or tags."""
    return tuple(
        Term(
            item["id"],
            item["slug"],
            _number(item, "parent"),
            _number(item, "count"),
            _text(item, "link"),
        )
        for item in _objects(body)
        if isinstance(item.get("id"), int) and _text(item, "slug")
    )


def descendants(terms: Iterable[Term], term: int) -> tuple[int, ...]:
    """List a term's number and those of all terms below it."""
    children: dict[int, list[int]] = {}
    for item in terms:
        children.setdefault(item.parent, []).append(item.id)
    found = [term]
    for number in found:
        found += [child for child in children.get(number, ()) if child not in found]
    return tuple(found)


def _post(item: dict[str, Any]) -> RestPost:
    content = item.get("content")
    content = content if isinstance(content, dict) else {}
    text = _text(content, "rendered")
    title = item.get("title")
    return RestPost(
        id=item["id"],
        url=item["link"],
        date_gmt=_instant(item, "date_gmt"),
        modified_gmt=_instant(item, "modified_gmt"),
        title=_title(title) if isinstance(title, dict) else None,
        protected=content.get("protected") is True,
        content=text,
        pages=1 + text.count(_NEXT_PAGE) if text else 1,
    )


def _objects(body: bytes) -> list[dict[str, Any]]:
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        start = body[:_SHOWN].decode("utf-8", "replace").split()
        raise RestError(f"not JSON but {' '.join(start)!r}") from error
    if isinstance(answer, dict) and "code" in answer:
        raise RestError(f"the API says {answer['code']}: {answer.get('message')}")
    if not isinstance(answer, list):
        raise RestError("JSON, but no list")
    return [item for item in answer if isinstance(item, dict)]


def _text(item: dict[str, Any], name: str) -> str | None:
    value = item.get(name)
    return value if isinstance(value, str) and value else None


def _number(item: dict[str, Any], name: str) -> int:
    value = item.get(name)
    return value if isinstance(value, int) else 0


def _title(value: dict[str, Any]) -> str | None:
    return unescape(_text(value, "rendered") or "") or None


def _instant(item: dict[str, Any], name: str) -> str | None:
    value = _text(item, name)
    if value is None or value.startswith("0000"):
        return None
    return value if value.endswith("Z") or "+" in value else f"{value}+00:00"
