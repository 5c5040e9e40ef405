"""What a run measures: fields, origins, dates to come, hosts and slow addresses."""

from dataclasses import replace
from typing import Any

import pytest

from newsarchive.items import Evidence
from newsarchive.measure import SLOWEST, Tally, Timings
from tests.archive.articles import FETCHED, article

ZONE = "Asia/Jakarta"


def test_fields_and_origins_are_counted() -> None:
    tally = Tally()
    tally.add(article(origins={"body": "theme .entry"}), ZONE)
    tally.add(article("b", published=None, byline=None, dateline=None, body=""), ZONE)
    assert tally.read == 2
    assert tally.filled == {"date": 1, "body": 1, "byline": 1, "dateline": 1}
    assert {name: dict(told) for name, told in tally.origins.items()} == {
        "published": {"meta": 1},
        "body": {"theme": 1},
    }
    # An article without a date counts for the day on which it was seen.
    assert FETCHED in tally.moments
    assert len(tally.moments) == 2


def test_bytes_are_those_of_the_words() -> None:
    tally = Tally()
    tally.add(article(title="Té", text="abc"), ZONE)
    assert tally.new_bytes == 6


@pytest.mark.parametrize(
    ("changes", "future"),
    [
        ({"published": "2023-10-21T09:14:07+07:00"}, 0),
        ({"published": "2023-10-22T10:30:00+07:00"}, 0),  # half an hour ahead
        ({"published": "2023-10-22T20:00:00+07:00"}, 1),
        ({"published": "2023-10-22"}, 0),
        ({"published": None}, 0),
    ],
)
def test_a_date_to_come(changes: dict[str, Any], future: int) -> None:
    tally = Tally()
    tally.add(article(**changes), ZONE)
    assert tally.future == future


def test_a_date_that_was_refused_for_being_to_come() -> None:
    made = article()
    assert made.published is not None
    refused = Evidence("2033", "meta", "x", "later than the page was fetched")
    made = replace(made, published=replace(made.published, candidates=(refused,)))
    tally = Tally()
    tally.add(made, ZONE)
    assert tally.future == 1


def test_hosts_and_the_slowest_addresses() -> None:
    timings = Timings()
    for number in range(SLOWEST + 5):
        timings.add("a.id", f"https://a.id/{number}", 200, number / 10, 100)
    timings.add("b.id", "https://b.id/", 503, 9.0, 5)
    first, second = timings.hosts()
    assert first == {
        "host": "b.id",
        "requests": 1,
        "mean_seconds": 9.0,
        "longest_seconds": 9.0,
        "bytes": 5,
    }
    assert (second["requests"], second["bytes"]) == (15, 1500)
    slow = timings.slowest()
    assert len(slow) == SLOWEST
    assert slow[0] == {"url": "https://b.id/", "status": 503, "seconds": 9.0}
    assert [one["seconds"] for one in slow] == sorted(
        (one["seconds"] for one in slow), reverse=True
    )
