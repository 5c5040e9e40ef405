"""The run recorder: how a run is judged, and what becomes of our own defects."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.spiders import Spider
from scrapy.utils.test import get_crawler
from twisted.python.failure import Failure

from newsarchive.archive.api import Lead, PageRef, Reader
from newsarchive.errors import ArchiveError
from newsarchive.extensions import RunRecorder, ShortLog
from newsarchive.items import ScrapedArticle
from newsarchive.pipelines import Archive, spider_of
from newsarchive.run import RunState
from newsarchive.spiders.generic import GenericSpider

URL = "https://kabaruji.id/satu/"


class Fixture:
    """A recorder with an open run, and no reactor."""

    def __init__(self, database: str) -> None:
        settings = {
            "NEWSARCHIVE_DATABASE_URL": database,
            "NEWSARCHIVE_DATA": str(Path(database.removeprefix("sqlite:///")).parent),
            "NEWSARCHIVE_CAPTURES": "",
            "NEWSARCHIVE_LIMIT": 3,
        }
        self.crawler: Any = get_crawler(GenericSpider, settings)
        self.crawler.spider = self.crawler._create_spider(url="https://kabaruji.id/k/")
        self.spider: Any = self.crawler.spider
        self.recorder = RunRecorder.from_crawler(self.crawler)
        self.database = database

    def open(self) -> None:
        self.recorder.spider_opened(self.spider)
        self.spider.visit.met([Lead(URL)], "section", datetime.now(UTC))

    def close(self, reason: str) -> tuple[RunState, str | None]:
        self.recorder.spider_closed(self.spider, reason)
        with Reader.open(self.database) as reader:
            (run,) = reader.runs()
        return run.outcome, run.reason


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fixture]:
    pulse = SimpleNamespace(start=lambda *_, **__: None, stop=lambda: None)
    monkeypatch.setattr("newsarchive.extensions.create_looping_call", lambda _: pulse)
    fixture = Fixture(f"sqlite:///{tmp_path / 'a.db'}")
    fixture.open()
    yield fixture
    if fixture.recorder.archive is not None:
        fixture.recorder.archive.close()


def test_a_run_keeps_what_somebody_set_but_no_secret(
    given: Fixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSARCHIVE_USER_AGENT", "arsip (kontak@contoh.id)")
    monkeypatch.setenv("NEWSARCHIVE_NOTIFY_TOKEN", "rahasia")
    given.open()
    with Reader.open(given.database) as reader:
        settings = reader.runs()[0].settings
    assert settings["NEWSARCHIVE_USER_AGENT"] == "arsip (kontak@contoh.id)"
    assert "rahasia" not in str(settings)
    assert "NEWSARCHIVE_DATABASE_URL" not in settings


def seen(problems: list[str]) -> Any:
    return SimpleNamespace(problems=problems)


@pytest.mark.parametrize(
    ("reason", "discovery", "counts", "state", "why"),
    [
        ("shutdown", seen([]), {}, RunState.INTERRUPTED, "stopped by hand"),
        ("memusage_exceeded", seen([]), {}, RunState.INCOMPLETE, "memusage_exceeded"),
        ("finished", None, {}, RunState.INCOMPLETE, "the crawl never began"),
        ("finished", seen(["k answers 404"]), {}, RunState.INCOMPLETE, "k answers 404"),
        # Nothing was ever stored: the first alarm that can be.
        ("finished", seen([]), {}, RunState.INCOMPLETE, "alarm 1: empty: no article"),
        (
            "finished",
            seen([]),
            {("stored", "new"): 2},
            RunState.INCOMPLETE,
            "alarm 1: empty: no article",
        ),
        (
            "finished",
            seen([]),
            {("stored", "new"): 2, ("failed", "HTTP 500"): 1},
            RunState.INCOMPLETE,
            "1 addresses failed",
        ),
        (
            "finished",
            seen([]),
            {("blocked", "HTTP 403"): 4},
            RunState.INCOMPLETE,
            "4 addresses blocked",
        ),
        (
            "finished",
            seen([]),
            {("rejected", "list"): 4},
            RunState.INCOMPLETE,
            "no page was an article",
        ),
    ],
)
def test_how_a_run_is_judged(
    given: Fixture,
    reason: str,
    discovery: Any,
    counts: dict[tuple[str, str], int],
    state: RunState,
    why: str | None,
) -> None:
    given.spider.discovery = discovery
    given.spider.visit.counts = Counter(counts)
    found, told = given.close(reason)
    assert found is state
    assert (told or "").startswith(why or "")
    assert (told is None) is (why is None)


def failure(error: Exception) -> Failure:
    return Failure(error)  # type: ignore[no-untyped-call]


def test_a_defect_of_ours_stays_to_be_seen(given: Fixture) -> None:
    page = PageRef(1, URL, None, None, stored=False)
    request = Request(URL, cb_kwargs={"page": page})
    response = Response(URL, request=request)
    given.recorder.spider_error(failure(KeyError("x")), response)
    given.recorder.spider_error(failure(KeyError("x")), None)
    given.recorder.spider_error(failure(KeyError("x")), Response(URL))
    given.recorder.spider_error(
        failure(KeyError("x")), Response(URL, request=Request(URL))
    )
    item = SimpleNamespace(requested=URL)
    given.recorder.item_error(item, failure(ValueError("no")))
    given.spider.visit.flush()
    assert given.spider.visit.counts == {
        ("failed", "defect: KeyError: 'x'"): 1,
        ("failed", "defect: ValueError: no"): 1,
    }


def test_a_broken_archive_ends_the_crawl_once(given: Fixture) -> None:
    closed: list[str] = []

    async def close_spider_async(*, reason: str) -> None:
        closed.append(reason)

    given.crawler.engine = SimpleNamespace(close_spider_async=close_spider_async)

    async def break_twice() -> None:
        for _ in range(2):
            error = failure(ArchiveError("disk full"))
            given.recorder.item_error(SimpleNamespace(requested=URL), error)
        await asyncio.sleep(0)

    asyncio.run(break_twice())
    assert closed == ["archive_unusable"]
    assert given.recorder.broken == "disk full"


def test_a_database_that_goes_away_is_told(
    given: Fixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise ArchiveError("the server is gone")

    for method in ("finish", "settle", "pending"):
        monkeypatch.setattr(type(given.spider.visit), method, gone)
    given.recorder.broken = "told already"
    page = PageRef(1, URL, None, None, stored=False)
    given.recorder._settle_defect(page, failure(KeyError("x")))
    assert given.recorder.broken == "told already"
    given.recorder.spider_closed(given.spider, "finished")
    assert given.recorder.broken == "the server is gone"


def test_other_spiders_are_left_alone(given: Fixture) -> None:
    class Other(Spider):
        name = "other"

    given.recorder.spider_opened(Other())
    given.recorder.spider_closed(Other(), "finished")
    crawler: Any = get_crawler(Other)
    crawler.spider = Other()
    RunRecorder.from_crawler(crawler)._tell()
    RunRecorder.from_crawler(crawler)._settle_defect(
        PageRef(1, URL, None, None, stored=False), failure(KeyError("x"))
    )
    with pytest.raises(TypeError, match="is no NewsSpider"):
        spider_of(crawler)
    assert isinstance(Archive.from_crawler(crawler), Archive)


def test_the_log_names_an_address_and_no_words() -> None:
    item = ScrapedArticle(
        source="uji",
        requested=URL,
        url=URL,
        fetched_at=datetime.now(UTC),
        body=("Nama orang",),
    )
    log = ShortLog()
    spider = GenericSpider("https://kabaruji.id/k/")
    lines = (
        log.scraped(item, Response(URL), spider),
        log.item_error(item, ValueError("x"), Response(URL), spider),
    )
    for line in lines:
        shown = line["msg"] % line["args"]
        assert URL in shown
        assert "Nama orang" not in shown
