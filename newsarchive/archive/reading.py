"""Read articles with all their parts, newest first, a chunk at a time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select
from sqlalchemy.orm import aliased

from newsarchive.archive import corrections, search, tables
from newsarchive.archive.corrections import StoredCorrection
from newsarchive.archive.fields import ABOUT, NAMED
from newsarchive.archive.tables import (
    Article,
    ArticlePlace,
    ArticleTopic,
    ArticleUnit,
    ArticleUrl,
    Credit,
    Dateline,
    EventDate,
    Image,
    Membership,
    PersonAlias,
    Place,
    PoliceUnit,
    Run,
    Source,
    SourceCheck,
    Story,
    Tag,
    Version,
)
from newsarchive.archive.withheld import shown
from newsarchive.errors import ConfigurationError
from newsarchive.suppression import Audience

CHUNK = 500
_END = re.compile(r"[0-9a-f]{6,16}")
# "From 1 October" means the day as the region's clocks show it.
ZONE = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to look for; every condition given must hold.

    `place` is a name in datelines or in the text; `regency` is the code of where a story
    plays; `unit` is the id of a police unit, which stands for all units below it too;
    `topic` is a topic's id; `police` leaves what names a unit or has a topic. What is kept
    from the `audience` is not found.
    """

    words: str | None = None
    source: str | None = None
    place: str | None = None
    regency: str | None = None
    unit: str | None = None
    topic: str | None = None
    police: bool = False
    since: date | None = None
    until: date | None = None
    audience: Audience = Audience.ARCHIVIST


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """The words of an article as one visit found them.

    `findings` are all other values read then, `capture_id` the answer they were read from.
    """

    number: int
    title: str | None
    body: str
    text: str
    content_sha256: str
    seen_at: datetime
    run_id: int
    extractor: str
    cause: str
    findings: dict[str, Any] | None
    capture_id: int | None


@dataclass(frozen=True, slots=True)
class StateChange:
    """A change of how an article stands at its source; `status` is the answer's."""

    at: datetime
    state: str
    reason: str | None
    run_id: int
    capture_id: int | None
    status: int | None


@dataclass(frozen=True, slots=True)
class StoredStory:
    """The story an article belongs to: id, how many articles, and its own share."""

    id: str
    size: int
    role: str
    overlap: float


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story and its articles, the first first."""

    id: str
    members: tuple["StoredArticle", ...]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the archive has it; rows carry the columns of the tables.

    `people` gives the person's id to the names in `credits`. Rows of `places`, `regency`
    and `units` carry the columns of the place or unit too. `capture` is the answer that the
    newest words were read from: sha256, fetched_at, file, offset. `corrections` stand.
    """

    row: Row[Any]
    version: StoredVersion
    urls: tuple[str, ...]
    credits: tuple[Row[Any], ...]
    people: Mapping[str, str]
    dateline: Row[Any] | None
    event_dates: tuple[Row[Any], ...]
    tags: tuple[str, ...]
    images: tuple[Row[Any], ...]
    places: tuple[Row[Any], ...]
    regency: Row[Any] | None
    units: tuple[Row[Any], ...]
    topics: tuple[Row[Any], ...]
    story: StoredStory | None
    capture: Row[Any] | None
    corrections: tuple[StoredCorrection, ...]

    @property
    def title(self) -> str | None:
        """The headline that is believed today; of an earlier version, as it was read."""
        newest = self.version.number == self.row.versions
        return self.row.title if newest else self.version.title


def count(connection: Connection, query: Query) -> int:
    """Count the articles a query finds."""
    statement = select(func.count()).select_from(Article).join(Source)
    number = connection.scalar(statement.where(*conditions(connection, query)))
    return number or 0


def newest(
    connection: Connection, query: Query, limit: int
) -> tuple[StoredArticle, ...]:
    """Read the newest articles a query finds."""
    statement = (
        _articles()
        .where(*conditions(connection, query))
        .order_by(Article.published_at.desc().nulls_last(), Article.id.desc())
        .limit(limit)
    )
    return _whole(connection, connection.execute(statement).all())


