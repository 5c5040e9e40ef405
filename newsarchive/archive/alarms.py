"""Alarms: raised once, standing until their cause is gone, quiet when acknowledged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, or_, select, update

from newsarchive.archive.ledger import upsert
from newsarchive.archive.tables import Alarm, Source
from newsarchive.errors import ConfigurationError
from newsarchive.monitors.figures import Finding
from newsarchive.monitors.table import BY_NAME, Judgement

ZONE = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAlarm:
    """An alarm as it stands; without a source it is the machine's."""

    id: int
    source: str | None
    monitor: str
    told: str
    since: datetime
    before: str
    remedy: str
    raised_at: datetime
    raised_run_id: int
    seen_at: datetime
    ended_at: datetime | None
    ended_run_id: int | None
    acked_at: datetime | None
    ack_why: str | None
    ack_until: str | None

    def is_quiet(self, today: date) -> bool:
        """Whether it needs nobody's attention: over, or acknowledged."""
        if self.ended_at is not None:
            return True
        if self.acked_at is None:
            return False
        return self.ack_until is None or today.isoformat() <= self.ack_until

    @property
    def breaks(self) -> bool:
        """Whether its outlet counts as quarantined while it stands."""
        monitor = BY_NAME.get(self.monitor)
        return self.ended_at is None and monitor is not None and monitor.breaks


@dataclass(frozen=True, slots=True)
class Moment:
    """The run of which outlet judges, and when it ends."""

    source_id: int
    run_id: int
    at: datetime


def standing(connection: Connection, source_id: int) -> dict[str, StoredAlarm]:
    """Read the alarms of an outlet and of the machine that stand, by monitor."""
    rows = _read(
        connection,
        Alarm.ended_at.is_(None),
        or_(Alarm.source_id == source_id, Alarm.source_id.is_(None)),
    )
    return {one.monitor: one for one in rows}


def apply(
    connection: Connection, now: Moment, judgement: Judgement
) -> tuple[StoredAlarm, ...]:
    """Write what a run changes; return the alarms that are new."""
    for name in judgement.ended:
        connection.execute(
            update(Alarm)
            .where(Alarm.standing == _standing_name(now, name))
            .values(standing=None, ended_at=now.at, ended_run_id=now.run_id)
        )
    for finding in judgement.renewed:
        connection.execute(
            update(Alarm)
            .where(Alarm.standing == _standing_name(now, finding.monitor))
            .values(told=finding.what, seen_at=now.at)
        )
    ids = [_raise(connection, now, finding) for finding in judgement.raised]
    return tuple(_read(connection, Alarm.id.in_([one for one in ids if one])))


def every(
    connection: Connection, *, source: str | None = None, ended: bool = False
) -> tuple[StoredAlarm, ...]:
    """Read the alarms that stand, or all that ever were, the newest first."""
    conditions: list[Any] = [] if ended else [Alarm.ended_at.is_(None)]
    if source is not None:
        conditions.append(Source.name == source)
    return tuple(_read(connection, *conditions))[::-1]


def of_numbers(
    connection: Connection, numbers: Sequence[int], *, ended: bool
) -> tuple[StoredAlarm, ...]:
    """Read the alarms of these numbers that are over, or that stand."""
    state = Alarm.ended_at.is_not(None) if ended else Alarm.ended_at.is_(None)
    return tuple(_read(connection, Alarm.id.in_(numbers), state))


def of_run(connection: Connection, run_id: int) -> tuple[StoredAlarm, ...]:
    """Read the alarms a run raised or ended."""
    which = or_(Alarm.raised_run_id == run_id, Alarm.ended_run_id == run_id)
    return tuple(_read(connection, which))


def acknowledge(
    connection: Connection, number: int, why: str, until: date | None, now: datetime
) -> StoredAlarm:
    """Note that somebody knows of an alarm; it is quiet from now on, or until a day."""
    found = next(iter(_read(connection, Alarm.id == number)), None)
    if found is None:
        raise ConfigurationError(
            f"no alarm {number}: `newsarchive alarms` lists those that stand"
        )
    if found.ended_at is not None:
        raise ConfigurationError(
            f"alarm {number} is over since {found.ended_at.astimezone(ZONE).date()}: nothing to "
            "acknowledge"
        )
    connection.execute(
        update(Alarm)
        .where(Alarm.id == number)
        .values(
            acked_at=now, ack_why=why, ack_until=until.isoformat() if until else None
        )
    )
    (acked,) = _read(connection, Alarm.id == number)
    return acked


def _raise(connection: Connection, now: Moment, finding: Finding) -> int | None:
    """Write a new alarm; None when another run of these moments has raised it."""
    is_shared = BY_NAME[finding.monitor].shared
    values: dict[str, Any] = {
        "source_id": None if is_shared else now.source_id,
        "monitor": finding.monitor,
        "standing": _standing_name(now, finding.monitor),
        "told": finding.what,
        "since": finding.since,
        "before": finding.before,
        "remedy": finding.remedy,
        "raised_at": now.at,
        "raised_run_id": now.run_id,
        "seen_at": now.at,
    }
    made: int | None = connection.scalar(
        upsert(connection, Alarm)
        .values(**values)
        .on_conflict_do_nothing(index_elements=["standing"])
        .returning(Alarm.id)
    )
    return made


def _standing_name(now: Moment, monitor: str) -> str:
    return monitor if BY_NAME[monitor].shared else f"{now.source_id} {monitor}"


def _read(connection: Connection, *conditions: Any) -> Iterable[StoredAlarm]:
    rows = connection.execute(
        select(Alarm.__table__, Source.name.label("source"))
        .outerjoin(Source, Source.id == Alarm.source_id)
        .where(*conditions)
        .order_by(Alarm.id)
    )
    return [_stored(row) for row in rows]


def _stored(row: Row[Any]) -> StoredAlarm:
    values = row._mapping  # noqa: SLF001 (SQLAlchemy's public name)
    left_out = {"source_id", "standing"}
    return StoredAlarm(**{k: v for k, v in values.items() if k not in left_out})
