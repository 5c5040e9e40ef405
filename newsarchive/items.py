"""The two shapes of an article: as the page has it, and as the archive keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from newsarchive.gazetteer.places import Place
from newsarchive.text.byline import Byline
from newsarchive.text.dateline import Dateline
from newsarchive.text.dates import Date
from newsarchive.text.event_dates import EventDate
from newsarchive.text.identifying import Sign
from newsarchive.text.places import PlaceMention
from newsarchive.text.police import UnitMention
from newsarchive.text.topics import TopicMention


@dataclass(frozen=True, slots=True)
class Evidence:
    """One candidate for a value: the string as found, and which rule found it.

    `origin` is one of json-ld, meta, feed, api, time, theme, text, url, trafilatura;
    `rule` is the selector, key or pattern that gave the string. `verdict` says, once
    somebody has chosen, why this candidate won or lost.
    """

    value: str
    origin: str
    rule: str
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of an article: absolute address, caption and credit as printed."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScrapedArticle:
    """An article with every string as the page has it; nothing is interpreted yet.

    `requested` is the address in the ledger, `url` the one that answered, `canonical`
    the one the page declares for itself. `body` holds paragraphs, dateline and byline
    still inside. Evidence is ordered best first.
    """

    source: str
    requested: str
    url: str
    fetched_at: datetime
    canonical: str | None = None
    urls: tuple[str, ...] = ()
    external_id: str | None = None
    title: Evidence | None = None
    body: tuple[str, ...] = ()
    body_origin: Evidence | None = None
    published: tuple[Evidence, ...] = ()
    modified: tuple[Evidence, ...] = ()
    authors: tuple[Evidence, ...] = ()
    language: str | None = None
    section: Evidence | None = None
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    parts: tuple[str, ...] = ()
    status: int = 200
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When an article was published: the winning date, where it came from, who lost."""

    date: Date
    origin: str | None
    rule: str | None
    candidates: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A normalised article; every value is typed, or None.

    `body` is what the newsroom wrote (paragraphs, blank line between) without dateline
    and byline; `text` is the same with both, as printed. `authors` are the names the
    content system gives, which may be an editor's or a desk's: weaker than the byline
    and never mixed with it. `places` and `units` are what title and text name,
    `regency` is where the story plays. `signs` ask for a look before it is shown to the
    public. `origins` names the rule behind each field.
    """

    source: str
    requested: str
    url: str
    urls: tuple[str, ...]
    external_id: str | None
    title: str | None
    text: str
    body: str
    language: str | None
    section: str | None
    tags: tuple[str, ...]
    published: Published | None
    modified: Date | None
    authors: tuple[Evidence, ...]
    dateline: Dateline | None
    byline: Byline | None
    event_dates: tuple[EventDate, ...]
    images: tuple[Image, ...]
    fetched_at: datetime
    content_sha256: str
    places: tuple[PlaceMention, ...] = ()
    regency: Place | None = None
    units: tuple[UnitMention, ...] = ()
    topics: tuple[TopicMention, ...] = ()
    signs: tuple[Sign, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    etag: str | None = None
    last_modified: str | None = None
