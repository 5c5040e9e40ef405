"""What is due now, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.archive.api import Rest, Stand
from newsarchive.plan import choose
from tests.archive.articles import SOURCE

NOW = datetime(2023, 10, 22, 4, tzinfo=UTC)
SOON, AGO = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
(SECTION,) = SOURCE.sections
IDLE = Stand(listings={SECTION: SOON}, waiting=0, checks=0, next_check_at=None)
HOST = SOURCE.domain


def rest(until: datetime | None) -> Rest:
    return Rest(HOST, 5, AGO, until, "HTTP 403")


@pytest.mark.parametrize(
    ("stand", "why"),
    [
        (None, "never crawled"),
        (replace(IDLE, listings={}), "1 sections were never looked at"),
        (replace(IDLE, listings={SECTION: None}), "1 sections are due"),
        (replace(IDLE, listings={SECTION: AGO}), "1 sections are due"),
        (replace(IDLE, waiting=3), "3 addresses wait"),
        (replace(IDLE, checks=2), "2 articles are due to be checked"),
        (
            replace(IDLE, listings={SECTION: AGO}, waiting=1),
            "1 sections are due, 1 addresses wait",
        ),
    ],
)
def test_due(stand: Stand | None, why: str) -> None:
    choice = choose("kabaruji", SOURCE, stand, {HOST: rest(AGO)}, NOW)
    assert (choice.due, choice.why, choice.next_at) == (True, why, None)


@pytest.mark.parametrize(
    ("stand", "next_at"),
    [
        (IDLE, SOON),
        (replace(IDLE, next_check_at=NOW + timedelta(minutes=5)), None),
        (replace(IDLE, next_check_at=NOW + timedelta(days=5)), SOON),
    ],
)
def test_not_due(stand: Stand, next_at: datetime | None) -> None:
    choice = choose("kabaruji", SOURCE, stand, {HOST: rest(None)}, NOW)
    assert (choice.due, choice.why) == (False, "nothing is due")
    assert choice.next_at == (next_at or stand.next_check_at)


def test_a_host_that_is_left_alone_is_not_due() -> None:
    choice = choose("kabaruji", SOURCE, None, {HOST: rest(SOON)}, NOW)
    assert (choice.due, choice.why, choice.next_at) == (
        False,
        "left alone: HTTP 403",
        SOON,
    )


def test_one_of_two_hosts_that_answers_is_enough() -> None:
    two = replace(SOURCE, sections=(SECTION, "https://lain.id/k/"), hosts=("lain.id",))
    assert choose("kabaruji", two, None, {HOST: rest(SOON)}, NOW).due
