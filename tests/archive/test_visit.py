"""A run's hands on the archive: batches, savepoints, what is kept when it breaks."""

import multiprocessing
import os
import signal
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsarchive.archive import visit as visits
from newsarchive.archive.api import Answer, Archive, Lead, Query, Reader
from newsarchive.capture import Capture, Kind, Role, Target
from newsarchive.errors import ArchiveError
from newsarchive.items import Article
from newsarchive.run import Outcome, RunState
from tests.archive.articles import SOURCE, article
from tests.archive.home import LONG_AGO, Home

LONE_SURROGATE = "Polisi \ud83d tangkap"


def test_nothing_is_seen_before_it_is_committed(home: Home) -> None:
    item = article()
    with home.visit() as visit:
        visit.met([Lead(item.url)], "feed", LONG_AGO)
        visit.store(item)
        assert home.articles() == []
        assert visit.pending() == 1
        visit.flush()
        assert len(home.articles()) == 1
        assert visit.pending() == 0
        visit.flush()
        assert visit.counts == {("stored", "new"): 1}


def kept(item: Article) -> Capture:
    """A capture of an article's page, as a crawl writes it."""
    target = Target(Role.PAGE, item.source, item.url, item.url, {})
    return Capture(
        target=target,
        url=item.url,
        at=item.fetched_at,
        status=200,
        kind=Kind.RESPONSE,
        sha256="0" * 64,
        file="k/run1-00001.warc.gz",
        offset=7,
        length=9,
    )


def test_bytes_are_safe_before_the_row_that_points_to_them(home: Home) -> None:
    """The file is synced once a batch, and what fails there commits nothing."""
    item = article()
    rows: list[int] = []

    def sync() -> None:
        rows.extend(n for (n,) in home.rows("SELECT count(*) FROM capture"))

    def full() -> None:
        raise OSError("No space left on device")

    with home.visit() as visit:
        visit.met([Lead(item.url)], "feed", LONG_AGO)
        visit.keep(kept(item))
        visit.store(item)
        visit.secure = full
        with pytest.raises(OSError, match="No space"):
            visit.flush()
        assert home.rows("SELECT id FROM capture UNION SELECT id FROM version") == []
        visit.secure = sync
        visit.flush()
    assert rows == [0]
    (row,) = home.rows(
        "SELECT v.capture_id = c.id, c.outcome FROM version v, capture c"
    )
    assert (bool(row[0]), row[1]) == (True, "stored")


def test_a_full_batch_is_committed_by_itself(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "BATCH", 3)
    with home.visit() as visit:
        for i in range(4):
            visit.store(article(f"n{i}"))
        assert len(home.articles()) == 3


@pytest.mark.parametrize(
    "bad",
    [
        replace(article("rusak"), title=LONE_SURROGATE),
        replace(article("rusak"), body=LONE_SURROGATE, text=LONE_SURROGATE),
        replace(article("rusak"), tags=(LONE_SURROGATE,)),
        replace(article("rusak"), url=f"https://kabaruji.id/{LONE_SURROGATE}"),
    ],
    ids=["title", "body", "tag", "address"],
)
def test_a_bad_article_does_not_take_its_batch_with_it(
    home: Home, bad: Article
) -> None:
    counts = home.crawl(article("satu"), bad, article("dua"))
    assert counts == {
        ("stored", "new"): 2,
        ("failed", "not storable: UnicodeEncodeError"): 1,
    }
    assert len(home.articles()) == 2
    assert home.rows("SELECT outcome, attempts, article_id FROM page ORDER BY id") == [
        ("stored", 0, 1),
        ("failed", 1, None),
        ("stored", 0, home.articles(words=article("dua").body[:6])[0].row.id),
    ]


