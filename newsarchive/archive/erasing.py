"""Destroy the words of articles whose suppression says so; ids and hashes stay.

What is left of an erased article is its id, when it was seen, and the hashes by which it
is known again: of its addresses, and of its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    func,
    or_,
    select,
    text,
    update,
)

from newsarchive.archive import stories, writing
from newsarchive.archive.suppressions import mark_articles
from newsarchive.archive.tables import (
    NO_EVIDENCE,
    Article,
    ArticleUrl,
    Capture,
    Correction,
    Credit,
    Page,
    Person,
    PersonAlias,
    Review,
    RunFigures,
    Suppression,
    SuppressionMark,
    Version,
)
from newsarchive.archive.withheld import WITHHELD
from newsarchive.capture import Kind, Role
from newsarchive.suppression import SUPPRESSED, Mark, url_mark

_STANDS = Suppression.lifted_at.is_(None)


@dataclass(frozen=True, slots=True)
class Record:
    """Where a capture is: a file below the folder of captures, and the record's offset."""

    file: str
    offset: int


@dataclass(frozen=True, slots=True)
class Traces:
    """What is to be destroyed of articles that are to be erased.

    `captures` hold their pages; `pages` are addresses that led to them and were refused.
    `listings` are captures of their outlets' lists and feeds, which may hold their words
    too where they name one of `urls`. `decided` says that a decision waits to be noted
    as carried out, though nothing may be left of what it names.
    """

    articles: tuple[int, ...]
    pages: tuple[int, ...]
    captures: tuple[Record, ...]
    listings: tuple[Record, ...]
    urls: tuple[str, ...]
    decided: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.articles or self.captures or self.decided)


def traces(connection: Connection) -> Traces:
    """Find what is left of articles that are to be erased."""
    ids = tuple(connection.scalars(_to_erase()))
    refused = _refused(connection)
    pages = select(Page.id).where(Page.article_id.in_(ids) | Page.id.in_(refused))
    own = Capture.page_id.in_(pages)
    payloads = select(Capture.sha256).where(own, Capture.kind != Kind.NOT_MODIFIED)
    sources = select(Article.source_id).where(Article.id.in_(ids))
    urls = select(ArticleUrl.url).where(ArticleUrl.article_id.in_(ids))
    asked = select(Page.url).where(Page.id.in_(pages))
    waiting = select(Suppression.uid).where(
        Suppression.erase, Suppression.erased_at.is_(None), _STANDS
    )
    return Traces(
        articles=ids,
        pages=refused,
        captures=_places(connection, or_(own, Capture.sha256.in_(payloads))),
        listings=_places(
            connection,
            (Capture.role == Role.LISTING) & Capture.source_id.in_(sources),
        ),
        urls=tuple(connection.scalars(urls.union(asked).order_by("url"))),
        decided=connection.scalar(waiting.limit(1)) is not None,
    )


def erase(
    connection: Connection, found: Traces, blotted: Sequence[Record], at: datetime
) -> None:
    """Destroy the words of articles, after their captures were."""
    for one in blotted:
        place = (Capture.file == one.file) & (Capture.offset == one.offset)
        connection.execute(
            update(Capture).where(place).values(kind=Kind.ERASED, told={})
        )
    for article_id in found.articles:
        _erase_one(connection, article_id)
    _hash_addresses(connection, found)
    _hash_slowest(connection, set(found.urls))
    _forget_people(connection)
    connection.execute(
        update(Suppression)
        .where(Suppression.erase, Suppression.erased_at.is_(None), _STANDS)
        .values(erased_at=at)
    )


