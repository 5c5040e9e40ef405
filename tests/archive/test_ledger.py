"""The ledger: what is known ground, what waits, what is tried again."""

import time
from datetime import timedelta

import pytest

from newsarchive import policy
from newsarchive.archive.api import Answer, Lead, Visit
from newsarchive.run import Outcome, RunState
from tests.archive.articles import FETCHED, article
from tests.archive.home import LONG_AGO, Clock, Home

A, B, C = (f"https://kabaruji.id/{name}/" for name in "abc")
# A server's error weighs one.
ATTEMPTS = int(policy.GIVE_UP_AT)
SECTION = "https://kabaruji.id/kalbar/"


def fail(visit: Visit, url: str) -> None:
    visit.settle(Answer(url=url, outcome=Outcome.FAILED, reason="HTTP 500", status=500))


def waiting(visit: Visit) -> list[str]:
    visit.rewind()
    return [page.url for page in visit.take(100)]


def test_new_addresses_wait_in_the_order_they_were_met(home: Home) -> None:
    with home.visit() as visit:
        assert visit.met([Lead(B), Lead(A), Lead(B)], "feed", LONG_AGO) == 2
        assert waiting(visit) == [B, A]
        assert visit.pending() == 2
        assert visit.met([], "feed", LONG_AGO) == 0


def test_an_address_is_taken_once_a_round(home: Home) -> None:
    with home.visit() as visit:
        visit.met([Lead(A), Lead(B), Lead(C)], "feed", LONG_AGO)
        assert [page.url for page in visit.take(2)] == [A, B]
        assert [page.url for page in visit.take(2)] == [C]
        assert visit.take(2) == []
        visit.rewind()
        assert len(visit.take(5)) == 3


def test_what_was_met_before_is_known_ground(
    home: Home,
) -> None:
    with home.visit() as visit:
        visit.met([Lead(A)], "feed", LONG_AGO)
        home.clock.pass_by(hours=1)
        since = home.clock.now
        assert visit.met([Lead(A)], "feed", since) == 0
        assert visit.met([Lead(A), Lead(B)], "feed", since) == 1
        # Met in this walk: still not ground that an earlier walk has covered.
        assert visit.met([Lead(B)], "feed", since) == 1


def test_outlets_have_ledgers_of_their_own(home: Home) -> None:
    with home.visit() as visit:
        visit.met([Lead(A)], "feed", LONG_AGO)
    with home.visit("suarauji") as other:
        assert other.take(5) == []
        assert other.met([Lead(A)], "feed", home.clock.now) == 1


def test_many_addresses_at_once(home: Home) -> None:
    # PostgreSQL took 49 s where it compared each new row with each address asked for.
    leads = [Lead(f"https://kabaruji.id/{i}/") for i in range(40_000)]
    began = time.monotonic()
    with home.visit() as visit:
        assert visit.met(leads, "sitemap", LONG_AGO) == 40_000
        assert visit.met(leads, "sitemap", home.clock.now + timedelta(1)) == 0
        assert visit.pending() == 40_000
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("before", "now", "fetched_again"),
    [
        (None, None, False),
        ("2023-10-21", "2023-10-21", False),
        ("2023-10-21", "2023-10-22", True),
        ("2023-10-21", None, False),
        (None, "2023-10-22", False),
    ],
)
def test_a_listing_tells_of_a_change(
    home: Home, before: str | None, now: str | None, fetched_again: bool
) -> None:
    item = article("a")
    with home.visit() as visit:
        visit.met([Lead(A, before)], "rest", LONG_AGO)
        visit.store(item)
        visit.flush()
        assert waiting(visit) == []
        home.clock.pass_by(hours=1)
        fresh = visit.met([Lead(A, now, parts=2)], "rest", home.clock.now)
        assert bool(fresh) is fetched_again
        assert waiting(visit) == ([A] if fetched_again else [])
        if fetched_again:
            visit.rewind()
            (page,) = visit.take(1)
            assert (page.stored, page.etag, page.parts) == (True, '"e1"', 2)


def test_a_change_is_seen_although_the_first_listing_told_no_date(home: Home) -> None:
    with home.visit() as visit:
        visit.met([Lead(A)], "feed", LONG_AGO)
        visit.store(article("a"))
        visit.flush()
        for lastmod, fetched_again in (("2023-10-21", []), ("2023-10-22", [A])):
            visit.met([Lead(A, lastmod)], "rest", LONG_AGO)
            assert waiting(visit) == fetched_again


