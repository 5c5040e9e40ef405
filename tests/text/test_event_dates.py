"""What the text says happened when."""

import time
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.event_dates import find_event_dates

PUBLISHED = datetime.fromisoformat("2023-10-21T09:14:07+07:00")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dan warga, Jum’at (20/10/2023).", [("2023-10-20", "Jum’at (20/10/2023)")]),
        ("pada Jumat (20/10) pagi", [("2023-10-20", "Jumat (20/10)")]),
        ("Kamis, 19 Oktober 2023, di", [("2023-10-19", "Kamis, 19 Oktober 2023")]),
        ("Kamis (19-10-2023)", [("2023-10-19", "Kamis (19-10-2023)")]),
        ("Kamis (19-20/10/2023)", [("2023-10-19", "Kamis (19-20/10/2023)")]),
        ("Kamis malam (19/10/23)", [("2023-10-19", "Kamis malam (19/10/23)")]),
        ("Selasa ( 17/10/2023 )", [("2023-10-17", "Selasa ( 17/10/2023 )")]),
        ("Jum'at,20 Oktober 2023", [("2023-10-20", "Jum'at,20 Oktober 2023")]),
        ("malam hari,Jumat(20/10/2023)", [("2023-10-20", "Jumat(20/10/2023)")]),
        ("Kamis 19 Oktober", [("2023-10-19", "Kamis 19 Oktober")]),
        ("Kamis-19-Oktober-2023 sore", [("2023-10-19", "Kamis-19-Oktober-2023")]),
        ("Sabtu (31/12)", [("2022-12-31", "Sabtu (31/12)")]),
        ("pada 5 Oktober 2023 lalu", [("2023-10-05", "5 Oktober 2023")]),
        ("sejak 17 Agustus 1945", []),
        ("pada Rabu, 17 Agustus 1945", [("1945-08-17", "Rabu, 17 Agustus 1945")]),
        ("berumur (41) tahun, Pasal 363 KUHP", []),
        ("pukul 14.30 WIB, RT 02/RW 05", []),
        ("hari Jumat pekan depan", []),
        ("skor 20/10 untuk tuan rumah", []),
        (
            "Jumat (20/10/2023). Sebelumnya, Rabu (18/10/2023), dan Jumat (20/10/2023)",
            [("2023-10-20", "Jumat (20/10/2023)"), ("2023-10-18", "Rabu (18/10/2023)")],
        ),
        ("", []),
    ],
)
def test_days_in_order(text: str, found: list[tuple[str, str]]) -> None:
    events = find_event_dates(text, published=PUBLISHED)
    assert [(event.date, event.raw) for event in events] == found


def test_flags_and_ranges() -> None:
    (wrong,) = find_event_dates("Senin (20/10/2023)", published=PUBLISHED)
    assert wrong.flags == ("weekday-mismatch",)
    (typo,) = find_event_dates("Jumat (20/10/2033)", published=PUBLISHED)
    assert "future" in typo.flags
    (span,) = find_event_dates("Senin-Selasa (9-10/10/2023)", published=PUBLISHED)
    assert (span.date, span.end) == ("2023-10-09", "2023-10-10")


def test_without_a_published_date_only_whole_days_count() -> None:
    text = "Jumat (20/10) dan Jumat (20/10/2023), 5 Oktober 2023"
    (event,) = find_event_dates(text, published=None)
    assert event.raw == "Jumat (20/10/2023)"


@given(st.text())
def test_never_invents(text: str) -> None:
    for event in find_event_dates(text, published=PUBLISHED):
        assert event.raw in text


@pytest.mark.parametrize("piece", ["senin ", "20/10/", "1-1-", "Jumat (", "9 Oktober "])
def test_a_megabyte_is_read_in_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.perf_counter()
    find_event_dates(text, published=PUBLISHED)
    assert time.perf_counter() - started < 5
