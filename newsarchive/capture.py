"""A capture: one answer as it came over the wire, and where it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

# Under which names a request's meta has what it is asked for, and when its answer came.
TARGET = "newsarchive_target"
FETCHED_AT = "newsarchive_fetched_at"


class Kind(StrEnum):
    """What of an answer its WARC record holds."""

    RESPONSE = "response"  # headers and payload
    REVISIT = "revisit"  # headers; the payload is that of an earlier capture
    NOT_MODIFIED = "not-modified"  # headers; the site says that nothing changed
    ERASED = "erased"  # nothing any more


class Role(StrEnum):
    """What an answer was asked for."""

    PAGE = "page"  # an article's address, or a redirect on the way from it
    PART = "part"  # a further page of an article
    LISTING = "listing"  # a section page, feed, sitemap or query


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked for: an address, and what its listing told of it.

    `url` is the address as asked; for a part, `page` is the article's. `told` are facts of
    the ledger that reading the page again needs (via, published, parts).
    """

    role: Role
    source: str
    url: str
    page: str
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer and its place: `file` is relative to the folder of captures.

    `url` is the address that answered; `sha256` is of the payload as received, content
    encoding and all; `offset` and `length` are bytes of the compressed record.
    """

    target: Target
    url: str
    at: datetime
    status: int
    kind: Kind
    sha256: str
    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Twin:
    """An earlier capture with the same payload."""

    url: str
    at: datetime