def scrub(connection: Connection) -> None:
    """Let the full-text index of SQLite drop what its deleted rows left behind."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO search_index(search_index) VALUES('optimize')")
        )


def _to_erase() -> Select[int]:
    """Select withheld articles whose suppression erases, and that still have words."""
    erasing = select(Suppression.uid).where(Suppression.erase, _STANDS)
    return (
        select(WITHHELD.c.article_id)
        .distinct()
        .join(Version, Version.article_id == WITHHELD.c.article_id)
        .where(WITHHELD.c.suppression.in_(erasing), Version.text != "")
        .order_by(WITHHELD.c.article_id)
    )


def _refused(connection: Connection) -> tuple[int, ...]:
    """Find addresses that were fetched, and then refused as those of an erased article."""
    marks = set(
        connection.scalars(
            select(SuppressionMark.value)
            .join(Suppression, Suppression.uid == SuppressionMark.uid)
            .where(SuppressionMark.kind == Mark.URL, Suppression.erase, _STANDS)
        )
    )
    rows = connection.execute(
        select(Page.id, Page.url)
        .where(Page.reason == SUPPRESSED, Page.article_id.is_(None))
        .where(Page.id.in_(select(Capture.page_id).where(Capture.kind != Kind.ERASED)))
    )
    return tuple(row.id for row in rows if url_mark(row.url) in marks)


def _places(connection: Connection, chosen: ColumnElement[bool]) -> tuple[Record, ...]:
    rows = connection.execute(
        select(Capture.file, Capture.offset)
        .where(chosen, Capture.kind != Kind.ERASED)
        .order_by(Capture.file, Capture.offset)
    )
    return tuple(Record(*row) for row in rows)


def _erase_one(connection: Connection, article_id: int) -> None:
    mark_articles(connection, article_id)
    stories.untie(connection, article_id)
    writing.forget_parts(connection, article_id)
    for table in (Review, Correction):
        connection.execute(delete(table).where(table.article_id == article_id))
    nothing = {"title": None, "body": "", "text": "", "findings": None}
    connection.execute(
        update(Version).where(Version.article_id == article_id).values(**nothing)
    )
    url = connection.scalar(select(Article.url).where(Article.id == article_id))
    connection.execute(
        update(Article)
        .where(Article.id == article_id)
        .values(
            url=url_mark(str(url)),
            title=None,
            section=None,
            published_raw=None,
            byline_raw=None,
            evidence=NO_EVIDENCE,
        )
    )


def _hash_addresses(connection: Connection, found: Traces) -> None:
    """Write hashes in place of addresses: the words of a title often stand in them."""
    of_articles = Page.article_id.in_(found.articles)
    pages = select(Page.id).where(of_articles | Page.id.in_(found.pages))
    for column, mine in (
        (ArticleUrl.url, ArticleUrl.article_id.in_(found.articles)),
        (Page.url, Page.id.in_(pages)),
        (Capture.url, Capture.page_id.in_(pages)),
        (Capture.requested, Capture.page_id.in_(pages)),
    ):
        for url in connection.scalars(select(column).distinct().where(mine)).all():
            connection.execute(
                update(column.class_)
                .where(mine, column == url)
                .values({column.key: url_mark(url)})
            )


def _hash_slowest(connection: Connection, urls: set[str]) -> None:
    """Write hashes in place of addresses that runs name as their slowest, too."""
    rows = connection.execute(select(RunFigures.run_id, RunFigures.slowest)).all()
    for row in rows:
        hidden = [
            {**one, "url": url_mark(one["url"])} if one["url"] in urls else one
            for one in row.slowest
        ]
        if hidden != row.slowest:
            connection.execute(
                update(RunFigures)
                .where(RunFigures.run_id == row.run_id)
                .values(slowest=hidden)
            )


def _forget_people(connection: Connection) -> None:
    """Forget the spellings that nothing is signed with any more, and persons without one."""
    signed = (
        select(func.count())
        .select_from(Credit)
        .join(Article, Article.id == Credit.article_id)
        .where(
            Article.source_id == PersonAlias.source_id, Credit.name == PersonAlias.name
        )
        .correlate(PersonAlias)
        .scalar_subquery()
    )
    connection.execute(
        delete(PersonAlias).where(signed == 0, PersonAlias.rule != "by hand")
    )
    connection.execute(
        delete(Person).where(Person.id.not_in(select(PersonAlias.person_id)))
    )
