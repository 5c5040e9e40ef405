"""The tables of the archive; the names are the field's, private to this package.

One article, many addresses, many versions, one story. Texts are TEXT without a limit,
instants are UTC. Every table that repeats a text keeps the printed string beside the
value made of it.
"""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine


class Instant(TypeDecorator[datetime]):
    """A UTC instant: timestamptz on PostgreSQL, sortable ISO text on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of the database."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Write aware datetimes only; a naive one is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value}")
        utc = value.astimezone(UTC)
        if dialect.name == "sqlite":
            return utc.isoformat(timespec="microseconds").replace("+00:00", "Z")
        return utc

    def process_result_value(
        self,
        value: Any,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """Read back an aware UTC datetime."""
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value.astimezone(UTC) if isinstance(value, datetime) else None


# SQLite's integers are as large as need be.
_LARGE = BigInteger().with_variant(Integer(), "sqlite")


# The evidence of an article of which nothing but its values is known.
NO_EVIDENCE: dict[str, Any] = {"origins": {}, "published": [], "authors": []}


class Base(DeclarativeBase):
    """The archive's metadata; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        datetime: Instant,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[dict[str, Any]]: JSON,
    }


class Source(Base):
    """An outlet that was crawled at least once."""

    __tablename__ = "source"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    domain: Mapped[str]
    zone: Mapped[str]
    sections: Mapped[list[str]]


class SourceCheck(Base):
    """A live look at an outlet: what was found of what its file declares.

    `findings` are rows of what, verdict, told and the declared field spoken of;
    `verified` are the fields that held.
    """

    __tablename__ = "source_check"
    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    checked_at: Mapped[datetime]
    verdict: Mapped[str]
    verified: Mapped[list[str]]
    findings: Mapped[list[dict[str, Any]]]
    version: Mapped[str]


class Run(Base):
    """One crawl of one outlet."""

    __tablename__ = "run"
    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str]
    reason: Mapped[str | None]
    discovery: Mapped[list[str]]
    requests: Mapped[int] = mapped_column(default=0)
    bytes: Mapped[int] = mapped_column(_LARGE, default=0)
    version: Mapped[str]
    settings: Mapped[dict[str, Any]]


class RunCount(Base):
    """How many addresses of a run ended in an outcome, for which reason ('' = none)."""

    __tablename__ = "run_count"
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), primary_key=True)
    outcome: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True, default="")
    addresses: Mapped[int]


class RunFigures(Base):
    """What a run measured of its outlet, and what monitors hold later runs against.

    `sight` is how much of the outlet it saw, `explained` why it tells nothing of the
    outlet's pace. `articles` were read, new or changed; `filled` counts those that have
    a field, `origins` by what told it, `future` dates later than the answer. `new_bytes`
    are those of the stored words. `hosts` and `slowest` are what each host and the
    slowest addresses took, in seconds.
    """

    __tablename__ = "run_figures"
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    at: Mapped[datetime]
    sight: Mapped[str]
    explained: Mapped[str | None]
    exit_code: Mapped[int]
    articles: Mapped[int]
    new_bytes: Mapped[int] = mapped_column(BigInteger)
    filled: Mapped[dict[str, Any]]
    origins: Mapped[dict[str, Any]]
    future: Mapped[int]
    hosts: Mapped[list[dict[str, Any]]]
    slowest: Mapped[list[dict[str, Any]]]
    __table_args__ = (Index("ix_run_figures_source_id_at", "source_id", "at"),)


class Alarm(Base):
    """What a monitor found wrong, from the run that raised it to the one that ended it.

    `told`, `before` and `remedy` are its words, `since` when its cause began. `standing`
    names outlet and monitor while it stands, so that it is raised once. `ack_until` is
    the last day on which an acknowledged alarm is quiet. Without a source it is the
    machine's.
    """

    __tablename__ = "alarm"
    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"))
    monitor: Mapped[str]
    standing: Mapped[str | None] = mapped_column(unique=True)
    told: Mapped[str]
    since: Mapped[datetime]
    before: Mapped[str]
    remedy: Mapped[str]
    raised_at: Mapped[datetime]
    raised_run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    acked_at: Mapped[datetime | None]
    ack_why: Mapped[str | None]
    ack_until: Mapped[str | None]
    __table_args__ = (Index("ix_alarm_source_id_ended_at", "source_id", "ended_at"),)


