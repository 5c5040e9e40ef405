"""Windows of days: as a user writes them, and what lies in them."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from newsarchive.errors import ConfigurationError
from newsarchive.spiders.window import Window, read_days

WIB = ZoneInfo("Asia/Jakarta")
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2022-01-01..2022-12-31", "2022-01-01..2022-12-31"),
        (" 2022-01-01 .. 2022-01-01 ", "2022-01-01..2022-01-01"),
        ("2026-11-01..", "2026-11-01..2026-11-24"),
        ("2026-11-01..2027-01-01", "2026-11-01..2026-11-24"),
    ],
)
def test_a_range_as_written(text: str, told: str) -> None:
    assert str(read_days(text, WIB, TODAY)) == told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022-01-01", "is no range of days: write"),
        ("2022", "is no range of days"),
        ("..2022-01-01", "is no range of days"),
        ("2022-02-30..2022-03-01", "is no range of days"),
        ("1/1/2022..2/1/2022", "is no range of days"),
        ("2022-03-02..2022-03-01", "the first day is after the last"),
    ],
)
def test_what_is_no_range(text: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        read_days(text, WIB, TODAY)


def test_months_and_days_come_newest_first() -> None:
    window = Window(date(2021, 12, 30), date(2022, 2, 1), WIB)
    assert [str(month) for month in window.months()] == [
        "2022-02-01..2022-02-01",
        "2022-01-01..2022-01-31",
        "2021-12-30..2021-12-31",
    ]
    days = list(window.days())
    assert (days[0], days[-1], len(days)) == (window.last, window.first, 34)
    assert window.begins.isoformat() == "2021-12-30T00:00:00+07:00"
    assert window.ends.isoformat() == "2022-02-02T00:00:00+07:00"
    assert not window.holds(date(2022, 2, 2))
