"""Runs: what their reports say, and what a run finds of those that never ended."""

from dataclasses import replace

from newsarchive.archive.api import Answer, Archive, Lead
from newsarchive.run import Outcome, RunState
from tests.archive.articles import OTHER, SOURCE, article
from tests.archive.home import LONG_AGO, Home


def test_a_report_adds_up(home: Home) -> None:
    page = "https://kabaruji.id/{}/".format
    with home.visit() as visit:
        leads = [Lead(page(i)) for i in range(9)]
        visit.met(leads, "feed", LONG_AGO)
        visit.store(article("0"))
        visit.store(article("0", url=page(1)))
        for i, outcome, reason in (
            (2, Outcome.REJECTED, "password"),
            (3, Outcome.REJECTED, "list"),
            (4, Outcome.REJECTED, "list"),
            (5, Outcome.GONE, "HTTP 404"),
            (6, Outcome.BLOCKED, "robots.txt"),
            (7, Outcome.FAILED, "HTTP 500"),
        ):
            visit.settle(Answer(url=page(i), outcome=outcome, reason=reason))
        visit.finish(RunState.INCOMPLETE)
    with home.reader() as reader:
        (run,) = reader.runs()
    assert (run.found, run.new, run.duplicate, run.gone) == (9, 1, 1, 1)
    assert (run.blocked, run.failed, run.changed, run.unchanged) == (1, 1, 0, 0)
    assert run.rejected == {"list": 2, "password": 1}
    assert run.version


def test_runs_come_newest_first_and_by_outlet(home: Home) -> None:
    home.crawl(article("a"))
    home.crawl(
        replace(article("b", domain="suarauji.id"), source="suarauji"),
        name="suarauji",
        source=OTHER,
    )
    home.crawl(article("c"))
    with home.reader() as reader:
        assert [run.source for run in reader.runs()] == [
            "kabaruji",
            "suarauji",
            "kabaruji",
        ]
        assert [run.id for run in reader.runs(limit=2)] == [3, 2]
        assert [run.id for run in reader.runs(source="suarauji")] == [2]
        assert reader.runs(source="tidakada") == []


def test_a_run_that_never_ended_is_marked_by_the_next_of_its_outlet(home: Home) -> None:
    with home.visit() as visit:
        visit.flush()
    with home.visit("suarauji", OTHER) as visit:
        visit.flush()
    home.crawl(article())
    with home.reader() as reader:
        states = {run.id: (run.outcome, run.reason) for run in reader.runs()}
    assert states == {
        1: (RunState.KILLED, "ended without a word"),
        2: (RunState.RUNNING, None),
        3: (RunState.DONE, None),
    }


def test_an_outlet_is_kept_as_it_was_last_declared(home: Home) -> None:
    home.crawl()
    home.crawl(source=replace(SOURCE, title="Kabar Uji Baru"))
    with home.reader() as reader:
        assert reader.sources()["kabaruji"]["title"] == "Kabar Uji Baru"


def test_a_run_keeps_what_was_set_by_hand(home: Home) -> None:
    with Archive.open(home.address) as archive:
        archive.begin("kabaruji", SOURCE, {"NEWSARCHIVE_RECHECK": "30d"})
    assert "30d" in str(home.rows("SELECT settings FROM run"))
