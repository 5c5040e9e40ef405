"""Dates: every form we know of, as a table, and what must hold for any string."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.dates import parse_date

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
    assert (found.end or None) == case.get("end")
    assert set(case.get("flags", ())) <= set(found.flags)
    if case["value"] is None:
        assert found.value is None
        assert found.reason
    elif found.precision in {"minute", "second"}:
        assert found.instant == _instant(case["value"])
    else:
        assert found.value is not None
        assert found.value.startswith(
            case["value"][: 13 if "T" in case["value"] else 10]
        )


def _instant(value: str) -> datetime:
    return datetime.fromisoformat(value)


@pytest.mark.parametrize(
    ("zone", "text", "value"),
    [
        ("Asia/Jakarta", "20/10/2023 14:30", "2023-10-20T14:30+07:00"),
        ("Asia/Makassar", "20/10/2023 14:30", "2023-10-20T14:30+08:00"),
        ("Asia/Makassar", "20/10/2023 14:30 WIB", "2023-10-20T14:30+07:00"),
        ("Asia/Pontianak", "20/10/2023 14:30 WITA", "2023-10-20T14:30+08:00"),
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
        "99999999999999/99999999999999/9999999999999",
        "".join(chr(0x660 + int(c)) if c.isdigit() else c for c in "20/10/2023"),
    ],
)
def test_hostile_strings(text: str) -> None:
    found = parse_date(text, reference=REFERENCE)
    assert found.value is not None or found.reason


@given(st.text())
def test_never_raises_and_says_why(text: str) -> None:
    found = parse_date(text, reference=REFERENCE)
    assert found.raw == text
    assert (found.value is None) is (found.precision is None)
    assert found.value is not None or found.reason


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
