"""A suppression: what the archive must not show, to whom, and why; and its readers."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# Why the ledger asks for an address no more.
SUPPRESSED = "suppressed"


class Reason(StrEnum):
    """Why something is not shown; all that a tombstone says of it."""

    MINOR = "minor"  # it identifies a child
    VICTIM = "victim"  # it identifies a victim
    LEGAL = "legal"  # a court or an authority demands it
    WITHDRAWN = "withdrawn"  # its publisher withdrew it
    REQUEST = "request"  # a person it speaks of asked for it


class Scope(StrEnum):
    """From whom something is kept."""

    EXPORT = "export"  # whoever reads what leaves the archive
    ALL = "all"  # everybody


class Audience(StrEnum):
    """Who reads: decides what the archive shows."""

    ARCHIVIST = "archivist"  # works in the archive
    RESEARCH = "research"  # has agreed to terms; gets whole texts
    PUBLIC = "public"  # anybody; what waits for review is held back


class Mark(StrEnum):
    """By what a suppressed article is known again."""

    ARTICLE = "article"  # its id
    STORY = "story"  # the id of its story: all of its articles
    URL = "url"  # the hash of an address
    TEXT = "text"  # the hash of title and text


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One suppression as everybody may see it: its id, what, since when, why, how far.

    `target` is an article's or a story's id, or the hash of an address. `erase` says
    that the words are to be destroyed, `erased_at` when they were.
    """

    uid: str
    target: str
    reason: Reason
    scope: Scope
    erase: bool
    at: datetime
    by: str
    version: str
    erased_at: datetime | None = None
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lifted_why: str | None = None


def url_mark(url: str) -> str:
    """Hash an address: it is known again, and nobody reads it."""
    return f"sha256:{hashlib.sha256(url.encode()).hexdigest()}"