def every(connection: Connection, query: Query) -> Iterator[StoredArticle]:
    """Read all articles a query finds in a fixed order, by key."""
    after = ""
    while True:
        statement = (
            _articles()
            .where(Article.key > after, *conditions(connection, query))
            .order_by(Article.key)
            .limit(CHUNK)
        )
        rows = connection.execute(statement).all()
        if not rows:
            return
        yield from _whole(connection, rows)
        after = rows[-1].key


def find(connection: Connection, name: str) -> StoredArticle | None:
    """Find one article by its id, by the end of its id, or by any of its addresses."""
    by_url = select(ArticleUrl.article_id).where(ArticleUrl.url == name)
    choices = [Article.key == name, Article.id.in_(by_url)]
    if _END.fullmatch(name):
        choices.append(Article.key.endswith(name))
    statement = (
        _articles()
        .where(or_(*choices), shown(Article.id))
        .order_by(Article.key)
        .limit(3)
    )
    rows = connection.execute(statement).all()
    if len(rows) > 1:
        keys = ", ".join(row.key for row in rows)
        raise ConfigurationError(f"{name!r} may be {keys}: give a whole id")
    return _whole(connection, rows)[0] if rows else None


def is_shown(connection: Connection, key: str, audience: Audience) -> bool:
    """Whether an audience may see an article."""
    seen = select(Article.id).where(Article.key == key, shown(Article.id, audience))
    return connection.scalar(seen) is not None


def story(connection: Connection, name: str) -> ToldStory | None:
    """Find a story by a name it has or had, or by one of its articles."""
    story_id = _story_id(connection, name)
    if story_id is None:
        return None
    rows = connection.execute(
        _articles()
        .join(Membership, Membership.article_id == Article.id)
        .where(Membership.story_id == story_id, shown(Article.id))
        .order_by(
            func.coalesce(Article.published_at, Article.first_seen_at), Article.key
        )
    ).all()
    if not rows:
        return None
    key = connection.scalar(select(Story.key).where(Story.id == story_id))
    return ToldStory(str(key), _whole(connection, rows))


def _story_id(connection: Connection, name: str) -> int | None:
    named = select(Story.id).where(Story.key == name)
    once = select(tables.StoryAlias.story_id).where(tables.StoryAlias.key == name)
    story_id = connection.scalar(named) or connection.scalar(once)
    article = find(connection, name) if story_id is None else None
    if article is None:
        return story_id
    home = Membership.article_id == article.row.id
    return connection.scalar(select(Membership.story_id).where(home))


def versions(connection: Connection, article_id: int) -> list[StoredVersion]:
    """Read all versions of an article, the first first."""
    rows = connection.execute(
        select(*_VERSION)
        .where(Version.article_id == article_id)
        .order_by(Version.number)
    )
    return [StoredVersion(*row) for row in rows]


def states(connection: Connection, article_id: int) -> list[StateChange]:
    """Read how an article stood at its source, the first change first."""
    rows = connection.execute(
        select(
            *(tables.StateChange.at, tables.StateChange.state),
            *(tables.StateChange.reason, tables.StateChange.run_id),
            *(tables.StateChange.capture_id, tables.Capture.status),
        )
        .outerjoin(tables.Capture, tables.Capture.id == tables.StateChange.capture_id)
        .where(tables.StateChange.article_id == article_id)
        .order_by(tables.StateChange.at, tables.StateChange.id)
    )
    return [StateChange(*row) for row in rows]


_VERSION = (
    Version.number,
    Version.title,
    Version.body,
    Version.text,
    Version.content_sha256,
    Version.seen_at,
    Version.run_id,
    Version.extractor,
    Version.cause,
    Version.findings,
    Version.capture_id,
)


def _articles() -> Any:
    columns = [column for column in Article.__table__.columns if column.key != "id"]
    return select(
        Article.id,
        *columns,
        Source.name.label("source"),
        Source.title.label("outlet"),
        Source.zone.label("zone"),
    ).join(Source)


def conditions(connection: Connection, query: Query) -> list[ColumnElement[bool]]:
    """Build the conditions of a query on articles and their sources."""
    found: list[ColumnElement[bool]] = [shown(Article.id, query.audience)]
    if query.words is not None:
        found.append(search.matching(connection.dialect.name, query.words))
    if query.source is not None:
        found.append(Source.name == query.source)
    if query.place is not None:
        found.append(_at(query.place))
    found += _naming(query)
    if query.since is not None:
        found.append(Article.published_at >= _midnight(query.since))
    if query.until is not None:
        after = _midnight(query.until) + timedelta(days=1)
        found.append(Article.published_at < after)
    return found


