"""The monitors one by one, on histories of a few runs, and all on any history at all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsarchive.monitors.chance import at_most, share_at_least, share_at_most
from newsarchive.monitors.figures import (
    Explained,
    Finding,
    History,
    Publication,
    RunFigures,
    Sight,
    Trouble,
)
from newsarchive.monitors.table import BY_NAME, MONITORS, judge

NOON = datetime(2026, 10, 5, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def run(ago: timedelta = timedelta(), **figures: Any) -> RunFigures:
    """A run that went well, unless told otherwise."""
    figures.setdefault("sight", Sight.WELL)
    return RunFigures(run=1, at=NOON - ago, **figures)


def history(*runs: RunFigures, articles: int = 100, **rest: Any) -> History:
    return History(
        source="kabaruji",
        zone="Asia/Jakarta",
        now=runs[-1].at,
        runs=runs,
        articles=articles,
        **rest,
    )


def raised(
    found: History, standing: Mapping[str, datetime] | None = None
) -> dict[str, Finding]:
    return {one.monitor: one for one in judge(found, standing or {}).raised}


@pytest.mark.parametrize(
    ("runs", "monitors"),
    [
        # Down once may be a restart; twice, or after a day unseen, is down.
        ([run(HOUR), run(sight=Sight.DOWN)], set()),
        ([run(2 * HOUR), run(HOUR, sight=Sight.DOWN), run(sight=Sight.DOWN)], {"down"}),
        ([run(DAY), run(sight=Sight.DOWN)], {"down"}),
        ([run(sight=Sight.DOWN)], {"down"}),
        # Blocked or broken is so at once.
        ([run(HOUR), run(sight=Sight.BLOCKED)], {"blocked"}),
        ([run(HOUR), run(sight=Sight.BROKEN)], {"broken"}),
        # Stopped by hand, or looking at the past, explains all.
        ([run(sight=Sight.CUT, explained=Explained.CUT)], set()),
        ([run(HOUR), run(sight=Sight.BROKEN, explained=Explained.PAST)], set()),
        # A few errors are usual; a quarter is not.
        ([run(counts={"stored": 9, "failed": 2}, read=9)], set()),
        ([run(counts={"stored": 9, "failed": 3}, read=9)], {"errors"}),
        # One date in the future is a typing error.
        ([run(read=9, future=1)], set()),
        ([run(read=9, future=2)], {"future"}),
    ],
)
def test_what_the_site_did(runs: list[RunFigures], monitors: set[str]) -> None:
    assert set(raised(history(*runs))) == monitors


def test_an_outlet_without_any_article() -> None:
    first = run()
    assert set(raised(history(first, articles=0))) == {"empty"}
    # A run that says itself what was wrong needs no second word.
    told = replace(first, reason="one section answers 500")
    assert raised(history(told, articles=0)) == {}
    assert judge(history(first, articles=1), {"empty": NOON}).ended == ("empty",)


def test_a_full_disk_is_the_machines() -> None:
    assert set(raised(history(run(), disk_free=2**29))) == {"disk"}
    assert raised(history(run(), disk_free=2**31)) == {}
    assert judge(history(run(), disk_free=2**31), {"disk": NOON}).ended == ("disk",)
    assert BY_NAME["disk"].shared


def test_errors_stand_until_they_are_few() -> None:
    for failed, ended in ((2, ()), (0, ("errors",))):
        last = run(counts={"stored": 9, "failed": failed}, read=9)
        assert judge(history(run(HOUR), last), {"errors": NOON}).ended == ended


def test_what_is_explained_is_not_said_twice() -> None:
    found = history(run(DAY), run(sight=Sight.BLOCKED), articles=0)
    assert set(raised(found)) == {"blocked"}


def test_a_first_run_says_nothing_of_fields() -> None:
    bare = run(read=30, filled={}, origins={"published": {"text": 30}}, new=30)
    assert raised(history(bare)) == {}


def filled(ago: timedelta, byline: int, read: int = 10) -> RunFigures:
    everything = {"date": read, "body": read, "dateline": read, "byline": byline}
    return run(ago, read=read, new=read, filled=everything)


def test_an_alarm_says_what_since_when_before_and_what_to_do() -> None:
    before = [filled(n * DAY, 9) for n in range(8, 1, -1)]
    found = history(*before, filled(DAY, 0), filled(timedelta(), 0))
    one = raised(found)["fill:byline"]
    assert one.what == "0 of 20 articles have a byline"
    assert one.since == NOON - DAY
    assert one.before == "63 of 70 had one"
    assert "newsarchive sources check kabaruji" in one.remedy


def test_an_alarm_stands_until_its_cause_is_gone() -> None:
    before = [filled(n * DAY, 9) for n in range(40, 30, -1)]
    fallen = [filled(n * DAY, 0) for n in range(30, 0, -1)]
    standing = {"fill:byline": fallen[0].at}
    # A month without: what is usual now is no excuse.
    still = judge(history(*before, *fallen, filled(timedelta(), 1)), standing)
    assert [one.monitor for one in still.renewed] == ["fill:byline"]
    good = judge(history(*before, *fallen, filled(timedelta(), 9)), standing)
    assert good.ended == ("fill:byline",)
    # Two articles are too few to say so; a run without any says nothing.
    for last in (filled(timedelta(), 2, read=2), run()):
        unsure = judge(history(*before, fallen[0], last), standing)
        assert unsure.ended == ()


def test_pages_refused_while_others_come() -> None:
    counts = {"stored": 10}
    before = [run(n * DAY, counts=counts, new=10, read=10) for n in range(8, 0, -1)]
    last = run(counts={"stored": 4, "blocked": 9}, new=4, read=4)
    assert set(raised(history(*before, last))) == {"refused"}
    other = run(counts={"stored": 4, "rejected": 9}, new=4, read=4)
    assert set(raised(history(*before, other))) == {"rejected"}


@given(
    mean=st.floats(0.01, 200),
    dispersion=st.floats(1, 5),
    count=st.integers(0, 100),
)
def test_a_tail_is_a_chance_that_grows_with_the_count(
    mean: float, dispersion: float, count: int
) -> None:
    one, more = (at_most(n, mean, dispersion) for n in (count, count + 1))
    assert 0 <= one <= more <= 1
    assert at_most(count, 0.0, dispersion) == 1
    # The more a count varies the less a low one says.
    assert at_most(0, mean, dispersion) <= at_most(0, mean, dispersion + 1) + 1e-12


@pytest.mark.parametrize(
    ("count", "mean", "dispersion", "chance"),
    [
        (0, 3.0, 1.0, 0.0497871),  # e^-3
        (2, 3.0, 1.0, 0.4231901),  # scipy.stats.poisson.cdf(2, 3)
        (2, 3.0, 2.0, 0.5),  # scipy.stats.nbinom.cdf(2, 3, 1/2)
    ],
)
def test_known_tails(count: int, mean: float, dispersion: float, chance: float) -> None:
    assert at_most(count, mean, dispersion) == pytest.approx(chance, abs=1e-6)


@given(st.data())
def test_shares_are_chances(data: st.DataObject) -> None:
    whole = data.draw(st.integers(1, 60))
    part = data.draw(st.integers(0, whole))
    earlier = data.draw(st.integers(1, 500))
    before = data.draw(st.integers(0, earlier)), earlier
    low = share_at_most(part, whole, before, 50)
    high = share_at_least(part, whole, before, 50)
    assert 0 <= low <= 1
    assert 0 <= high <= 1
    assert low + high >= 1 - 1e-9


small = st.integers(0, 40)
counted = st.dictionaries(
    st.sampled_from(["stored", "rejected", "blocked", "failed", "gone"]), small
)
fields = st.dictionaries(st.sampled_from(["date", "body", "byline", "dateline"]), small)
shares = st.dictionaries(
    st.sampled_from(["published", "body"]),
    st.dictionaries(st.sampled_from(["json-ld", "text", "theme"]), small),
)
ago = st.integers(0, 60 * 24).map(lambda hours: NOON - hours * HOUR)
runs = st.lists(
    st.builds(
        RunFigures,
        run=small,
        at=ago,
        sight=st.sampled_from(Sight),
        explained=st.sampled_from([None, *Explained]),
        counts=counted,
        new=small,
        read=small,
        filled=fields,
        origins=shares,
        future=small,
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=200, deadline=None)
@given(
    runs=runs,
    seen=st.lists(st.builds(Publication, at=ago, seen=ago, timed=st.booleans())),
    standing=st.dictionaries(st.sampled_from([one.name for one in MONITORS]), ago),
    articles=small,
)
def test_no_history_is_too_strange(
    runs: list[RunFigures],
    seen: list[Publication],
    standing: dict[str, datetime],
    articles: int,
) -> None:
    """A run's report is closed in the judgement's transaction: it must not fail."""
    ordered = sorted(runs, key=lambda one: one.at)
    troubles = tuple(Trouble(*one) for one in standing.items())
    found = judge(
        history(
            *ordered, articles=articles, publications=tuple(seen), troubles=troubles
        ),
        standing,
    )
    names = [one.monitor for one in found.raised]
    assert not set(names) & set(standing)
    assert set(found.ended) <= set(standing)
    assert all(one.what and one.remedy and one.before for one in found.raised)
