"""A fetched page, parsed once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from parsel import Selector


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
            root=Selector(text=text, type="html"),
            fetched_at=fetched_at or datetime.now(UTC),
        )