def _at(place: str) -> ColumnElement[bool]:
    """Find articles written from a place, or naming it."""
    written = select(Dateline.article_id).where(
        func.lower(Dateline.place) == place.lower()
    )
    named = (
        select(ArticlePlace.article_id)
        .join(Place, Place.code == ArticlePlace.code)
        .where(ArticlePlace.role == NAMED, func.lower(Place.name) == place.lower())
    )
    return Article.id.in_(written) | Article.id.in_(named)


def _naming(query: Query) -> Iterator[ColumnElement[bool]]:
    if query.regency is not None:
        yield Article.id.in_(
            select(ArticlePlace.article_id).where(
                ArticlePlace.role == ABOUT, ArticlePlace.code == query.regency
            )
        )
    if query.unit is not None:
        below = (
            select(PoliceUnit.id).where(PoliceUnit.id == query.unit).cte(recursive=True)
        )
        below = below.union(
            select(PoliceUnit.id).join(below, PoliceUnit.parent == below.c.id)
        )
        yield Article.id.in_(
            select(ArticleUnit.article_id).where(
                ArticleUnit.unit_id.in_(select(below.c.id))
            )
        )
    if query.police:
        yield Article.id.in_(select(ArticleUnit.article_id)) | Article.id.in_(
            select(ArticleTopic.article_id)
        )
    if query.topic is not None:
        yield Article.id.in_(
            select(ArticleTopic.article_id).where(ArticleTopic.topic_id == query.topic)
        )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)


def _whole(
    connection: Connection, rows: list[Row[Any]] | Any
) -> tuple[StoredArticle, ...]:
    """Fetch the parts of a chunk of articles with one query a table."""
    ids = [row.id for row in rows]
    words = {
        row.article_id: StoredVersion(*row[1:])
        for row in connection.execute(
            select(Version.article_id, *_VERSION)
            .join(
                Article,
                and_(
                    Article.id == Version.article_id,
                    Article.versions == Version.number,
                ),
            )
            .where(Article.id.in_(ids))
        )
    }
    parts = {
        table: _parts(connection, table, ids)
        for table in (ArticleUrl, Credit, Dateline, EventDate, Tag, Image, ArticleTopic)
    }
    places = _grouped(connection, _PLACES.where(ArticlePlace.article_id.in_(ids)))
    units = _grouped(connection, _UNITS.where(ArticleUnit.article_id.in_(ids)))
    people = _people(connection, {row.source_id for row in rows}, parts[Credit])
    stories = _stories(connection, ids)
    captured = _captures(connection, words.values())
    corrected = corrections.standing(connection, ids)
    return tuple(
        StoredArticle(
            row=row,
            version=words[row.id],
            urls=tuple(sorted(url.url for url in parts[ArticleUrl][row.id])),
            credits=tuple(parts[Credit][row.id]),
            people=people[row.source_id],
            dateline=next(iter(parts[Dateline][row.id]), None),
            event_dates=tuple(parts[EventDate][row.id]),
            tags=tuple(tag.name for tag in parts[Tag][row.id]),
            images=tuple(parts[Image][row.id]),
            places=tuple(p for p in places[row.id] if p.role == NAMED),
            regency=next((p for p in places[row.id] if p.role == ABOUT), None),
            units=tuple(units[row.id]),
            topics=tuple(parts[ArticleTopic][row.id]),
            story=stories.get(row.id),
            capture=captured.get(words[row.id].capture_id),
            corrections=tuple(corrected.get(row.id, ())),
        )
        for row in rows
    )


def _parts(
    connection: Connection, table: Any, ids: list[int]
) -> defaultdict[int, list[Row[Any]]]:
    statement = select(table).where(table.article_id.in_(ids))
    if hasattr(table, "position"):
        statement = statement.order_by(table.position)
    return _grouped(connection, statement)


def _grouped(
    connection: Connection, statement: Any
) -> defaultdict[int, list[Row[Any]]]:
    found: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(statement):
        found[row.article_id].append(row)
    return found


