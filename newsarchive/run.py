"""A run: one crawl of one outlet, and what became of every address it met."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What an address in the ledger ended in; every address has exactly one."""

    PENDING = "pending"  # met, not yet fetched, or to be fetched again
    STORED = "stored"  # an article, new or changed in its last fetch
    UNCHANGED = "unchanged"  # fetched again, the archive has these very words
    DUPLICATE = "duplicate-url"  # another address of an article in the archive
    REJECTED = "rejected"  # answered, but is no article; the reason says why
    BLOCKED = "blocked"  # robots.txt or the site does not want us
    GONE = "gone"  # 404, 410, or it leads elsewhere now
    FAILED = "failed"  # no usable answer yet; tried again next run


class RunState(StrEnum):
    """How a run stands or ended."""

    RUNNING = "running"
    DONE = "done"
    INCOMPLETE = "incomplete"  # a failure, a block, nothing found: see `reason`
    INTERRUPTED = "interrupted"  # stopped by the operator or a signal
    KILLED = "killed"  # never said goodbye; found so by a later run


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The report of one run.

    `rejected` counts by reason, `bytes` are of bodies as they came, `new_bytes` of the
    words that were stored. `settings` are those that somebody gave. `articles` were read, new
    or changed: `filled`, `origins` and `future` tell of those.
    """

    id: int
    source: str
    started_at: datetime
    finished_at: datetime | None
    outcome: RunState
    reason: str | None
    discovery: tuple[str, ...]
    requests: int
    bytes: int
    found: int
    new: int
    changed: int
    unchanged: int
    duplicate: int
    gone: int
    blocked: int
    failed: int
    rejected: dict[str, int] = field(default_factory=dict)
    version: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    exit_code: int | None = None
    sight: str | None = None
    new_bytes: int = 0
    articles: int = 0
    filled: dict[str, int] = field(default_factory=dict)
    origins: dict[str, dict[str, int]] = field(default_factory=dict)
    future: int = 0
    reread: int = 0
    hosts: list[dict[str, Any]] = field(default_factory=list)
    slowest: list[dict[str, Any]] = field(default_factory=list)

    @property
    def seconds(self) -> float | None:
        """How long it took; None while it runs, or where nobody knows."""
        if self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds()

    @property
    def outcomes(self) -> dict[str, int]:
        """Count its addresses by outcome; they add up to `asked`."""
        return {
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "duplicate": self.duplicate,
            "rejected": sum(self.rejected.values()),
            "blocked": self.blocked,
            "gone": self.gone,
            "failed": self.failed,
            "re-extracted": self.reread,
        }

    @property
    def asked(self) -> int:
        """How many addresses ended in an outcome."""
        return sum(self.outcomes.values())
