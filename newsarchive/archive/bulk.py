"""Read very many articles for export: few queries a batch, rows as the driver gives them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, and_, func, select
from sqlalchemy.orm import aliased

from newsarchive.archive import corrections, tables
from newsarchive.archive.among import among, given
from newsarchive.archive.corrections import StoredCorrection
from newsarchive.archive.entry import (
    Credited,
    Day,
    Entry,
    Head,
    Kept,
    Line,
    Named,
    Picture,
    Subject,
    Unit,
    Words,
)
from newsarchive.archive.fields import ABOUT, NAMED
from newsarchive.archive.reading import StoredStory
from newsarchive.archive.selecting import Choice, copies, numbers
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
    Source,
    Story,
    Tag,
    Version,
)
from newsarchive.archive.withheld import shown

# Words are long: so many are held at a time.
WORDS = 512
Tuples = Sequence[tuple[Any, ...]]


def entries(connection: Connection, choice: Choice) -> Iterator[Entry]:
    """Read the articles of a choice, by id."""
    lists = Lists.read(connection)
    for ids in numbers(connection, choice):
        parts = Parts.read(connection, choice, lists, ids)
        for start in range(0, len(ids), WORDS):
            some = ids[start : start + WORDS]
            words = _words(connection, some)
            for number in some:
                yield parts.entry(number, *words[number])


@dataclass(frozen=True, slots=True)
class Lists:
    """What articles refer to, small enough to be held whole."""

    sources: Mapping[int, tuple[str, str, str]]
    places: Mapping[str, Named]
    units: Mapping[str, Unit]
    people: Mapping[int, Mapping[str | None, str]]

    @classmethod
    def read(cls, connection: Connection) -> "Lists":
        """Read the lists."""
        above = aliased(PoliceUnit)
        units = select(PoliceUnit.id, PoliceUnit.name, above.name).outerjoin(
            above, above.id == PoliceUnit.parent
        )
        places = select(Place.code, Place.name, Place.level)
        sources = connection.execute(_SOURCES)
        people: defaultdict[int, dict[str | None, str]] = defaultdict(dict)
        for source_id, name, person in connection.execute(_PEOPLE):
            people[source_id][name] = person
        return cls(
            sources={
                number: (name, title, zone) for number, name, title, zone in sources
            },
            places={row[0]: Named(*row) for row in connection.execute(places)},
            units={row[0]: Unit(*row) for row in connection.execute(units)},
            people=people,
        )


_SOURCES = select(Source.id, Source.name, Source.title, Source.zone)
_PEOPLE = select(PersonAlias.source_id, PersonAlias.name, PersonAlias.person_id)
_NOBODY: Mapping[str | None, str] = {}


@dataclass(frozen=True, slots=True)
class Parts:
    """All of a batch's articles but their words, by their numbers."""

    people: Mapping[int, Mapping[str | None, str]]
    heads: Mapping[int, Head]
    urls: Mapping[int, list[str]]
    credits: Mapping[int, list[Credited]]
    lines: Mapping[int, list[Line]]
    days: Mapping[int, list[Day]]
    tags: Mapping[int, list[str]]
    images: Mapping[int, list[Picture]]
    places: Mapping[int, list[Named]]
    regencies: Mapping[int, list[Named]]
    units: Mapping[int, list[Unit]]
    topics: Mapping[int, list[Subject]]
    stories: Mapping[int, tuple[int, StoredStory]]
    corrections: Mapping[int, list[StoredCorrection]]
    copies: Mapping[int, list[str]]
    once: bool

    @classmethod
    def read(
        cls, connection: Connection, choice: Choice, lists: Lists, ids: list[int]
    ) -> "Parts":
        """Read a batch, one query a table."""

        def rows(table: Any, *columns: Any, order: Any = None) -> Tuples:
            statement = select(table.article_id, *columns)
            statement = statement.where(among(connection, table.article_id))
            ordered = table.position if order is None else order
            return _fetched(
                connection, statement.order_by(table.article_id, ordered), ids
            )

        named = rows(ArticlePlace, ArticlePlace.code, ArticlePlace.role)
        stories = _stories(connection, ids)
        return cls(
            people=lists.people,
            heads=_heads(connection, lists, ids),
            urls=_lists(rows(ArticleUrl, ArticleUrl.url, order=ArticleUrl.url)),
            credits=_made(rows(Credit, *_of(Credit, Credited)), Credited._make),
            lines=_made(
                rows(Dateline, *_of(Dateline, Line), order=Dateline.raw), Line._make
            ),
            days=_days(rows(EventDate, *_of(EventDate, Day))),
            tags=_lists(rows(Tag, Tag.name)),
            images=_made(rows(Image, *_of(Image, Picture)), Picture._make),
            places=_known([r for r in named if r[2] == NAMED], lists.places),
            regencies=_known([r for r in named if r[2] == ABOUT], lists.places),
            units=_known(rows(ArticleUnit, ArticleUnit.unit_id), lists.units),
            topics=_made(rows(ArticleTopic, ArticleTopic.topic_id), Subject._make),
            stories=stories,
            corrections=_corrected(connection, ids),
            copies=copies(connection, choice, [s for s, _ in stories.values()])
            if choice.once
            else {},
            once=choice.once,
        )

    def entry(self, number: int, words: Words, capture: Kept | None) -> Entry:
        """Put one article together."""
        row = self.heads[number]
        lines, regencies = self.lines.get(number), self.regencies.get(number)
        story_id, story = self.stories.get(number, (0, None))
        return Entry(
            row,
            row.title,
            words,
            self.urls.get(number, _NONE),
            self.credits.get(number, _NONE),
            self.people.get(row.source_id, _NOBODY),
            lines[0] if lines else None,
            self.days.get(number, _NONE),
            self.tags.get(number, _NONE),
            self.images.get(number, _NONE),
            self.places.get(number, _NONE),
            regencies[0] if regencies else None,
            self.units.get(number, _NONE),
            self.topics.get(number, _NONE),
            story,
            capture,
            self.corrections.get(number, _NONE),
            self.copies.get(story_id, []) if self.once else None,
        )


