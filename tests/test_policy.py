"""When to look again: tables of cases, and bounds that always hold."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive import policy
from newsarchive.run import Outcome

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2023, 10, 22, 4, tzinfo=UTC)
SPANS = st.timedeltas(timedelta(minutes=1), timedelta(days=60))
COUNTS = st.integers(0, 500)


@pytest.mark.parametrize(
    ("before", "met", "known", "after"),
    [
        (None, 10, 0, HOUR),
        (None, 0, 0, HOUR),
        (HOUR, 10, 10, HOUR * 1.5),
        (HOUR, 0, 0, HOUR * 1.5),
        (HOUR, 10, 7, HOUR),
        (HOUR, 10, 2, HOUR / 2),
        (timedelta(minutes=20), 10, 0, policy.SHORTEST_POLL),
        (timedelta(hours=20), 10, 10, policy.LONGEST_POLL),
    ],
)
def test_next_interval(
    before: timedelta | None, met: int, known: int, after: timedelta
) -> None:
    assert policy.next_interval(before, met, known) == after


@given(SPANS, COUNTS, COUNTS)
def test_an_interval_is_bounded(before: timedelta, a: int, b: int) -> None:
    met, known = max(a, b), min(a, b)
    for polling in (policy.SECTIONS, policy.SITEMAPS):
        after = policy.next_interval(before, met, known, polling)
        assert polling.shortest <= after <= polling.longest


@given(SPANS, st.integers(1, 500), COUNTS, COUNTS)
def test_the_more_is_known_the_longer_the_wait(
    before: timedelta, met: int, a: int, b: int
) -> None:
    few, many = sorted((min(a, met), min(b, met)))
    assert policy.next_interval(before, met, few) <= policy.next_interval(
        before, met, many
    )


@given(SPANS, st.floats(0, 1))
def test_spread_moves_by_a_tenth(interval: timedelta, chance: float) -> None:
    moved = policy.spread(interval, chance)
    assert interval * 0.899 <= moved <= interval * 1.101


@pytest.mark.parametrize(
    ("age", "wait"),
    [
        (timedelta(hours=-3), timedelta(hours=6)),
        (timedelta(hours=1), timedelta(hours=6)),
        (timedelta(days=2), timedelta(hours=12)),
        (timedelta(days=5), DAY),
        (timedelta(days=20), timedelta(days=7)),
        (timedelta(days=60), timedelta(days=30)),
        (timedelta(days=90), None),
        (timedelta(days=5000), None),
    ],
)
def test_next_check(age: timedelta, wait: timedelta | None) -> None:
    assert policy.next_check(age) == wait


@pytest.mark.parametrize(
    ("status", "reason", "weight"),
    [
        (429, "HTTP 429", policy.TEMPORARY),
        (503, "HTTP 503", policy.TEMPORARY),
        (408, "HTTP 408", policy.TEMPORARY),
        (500, "HTTP 500", policy.SOFT),
        (403, "HTTP 403", policy.SOFT),
        (400, "HTTP 400", policy.HARD),
        (404, "https://a.id/k/ answers 404", policy.HARD),
        (None, "TimeoutError: too long", policy.SOFT),
        (None, None, policy.SOFT),
        (200, "maintenance", policy.SOFT),
        (None, "defect: KeyError: 'x'", policy.HARD),
        (None, "not storable: DataError", policy.HARD),
    ],
)
def test_weight(status: int | None, reason: str | None, weight: float) -> None:
    assert policy.weight(status, reason) == weight


@pytest.mark.parametrize(
    ("outcome", "status", "reason", "again"),
    [
        (Outcome.FAILED, 500, "HTTP 500", NOW),
        (Outcome.FAILED, None, None, NOW),
        (Outcome.BLOCKED, 403, "HTTP 403", NOW),
        (Outcome.BLOCKED, None, "Forbidden by robots.txt", NOW + timedelta(days=7)),
        (Outcome.REJECTED, 200, "challenge: #cf-wrapper", NOW),
        (Outcome.REJECTED, 200, "maintenance", NOW),
        (Outcome.REJECTED, 200, "error", NOW),
        (Outcome.REJECTED, 200, "password: form", None),
        (Outcome.REJECTED, 200, None, None),
        (Outcome.GONE, 404, "HTTP 404", None),
        (Outcome.UNCHANGED, 304, None, None),
    ],
)
def test_retry_at(
    outcome: Outcome, status: int | None, reason: str | None, again: datetime | None
) -> None:
    assert policy.retry_at(outcome, status, reason, NOW) == again


@pytest.mark.parametrize(
    ("failures", "wait"),
    [(0.25, HOUR / 4), (1, HOUR), (2, HOUR * 2), (500, DAY)],
)
def test_wait_after(failures: float, wait: timedelta) -> None:
    assert policy.wait_after(failures) == wait


@pytest.mark.parametrize(
    ("refusals", "shortest", "span"),
    [
        (1, HOUR, None),
        (4, HOUR, None),
        (5, HOUR, HOUR),
        (6, HOUR, HOUR * 2),
        (8, HOUR, HOUR * 8),
        (5000, HOUR, policy.LONGEST_REST),
        (5, timedelta(days=10), timedelta(days=10)),
        (5000, timedelta(0), None),
    ],
)
def test_rest(refusals: int, shortest: timedelta, span: timedelta | None) -> None:
    assert policy.rest(refusals, shortest) == span


@pytest.mark.parametrize(
    ("now", "told", "words"),
    [
        ("1999-10-23", None, "it says 1999-10-23; set it"),
        ("1999-10-23", "2026-11-30", "it says 1999-10-23; set it"),
        ("2028-11-29", "2026-11-30", "it says 2028-11-29, the site 2026-11-30; set it"),
        ("2026-11-30", "2026-11-29", None),
        ("2026-11-30", None, None),
        # A site's clock may be far off, too, and is by itself no reason to stop.
        ("2026-11-30", "2028-11-29", None),
        ("2026-11-30", "1970-01-01", None),
    ],
)
def test_a_wrong_clock_is_told(now: str, told: str | None, words: str | None) -> None:
    moments = [one and datetime.fromisoformat(f"{one}T12:00Z") for one in (now, told)]
    why = policy.wrong_clock(*moments)  # type: ignore[arg-type]
    assert (why is None) if words is None else (why or "").endswith(words)


@pytest.mark.parametrize(
    ("hours", "waits"), [(None, False), (-1, False), (1, True), (24 * 36, False)]
)
def test_no_wait_is_endless(hours: int | None, waits: bool) -> None:
    now = datetime(2026, 11, 30, tzinfo=UTC)
    until = None if hours is None else now + timedelta(hours=hours)
    assert policy.is_waiting(until, now) is waits
