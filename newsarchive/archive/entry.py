"""An article as exports carry it: its rows, without what no record tells.

What a record does not carry (the printed text, evidence, findings) is not here.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from newsarchive.archive.corrections import StoredCorrection
from newsarchive.archive.reading import StoredStory


class Head(NamedTuple):
    """An article's own columns, with its outlet's."""

    id: int
    key: str
    source_id: int
    url: str
    title: str | None
    language: str | None
    section: str | None
    published: str | None
    published_at: datetime | None
    published_precision: str | None
    published_raw: str | None
    published_origin: str | None
    modified: str | None
    byline_raw: str | None
    first_seen_at: datetime
    last_checked_at: datetime
    state: str
    versions: int
    last_run_id: int
    source: str
    outlet: str
    zone: str


class Words(NamedTuple):
    """The newest version's words, and the answer they were read from."""

    number: int
    body: str
    content_sha256: str


class Kept(NamedTuple):
    """Where an answer is kept."""

    sha256: str
    fetched_at: datetime
    file: str
    offset: int


class Named(NamedTuple):
    """A place that an article names."""

    code: str
    name: str
    level: str


class Unit(NamedTuple):
    """A police unit that an article names."""

    unit_id: str
    name: str
    parent: str | None


class Credited(NamedTuple):
    """A part of a byline."""

    name: str | None
    role: str | None
    agency: str | None


class Line(NamedTuple):
    """A dateline."""

    raw: str
    outlet: str | None
    org: str | None
    place: str | None
    region: str | None
    code: str | None


class Day(NamedTuple):
    """A day on which something happened."""

    date: str
    until: str | None
    raw: str
    flags: list[str]


class Picture(NamedTuple):
    """A picture."""

    url: str
    caption: str | None
    credit: str | None


class Subject(NamedTuple):
    """A topic."""

    topic_id: str


class Entry(NamedTuple):
    """An article with all that its record says; named as in `StoredArticle`."""

    row: Head
    title: str | None
    version: Words
    urls: Sequence[str]
    credits: Sequence[Credited]
    people: Mapping[str | None, str]
    dateline: Line | None
    event_dates: Sequence[Day]
    tags: Sequence[str]
    images: Sequence[Picture]
    places: Sequence[Named]
    regency: Named | None
    units: Sequence[Unit]
    topics: Sequence[Subject]
    story: StoredStory | None
    capture: Kept | None
    corrections: Sequence[StoredCorrection]
    copies: Sequence[str] | None