_NONE: Sequence[Any] = ()


def _fetched(connection: Connection, statement: Any, ids: list[int]) -> Tuples:
    """Fetch rows as the driver has them: making values of them takes most of the time."""
    result = connection.execute(statement, given(connection, ids))
    assert result.cursor is not None  # noqa: S101 (a SELECT has one)
    rows: Tuples = result.cursor.fetchall()
    result.close()
    return rows


def _of(table: Any, kind: Any) -> list[Any]:
    return [getattr(table, name) for name in kind._fields]


def _heads(connection: Connection, lists: Lists, ids: list[int]) -> dict[int, Head]:
    rows = _fetched(
        connection, select(*_HEAD).where(among(connection, Article.id)), ids
    )
    return {row[0]: _head(row, lists.sources[row[2]]) for row in rows}


def _head(row: tuple[Any, ...], source: tuple[str, str, str]) -> Head:
    published, first, last = instant(row[8]), instant(row[14]), instant(row[15])
    return Head._make(
        (*row[:8], published, *row[9:14], first, last, *row[16:], *source)
    )


_HEAD = [getattr(Article, name) for name in Head._fields[:-3]]


def instant(value: Any) -> Any:
    """Read an instant as the driver gives it: text on SQLite."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _words(
    connection: Connection, ids: list[int]
) -> dict[int, tuple[Words, Kept | None]]:
    newest = and_(Version.article_id == Article.id, Version.number == Article.versions)
    statement = (
        select(Article.id, *_of(Version, Words), *_of(tables.Capture, Kept))
        .join(Version, newest)
        .outerjoin(tables.Capture, tables.Capture.id == Version.capture_id)
        .where(among(connection, Article.id))
    )
    return {
        row[0]: (Words._make(row[1:4]), _kept(row[4:]))
        for row in _fetched(connection, statement, ids)
    }


def _kept(row: tuple[Any, ...]) -> Kept | None:
    if row[0] is None:
        return None
    return Kept(row[0], instant(row[1]), row[2], row[3])


def _made(rows: Tuples, make: Callable[[Any], Any]) -> dict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(make(row[1:]))
    return found


def _lists(rows: Tuples) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for number, value in rows:
        found[number].append(value)
    return found


def _known(rows: Tuples, known: Mapping[str, Any]) -> dict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(known[row[1]])
    return found


def _days(rows: Tuples) -> dict[int, list[Day]]:
    found: defaultdict[int, list[Day]] = defaultdict(list)
    for number, date, until, raw, flags in rows:
        told = orjson.loads(flags) if isinstance(flags, str) else flags
        found[number].append(Day(date, until, raw, told))
    return found


def _stories(
    connection: Connection, ids: list[int]
) -> dict[int, tuple[int, StoredStory]]:
    """Give each article's story: its number, and what a record says of it."""
    told = select(
        *(Membership.article_id, Membership.story_id, Story.key),
        *(Membership.role, Membership.overlap),
    ).join(Story, Story.id == Membership.story_id)
    rows = _fetched(
        connection, told.where(among(connection, Membership.article_id)), ids
    )
    sized = (
        select(Membership.story_id, func.count())
        .where(among(connection, Membership.story_id), shown(Membership.article_id))
        .group_by(Membership.story_id)
    )
    sizes: dict[int, int] = dict(
        _fetched(connection, sized, sorted({row[1] for row in rows}))
    )
    return {
        number: (story_id, StoredStory(key, sizes.get(story_id, 0), role, overlap))
        for number, story_id, key, role, overlap in rows
    }


def _corrected(
    connection: Connection, ids: list[int]
) -> dict[int, list[StoredCorrection]]:
    """Read the corrections that stand; few articles have any."""
    table = tables.Correction
    statement = select(table.article_id).where(
        table.undone_at.is_(None), among(connection, table.article_id)
    )
    rows = _fetched(connection, statement, ids)
    return corrections.standing(connection, [row[0] for row in rows]) if rows else {}
