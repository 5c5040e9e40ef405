"""What an export tells beside its articles: outlets, stories, days, places, units, tombstones.

Every row is a tuple of the columns that are named beside it; an audience sees no more here
than among the articles.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, func, select

from newsarchive.archive.tables import (
    Article,
    CoverageDay,
    Membership,
    Place,
    PoliceUnit,
    Source,
    Story,
    Suppression,
    SuppressionMark,
)
from newsarchive.archive.withheld import shown
from newsarchive.suppression import Audience, Mark

AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Beside:
    """For whom, and as of which moment, the rows are read."""

    audience: Audience
    as_of: datetime | None = None


Rows = Iterator[tuple[Any, ...]]


def rows(connection: Connection, name: str, beside: Beside) -> Rows:
    """Read one of the tables, in a fixed order."""
    return _TABLES[name](connection, beside)


def _streamed(connection: Connection, statement: Any) -> Rows:
    found = connection.execute(statement, execution_options={"yield_per": AT_ONCE})
    yield from map(tuple, found)


def _outlets(connection: Connection, beside: Beside) -> Rows:
    counted = (
        select(
            Article.source_id,
            func.count().label("articles"),
            func.min(Article.first_seen_at).label("first_seen_at"),
        )
        .where(shown(Article.id, beside.audience))
        .group_by(Article.source_id)
        .subquery()
    )
    statement = (
        select(
            *(Source.name, Source.title, Source.domain, Source.zone, Source.sections),
            func.coalesce(counted.c.articles, 0),
            counted.c.first_seen_at,
        )
        .outerjoin(counted, counted.c.source_id == Source.id)
        .order_by(Source.name)
    )
    return _streamed(connection, statement)


def _stories(connection: Connection, beside: Beside) -> Rows:
    statement = (
        select(Story.key, Article.key, Source.name, Article.published, Membership.role)
        .join(Membership, Membership.story_id == Story.id)
        .join(Article, Article.id == Membership.article_id)
        .join(Source, Source.id == Article.source_id)
        .where(shown(Article.id, beside.audience))
        .order_by(
            Story.key,
            func.coalesce(Article.published_at, Article.first_seen_at),
            Article.key,
        )
    )
    if beside.as_of is not None:
        statement = statement.where(Article.first_seen_at <= beside.as_of)
    for key, group in groupby(_streamed(connection, statement), key=itemgetter(0)):
        yield _story(key, list(group))


def _story(key: str, members: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    _, first, source, published, _ = members[0]
    roles = [role for *_, role in members]
    outlets = {one[2] for one in members}
    counts = (len(members), len(outlets), roles.count("copy"), roles.count("rewrite"))
    return (key, first, source, published, *counts)


def _coverage(connection: Connection, beside: Beside) -> Rows:
    day = CoverageDay
    statement = (
        select(Source.name, day.day, day.state, day.articles, day.runs, day.reason)
        .join(Source, Source.id == day.source_id)
        .order_by(Source.name, day.day)
    )
    if beside.as_of is not None:
        statement = statement.where(day.day <= beside.as_of.date().isoformat())
    return _streamed(connection, statement)


def _places(connection: Connection, _: Beside) -> Rows:
    one = Place
    columns = (one.code, one.scheme, one.name, one.level, one.kind, one.parent, one.bps)
    return _streamed(connection, select(*columns).order_by(one.code))


def _units(connection: Connection, _: Beside) -> Rows:
    one = PoliceUnit
    columns = (one.id, one.name, one.level, one.parent, one.place, one.status)
    return _streamed(connection, select(*columns).order_by(one.id))


def _removed(connection: Connection, _: Beside) -> Rows:
    """Give the ids of suppressed articles: since when, and the class of the reason."""
    statement = (
        select(
            SuppressionMark.value,
            func.min(Suppression.at),
            func.min(Suppression.reason),
        )
        .join(Suppression, Suppression.uid == SuppressionMark.uid)
        .where(
            SuppressionMark.kind == Mark.ARTICLE,
            Suppression.lifted_at.is_(None),
        )
        .group_by(SuppressionMark.value)
        .order_by(SuppressionMark.value)
    )
    return _streamed(connection, statement)


_TABLES: Mapping[str, Callable[[Connection, Beside], Rows]] = {
    "outlets": _outlets,
    "stories": _stories,
    "coverage": _coverage,
    "places": _places,
    "police_units": _units,
    "removed": _removed,
}