class Notice(Base):
    """That a channel was told of an alarm: that it was raised, or that it is over."""

    __tablename__ = "notice"
    alarm_id: Mapped[int] = mapped_column(ForeignKey("alarm.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime]


class CoverageDay(Base):
    """How an outlet's day stands: "stored" with how many articles, or why there is none.

    Made from the articles and runs as runs end; can be made again at any time.
    """

    __tablename__ = "coverage_day"
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), primary_key=True)
    day: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    articles: Mapped[int]
    runs: Mapped[int]
    reason: Mapped[str | None]


class Listing(Base):
    """A place where discovery looks: a section page, a feed, a REST query, a sitemap.

    `open_since` is set while a walk through it is unfinished: addresses met after that
    moment do not count as known ground, so that a killed walk leaves no hole. It is due
    again at `next_at`; `interval` is the time between two looks, in seconds, `failures`
    the weight of its failures since it last could be seen.
    """

    __tablename__ = "listing"
    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    url: Mapped[str]
    way: Mapped[str]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    open_since: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    interval: Mapped[int | None]
    failures: Mapped[float] = mapped_column(default=0.0)
    next_at: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("source_id", "url"),)


class HostRest(Base):
    """A host that refused us: how often in a row, and until when it is left alone.

    `host` is with the port where it is not the scheme's own; `since` is when it refused
    first; `until` is empty while it may still be asked.
    """

    __tablename__ = "host_rest"
    host: Mapped[str] = mapped_column(primary_key=True)
    refusals: Mapped[int]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    reason: Mapped[str]


class Page(Base):
    """The ledger: every article address that discovery met, and what became of it.

    `lastmod` is what a listing last said of the article's last change, as printed; when
    it says otherwise the article is fetched again. `published` is when it says the
    article was published, as printed. `parts` is on how many pages the listing says the
    article stands, where the pages themselves do not tell.

    It is asked for again at `next_check_at`; never where that is empty. `failures` adds
    up the weight of its failures since it last answered.
    """

    __tablename__ = "page"
    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    url: Mapped[str]
    via: Mapped[str]
    discovered_at: Mapped[datetime]
    discovered_run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    outcome: Mapped[str]
    reason: Mapped[str | None]
    status: Mapped[int | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    lastmod: Mapped[str | None]
    published: Mapped[str | None]
    parts: Mapped[int | None]
    attempts: Mapped[int] = mapped_column(default=0)
    failures: Mapped[float] = mapped_column(default=0.0)
    fetched_at: Mapped[datetime | None]
    next_check_at: Mapped[datetime | None]
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    __table_args__ = (
        UniqueConstraint("source_id", "url"),
        Index("ix_page_source_id_outcome_id", "source_id", "outcome", "id"),
        Index("ix_page_source_id_next_check_at", "source_id", "next_check_at"),
    )


class Capture(Base):
    """One answer as it came over the wire: its place in a WARC file, and what it led to.

    `file` is relative to the folder of captures; `offset` and `length` are bytes of the
    compressed record. `role` is page, part or listing; `kind` is response, revisit (the
    payload is that of `payload_id`) or not-modified. `requested` is the address as asked,
    `page_id` the ledger's row it was asked for. `told` is what the listing told of it.
    `outcome` is empty while nobody has read the capture.
    """

    __tablename__ = "capture"
    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    page_id: Mapped[int | None] = mapped_column(ForeignKey("page.id"), index=True)
    role: Mapped[str]
    requested: Mapped[str]
    url: Mapped[str]
    fetched_at: Mapped[datetime]
    status: Mapped[int]
    kind: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    payload_id: Mapped[int | None] = mapped_column(ForeignKey("capture.id"))
    file: Mapped[str]
    offset: Mapped[int] = mapped_column(BigInteger)
    length: Mapped[int] = mapped_column(BigInteger)
    told: Mapped[dict[str, Any]]
    outcome: Mapped[str | None]
    reason: Mapped[str | None]
    __table_args__ = (
        UniqueConstraint("file", "offset"),
        Index("ix_capture_source_id_fetched_at", "source_id", "fetched_at"),
    )


class Article(Base):
    """One article: identity, dates, state; its words are in `version`.

    `published` is ISO at its own precision, `published_at` the instant it sorts by
    (the start of the day, month or year where no time is known). `evidence` keeps
    every candidate for the date and the rule behind each field.
    """

    __tablename__ = "article"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    url: Mapped[str]
    external_id: Mapped[str | None]
    title: Mapped[str | None]
    language: Mapped[str | None]
    section: Mapped[str | None]
    published: Mapped[str | None]
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    published_precision: Mapped[str | None]
    published_raw: Mapped[str | None]
    published_origin: Mapped[str | None]
    published_flags: Mapped[list[str]]
    modified: Mapped[str | None]
    byline_raw: Mapped[str | None]
    first_seen_at: Mapped[datetime]
    last_checked_at: Mapped[datetime]
    state: Mapped[str]
    state_reason: Mapped[str | None]
    versions: Mapped[int]
    content_sha256: Mapped[str]
    evidence: Mapped[dict[str, Any]]
    first_run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    last_run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    __table_args__ = (
        UniqueConstraint("source_id", "external_id"),
        Index("ix_article_source_id_content_sha256", "source_id", "content_sha256"),
        Index("ix_article_source_id_last_checked_at", "source_id", "last_checked_at"),
    )


class ArticleUrl(Base):
    """An address that leads to an article; the canonical one is among them."""

    __tablename__ = "article_url"
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), primary_key=True)
    url: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)


