"""Every outlet's days: stored, nothing published, blocked, down, broken or not run.

A table filled as runs end, made of articles and runs alone: it can be made again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, func, or_, select

from newsarchive.archive.history import publication
from newsarchive.archive.ledger import CHUNK, upsert
from newsarchive.archive.tables import Article, CoverageDay, Run, RunFigures, Source
from newsarchive.monitors.days import DayState, state_of
from newsarchive.monitors.figures import Explained, Sight

DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class StoredDay:
    """How an outlet's day stands; `reason` is why its articles are missing."""

    source: str
    day: date
    state: DayState
    articles: int
    runs: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class _Look:
    """A run that ended on a day, and what it saw."""

    sight: Sight
    reason: str | None


def note(
    connection: Connection, source_id: int, now: datetime, moments: Iterable[datetime]
) -> None:
    """Fill the days that a run changes: its own, those since the last, its articles'."""
    zone = _zone(connection, source_id)
    today = now.astimezone(zone).date()
    days = {moment.astimezone(zone).date() for moment in moments}
    last = connection.scalar(
        select(func.max(CoverageDay.day)).where(CoverageDay.source_id == source_id)
    )
    day = min(date.fromisoformat(last), today) if last else today
    while day <= today:
        days.add(day)
        day += DAY
    _fill(connection, source_id, zone, sorted(days))


def recompute(connection: Connection, source_id: int) -> int:
    """Make all of an outlet's days again; return how many there are."""
    zone = _zone(connection, source_id)
    connection.execute(delete(CoverageDay).where(CoverageDay.source_id == source_id))
    looks = _looks(connection, source_id, zone, None)
    numbers = _numbers(connection, source_id, zone, None)
    if not looks:
        return 0
    days, last = set(numbers), max([*looks, *numbers])
    day = min(looks)
    while day <= last:
        days.add(day)
        day += DAY
    _write(connection, source_id, sorted(days), numbers, looks)
    return len(days)


def recompute_all(connection: Connection) -> int:
    """Make every outlet's days again; return how many there are."""
    numbers = connection.scalars(select(Source.id)).all()
    return sum(recompute(connection, source_id) for source_id in numbers)


def read(
    connection: Connection, first: date, last: date, source: str | None = None
) -> list[StoredDay]:
    """Read the days from `first` to `last`, by outlet."""
    query = (
        select(CoverageDay.__table__, Source.name)
        .join(Source, Source.id == CoverageDay.source_id)
        .where(CoverageDay.day.between(first.isoformat(), last.isoformat()))
        .order_by(Source.name, CoverageDay.day)
    )
    if source is not None:
        query = query.where(Source.name == source)
    return [
        StoredDay(
            source=row.name,
            day=date.fromisoformat(row.day),
            state=DayState(row.state),
            articles=row.articles,
            runs=row.runs,
            reason=row.reason,
        )
        for row in connection.execute(query)
    ]


def begun(connection: Connection) -> dict[str, tuple[str, date]]:
    """Give each outlet's title and the day of its first run that ended."""
    rows = connection.execute(
        select(Source.name, Source.title, Source.zone, func.min(Run.started_at))
        .join(Run, Run.source_id == Source.id)
        .where(Run.finished_at.is_not(None))
        .group_by(Source.name, Source.title, Source.zone)
        .order_by(Source.name)
    )
    # SQLite's min() forgets that the column is an instant.
    return {
        name: (title, _instant(first).astimezone(ZoneInfo(zone)).date())
        for name, title, zone, first in rows
    }


def _instant(value: Any) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _zone(connection: Connection, source_id: int) -> ZoneInfo:
    name = connection.scalar(select(Source.zone).where(Source.id == source_id))
    return ZoneInfo(str(name))


def _fill(
    connection: Connection, source_id: int, zone: ZoneInfo, days: Sequence[date]
) -> None:
    """Write some days anew."""
    span = _midnight(days[0], zone), _midnight(days[-1] + DAY, zone)
    looks = _looks(connection, source_id, zone, span)
    numbers = _numbers(connection, source_id, zone, span)
    names = [day.isoformat() for day in days]
    for start in range(0, len(names), CHUNK):
        connection.execute(
            delete(CoverageDay).where(
                CoverageDay.source_id == source_id,
                CoverageDay.day.in_(names[start : start + CHUNK]),
            )
        )
    _write(connection, source_id, days, numbers, looks)


def _write(
    connection: Connection,
    source_id: int,
    days: Sequence[date],
    numbers: Counter[date],
    looks: dict[date, list[_Look]],
) -> None:
    rows = [_row(source_id, day, numbers[day], looks.get(day, [])) for day in days]
    connection.execute(upsert(connection, CoverageDay), rows)


def _row(
    source_id: int, day: date, articles: int, looks: list[_Look]
) -> dict[str, Any]:
    state = state_of(articles, [one.sight for one in looks])
    told = [one.reason for one in looks if one.reason]
    is_missing = state not in {DayState.STORED, DayState.NOTHING, DayState.NOT_RUN}
    return {
        "source_id": source_id,
        "day": day.isoformat(),
        "state": state,
        "articles": articles,
        "runs": len(looks),
        "reason": told[-1] if told and is_missing else None,
    }


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _looks(
    connection: Connection, source_id: int, zone: ZoneInfo, span: Span | None
) -> dict[date, list[_Look]]:
    """Read the runs that looked for news, by the day on which they ended."""
    query = (
        select(RunFigures.at, RunFigures.sight, RunFigures.explained, Run.reason)
        .join(Run, Run.id == RunFigures.run_id)
        .where(RunFigures.source_id == source_id)
        .order_by(RunFigures.at, RunFigures.run_id)
    )
    if span is not None:
        query = query.where(RunFigures.at.between(*span))
    found: defaultdict[date, list[_Look]] = defaultdict(list)
    for at, sight, why, reason in connection.execute(query):
        if why != Explained.PAST:
            found[at.astimezone(zone).date()].append(_Look(Sight(sight), reason))
    return found


def _numbers(
    connection: Connection, source_id: int, zone: ZoneInfo, span: Span | None
) -> Counter[date]:
    """Count the articles of each day, or of some; without a date: of when it was seen."""
    query = select(
        Article.published_at, Article.published_precision, Article.first_seen_at
    ).where(Article.source_id == source_id)
    if span is not None:
        query = query.where(
            or_(
                Article.published_at.between(*span),
                Article.first_seen_at.between(*span),
            )
        )
    told = (publication(*row) for row in connection.execute(query))
    return Counter(one.at.astimezone(zone).date() for one in told)
