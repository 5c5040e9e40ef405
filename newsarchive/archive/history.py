"""Read what monitors look at: an outlet's runs, articles and alarms of some weeks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from newsarchive.archive import tables
from newsarchive.archive.alarms import StoredAlarm
from newsarchive.archive.tables import Alarm, Article, Run, RunCount, Source
from newsarchive.monitors.figures import (
    Explained,
    History,
    Publication,
    RunFigures,
    Sight,
    Trouble,
)
from newsarchive.run import Outcome

# How far back an outlet's habits are learnt from; an alarm that stands reaches back
# further, to the time before it.
WEEKS = timedelta(weeks=8)
TO_THE_DAY = ("second", "minute", "hour", "day")


def read(
    connection: Connection,
    source_id: int,
    now: datetime,
    standing: Mapping[str, StoredAlarm],
    disk_free: int | None,
) -> History:
    """Read an outlet's history, whose last run ends now."""
    start = min([now, *(one.since for one in standing.values())]) - WEEKS
    source = connection.execute(
        select(Source.name, Source.zone).where(Source.id == source_id)
    ).one()
    total = connection.scalar(
        select(func.count()).select_from(Article).where(Article.source_id == source_id)
    )
    return History(
        source=source.name,
        zone=source.zone,
        now=now,
        runs=_runs(connection, source_id, start),
        publications=publications(connection, source_id, start),
        troubles=_troubles(connection, source_id, start),
        articles=total or 0,
        disk_free=disk_free,
    )


def publications(
    connection: Connection, source_id: int, since: datetime
) -> tuple[Publication, ...]:
    """Read when each article was published that was first seen since a moment."""
    rows = connection.execute(
        select(
            Article.published_at, Article.published_precision, Article.first_seen_at
        ).where(
            Article.source_id == source_id,
            # No article is seen first after it was checked last; this has an index.
            Article.last_checked_at >= since,
            Article.first_seen_at >= since,
        )
    )
    return tuple(publication(*row) for row in rows)


def publication(
    published_at: datetime | None, precision: str | None, seen: datetime
) -> Publication:
    """Say when an article counts as published: on the day it was seen where unknown."""
    if published_at is None or precision not in TO_THE_DAY:
        return Publication(seen, seen, timed=False)
    return Publication(published_at, seen, timed=precision != "day")


def _runs(
    connection: Connection, source_id: int, since: datetime
) -> tuple[RunFigures, ...]:
    figures = tables.RunFigures
    rows = connection.execute(
        select(figures.__table__, Run.reason)
        .join(Run, Run.id == figures.run_id)
        .where(figures.source_id == source_id, figures.at >= since)
        .order_by(figures.at, figures.run_id)
    ).all()
    counted = connection.execute(
        select(RunCount.run_id, RunCount.outcome, RunCount.reason, RunCount.addresses)
        .join(figures, figures.run_id == RunCount.run_id)
        .where(figures.source_id == source_id, figures.at >= since)
    )
    counts: defaultdict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for run_id, outcome, reason, number in counted:
        counts[run_id].append((outcome, reason, number))
    return tuple(_run(row, counts[row.run_id]) for row in rows)


def _run(row: Row[Any], counted: Iterable[tuple[str, str, int]]) -> RunFigures:
    counts: dict[str, int] = {}
    new = 0
    for outcome, reason, number in counted:
        counts[outcome] = counts.get(outcome, 0) + number
        if (outcome, reason) == (Outcome.STORED, "new"):
            new = number
    return RunFigures(
        run=row.run_id,
        at=row.at,
        sight=Sight(row.sight),
        explained=Explained(row.explained) if row.explained else None,
        reason=row.reason,
        counts=counts,
        new=new,
        read=row.articles,
        filled=row.filled,
        origins=row.origins,
        future=row.future,
    )


def _troubles(
    connection: Connection, source_id: int, since: datetime
) -> tuple[Trouble, ...]:
    rows = connection.execute(
        select(Alarm.monitor, Alarm.since, Alarm.ended_at).where(
            Alarm.source_id == source_id,
            or_(Alarm.ended_at.is_(None), Alarm.ended_at >= since),
        )
    )
    return tuple(Trouble(*row) for row in rows)