class Version(Base):
    """The words of an article as one visit found them; number 1 is the first seen.

    `body` is without dateline and byline, `text` with both as printed. `cause` is "first",
    "edit" (the page changed), "re-extraction" (the same page, read by newer software) or
    "import" (out of an export, which has no words around the body, nor earlier versions).
    `findings` are all other values as they were read then; `capture_id` is the page.
    """

    __tablename__ = "version"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int]
    title: Mapped[str | None]
    body: Mapped[str]
    text: Mapped[str]
    content_sha256: Mapped[str]
    seen_at: Mapped[datetime]
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    extractor: Mapped[str]
    cause: Mapped[str]
    findings: Mapped[dict[str, Any] | None]
    capture_id: Mapped[int | None] = mapped_column(ForeignKey("capture.id"), index=True)
    __table_args__ = (UniqueConstraint("article_id", "number"),)


class Correction(Base):
    """What an archivist says of a field, against what the software read; with a reason.

    `value` and `machine` (what it replaced) have the form of a version's findings. At most
    one of a field stands; one that was taken back, or replaced, tells when, by whom, why.
    """

    __tablename__ = "correction"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    field: Mapped[str]
    value: Mapped[Any] = mapped_column(JSON, nullable=False)
    machine: Mapped[Any] = mapped_column(JSON, nullable=False)
    why: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    version: Mapped[str]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]
    undone_why: Mapped[str | None]
    __table_args__ = (
        Index(
            "ix_correction_standing",
            *("article_id", "field"),
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
    )


class StateChange(Base):
    """When an article's state at its source changed, why, and the answer that shows it."""

    __tablename__ = "state_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    at: Mapped[datetime]
    state: Mapped[str]
    reason: Mapped[str | None]
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    capture_id: Mapped[int | None] = mapped_column(ForeignKey("capture.id"))


class Credit(Base):
    """One person or desk of a byline, in printed order."""

    __tablename__ = "credit"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column(index=True)
    role: Mapped[str | None]
    agency: Mapped[str | None]


class Dateline(Base):
    """The dateline of an article; `code` is Kemendagri's, named by `scheme`."""

    __tablename__ = "dateline"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    raw: Mapped[str]
    outlet: Mapped[str | None]
    org: Mapped[str | None]
    place: Mapped[str | None] = mapped_column(index=True)
    region: Mapped[str | None]
    code: Mapped[str | None]
    scheme: Mapped[str | None]


class EventDate(Base):
    """A day on which, the text says, something happened."""

    __tablename__ = "event_date"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[str] = mapped_column(index=True)
    until: Mapped[str | None]
    raw: Mapped[str]
    flags: Mapped[list[str]]


class Tag(Base):
    """A tag as the outlet prints it."""

    __tablename__ = "tag"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Image(Base):
    """A picture's address, caption and credit; never the picture."""

    __tablename__ = "image"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str]
    caption: Mapped[str | None]
    credit: Mapped[str | None]


class Authority(Base):
    """Which state of a published list the tables hold: its name and a hash of it."""

    __tablename__ = "authority"
    name: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str]


class Place(Base):
    """A place of the gazetteer; `code` is of the `scheme` beside it."""

    __tablename__ = "place"
    code: Mapped[str] = mapped_column(primary_key=True)
    scheme: Mapped[str]
    name: Mapped[str]
    level: Mapped[str]
    kind: Mapped[str]
    parent: Mapped[str | None] = mapped_column(ForeignKey("place.code"), index=True)
    bps: Mapped[str | None]


