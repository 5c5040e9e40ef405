"""A fetched page, parsed once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from parsel import Selector

# A tag of more attributes than anybody writes: libxml2 compares each with each.
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}>?")
_MOST_ATTRIBUTES = 500


def parse_html(text: str) -> Selector:
    """Parse a page; a tag that was made to cost time is left out."""
    return Selector(text=_LONG_TAG.sub(_without_bomb, text), type="html")


def _without_bomb(tag: re.Match[str]) -> str:
    # A picture written into its address is long, too, but one attribute.
    return (
        "" if len(tag[0].split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES else tag[0]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer: the address asked for, the one that answered, and its tree.

    `headers` have names in lower case.
    """

    requested: str
    url: str
    root: Selector
    fetched_at: datetime
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        text: str,
        url: str,
        *,
        requested: str | None = None,
        fetched_at: datetime | None = None,
    ) -> "Page":
        """Parse a saved page's text."""
        return cls(
            requested=requested or url,
            url=url,
            root=parse_html(text),
            fetched_at=fetched_at or datetime.now(UTC),
        )
