"""Counts what an export holds: by outlet, month and topic."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from newsarchive.export.records import Record, Told

UNKNOWN = "unknown"


@dataclass
class Tally:
    """What went by so far."""

    articles: int = 0
    outlets: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)
    runs: set[str] = field(default_factory=set)

    def counted(self, records: Iterable[Told]) -> Iterator[Told]:
        """Pass records on, and count them."""
        for told in records:
            self.add(told.record)
            yield told

    def add(self, record: Record) -> None:
        """Count a record."""
        published = record["published_at"] or ""
        self.articles += 1
        self.outlets[record["source"]] += 1
        # What is known to the year alone is of no month.
        self.months[published[:7] if len(published) > 4 else UNKNOWN] += 1  # noqa: PLR2004
        self.topics.update(record["topics"])
        self.runs.add(record["run"])

    def told(self) -> dict[str, Any]:
        """Give the counts, in a fixed order."""
        return {
            "articles": self.articles,
            "by_outlet": dict(sorted(self.outlets.items())),
            "by_month": dict(sorted(self.months.items())),
            "by_topic": dict(sorted(self.topics.items())),
        }