def test_two_articles_with_one_number_are_told_apart(home: Home) -> None:
    """A site that gives a number twice must not stop the crawl."""
    home.crawl(article("satu", external_id="1"), article("dua", external_id="2"))
    moved = replace(
        article("dua", external_id="1"), body="lain sekali", text="lain sekali"
    )
    assert home.crawl(replace(moved, content_sha256="0" * 64)) == {
        ("gone", "leads to another article"): 1
    }


@pytest.mark.parametrize(
    ("outcome", "reason", "state"),
    [
        (Outcome.GONE, "HTTP 410", ("gone", "HTTP 410")),
        (Outcome.GONE, None, ("gone", "gone")),
        (Outcome.UNCHANGED, None, ("live", None)),
        (Outcome.FAILED, "HTTP 500", ("live", None)),
        (Outcome.BLOCKED, "robots.txt", ("live", None)),
        (Outcome.REJECTED, "password", ("live", "password")),
    ],
)
def test_what_an_answer_means_for_its_article(
    home: Home, outcome: Outcome, reason: str | None, state: tuple[str, str | None]
) -> None:
    item = article()
    home.crawl(item)
    answer = Answer(url=item.url, outcome=outcome, reason=reason, status=410)
    assert home.crawl(answer) == {(outcome.value, reason or ""): 1}
    row = home.only().row
    assert (row.state, row.state_reason) == state
    checked = outcome in {Outcome.GONE, Outcome.UNCHANGED}
    assert (row.last_checked_at == home.clock.now) is checked
    assert home.rows("SELECT outcome, reason, status FROM page") == [
        (outcome.value, reason, 410)
    ]


def test_an_answer_for_an_address_without_an_article(home: Home) -> None:
    home.crawl(Answer(url="https://kabaruji.id/x/", outcome=Outcome.GONE))
    assert home.articles() == []


def test_a_gone_article_that_answers_again_is_live(home: Home) -> None:
    item = article()
    home.crawl(item, Answer(url=item.url, outcome=Outcome.GONE, reason="HTTP 404"))
    home.crawl(Answer(url=item.url, outcome=Outcome.UNCHANGED))
    assert (home.only().row.state, home.only().row.state_reason) == ("live", None)


def rejected(reason: str, detail: str | None = None) -> Answer:
    return Answer(
        url=article().url, outcome=Outcome.REJECTED, reason=reason, detail=detail
    )


def test_a_page_in_its_place_is_evidence_and_passes(home: Home) -> None:
    item = article()
    home.crawl(item)
    before = home.only()
    for _ in range(2):
        assert home.crawl(rejected("maintenance")) == {("rejected", "maintenance"): 1}
    after = home.only()
    assert (after.row.state, after.row.state_reason) == ("live", "maintenance")
    assert after.row.last_checked_at == before.row.last_checked_at
    assert after.version == before.version
    home.crawl(item)
    assert (home.only().row.state, home.only().row.state_reason) == ("live", None)
    states = home.rows("SELECT state, reason FROM state_change ORDER BY id")
    assert states == [("live", "maintenance"), ("live", None)]


def test_a_withdrawn_article_stays_so_when_its_page_is_gone(home: Home) -> None:
    item = article()
    home.crawl(item)
    assert home.crawl(rejected("withdrawn", "the words 'x'")) == {
        ("gone", "withdrawn"): 1
    }
    home.crawl(Answer(url=item.url, outcome=Outcome.GONE, reason="HTTP 410"))
    home.crawl(rejected("maintenance"))
    row = home.only().row
    assert (row.state, row.state_reason) == ("withdrawn", "withdrawn: the words 'x'")
    assert home.rows("SELECT state FROM state_change") == [("withdrawn",)]
    home.crawl(item)
    assert home.only().row.state == "live"


def test_a_run_tells_its_ways_and_figures(home: Home) -> None:
    with home.visit() as visit:
        visit.ways.append("rest")
        home.clock.pass_by(minutes=2)
        visit.finish(RunState.INCOMPLETE, "one failed", requests=7, body_bytes=900)
    with home.reader() as reader:
        (run,) = reader.runs()
    assert (run.outcome, run.reason, run.discovery) == (
        RunState.INCOMPLETE,
        "one failed",
        ("rest",),
    )
    assert (run.requests, run.bytes) == (7, 900)
    assert run.finished_at == home.clock.now


