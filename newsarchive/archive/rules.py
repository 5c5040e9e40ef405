"""What must hold among the tables of an archive, as data: what counts, and what breaks it."""

from dataclasses import dataclass

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from newsarchive.archive.tables import (
    Article,
    Capture,
    Membership,
    Page,
    SearchDocument,
    Story,
    Version,
)
from newsarchive.archive.withheld import erased
from newsarchive.capture import Kind
from newsarchive.run import Outcome


@dataclass(frozen=True, slots=True)
class Rule:
    """What should hold, of how many, which rows break it, and how that is said of a row."""

    what: str
    every: Select[int]
    breaking: Select[*tuple[object, ...]]
    said: str


# What a page in the ledger ended in when it leads to an article.
_FOUND = (Outcome.STORED, Outcome.UNCHANGED, Outcome.DUPLICATE)
_NEWEST = and_(Version.article_id == Article.id, Version.number == Article.versions)
_FIRSTS = func.sum(case((Membership.role == "first", 1), else_=0))
_PAYLOAD = aliased(Capture)

# Why a version was written that came from an export, without those before it.
IMPORT = "import"
_LOWEST = func.coalesce(func.min(Version.number), 1)
_IMPORTED = func.coalesce(func.sum(case((Version.cause == IMPORT, 1), else_=0)), 0)

RULES = (
    Rule(
        "versions are numbered without a hole",
        select(func.count()).select_from(Article),
        select(Article.key, Article.versions, func.count(Version.id))
        .outerjoin(Version, Version.article_id == Article.id)
        .group_by(Article.id, Article.key, Article.versions)
        .having(
            or_(
                func.count(Version.id) != Article.versions - _LOWEST + 1,
                and_(_LOWEST != 1, _IMPORTED == 0),
                func.max(Version.number) != Article.versions,
            )
        )
        .order_by(Article.key),
        "{0}: has {2} versions and should have 1 to {1}",
    ),
    Rule(
        "articles stand in their newest version",
        select(func.count()).select_from(Article),
        select(Article.key, Article.versions)
        .join(Version, _NEWEST)
        .where(Version.content_sha256 != Article.content_sha256)
        .order_by(Article.key),
        "{0}: its hash is not that of version {1}",
    ),
    Rule(
        "articles can be searched",
        select(func.count()).select_from(Article),
        select(Article.key)
        .outerjoin(SearchDocument, SearchDocument.article_id == Article.id)
        .where(SearchDocument.article_id.is_(None), Article.id.not_in(erased()))
        .order_by(Article.key),
        "{0}: has no words in the index",
    ),
    Rule(
        "stories have a first and others",
        select(func.count()).select_from(Story),
        select(Story.key, func.count(Membership.article_id), _FIRSTS)
        .outerjoin(Membership, Membership.story_id == Story.id)
        .group_by(Story.id, Story.key)
        .having(or_(func.count(Membership.article_id) < 2, _FIRSTS != 1))  # noqa: PLR2004 (two make a story)
        .order_by(Story.key),
        "{0}: has {1} articles, {2} of them first",
    ),
    Rule(
        "stored addresses lead to articles",
        select(func.count()).select_from(Page).where(Page.outcome.in_(_FOUND)),
        select(Page.url, Page.outcome)
        .where(Page.outcome.in_(_FOUND), Page.article_id.is_(None))
        .order_by(Page.url),
        "{0}: is {1} and leads to no article",
    ),
    Rule(
        "revisits have their payload",
        select(func.count()).select_from(Capture).where(Capture.kind == Kind.REVISIT),
        select(Capture.id, Capture.file, Capture.offset)
        .outerjoin(_PAYLOAD, _PAYLOAD.id == Capture.payload_id)
        .where(
            Capture.kind == Kind.REVISIT,
            or_(_PAYLOAD.id.is_(None), _PAYLOAD.sha256 != Capture.sha256),
        )
        .order_by(Capture.id),
        "capture {0} ({1}, byte {2}): no capture has its payload",
    ),
)
