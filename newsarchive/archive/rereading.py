"""Find in stored words what an earlier version of the software did not look for."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, Row, and_, select

from newsarchive.archive import fields, people, reviews, stories
from newsarchive.archive.fields import ABOUT
from newsarchive.archive.snapshot import named_in
from newsarchive.archive.tables import (
    Article,
    ArticlePlace,
    Credit,
    Dateline,
    EventDate,
    Version,
)
from newsarchive.text.findings import find_all
from newsarchive.text.identifying import find_signs
from newsarchive.text.kinship import traits_of

CHUNK = 500
# Article, source, first seen; title, body, the dateline's place.
Words = Row[int, int, datetime, str | None, str, str | None]


def name_again(connection: Connection) -> None:
    """Write what the words of every article name, and who signs."""
    for row in _articles(connection):
        found = find_all(row.title, row.body, dateline_place=row.place)
        for name, value in named_in(found).items():
            fields.insert_rows(connection, row.id, name, value)
        signed = connection.scalars(
            select(Credit.name)
            .where(Credit.article_id == row.id, Credit.name.is_not(None))
            .order_by(Credit.position)
        )
        names = [name for name in signed if name is not None]
        people.remember(connection, row.source_id, names, row.first_seen_at)


def tie_again(connection: Connection) -> None:
    """Put all articles into stories by today's rules."""
    for row in _articles(connection):
        tie_one_again(connection, row.id, row.body)


def tie_one_again(connection: Connection, article_id: int, body: str) -> None:
    """Put an article into a story by what is believed of it now."""
    days = connection.scalars(
        select(EventDate.date)
        .where(EventDate.article_id == article_id)
        .order_by(EventDate.position)
    ).all()
    regency = connection.scalar(
        select(ArticlePlace.code).where(
            ArticlePlace.article_id == article_id, ArticlePlace.role == ABOUT
        )
    )
    traits = traits_of(body, days=days, regency=regency)
    stories.tie(connection, article_id, traits, body)


def flag_again(connection: Connection) -> None:
    """Hold back what may identify a child or a victim."""
    for row in _articles(connection):
        reviews.flag(
            connection, row.id, find_signs(row.title, row.body), row.first_seen_at
        )


def _articles(connection: Connection) -> Iterator[Words]:
    """Give the newest words of every article, in the order they were first stored."""
    after = 0
    while True:
        rows = connection.execute(
            select(
                *(Article.id, Article.source_id, Article.first_seen_at),
                *(Version.title, Version.body, Dateline.place),
            )
            .join(
                Version,
                and_(
                    Version.article_id == Article.id, Version.number == Article.versions
                ),
            )
            .outerjoin(Dateline, Dateline.article_id == Article.id)
            .where(Article.id > after)
            .order_by(Article.id)
            .limit(CHUNK)
        ).all()
        if not rows:
            return
        yield from rows
        after = rows[-1].id