def test_the_clock_is_the_real_one_unless_a_test_gives_another(home: Home) -> None:
    with Archive.open(home.address) as archive:
        visit = archive.begin("kabaruji", SOURCE)
        assert abs((visit.clock() - datetime.now(UTC)).total_seconds()) < 60


def test_an_archive_that_breaks_loses_nothing_that_was_committed(
    tmp_path: Path,
) -> None:
    """The disk is full, say: the run is over, and the next one goes on."""
    file = tmp_path / "archive.db"
    with Archive.open(f"sqlite:///{file}") as archive:
        visit = archive.begin("kabaruji", SOURCE)
        visit.store(article("satu"))
        visit.flush()
        visit.store(article("dua"))
        with archive.engine.begin() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        visit.store(article("besar", body="kata " * 100_000))
        with pytest.raises(ArchiveError, match=r"cannot use sqlite:.*full"):
            visit.flush()
        assert len(list(Reader.open(f"sqlite:///{file}").every(Query()))) == 1
        with archive.engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        with pytest.raises(ArchiveError, match="full"):
            visit.flush()
        again = archive.begin("kabaruji", SOURCE)
        again.store(article("dua"))
        again.store(article("besar", body="kata " * 100_000))
        again.flush()
    with Reader.open(f"sqlite:///{file}") as reader:
        assert reader.count(Query()) == 3


def _write(address: str, name: str, number: int) -> None:
    with Archive.open(address) as archive:
        visit = archive.begin(name, SOURCE)
        for i in range(number):
            visit.store(article(f"{name}-{i}", source=name))
            visit.flush()
        visit.finish(RunState.DONE)


def test_two_processes_write_at_once(home: Home) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [
        spawn.Process(target=_write, args=(home.address, name, 25))
        for name in ("satu", "dua")
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with home.reader() as reader:
        assert reader.count(Query()) == 50
        assert {run.outcome for run in reader.runs()} == {RunState.DONE}


def _write_and_die(address: str) -> None:
    with Archive.open(address) as archive:
        visit = archive.begin("kabaruji", SOURCE)
        items = [article(f"n{i}") for i in range(10)]
        visit.met([Lead(item.url) for item in items], "feed", LONG_AGO)
        for item in items[:6]:
            visit.store(item)
            if item is items[3]:
                visit.flush()
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_run_loses_no_article_and_makes_none_twice(home: Home) -> None:
    spawn = multiprocessing.get_context("spawn")
    process = spawn.Process(target=_write_and_die, args=(home.address,))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert len(home.articles()) == 4
    with home.visit() as visit:
        waiting = [page.url for page in visit.take(20)]
        assert len(waiting) == 6
        for i in range(4, 10):
            visit.store(article(f"n{i}"))
        visit.finish(RunState.DONE)
    assert len(home.articles()) == 10
    with home.reader() as reader:
        assert [run.outcome for run in reader.runs()] == [
            RunState.DONE,
            RunState.KILLED,
        ]


def test_an_archive_that_broke_is_not_waited_for_again(home: Home) -> None:
    with home.visit() as visit:
        rename = "ALTER TABLE {} RENAME TO {}"
        with visit.engine.begin() as opened:
            opened.exec_driver_sql(rename.format("run_count", "elsewhere"))
        visit.settle(Answer(url="https://kabaruji.id/a/", outcome=Outcome.GONE))
        with pytest.raises(ArchiveError, match="run_count"):
            visit.flush()
        with visit.engine.begin() as opened:
            opened.exec_driver_sql(rename.format("elsewhere", "run_count"))
        with pytest.raises(ArchiveError, match="run_count"):
            visit.finish(RunState.DONE)