_PLACES = (
    select(ArticlePlace, Place.scheme, Place.name, Place.level)
    .join(Place, Place.code == ArticlePlace.code)
    .order_by(ArticlePlace.position)
)
_PARENT = aliased(PoliceUnit)
_UNITS = (
    select(ArticleUnit, PoliceUnit.name, PoliceUnit.level, _PARENT.name.label("parent"))
    .join(PoliceUnit, PoliceUnit.id == ArticleUnit.unit_id)
    .outerjoin(_PARENT, _PARENT.id == PoliceUnit.parent)
    .order_by(ArticleUnit.position)
)


def _people(
    connection: Connection,
    sources: set[int],
    credits: Mapping[int, Iterable[Row[Any]]],  # noqa: A002 (what they are called)
) -> defaultdict[int, dict[str, str]]:
    """Tell, by outlet, which person each name in a chunk's credits means."""
    names = {credit.name for group in credits.values() for credit in group}
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    rows = connection.execute(
        select(PersonAlias.source_id, PersonAlias.name, PersonAlias.person_id).where(
            PersonAlias.source_id.in_(sources), PersonAlias.name.in_(names - {None})
        )
    )
    for row in rows:
        found[row.source_id][row.name] = row.person_id
    return found


def _captures(
    connection: Connection, words: Iterable[StoredVersion]
) -> Mapping[int | None, Any]:
    """Read where the answers are kept that a chunk's words were read from."""
    wanted = {version.capture_id for version in words} - {None}
    rows = connection.execute(
        select(
            *(tables.Capture.id, tables.Capture.sha256, tables.Capture.fetched_at),
            *(tables.Capture.file, tables.Capture.offset),
        ).where(tables.Capture.id.in_(wanted))
    )
    return {row.id: row for row in rows}


def _stories(connection: Connection, ids: list[int]) -> dict[int, StoredStory]:
    mine = (
        select(Membership.story_id)
        .where(Membership.article_id.in_(ids))
        .scalar_subquery()
    )
    size = func.count().over(partition_by=Membership.story_id)
    members = (
        select(
            Membership.article_id, Story.key, size, Membership.role, Membership.overlap
        )
        .join(Story)
        .where(Membership.story_id.in_(mine), shown(Membership.article_id))
        .subquery()
    )
    rows = connection.execute(select(members).where(members.c.article_id.in_(ids)))
    return {number: StoredStory(*told) for number, *told in rows}


def topics(connection: Connection) -> dict[str, int]:
    """Count the articles of each topic that has any."""
    counted = (
        select(ArticleTopic.topic_id, func.count())
        .where(shown(ArticleTopic.article_id))
        .group_by(ArticleTopic.topic_id)
    )
    return dict(connection.execute(counted).all())


def last_runs(connection: Connection) -> dict[str, dict[str, Any]]:
    """Tell of each source: articles, newest article, last run, last check."""
    articles = select(
        Article.source_id,
        func.count().label("articles"),
        func.max(Article.published_at).label("newest"),
    ).group_by(Article.source_id)
    runs = select(Run.source_id, func.max(Run.id).label("run")).group_by(Run.source_id)
    checks = select(
        SourceCheck.source_id, func.max(SourceCheck.id).label("check")
    ).group_by(SourceCheck.source_id)
    told, ran, seen = articles.subquery(), runs.subquery(), checks.subquery()
    rows = connection.execute(
        select(
            Source.name,
            Source.title,
            Source.domain,
            Source.sections,
            func.coalesce(told.c.articles, 0).label("articles"),
            told.c.newest,
            Run.started_at,
            Run.outcome,
            SourceCheck.checked_at,
            SourceCheck.verdict,
            SourceCheck.verified,
        )
        .outerjoin(told, told.c.source_id == Source.id)
        .outerjoin(ran, ran.c.source_id == Source.id)
        .outerjoin(Run, Run.id == ran.c.run)
        .outerjoin(seen, seen.c.source_id == Source.id)
        .outerjoin(SourceCheck, SourceCheck.id == seen.c.check)
        .order_by(Source.name)
    )
    return {row.name: dict(row._mapping) for row in rows}  # noqa: SLF001 (SQLAlchemy's public name)
