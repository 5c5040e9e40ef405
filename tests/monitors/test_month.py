"""A month by script: exactly the alarms it says, within one run, and no other."""

import random

import pytest

from tests.monitors.month import (
    AGENCY,
    BUSY,
    NEVER,
    OFFICE,
    RARE,
    SMALL,
    Event,
    Outlet,
    PaperDesk,
    live,
    misses,
)

DAYS = 35
OUTLETS = (
    Outlet("biasa"),
    Outlet("kantor", OFFICE),
    Outlet("kecil", SMALL),
    Outlet("jarang", RARE),
    Outlet("diam", BUSY, (Event("silent", 22, 25, ("silent",)),)),
    Outlet("diamkantor", OFFICE, (Event("silent", 22, 26, ("silent",)),)),
    # Two articles a day: a week without is chance, more is not.
    Outlet("diamkecil", SMALL, (Event("silent", 20, 34, ("silent",), within=14),)),
    # A fall is told by whole days: by the first, or by the first two.
    Outlet("turun", AGENCY, (Event("fallen", 22, 27, ("fall",), within=3),)),
    Outlet("rusak", BUSY, (Event("broken", 18, 20, ("broken",)),)),
    Outlet("mati", OFFICE, (Event("down", 16, 21, ("down",)),)),
    Outlet("tutup", BUSY, (Event("blocked", 10, 14, ("blocked",)),)),
    Outlet("rombak", BUSY, (Event("redesigned", 20, 34, ("origin", "fill:dateline")),)),
    Outlet("tanpanama", BUSY, (Event("unsigned", 22, 25, ("fill:byline",)),)),
    Outlet("tolak", BUSY, (Event("refusing", 21, 23, ("broken",)),)),
    Outlet("gagal", BUSY, (Event("failing", 21, 22, ("errors",)),)),
    Outlet("besok", BUSY, (Event("tomorrow", 14, 15, ("future",)),)),
    Outlet("beku", BUSY, (Event("frozen", 21, 23, ("stale",)),)),
    Outlet("dihentikan", BUSY, (Event("stopped", 21, 23),)),
    Outlet("terbatas", BUSY, (Event("limited", 21, 25),)),
    Outlet("libur", BUSY, (Event("not run", 18, 24),)),
    Outlet("kosong", NEVER, (Event("silent", 0, 34, ("empty",)),)),
    Outlet(
        "bergantian",
        BUSY,
        (
            Event("blocked", 15, 16, ("blocked",)),
            Event("down", 18, 19, ("down",)),
            Event("silent", 24, 26, ("silent",)),
        ),
    ),
)
STANDING = {
    (outlet.name, monitor)
    for outlet in OUTLETS
    for event in outlet.events
    for monitor in event.alarms
    if event.last == DAYS - 1
}


@pytest.mark.parametrize("seed", range(12))
def test_a_month_sets_off_what_its_script_says(seed: int) -> None:
    desk = PaperDesk()
    raised = live(OUTLETS, DAYS, random.Random(seed), desk)
    assert misses(OUTLETS, raised) == []
    standing = {(name, one) for name, p in desk.papers.items() for one in p.standing}
    assert standing == STANDING
