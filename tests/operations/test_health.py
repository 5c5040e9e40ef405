"""How outlets stand: in rhythm, late, in alarm, quarantined, retired."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.archive.api import OutletStanding, StoredAlarm
from newsarchive.operations.health import due_at, health_of, shared

NOW = datetime(2026, 10, 20, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DAILY = tuple(NOW - n * DAY for n in range(5, 0, -1))
OUTLET = OutletStanding(
    "kabaruji", "Kabar Uji", NOW - DAY, "done", NOW - DAY, NOW, DAILY
)
ALARM = StoredAlarm(
    id=1,
    source="kabaruji",
    monitor="blocked",
    told="x",
    since=NOW,
    before="y",
    remedy="z",
    raised_at=NOW,
    raised_run_id=1,
    seen_at=NOW,
    ended_at=None,
    ended_run_id=None,
    acked_at=None,
    ack_why=None,
    ack_until=None,
)
ACKED = replace(ALARM, acked_at=NOW, ack_until="2026-10-20")


@pytest.mark.parametrize(
    ("outlet", "alarms", "now", "state", "well"),
    [
        (OUTLET, [], NOW, "well", True),
        (OUTLET, [], NOW + DAY, "well", True),
        (OUTLET, [], NOW + DAY + HOUR, "late", False),
        (OUTLET, [ALARM], NOW, "quarantined", False),
        (OUTLET, [replace(ALARM, monitor="fall")], NOW, "alarm", False),
        (OUTLET, [replace(ALARM, source="lain")], NOW, "well", True),
        (OUTLET, [ACKED], NOW, "well", True),
        (OUTLET, [ACKED], NOW + DAY, "quarantined", False),
        (replace(OUTLET, last_good_at=None, good=()), [], NOW, "new", True),
    ],
)
def test_how_an_outlet_stands(
    outlet: OutletStanding,
    alarms: list[StoredAlarm],
    now: datetime,
    state: str,
    well: bool,
) -> None:
    (found,) = health_of([outlet], alarms, now)
    assert (found.state, found.is_well) == (state, well)


def test_a_retired_outlet_is_never_late() -> None:
    (found,) = health_of([OUTLET], [], NOW + 99 * DAY, frozenset({"kabaruji"}))
    assert (found.state, found.due, found.late) == ("retired", None, None)
    assert found.is_well


@pytest.mark.parametrize(
    ("good", "due"),
    [
        ((), None),
        # Three tries on one day are no rhythm.
        ((NOW - 2 * HOUR, NOW - HOUR, NOW), None),
        (DAILY, NOW + DAY),
        # Every hour: late after a day without.
        (tuple(NOW - n * HOUR for n in range(72, -1, -1)), NOW + 26 * HOUR),
        (tuple(NOW - 7 * n * DAY for n in range(3, -1, -1)), NOW + 14 * DAY),
    ],
)
def test_when_a_run_is_due(good: tuple[datetime, ...], due: datetime | None) -> None:
    assert due_at(good) == due


def test_the_machines_alarms() -> None:
    assert shared([ALARM, replace(ALARM, source=None)]) == [replace(ALARM, source=None)]
