"""Dates: every form we know of, as a table, and what must hold for any string."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.dates import Date, EventDate, parse_date

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "dates.jsonl")
    .read_text("utf-8")
    .splitlines()
]
REFERENCE = datetime.fromisoformat("2023-10-20T14:30:00+07:00")


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['form']}: {c['text']}")
def test_forms(case: dict[str, Any]) -> None:
    told = case["reference"]
    found = parse_date(
        case["text"], reference=datetime.fromisoformat(told) if told else None
    )
    assert found.raw == case["text"]
    assert found.precision == case["precision"]
    assert found.end == case.get("end")
    # Rows without flags say nothing of them.
    assert set(case.get("flags", found.flags)) == set(found.flags)
    assert bool(found.reason) is (case["value"] is None)
    assert _is_same(found, case["value"])


def _is_same(found: Date, value: str | None) -> bool:
    """Compare instants as such: a table may give one in another zone."""
    if value is None or found.value is None or "T" not in value:
        return found.value == value
    if found.precision == "hour":
        told = len("2023-10-20T14")
        return found.value[:told] == value[:told]
    return found.instant == datetime.fromisoformat(value)


@pytest.mark.parametrize(
    ("zone", "text", "value"),
    [
        ("Asia/Jakarta", "20/10/2023 14:30", "2023-10-20T14:30+07:00"),
        ("Asia/Makassar", "20/10/2023 14:30", "2023-10-20T14:30+08:00"),
        ("Asia/Makassar", "20/10/2023 14:30 WIB", "2023-10-20T14:30+07:00"),
        ("Asia/Makassar", "2023-10-20 14:30", "2023-10-20T14:30+08:00"),
        ("Asia/Pontianak", "20/10/2023 14:30 WITA", "2023-10-20T14:30+08:00"),
        ("Asia/Pontianak", "17/8/1975 10.00", "1975-08-17T10:00+08:00"),
        ("Asia/Jakarta", "2023-10-20T14:30-03:30", "2023-10-20T14:30-03:30"),
    ],
)
def test_a_clock_without_a_zone_is_the_outlets(
    zone: str, text: str, value: str
) -> None:
    assert parse_date(text, zone=zone).value == value


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("20/10/2023 14:30", "WIB"),
        ("20/10/2023 14:30 WITA", "WITA"),
        ("20/10/2023 14:30 w.i.t.", "WIT"),
        ("2023-10-20T14:30:00Z", "UTC"),
        ("2023-10-20T14:30:00+05:30", "+05:30"),
        ("20/10/2023", None),
    ],
)
def test_the_zone_is_named(text: str, zone: str | None) -> None:
    assert parse_date(text).zone == zone


@pytest.mark.parametrize(
    ("text", "day", "start"),
    [
        ("20/10/2023", date(2023, 10, 20), "2023-10-20T00:00:00+07:00"),
        ("Oktober 2023", None, "2023-10-01T00:00:00+07:00"),
        ("tahun 2023", None, "2023-01-01T00:00:00+07:00"),
        ("20/10/2023 14:30", date(2023, 10, 20), "2023-10-20T14:30:00+07:00"),
        ("tidak ada", None, None),
    ],
)
def test_day_and_start(text: str, day: date | None, start: str | None) -> None:
    found = parse_date(text)
    assert found.day == day
    moment = found.start("Asia/Jakarta")
    assert (moment.isoformat() if moment else None) == start


def test_a_naive_reference_is_the_outlets() -> None:
    naive = datetime(2023, 10, 20, 14, 30)  # noqa: DTZ001 (that is the case)
    assert parse_date("kemarin", reference=naive).value == "2023-10-19"
    late = datetime(2023, 10, 20, 18, tzinfo=UTC)  # already Saturday in Pontianak
    assert parse_date("hari ini", reference=late).value == "2023-10-21"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Pasal 363 KUHP", "no date"),
        ("Kamis (27/8/200)", "200"),
        ("27 Agustus 20220", "20220"),
        ("Jumat, 20 Jumi 2023", "jumi"),
        ("32 Oktober 2023", "day"),
        ("17-6 Mei 2021", "before it begins"),
        ("Kamis (27/8/2O22)", "numbers"),
        ("Senin (32/10)", "32/10"),
        ("13/2023", "month 13"),
        ("2023-366", "366"),
    ],
)
def test_the_reason_says_what_is_wrong(text: str, reason: str) -> None:
    assert reason in (parse_date(text, reference=REFERENCE).reason or "")


@pytest.mark.parametrize("text", ["kemarin", "3 jam lalu", "Senin", "bulan lalu"])
def test_a_distance_needs_a_reference(text: str) -> None:
    assert "distance" in (parse_date(text).reason or "")


def test_a_date_is_not_cut_in_two() -> None:
    for length in range(385, 405):
        found = parse_date("-" * length + " 20 Oktober 2023 14:30")
        assert found.value in {None, "2023-10-20", "2023-10-20T14:30+07:00"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "\ud83d",
        "\u202e3202/01/02",
        "9" * 6000,
        "1/" * 300_000,
        "20 " * 300_000,
        "senin " * 200_000,
        "20/10/" * 60,
        "9, " * 130 + "dan 10 Oktober",
        "senin, " * 50 + "20/10",
        "99999999999999/99999999999999/9999999999999",
        "31/12/9998 24:00",
        "9999 tahun lalu",
        "9999 tahun lagi",
        "".join(chr(0x660 + int(c)) if c.isdigit() else c for c in "20/10/2023"),
    ],
)
def test_hostile_strings(text: str) -> None:
    for reference in (REFERENCE, None):
        found = parse_date(text, reference=reference)
        assert found.value is not None or found.reason


PIECES = st.sampled_from(
    [
        *(
            "Senin",
            "Jum'at",
            "Minggu",
            "Oktober",
            "Mei",
            "Jumi",
            "Okt",
            "tahun",
            "lalu",
        ),
        *("jam", "hari", "kemarin", "pukul", "WIB", "UTC+8", "malam", "dan", "hingga"),
        *("1", "2", "9", "10", "20", "31", "99", "200", "2023", "2020", "14", "30"),
        *("/", "-", ".", ":", ",", "(", ")", " ", " ", " ", "T", "Z", "+07:00", "'"),
    ]
)
DATE_LIKE = st.lists(PIECES, max_size=12).map("".join)


@given(st.one_of(st.text(), DATE_LIKE))
def test_never_raises_and_says_why(text: str) -> None:
    found = parse_date(text, reference=REFERENCE)
    assert found.raw == text
    assert (found.value is None) is (found.precision is None)
    assert (found.value is None) is bool(found.reason)


@given(DATE_LIKE)
def test_invents_no_year(text: str) -> None:
    value = parse_date(text).value
    if value is None:
        return
    # A range may begin in the year before, and 24.00 may end in the next.
    years = range(int(value[:4]) - 1, int(value[:4]) + 2)
    assert any(str(year)[2:] in text for year in years)


@given(DATE_LIKE)
def test_reads_back_what_it_makes_of_anything(text: str) -> None:
    value = parse_date(text, reference=REFERENCE).value
    if value is not None:
        assert parse_date(value).value == value


@given(st.datetimes(datetime(1970, 1, 1), datetime(2099, 1, 1)))  # noqa: DTZ001
def test_reads_back_what_it_writes(moment: datetime) -> None:
    value = moment.replace(microsecond=0, tzinfo=UTC).isoformat()
    found = parse_date(value)
    assert found.instant == datetime.fromisoformat(value)
    assert parse_date(found.value or "").value == found.value


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_day_first(day: date) -> None:
    for form in ("{0.day}/{0.month}/{0.year}", "{0.day:02d}-{0.month:02d}-{0.year}"):
        assert parse_date(form.format(day)).value == day.isoformat()


def test_an_event_date_stands_beside_the_date() -> None:
    assert EventDate("2023-10-20", "Jumat (20/10)", ()).end is None