class ArticlePlace(Base):
    """A place an article names; or, in the role "about", the regency it plays in."""

    __tablename__ = "article_place"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey("place.code"), index=True)
    role: Mapped[str]
    raw: Mapped[str | None]


class PoliceUnit(Base):
    """A police unit; `status` says whether an article verifies it or it is derived."""

    __tablename__ = "police_unit"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    level: Mapped[str]
    parent: Mapped[str | None] = mapped_column(ForeignKey("police_unit.id"), index=True)
    place: Mapped[str | None] = mapped_column(ForeignKey("place.code"))
    status: Mapped[str]


class ArticleUnit(Base):
    """A police unit an article names, with the words that name it."""

    __tablename__ = "article_unit"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("police_unit.id"), index=True)
    raw: Mapped[str]


class Topic(Base):
    """A topic of the published vocabulary; a sensitive one needs care with names."""

    __tablename__ = "topic"
    id: Mapped[str] = mapped_column(primary_key=True)
    indonesian: Mapped[str]
    english: Mapped[str]
    sensitive: Mapped[bool]


class ArticleTopic(Base):
    """A topic of an article, the strongest first, with the words that fired."""

    __tablename__ = "article_topic"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[str] = mapped_column(ForeignKey("topic.id"), index=True)
    score: Mapped[float]
    words: Mapped[list[str]]


class Person(Base):
    """Somebody who signs articles of one outlet."""

    __tablename__ = "person"
    id: Mapped[str] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    name: Mapped[str]


class PersonAlias(Base):
    """A spelling an outlet prints, whom it means, and by which rule.

    `letters` is the spelling without case, spaces and marks; `rule` is "first seen",
    "same letters", "imported" or "by hand", the last with a reason in `why`.
    """

    __tablename__ = "person_alias"
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    letters: Mapped[str]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    rule: Mapped[str]
    why: Mapped[str | None]
    since: Mapped[datetime]
    __table_args__ = (
        Index("ix_person_alias_source_id_letters", "source_id", "letters"),
    )


class Story(Base):
    """Articles that tell one event out of one press release.

    `key` is named after the first of them; a former name leads on by `story_alias`.
    """

    __tablename__ = "story"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)


class StoryAlias(Base):
    """A name that a story had before an earlier article of it was found."""

    __tablename__ = "story_alias"
    key: Mapped[str] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id"), index=True)


class Membership(Base):
    """An article's place in its story; an article is in one story at most.

    `role` is first, copy or rewrite; `overlap` is the share of its wording that stands in
    the first.
    """

    __tablename__ = "membership"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id"), index=True)
    role: Mapped[str]
    overlap: Mapped[float]


class Kinship(Base):
    """Two articles that tell one event, written in both directions."""

    __tablename__ = "kinship"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(
        ForeignKey("article.id"), primary_key=True, index=True
    )


class Fingerprint(Base):
    """What an article is compared by, packed; `specifics` counts what it tells alone."""

    __tablename__ = "fingerprint"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    specifics: Mapped[int]
    traits: Mapped[bytes]


class Band(Base):
    """By what an article's kin are looked up: what it tells alone, bands of its signature.

    `day` counts the days since 1 January of year 1, of the publication.
    """

    __tablename__ = "band"
    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id"), primary_key=True, index=True
    )
    __table_args__ = ({"sqlite_with_rowid": False},)


class Suppression(Base):
    """What is not shown; `target` is an article's or story's id, or an address's hash.

    The view `withheld` says which articles that means today.
    """

    __tablename__ = "suppression"
    uid: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str]
    reason: Mapped[str]
    scope: Mapped[str]
    erase: Mapped[bool]
    at: Mapped[datetime]
    by: Mapped[str]
    version: Mapped[str]
    erased_at: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None]
    lifted_why: Mapped[str | None]


class SuppressionMark(Base):
    """By what a suppressed article is known: its id, its story's, hashes of address and text."""

    __tablename__ = "suppression_mark"
    kind: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(ForeignKey("suppression.uid"), primary_key=True)


class Review(Base):
    """An article that may identify somebody: held from the public until it is released."""

    __tablename__ = "review"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    signs: Mapped[list[dict[str, Any]]]
    flagged_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    by: Mapped[str | None]
    why: Mapped[str | None]


class SearchDocument(Base):
    """The words of an article as search sees them: stemmed, and as written."""

    __tablename__ = "search_document"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    stems: Mapped[str]
    words: Mapped[str]