def test_failures_are_tried_again_until_the_limit(home: Home) -> None:
    with home.visit() as visit:
        visit.met([Lead(A)], "feed", LONG_AGO)
        for attempt in range(1, ATTEMPTS + 1):
            fail(visit, A)
            assert visit.retry() == (attempt < ATTEMPTS)
        assert waiting(visit) == []
    assert home.rows("SELECT attempts, reason FROM page") == [
        (ATTEMPTS, "given up: HTTP 500")
    ]


def test_a_failure_after_many_good_visits_is_tried_again(home: Home) -> None:
    same = Answer(url=A, outcome=Outcome.UNCHANGED, status=304)
    home.crawl(article("a"))
    home.crawl(*[same] * (ATTEMPTS + 1))
    with home.visit() as visit:
        fail(visit, A)
        assert visit.retry() == 1


def test_a_change_gives_a_failed_address_new_attempts(home: Home) -> None:
    with home.visit() as visit:
        visit.met([Lead(A, "2023-10-21")], "rest", LONG_AGO)
        for _ in range(ATTEMPTS):
            fail(visit, A)
        assert visit.retry() == 0
        visit.met([Lead(A, "2023-10-22")], "rest", LONG_AGO)
        fail(visit, A)
        assert visit.retry() == 1


def test_what_failed_and_then_came_counts_once(home: Home) -> None:
    with home.visit() as visit:
        visit.met([Lead(A), Lead(B)], "feed", LONG_AGO)
        fail(visit, A)
        fail(visit, B)
        assert visit.retry() == 2
        visit.store(article("a"))
        fail(visit, B)
        visit.finish(RunState.INCOMPLETE)
        assert +visit.counts == {("stored", "new"): 1, ("failed", "HTTP 500"): 1}
    with home.reader() as reader:
        (run,) = reader.runs()
    assert (run.new, run.failed) == (1, 1)


def test_young_articles_are_looked_at_again(home: Home) -> None:
    old = {"fetched_at": FETCHED - timedelta(days=90)}
    home.crawl(
        article("a", published="2023-10-21", **old),
        article("b", published="2023-07-01", **old),
        article("c", published="2023-07-01"),
        Answer(url="https://kabaruji.id/bukan/", outcome=Outcome.REJECTED),
    )
    with home.visit() as visit:
        assert visit.recheck(timedelta(days=30)) == 2
        assert waiting(visit) == [A, C]


@pytest.mark.parametrize(
    "outcome", [Outcome.REJECTED, Outcome.BLOCKED, Outcome.FAILED], ids=str
)
def test_an_article_that_was_not_shown_is_looked_at_again(
    home: Home, outcome: Outcome
) -> None:
    home.crawl(article("a"), Answer(url=A, outcome=outcome, reason="maintenance"))
    with home.visit() as visit:
        assert visit.recheck(timedelta(days=3650)) == 1
        assert waiting(visit) == [A]


def test_gone_articles_and_aliases_are_not_looked_at_again(home: Home) -> None:
    item = article("a")
    alias = article("a", url=B, title=item.title)
    home.crawl(item, alias, Answer(url=A, outcome=Outcome.GONE, status=410))
    with home.visit() as visit:
        assert visit.recheck(timedelta(days=3650)) == 0


def test_a_listing_is_complete_after_a_walk_to_its_end(home: Home) -> None:
    clock: Clock = home.clock
    with home.visit() as visit:
        first = visit.open_listing(SECTION, "section")
        assert (first.complete, first.since) == (False, clock.now)
        visit.close_listing(SECTION, etag='"v1"', last_modified="Sat")
        clock.pass_by(days=1)
        second = visit.open_listing(SECTION, "section")
        assert (second.complete, second.since) == (True, clock.now)
        assert (second.etag, second.last_modified) == ('"v1"', "Sat")


def test_a_walk_that_was_cut_off_is_walked_again_whole(home: Home) -> None:
    with home.visit() as visit:
        visit.open_listing(SECTION, "section")
        visit.close_listing(SECTION, etag='"v1"')
        home.clock.pass_by(days=1)
        begun = home.clock.now
        visit.open_listing(SECTION, "section")
    # Killed here; what it met does not count as known ground.
    home.clock.pass_by(days=1)
    with home.visit() as visit:
        again = visit.open_listing(SECTION, "section")
        assert (again.since, again.etag, again.complete) == (begun, None, True)
