"""Runs: begin one, count its outcomes, read the reports."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from newsarchive import __version__
from newsarchive.archive.ledger import upsert
from newsarchive.archive.tables import (
    Page,
    Run,
    RunCount,
    RunFigures,
    Source,
    SourceCheck,
)
from newsarchive.check import Check
from newsarchive.run import Outcome, RunState
from newsarchive.run import Run as Report
from newsarchive.source import Source as Declaration

_FIGURES = (
    RunFigures.exit_code,
    RunFigures.sight,
    RunFigures.new_bytes,
    RunFigures.articles,
    RunFigures.filled,
    RunFigures.origins,
    RunFigures.future,
    RunFigures.hosts,
    RunFigures.slowest,
)


def source_id(connection: Connection, name: str, declared: Declaration) -> int:
    """Find a source's row, written or brought up to date from its declaration."""
    values = {
        "title": declared.title,
        "domain": declared.domain,
        "zone": declared.zone,
        "sections": list(declared.sections),
    }
    found: int | None = connection.scalar(
        upsert(connection, Source)
        .values(name=name, **values)
        .on_conflict_do_update(index_elements=["name"], set_=values)
        .returning(Source.id)
    )
    assert found is not None  # noqa: S101 (RETURNING gives the row just written)
    return found


def record_check(connection: Connection, source: int, check: Check) -> None:
    """Keep what a live look at a source found."""
    connection.execute(
        upsert(connection, SourceCheck).values(
            source_id=source,
            checked_at=check.at,
            verdict=check.verdict.value,
            verified=list(check.verified),
            findings=[asdict(finding) for finding in check.findings],
            version=__version__,
        )
    )


def begin(
    connection: Connection, source: int, settings: dict[str, Any], now: datetime
) -> int:
    """Open a run's report; runs of the source that never ended are marked killed."""
    connection.execute(
        update(Run)
        .where(Run.source_id == source, Run.outcome == RunState.RUNNING)
        .values(outcome=RunState.KILLED, reason="ended without a word")
    )
    run_id: int | None = connection.scalar(
        upsert(connection, Run)
        .values(
            source_id=source,
            started_at=now,
            outcome=RunState.RUNNING,
            discovery=[],
            version=__version__,
            settings=settings,
        )
        .returning(Run.id)
    )
    assert run_id is not None  # noqa: S101 (RETURNING gives the row just written)
    return run_id


def count(connection: Connection, run_id: int, tally: Counter[tuple[str, str]]) -> None:
    """Add outcomes to a run's report, in the transaction that wrote them."""
    for (outcome, reason), number in tally.items():
        statement = upsert(connection, RunCount).values(
            run_id=run_id, outcome=outcome, reason=reason, addresses=number
        )
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["run_id", "outcome", "reason"],
                set_={"addresses": RunCount.addresses + number},
            )
        )


def reports(
    connection: Connection, *, source: str | None = None, limit: int = 20
) -> list[Report]:
    """Read the newest runs, newest first."""
    conditions = [] if source is None else [Source.name == source]
    return _reports(connection, conditions, limit)


def reports_of(connection: Connection, run_ids: Sequence[int]) -> list[Report]:
    """Read the runs of these numbers, newest first."""
    return _reports(connection, [Run.id.in_(run_ids)], len(run_ids))


def samples(
    connection: Connection, run_id: int, outcomes: Sequence[Outcome], limit: int = 3
) -> dict[tuple[str, str], list[str]]:
    """Give some addresses of each outcome and reason of a run.

    An address that a later run asked for again is that run's.
    """
    number = func.row_number().over(
        partition_by=(Page.outcome, Page.reason), order_by=Page.id
    )
    ranked = (
        select(Page.outcome, Page.reason, Page.url, number.label("number"))
        .where(Page.run_id == run_id, Page.outcome.in_(outcomes))
        .subquery()
    )
    rows = connection.execute(
        select(ranked.c.outcome, ranked.c.reason, ranked.c.url)
        .where(ranked.c.number <= limit)
        .order_by(ranked.c.outcome, ranked.c.reason, ranked.c.number)
    )
    found: dict[tuple[str, str], list[str]] = {}
    for outcome, reason, url in rows:
        found.setdefault((outcome, reason or ""), []).append(url)
    return found


def _reports(
    connection: Connection, conditions: Sequence[Any], limit: int
) -> list[Report]:
    rows = connection.execute(
        select(Run.__table__, Source.name, *_FIGURES)
        .join(Source, Source.id == Run.source_id)
        .outerjoin(RunFigures, RunFigures.run_id == Run.id)
        .where(*conditions)
        .order_by(Run.id.desc())
        .limit(limit)
    ).all()
    counts = _counts(connection, [row.id for row in rows])
    found = _found(connection, [row.id for row in rows])
    return [_report(row, counts.get(row.id, {}), found.get(row.id, 0)) for row in rows]


def _counts(
    connection: Connection, run_ids: Iterable[int]
) -> dict[int, dict[tuple[str, str], int]]:
    counts: dict[int, dict[tuple[str, str], int]] = {}
    rows = connection.execute(
        select(RunCount.run_id, RunCount.outcome, RunCount.reason, RunCount.addresses)
        .where(RunCount.run_id.in_(list(run_ids)))
        .order_by(RunCount.outcome, RunCount.reason)
    )
    for run_id, outcome, reason, number in rows:
        counts.setdefault(run_id, {})[outcome, reason] = number
    return counts


def _found(connection: Connection, run_ids: list[int]) -> dict[int, int]:
    rows = connection.execute(
        select(Page.discovered_run_id, func.count())
        .where(Page.discovered_run_id.in_(run_ids))
        .group_by(Page.discovered_run_id)
    )
    return {run_id: number for run_id, number in rows}  # noqa: C416 (rows, not pairs)


def _report(row: Row[Any], counts: dict[tuple[str, str], int], found: int) -> Report:
    def total(outcome: Outcome) -> int:
        return sum(n for (name, _), n in counts.items() if name == outcome)

    return Report(
        id=row.id,
        source=row.name,
        started_at=row.started_at,
        finished_at=row.finished_at,
        outcome=RunState(row.outcome),
        reason=row.reason,
        discovery=tuple(row.discovery),
        requests=row.requests,
        bytes=row.bytes,
        found=found,
        new=counts.get((Outcome.STORED, "new"), 0),
        changed=counts.get((Outcome.STORED, "changed"), 0),
        unchanged=total(Outcome.UNCHANGED),
        duplicate=total(Outcome.DUPLICATE),
        gone=total(Outcome.GONE),
        blocked=total(Outcome.BLOCKED),
        failed=total(Outcome.FAILED),
        rejected={
            reason: n
            for (name, reason), n in counts.items()
            if name == Outcome.REJECTED
        },
        version=row.version,
        settings=row.settings,
        reread=counts.get((Outcome.STORED, "re-extraction"), 0),
        **{
            column.name: value
            for column in _FIGURES
            if (value := getattr(row, column.name)) is not None
        },
    )
