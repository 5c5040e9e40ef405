"""Outlets by days, how outlets stand, and archives from before anybody watched."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from newsarchive.archive import migrate
from newsarchive.archive.api import Answer, Archive, Lead
from newsarchive.monitors.days import DayState
from newsarchive.run import Outcome, RunState
from tests.archive.articles import OTHER, SOURCE, article
from tests.archive.home import LONG_AGO, Home

FIRST, LAST = date(2023, 10, 1), date(2023, 10, 31)


@pytest.fixture
def archive(home: Home) -> Iterator[Archive]:
    with Archive.open(home.address) as opened:
        yield opened


def fail(home: Home, archive: Archive, reason: str) -> None:
    archive.begin("kabaruji", SOURCE, clock=home.clock).finish(
        RunState.INCOMPLETE, reason
    )


def days(home: Home, source: str | None = None) -> dict[int, tuple[DayState, int]]:
    with home.reader() as reader:
        found = reader.coverage(FIRST, LAST, source)
    return {one.day.day: (one.state, one.articles) for one in found}


def test_days_are_filled_as_runs_end(home: Home, archive: Archive) -> None:
    home.crawl(
        article("a", published="2023-10-21T23:30:00+07:00"),
        article("b", published="2023-10-20"),
        article("c", published="2023-10"),  # no day: counts as seen, on the 22nd
        article("d", published=None),
    )
    home.clock.pass_by(days=2)
    fail(home, archive, "https://kabaruji.id/kalbar/ answers 403")
    home.clock.pass_by(days=1)
    fail(home, archive, "https://kabaruji.id/kalbar/ answers 500")
    expected = {
        20: (DayState.STORED, 1),
        21: (DayState.STORED, 1),
        22: (DayState.STORED, 2),
        23: (DayState.NOT_RUN, 0),
        24: (DayState.BLOCKED, 0),
        25: (DayState.DOWN, 0),
    }
    assert days(home) == expected
    assert days(home, "kabaruji") == expected
    assert days(home, "suarauji") == {}
    with home.reader() as reader:
        reasons = {d.day.day: d.reason for d in reader.coverage(FIRST, LAST)}
        begun = reader.begun()
    assert (reasons[24] or "").startswith("https://kabaruji.id/kalbar/ answers 403")
    assert reasons[22] is None
    assert begun["kabaruji"][0] == "Kabar Uji"
    assert begun["kabaruji"][1] >= date(2023, 10, 22)
    assert archive.recompute_coverage() == 6
    assert days(home) == expected


def test_a_day_that_gets_its_articles_later(home: Home, archive: Archive) -> None:
    home.crawl(article("a"))
    home.clock.pass_by(days=1)
    fail(home, archive, "no links to articles on the section's page")
    assert days(home)[23] == (DayState.BROKEN, 0)
    home.clock.pass_by(days=1)
    late = datetime(2023, 10, 24, 3, tzinfo=UTC)
    home.crawl(article("b", published="2023-10-23T09:00:00+07:00", fetched_at=late))
    assert days(home)[23] == (DayState.STORED, 1)


def test_looking_at_the_past_is_no_look_at_the_day(
    home: Home, archive: Archive
) -> None:
    visit = archive.begin("kabaruji", SOURCE, {"replay": True}, home.clock)
    visit.finish(RunState.DONE)
    assert days(home)[22] == (DayState.NOT_RUN, 0)
    assert archive.recompute_coverage() == 0


def test_how_outlets_stand(home: Home, archive: Archive) -> None:
    home.crawl(article("a"))
    good = home.clock.now
    home.clock.pass_by(days=1)
    fail(home, archive, "https://kabaruji.id/kalbar/ answers 403")
    archive.begin("suarauji", OTHER, clock=home.clock)
    with home.reader() as reader:
        one, other = reader.standing(home.clock.now)
        (later, _) = reader.standing(home.clock.now + timedelta(days=60))
    assert (one.source, one.last_good_at, one.good) == ("kabaruji", good, (good,))
    assert one.newest == datetime(2023, 10, 21, 2, 14, 7, tzinfo=UTC)
    assert (one.last_run_at, one.last_outcome) == (home.clock.now, "incomplete")
    assert (other.last_good_at, other.newest, other.good) == (None, None, ())
    assert (later.last_good_at, later.good) == (good, ())


def test_a_run_gives_samples_of_what_it_did_not_store(
    home: Home, archive: Archive
) -> None:
    page = "https://kabaruji.id/{}/".format
    visit = archive.begin("kabaruji", SOURCE, clock=home.clock)
    visit.met([Lead(page(n)) for n in range(6)], "feed", LONG_AGO)
    for number in range(5):
        answer = Answer(url=page(number), outcome=Outcome.REJECTED, reason="list")
        visit.settle(answer)
    visit.settle(Answer(url=page(5), outcome=Outcome.GONE))
    visit.finish(RunState.DONE)
    with home.reader() as reader:
        found = reader.samples(visit.run_id, [Outcome.REJECTED, Outcome.GONE])
        assert reader.samples(visit.run_id, [Outcome.FAILED]) == {}
    assert found == {
        ("gone", ""): [page(5)],
        ("rejected", "list"): [page(0), page(1), page(2)],
    }


def test_an_upgrade_makes_days_of_the_runs_before(home: Home, archive: Archive) -> None:
    home.crawl(article("a"))
    home.clock.pass_by(days=1)
    fail(home, archive, "https://kabaruji.id/kalbar/ answers 403")
    before = days(home)
    with archive.engine.begin() as connection:
        for table in ("coverage_day", "run_figures", "alarm"):
            connection.execute(text(f"DELETE FROM {table}"))
    assert days(home) == {}
    assert migrate.upgrade(archive.engine, archive.url) == migrate.head()
    # The runs' own moments are the machine's: only what they saw is known again.
    assert {state for state, _ in days(home).values()} >= {
        state for state, _ in before.values()
    }
