"""Beats: what is read, what is refused, when they come, what cron and systemd are told."""

from datetime import datetime

import pytest

from newsarchive.errors import ConfigurationError
from newsarchive.operations.beats import (
    Beat,
    cron_fields,
    on_calendar,
    upcoming,
)
from newsarchive.operations.spoken import read_at, read_beats, read_cron, read_every
from tests.operations.tools import call, real

# given, cron's fields, systemd's calendar
CRONS = [
    ("* * * * *", "* * * * *", "*-*-* *:*:00"),
    ("*/15 * * * *", "*/15 * * * *", "*-*-* *:00,15,30,45:00"),
    ("5/20 6-8 * * *", "5,25,45 6,7,8 * * *", "*-*-* 06,07,08:05,25,45:00"),
    (
        "0 6,18 * jan-mar mon-fri",
        "0 6,18 * 1,2,3 1,2,3,4,5",
        "Mon,Tue,Wed,Thu,Fri *-01,02,03-* 06,18:00:00",
    ),
    ("30 6 1,15 * *", "30 6 1,15 * *", "*-*-01,15 06:30:00"),
    ("0 0 * * 7", "0 0 * * 0", "Sun *-*-* 00:00:00"),
    ("0 0 * * 5-7", "0 0 * * 0,5,6", "Sun,Fri,Sat *-*-* 00:00:00"),
    ("0 0 1-31 * *", "0 0 * * *", "*-*-* 00:00:00"),
    ("0 0 29 FEB *", "0 0 29 2 *", "*-02-29 00:00:00"),
]
EVERY = [
    ("15m", "*/15 * * * *"),
    ("1m", "* * * * *"),
    ("60m", "0 * * * *"),
    ("1h", "0 * * * *"),
    ("6h", "0 */6 * * *"),
    ("12 h", "0 */12 * * *"),
    ("24h", "0 0 * * *"),
    ("1d", "0 0 * * *"),
]


@pytest.mark.parametrize(("given", "fields", "calendar"), CRONS)
def test_fields_are_written_for_both(given: str, fields: str, calendar: str) -> None:
    beat = read_cron(given)
    assert cron_fields(beat) == fields
    assert on_calendar(beat) == calendar
    # What is written is read as the same again.
    assert read_cron(fields) == beat


@pytest.mark.parametrize(("given", "fields"), EVERY)
def test_an_interval_is_fields(given: str, fields: str) -> None:
    assert cron_fields(read_every(given)) == fields


@pytest.mark.parametrize(
    ("given", "fields"),
    [("06:00", "0 6 * * *"), ("6:05", "5 6 * * *"), ("23:59", "59 23 * * *")],
)
def test_a_time_is_fields(given: str, fields: str) -> None:
    assert cron_fields(read_at(given)) == fields


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("0m", "never fire"),
        ("0h", "never fire"),
        ("7m", "does not divide"),
        ("90m", "does not divide"),
        ("5h", "does not divide"),
        ("2d", "does not divide"),
        ("-5m", "no interval"),
        ("1.5h", "no interval"),
        ("15", "no interval"),
        ("\u0665m", "no interval"),
        ("soon", "no interval"),
    ],
)
def test_an_interval_that_cannot_be_is_refused(text: str, word: str) -> None:
    with pytest.raises(ConfigurationError, match=word) as caught:
        read_every(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["25:00", "24:00", "06:60", "6", "6.00", "-1:00", "06:00:00", ""]
)
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="no time of the day"):
        read_at(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("0 6 31 2 *", "never fire"),
        ("0 6 30,31 feb *", "never fire"),
        ("0 6 31 4,6,9,11 *", "never fire"),
        ("0 6 13 * fri", "either"),
        ("* * * *", "4 fields"),
        ("60 * * * *", "no minute"),
        ("* 24 * * *", "no hour"),
        ("* * 0 * *", "no day of the month"),
        ("* * * 13 *", "no month"),
        ("* * * mon *", "no month"),
        ("* * * * 8", "no day of the week"),
        ("* * * * jan", "no day of the week"),
        ("5-1 * * * *", "no minute"),
        ("*/0 * * * *", "no minute"),
        ("*-5 * * * *", "no minute"),
        ("1,, * * * *", "no minute"),
        ("@daily x x x x", "no minute"),
        ("0 6 * * * true", "6 fields"),
    ],
)
def test_fields_that_cannot_be_are_refused(text: str, word: str) -> None:
    with pytest.raises(ConfigurationError, match=word):
        read_cron(text)


def test_one_way_of_saying_it_at_a_time() -> None:
    assert read_beats("", [], []) == (read_every("15m"),)
    assert read_beats("", ["06:00", "18:00", "06:00"], []) == (
        read_at("06:00"),
        read_at("18:00"),
    )
    assert read_beats("", [], ["0 6 * * *"]) == (read_at("06:00"),)
    with pytest.raises(ConfigurationError, match="give one of"):
        read_beats("1h", ["06:00"], [])


@pytest.mark.parametrize(
    ("beats", "moment", "expected"),
    [
        (
            ["*/15 * * * *"],
            "2026-11-29T19:44:59",
            ["2026-11-29T19:45", "2026-11-29T20:00"],
        ),
        # Strictly later.
        (
            ["*/15 * * * *"],
            "2026-11-29T19:45:00",
            ["2026-11-29T20:00", "2026-11-29T20:15"],
        ),
        (
            ["0 6 * * *"],
            "2026-12-31T06:00:01",
            ["2027-01-01T06:00", "2027-01-02T06:00"],
        ),
        (["0 6 31 * *"], "2026-11-01T00:00", ["2026-12-31T06:00", "2027-01-31T06:00"]),
        # 2100 is no leap year.
        (["0 6 29 2 *"], "2096-03-01T00:00", ["2104-02-29T06:00", "2108-02-29T06:00"]),
        (["0 6 * * mon"], "2026-11-29T12:00", ["2026-11-30T06:00", "2026-12-07T06:00"]),
        (
            ["0 18 * * *", "30 6 * * *"],
            "2026-11-29T12:00",
            ["2026-11-29T18:00", "2026-11-30T06:30"],
        ),
    ],
)
def test_beats_come_when_they_should(
    beats: list[str], moment: str, expected: list[str]
) -> None:
    found = upcoming(
        [read_cron(one) for one in beats], datetime.fromisoformat(moment), 2
    )
    assert found == [datetime.fromisoformat(one) for one in expected]


def test_a_beat_on_no_day_of_the_calendar_never_comes() -> None:
    never = Beat(days=frozenset({31}), months=frozenset({2}))
    assert never.after(datetime.fromisoformat("2026-01-01")) is None
    assert upcoming([never], datetime.fromisoformat("2026-01-01"), 3) == []


@pytest.mark.parametrize("given", [given for given, *_ in CRONS])
def test_systemd_computes_the_same_moments(given: str) -> None:
    analyse = real("systemd-analyze")
    beat = read_cron(given)
    done = call(
        analyse,
        "calendar",
        "--iterations=3",
        "--base-time=2026-11-29 12:34:56",
        on_calendar(beat),
        env={"TZ": "UTC"},
    )
    assert done.returncode == 0, done.stderr
    told = [
        line.partition(":")[2].split()[1:3]
        for line in done.stdout.splitlines()
        if line.lstrip().startswith(("Next", "Iter"))
    ]
    expected = upcoming([beat], datetime.fromisoformat("2026-11-29T12:34:56"), 3)
    assert [" ".join(words) for words in told] == [f"{one:%F %T}" for one in expected]
