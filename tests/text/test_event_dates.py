"""What the text says happened when."""

import json
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.event_dates import find_event_dates

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "event_dates.jsonl")
    .read_text("utf-8")
    .splitlines()
]
PUBLISHED = datetime.fromisoformat("2023-10-21T09:14:07+07:00")


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['form']}: {c['text']}")
def test_forms(case: dict[str, Any]) -> None:
    events = find_event_dates(case["text"], published=PUBLISHED)
    told = [(e["date"], e["raw"], e.get("end")) for e in case["found"]]
    assert [(event.date, event.raw, event.end) for event in events] == told
    flags = [e.get("flags", []) for e in case["found"]]
    assert [list(event.flags) for event in events] == flags


def test_without_a_published_date_only_whole_days_with_a_weekday_count() -> None:
    text = "Jumat (20/10) dan Jumat (20/10/2023), 5 Oktober 2023, tanggal 5/10"
    (event,) = find_event_dates(text, published=None)
    assert event.raw == "Jumat (20/10/2023)"


def test_a_naive_published_date_is_the_outlets() -> None:
    naive = datetime(2023, 10, 21, 0, 30)  # noqa: DTZ001 (that is the case)
    (event,) = find_event_dates("Jumat (20/10)", published=naive)
    assert event.date == "2023-10-20"
    (other,) = find_event_dates("pada 22 Oktober 2023", published=naive)
    assert other.date == "2023-10-22"


PIECES = st.sampled_from(
    [
        *("Senin", "Jum’at", "MINGGU", "kemarin", "hari ini", "Oktober", "Mei", "lalu"),
        *("1", "2", "9", "20", "31", "2023", "23", "200", "/", "/", "-", "(", ")", "["),
        *(" ", " ", ",", "\n", "\u00a0", "hingga", "dan", "tanggal", "pada", "malam"),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=20).map("".join)))
def test_never_invents_nor_repeats(text: str) -> None:
    events = find_event_dates(text, published=PUBLISHED)
    assert all(event.raw in text for event in events)
    assert len({(event.date, event.end) for event in events}) == len(events)


@pytest.mark.parametrize(
    "piece",
    [
        *("senin ", "20/10/", "1-1-", "Jumat (", "9 Oktober ", "Senin    ", " ", "a"),
        *("Senin-Senin-", "Senin malam malam malam ", "pada 12 orang ", "1234567890 "),
        "pada Jumat (20/10/2023) dan Kamis, 19 Oktober 2023 lalu. ",
    ],
)
def test_a_megabyte_is_read_in_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    find_event_dates(text, published=PUBLISHED)
    # Half a second where it is quiet; what backtracks would take hours.
    assert time.process_time() - started < 5
