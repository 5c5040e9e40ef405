"""Which articles an export takes, in which order: their numbers, as one moment's picture."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from newsarchive.archive.among import among, given
from newsarchive.archive.reading import Query, conditions
from newsarchive.archive.tables import Article, Membership, Source

# So many articles are looked up together, in the rows' own order: by id they lie scattered.
AT_ONCE = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What an export takes: what a query finds.

    With `once`, the earliest of a story stands for all of it that is found. `as_of` is a
    moment: the archive as it stood then.
    """

    query: Query = field(default_factory=Query)
    once: bool = False
    as_of: datetime | None = None


def number_of(connection: Connection, choice: Choice) -> int:
    """Count the articles."""
    taken = _taken(connection, choice).subquery()
    return connection.scalar(select(func.count()).select_from(taken)) or 0


def numbers(connection: Connection, choice: Choice) -> Iterator[list[int]]:
    """Give the numbers of the articles by id, some at a time."""
    statement = _taken(connection, choice).order_by(Article.key)
    # Many more than are looked up at once: the database sorts and holds them.
    options = {"yield_per": AT_ONCE}
    result = connection.execute(statement, execution_options=options)
    for rows in result.partitions():
        yield [row.id for row in rows]


def copies(
    connection: Connection, choice: Choice, stories: Sequence[int]
) -> dict[int, list[str]]:
    """Give the ids of a story's articles for which its earliest stands."""
    rows = connection.execute(
        _found(connection, choice, Membership.story_id, Article.key)
        .join(Membership, Membership.article_id == Article.id)
        .where(among(connection, Membership.story_id))
        .order_by(Membership.story_id, *_EARLIEST),
        given(connection, stories),
    )
    members: defaultdict[int, list[str]] = defaultdict(list)
    for story_id, key in rows:
        members[story_id].append(key)
    return {story_id: sorted(keys[1:]) for story_id, keys in members.items()}


_EARLIEST = (func.coalesce(Article.published_at, Article.first_seen_at), Article.key)


def _found(
    connection: Connection, choice: Choice, *columns: ColumnElement[Any] | Any
) -> Select[Any]:
    statement = (
        select(*columns)
        .select_from(Article)
        .where(*conditions(connection, choice.query))
    )
    if choice.query.source is not None:
        statement = statement.join(Source, Source.id == Article.source_id)
    if choice.as_of is not None:
        statement = statement.where(Article.first_seen_at <= choice.as_of)
    return statement


def _taken(connection: Connection, choice: Choice) -> Select[Any]:
    if not choice.once:
        return _found(connection, choice, Article.id)
    home = func.coalesce(Membership.story_id, -Article.id)
    place = func.row_number().over(partition_by=home, order_by=_EARLIEST)
    ranked = (
        _found(connection, choice, Article.id, place.label("place"))
        .outerjoin(Membership, Membership.article_id == Article.id)
        .subquery()
    )
    first = select(ranked.c.id).where(ranked.c.place == 1)
    return select(Article.id).where(Article.id.in_(first))
