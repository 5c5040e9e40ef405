"""When listings and articles are due, kept in the database."""

from datetime import datetime, timedelta

import pytest

from newsarchive.archive.api import Answer, Lead, Rest, Stand
from newsarchive.run import Outcome
from tests.archive.articles import article
from tests.archive.home import LONG_AGO, Home

A = "https://kabaruji.id/a/"
SECTION = "https://kabaruji.id/kalbar/"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def look(home: Home, *urls: str, ends: bool = True) -> None:
    with home.visit() as visit:
        state = visit.open_listing(SECTION, "section")
        visit.met([Lead(url) for url in urls], "section", state.since)
        if ends:
            visit.close_listing(SECTION)


def stand(home: Home) -> Stand:
    with home.visit() as visit, visit._glance() as connection:
        from newsarchive.archive import schedule  # noqa: PLC0415 (the clock is ours)

        return schedule.stands(connection, home.clock.now)["kabaruji"]


def due_in(home: Home) -> timedelta:
    due = stand(home).listings[SECTION]
    assert due is not None
    return due - home.clock.now


def near(span: timedelta, expected: timedelta) -> bool:
    return expected * 0.89 <= span <= expected * 1.11


def test_a_listing_that_brings_nothing_is_looked_at_ever_less_often(home: Home) -> None:
    look(home, A)
    assert near(due_in(home), HOUR)
    for expected in (HOUR * 1.5, HOUR * 2.25):
        home.clock.pass_by(hours=3)
        look(home, A)
        assert near(due_in(home), expected)


def test_a_listing_that_brings_only_new_ones_is_looked_at_more_often(
    home: Home,
) -> None:
    look(home, A)
    home.clock.pass_by(hours=3)
    look(home, "https://kabaruji.id/b/", "https://kabaruji.id/c/")
    assert near(due_in(home), HOUR / 2)


def test_a_walk_inside_another_is_counted_for_both(home: Home) -> None:
    with home.visit() as visit:
        outer = visit.open_listing(SECTION, "section")
        visit.open_listing(f"{SECTION}feed/", "feed")
        visit.met([Lead(A)], "feed", outer.since)
        visit.close_listing(f"{SECTION}feed/")
        visit.close_listing(SECTION)
    home.clock.pass_by(hours=3)
    with home.visit() as visit:
        again = visit.open_listing(SECTION, "section")
        visit.open_listing(f"{SECTION}feed/", "feed")
        visit.met([Lead(f"{A}b/"), Lead(f"{A}c/")], "feed", again.since)
        visit.close_listing(f"{SECTION}feed/")
        visit.close_listing(SECTION)
    assert near(due_in(home), HOUR / 2)


def test_a_walk_that_broke_off_is_due_at_once(home: Home) -> None:
    look(home, A)
    look(home, A, ends=False)
    assert stand(home).listings == {SECTION: None}
    with home.visit() as visit:
        assert visit.is_due(SECTION)
        assert visit.is_due("https://kabaruji.id/never-seen/")


@pytest.mark.parametrize(
    ("status", "first", "second"),
    [(500, HOUR, HOUR * 2), (503, HOUR / 4, HOUR / 2), (404, HOUR * 2, HOUR * 4)],
)
def test_a_listing_that_fails_is_looked_at_later_and_later(
    home: Home, status: int, first: timedelta, second: timedelta
) -> None:
    for expected in (first, second):
        with home.visit() as visit:
            visit.open_listing(SECTION, "section")
            visit.put_off(SECTION, status, "answers")
            assert not visit.is_due(SECTION)
        assert near(due_in(home), expected)
    look(home, A)
    assert near(due_in(home), HOUR)


def test_windows_of_a_backfill_have_no_time(home: Home) -> None:
    with home.visit() as visit:
        visit.open_listing(f"{SECTION}#2022-01", "rest")
        visit.close_listing(f"{SECTION}#2022-01")
    assert stand(home).listings == {}


@pytest.mark.parametrize(
    ("published", "wait"),
    [
        ("2023-10-22T03:00:00+07:00", timedelta(hours=6)),
        ("2023-10-17T03:00:00+07:00", DAY),
        ("2023-03-01T03:00:00+07:00", None),
        # Where no date is known, its first sight counts.
        (None, timedelta(hours=6)),
    ],
)
def test_articles_are_due_by_their_age(
    home: Home, published: str | None, wait: timedelta | None
) -> None:
    home.crawl(article("a", published=published, fetched_at=home.clock.now))
    found = stand(home).next_check_at
    if wait is None:
        assert found is None
        return
    assert found is not None
    assert near(found - home.clock.now, wait)
    assert revisited(home) == []
    home.clock.pass_by(days=wait.total_seconds() / 86400 * 1.2)
    assert stand(home).checks == 1
    assert revisited(home) == [A]
    assert stand(home).waiting == 1


