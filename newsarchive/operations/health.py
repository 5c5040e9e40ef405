"""How each outlet stands, in one word, and whether somebody has to do something."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from newsarchive.archive.api import OutletStanding, StoredAlarm

ZONE = ZoneInfo("Asia/Jakarta")
# An outlet has a rhythm when it was seen well on so many days.
MIN_DAYS = 3
# It is late when it was not seen well for so many times its usual time, but not before
# a daily run that took long would have ended.
LATE_FACTOR, LATE_FLOOR = 2.0, timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class OutletHealth:
    """How an outlet stands; `due` is None where it has no rhythm yet, or is retired."""

    standing: OutletStanding
    alarms: tuple[StoredAlarm, ...]
    state: str
    due: datetime | None
    late: timedelta | None

    @property
    def is_well(self) -> bool:
        """Whether nobody has to do anything."""
        return self.state in {"well", "new", "retired"}


def health_of(
    outlets: Iterable[OutletStanding],
    alarms: Sequence[StoredAlarm],
    now: datetime,
    retired: frozenset[str] = frozenset(),
) -> list[OutletHealth]:
    """Judge every outlet; an acknowledged alarm is listed, but does not count."""
    return [_outlet(one, alarms, now, retired) for one in outlets]


def shared(alarms: Iterable[StoredAlarm]) -> list[StoredAlarm]:
    """Give the alarms that are the machine's."""
    return [one for one in alarms if one.source is None]


def is_loud(alarm: StoredAlarm, now: datetime) -> bool:
    """Whether an alarm needs somebody's attention."""
    return not alarm.is_quiet(now.astimezone(ZONE).date())


def _outlet(
    one: OutletStanding,
    alarms: Sequence[StoredAlarm],
    now: datetime,
    retired: frozenset[str],
) -> OutletHealth:
    own = tuple(alarm for alarm in alarms if alarm.source == one.source)
    due = None if one.source in retired else due_at(one.good)
    late = None if due is None or now <= due else now - due
    state = _state(one, own, late, now)
    return OutletHealth(
        one, own, "retired" if one.source in retired else state, due, late
    )


def _state(
    one: OutletStanding,
    alarms: Iterable[StoredAlarm],
    late: timedelta | None,
    now: datetime,
) -> str:
    loud = [alarm for alarm in alarms if is_loud(alarm, now)]
    if any(alarm.breaks for alarm in loud):
        return "quarantined"
    if loud:
        return "alarm"
    if late is not None:
        return "late"
    return "well" if one.last_good_at is not None else "new"


def due_at(good: Sequence[datetime]) -> datetime | None:
    """Say until when the next good run is to be expected, by the usual time between."""
    days = {moment.astimezone(ZONE).date() for moment in good}
    if len(days) < MIN_DAYS:
        return None
    gaps = [after - before for before, after in itertools.pairwise(good)]
    usual = timedelta(seconds=median(gap.total_seconds() for gap in gaps))
    return good[-1] + max(LATE_FLOOR, LATE_FACTOR * usual)
