"""A month by script: exactly the alarms it says, within one run, and no other."""

import random
from datetime import date

import pytest

from newsarchive.archive.api import Archive
from newsarchive.monitors.days import DayState
from tests.archive.home import Home
from tests.monitors.month import (
    AGENCY,
    BUSY,
    FIRST,
    NEVER,
    OFFICE,
    RARE,
    SMALL,
    ArchiveDesk,
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


@pytest.mark.parametrize("seed", range(8))
def test_a_month_sets_off_what_its_script_says(seed: int) -> None:
    desk = PaperDesk()
    raised = live(OUTLETS, DAYS, random.Random(seed), desk)
    assert misses(OUTLETS, raised) == []
    standing = {(name, one) for name, p in desk.papers.items() for one in p.standing}
    assert standing == STANDING


def test_a_month_in_an_archive(home: Home) -> None:
    """The same, by the archive's own hands; and the days that it leaves."""
    names = {"diam", "mati", "rombak", "kantor", "dihentikan", "kosong", "besok"}
    outlets = [one for one in OUTLETS if one.name in names]
    with Archive.open(home.address) as archive:
        raised = live(outlets, DAYS, random.Random(5), ArchiveDesk(archive))
    assert misses(outlets, raised) == []
    with home.reader() as reader:
        standing = {(one.source, one.monitor) for one in reader.alarms()}
        days = reader.coverage(date(2026, 9, 7), date(2026, 10, 11))
    assert standing == {one for one in STANDING if one[0] in names}
    states = {(one.source, (one.day - FIRST.date()).days): one.state for one in days}
    assert {states["mati", day] for day in range(16, 22)} == {DayState.DOWN}
    assert {states["diam", day] for day in range(22, 26)} == {DayState.NOTHING}
    assert states["kantor", 6] is DayState.NOTHING
    assert states["kosong", 34] is DayState.NOTHING
    assert states["dihentikan", 22] is DayState.STORED
    with Archive.open(home.address) as archive:
        again = archive.recompute_coverage()
    with home.reader() as reader:
        assert reader.coverage(date(2026, 9, 7), date(2026, 10, 11)) == days
    assert again >= len(days)