def revisited(home: Home) -> list[str]:
    with home.visit() as visit:
        visit.revisit()
        return [page.url for page in visit.take(10)]


def test_an_article_that_is_as_it_was_gets_its_next_time(home: Home) -> None:
    home.crawl(article("a", published=None, fetched_at=home.clock.now))
    home.clock.pass_by(hours=7)
    home.crawl(Answer(url=A, outcome=Outcome.UNCHANGED, status=304))
    found = stand(home).next_check_at
    assert found is not None
    assert near(found - home.clock.now, timedelta(hours=6))


def test_what_was_refused_is_asked_again_next_run(home: Home) -> None:
    home.crawl(
        Answer(url=A, outcome=Outcome.BLOCKED, reason="HTTP 403", status=403),
        Answer(url=f"{A}b/", outcome=Outcome.BLOCKED, reason="Forbidden by robots.txt"),
    )
    assert revisited(home) == [A]
    home.clock.pass_by(days=8)
    assert revisited(home) == [A, f"{A}b/"]


def test_a_site_may_say_when_an_address_is_to_be_asked(home: Home) -> None:
    later = home.clock.now + 2 * HOUR
    home.crawl(
        Answer(
            url=A,
            outcome=Outcome.FAILED,
            reason="HTTP 503",
            status=503,
            not_before=later,
        )
    )
    with home.visit() as visit:
        assert visit.retry() == 0
        home.clock.pass_by(hours=3)
        assert visit.retry() == 1


@pytest.mark.parametrize(
    ("ahead", "again"),
    [
        (timedelta(minutes=9), 0),
        (timedelta(minutes=11), 1),
        (timedelta(days=20), 1),
        (timedelta(days=700), 1),
    ],
)
def test_a_clock_that_went_ahead_puts_nothing_off(
    home: Home, ahead: timedelta, again: int
) -> None:
    """A clock that runs too fast lets answers come too late, and their repeat, too."""
    right = home.clock.now
    home.clock.now = right + ahead
    home.crawl(Answer(url=A, outcome=Outcome.FAILED, reason="timeout"))
    home.clock.now = right
    with home.visit() as visit:
        assert visit.retry() == again
        assert visit.revisit() == 0


def test_an_article_seen_by_a_clock_that_went_ahead_is_looked_at_again(
    home: Home,
) -> None:
    right = home.clock.now
    home.clock.now = right + timedelta(hours=8)
    home.crawl(article("a", published=None, fetched_at=home.clock.now))
    home.clock.now = right
    assert revisited(home) == ["https://kabaruji.id/a/"]


def test_an_answer_to_an_address_the_ledger_does_not_have(home: Home) -> None:
    with home.visit() as visit:
        visit.settle(Answer(url=A, outcome=Outcome.FAILED, reason="HTTP 500"))
        visit.flush()
        assert visit.counts == {("failed", "HTTP 500"): 1}


def test_rests_are_kept_and_forgotten(home: Home) -> None:
    def rest(refusals: int, until: datetime | None) -> Rest:
        return Rest("kabaruji.id", refusals, home.clock.now, until, "HTTP 403")

    first, second = rest(1, None), rest(5, home.clock.now + HOUR)
    with home.visit() as visit:
        visit.refused(first)
        assert visit.rests() == {"kabaruji.id": first}
        visit.refused(second)
        assert visit.rests() == {"kabaruji.id": second}
    assert not first.at(home.clock.now)
    assert second.at(home.clock.now)
    assert not second.at(home.clock.now + HOUR)
    with home.reader() as reader:
        assert reader.rests() == {"kabaruji.id": second}
        assert set(reader.stands()) == {"kabaruji"}
    with home.visit() as visit:
        visit.welcomed("kabaruji.id")
        assert visit.rests() == {}


def test_known_ground_does_not_wait(home: Home) -> None:
    with home.visit() as visit:
        visit.met([Lead(A)], "feed", LONG_AGO)
    assert stand(home).waiting == 1


def test_what_a_wrong_clock_reckoned_is_due_at_once(home: Home) -> None:
    home.clock.pass_by(days=730)
    look(home, A)
    home.crawl(article("a", url=A, published="2025-10-20T10:00:00+07:00"))
    now = home.clock.now
    with home.visit() as visit:
        visit.refused(Rest("kabaruji.id", 5, now, now + HOUR, "HTTP 403"))
    assert stand(home).checks == 0
    home.clock.pass_by(days=-730)
    assert stand(home).checks == 1
    with home.visit() as visit:
        assert visit.is_due(SECTION)
        assert visit.revisit() == 1
        assert not visit.rests()["kabaruji.id"].at(home.clock.now)
