"""A run: one crawl of one outlet, and what became of every address it met."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


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
    """The report of one run; `rejected` counts by reason, bytes are of bodies."""

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
