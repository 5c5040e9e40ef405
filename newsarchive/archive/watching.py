"""End a run: keep its figures, hold them against the outlet's history, tell the result."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from newsarchive.archive import alarms, coverage, history
from newsarchive.archive.ledger import upsert
from newsarchive.archive.tables import Run, RunCount, RunFigures
from newsarchive.measure import Measured, Tally
from newsarchive.monitors.sight import explained, sight_of
from newsarchive.monitors.table import judge
from newsarchive.run import RunState

INCOMPLETE_CODE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a run ended, by its own account."""

    source_id: int
    run_id: int
    at: datetime
    state: RunState
    reason: str | None
    ways: Sequence[str]
    requests: int = 0
    body_bytes: int = 0
    tally: Tally = field(default_factory=Tally)
    measured: Measured = field(default_factory=Measured)


def end_run(connection: Connection, ending: Ending) -> tuple[alarms.StoredAlarm, ...]:
    """Close a run's report, judge it, fill its outlet's days; return new alarms.

    A run that sets off a monitor is incomplete, with the alarm as its reason.
    """
    _close(connection, ending)
    _keep_figures(connection, ending)
    standing = alarms.standing(connection, ending.source_id)
    found = history.read(
        connection, ending.source_id, ending.at, standing, ending.measured.disk_free
    )
    judgement = judge(found, {name: one.since for name, one in standing.items()})
    now = alarms.Moment(ending.source_id, ending.run_id, ending.at)
    raised = alarms.apply(connection, now, judgement)
    if raised:
        _blame(connection, ending, raised)
    coverage.note(connection, ending.source_id, ending.at, ending.tally.moments)
    return raised


def catch_up(connection: Connection) -> None:
    """Make figures and days of runs that ended before anybody watched them."""
    ended = select(Run.__table__).where(
        Run.finished_at.is_not(None), Run.id.not_in(select(RunFigures.run_id))
    )
    rows = connection.execute(ended).all()
    for row in rows:
        ending = Ending(
            source_id=row.source_id,
            run_id=row.id,
            at=row.finished_at,
            state=RunState(row.outcome),
            reason=row.reason,
            ways=row.discovery,
        )
        _keep_figures(connection, ending)
    if rows:
        coverage.recompute_all(connection)


def _close(connection: Connection, ending: Ending) -> None:
    """Write the end into the run's report."""
    connection.execute(
        update(Run)
        .where(Run.id == ending.run_id)
        .values(
            finished_at=ending.at,
            outcome=ending.state,
            reason=ending.reason,
            discovery=list(ending.ways),
            requests=ending.requests,
            bytes=ending.body_bytes,
        )
    )


def _blame(
    connection: Connection, ending: Ending, raised: Sequence[alarms.StoredAlarm]
) -> None:
    """Give a run the alarms it set off as a reason not to be well."""
    state, words = ending.state, [ending.reason] if ending.reason else []
    if state is RunState.DONE:
        state = RunState.INCOMPLETE
    words += [_words(one, ending.reason) for one in raised]
    connection.execute(
        update(Run)
        .where(Run.id == ending.run_id)
        .values(outcome=state, reason="; ".join(words))
    )
    connection.execute(
        update(RunFigures)
        .where(RunFigures.run_id == ending.run_id)
        .values(exit_code=_exit_code(state))
    )


def _words(alarm: alarms.StoredAlarm, reason: str | None) -> str:
    """Name an alarm; tell what the reason does not tell already."""
    told = "" if reason and reason in alarm.told else f": {alarm.told}"
    return f"alarm {alarm.id}: {alarm.monitor}{told}"


def _exit_code(state: RunState) -> int:
    return 0 if state is RunState.DONE else INCOMPLETE_CODE


def _keep_figures(connection: Connection, ending: Ending) -> None:
    settings = connection.scalar(select(Run.settings).where(Run.id == ending.run_id))
    counts = _counts(connection, ending.run_id)
    sight = sight_of(ending.state, ending.reason, counts, ending.ways)
    tally: Tally = ending.tally
    values: dict[str, Any] = {
        "run_id": ending.run_id,
        "source_id": ending.source_id,
        "at": ending.at,
        "sight": sight,
        "explained": explained(sight, ending.reason, settings or {}, ending.ways),
        "exit_code": _exit_code(ending.state),
        "articles": tally.read,
        "new_bytes": tally.new_bytes,
        "filled": dict(tally.filled),
        "origins": {name: dict(counted) for name, counted in tally.origins.items()},
        "future": tally.future,
        "hosts": ending.measured.hosts,
        "slowest": ending.measured.slowest,
    }
    connection.execute(upsert(connection, RunFigures).values(**values))


def _counts(connection: Connection, run_id: int) -> Counter[str]:
    rows = connection.execute(
        select(RunCount.outcome, func.sum(RunCount.addresses))
        .where(RunCount.run_id == run_id)
        .group_by(RunCount.outcome)
    )
    return Counter({outcome: int(number) for outcome, number in rows})
