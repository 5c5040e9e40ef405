"""How each outlet stands: when it was last seen well, what is newest, how often it runs."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from newsarchive.archive.tables import Article, Run, RunFigures, Source
from newsarchive.monitors.figures import Explained, Sight

# How far back the usual time between runs is learnt from.
WEEKS = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class OutletStanding:
    """One outlet's runs and articles, as far as they tell how it stands.

    `good` are the ends of the runs of some weeks that saw it well, the oldest first.
    """

    source: str
    title: str
    last_run_at: datetime
    last_outcome: str
    last_good_at: datetime | None
    newest: datetime | None
    good: tuple[datetime, ...]


def outlets(connection: Connection, now: datetime) -> list[OutletStanding]:
    """Tell of every outlet that was crawled, by name."""
    told = connection.execute(
        select(Article.source_id, func.max(Article.published_at)).group_by(
            Article.source_id
        )
    )
    newest = {source_id: at for source_id, at in told}  # noqa: C416 (rows, not pairs)
    good, last_good = _good(connection, now - WEEKS), _last_good(connection)
    rows = connection.execute(
        select(Source.id, Source.name, Source.title, Run.started_at, Run.outcome)
        .join(Run, Run.source_id == Source.id)
        .where(Run.id.in_(select(func.max(Run.id)).group_by(Run.source_id)))
        .order_by(Source.name)
    )
    return [
        OutletStanding(
            source=row.name,
            title=row.title,
            last_run_at=row.started_at,
            last_outcome=row.outcome,
            last_good_at=last_good.get(row.id),
            newest=newest.get(row.id),
            good=tuple(good[row.id]),
        )
        for row in rows
    ]


def _good(connection: Connection, since: datetime) -> defaultdict[int, list[datetime]]:
    rows = connection.execute(
        select(RunFigures.source_id, RunFigures.at)
        .where(
            RunFigures.at >= since,
            RunFigures.sight == Sight.WELL,
            func.coalesce(RunFigures.explained, "") != Explained.PAST,
        )
        .order_by(RunFigures.at)
    )
    found: defaultdict[int, list[datetime]] = defaultdict(list)
    for source_id, at in rows:
        found[source_id].append(at)
    return found


def _last_good(connection: Connection) -> dict[int, datetime]:
    last = (
        select(RunFigures.source_id, func.max(RunFigures.at).label("at"))
        .where(RunFigures.sight == Sight.WELL)
        .group_by(RunFigures.source_id)
    )
    rows = connection.execute(last)
    return {source_id: at for source_id, at in rows}  # noqa: C416 (rows, not pairs)
