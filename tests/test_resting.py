"""Hosts that refuse again and again are left alone; one that answers is not."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newsarchive import policy
from newsarchive.archive.api import Archive, Rest, Visit
from newsarchive.politeness import LeftAloneError, challenged
from newsarchive.resting import Resting
from tests.archive.articles import SOURCE
from tests.archive.home import Clock, Home

URL = "https://kabaruji.id/a/"
HOST = "kabaruji.id"


class Engine:
    """Remembers why the crawl is to end."""

    def __init__(self) -> None:
        self.reasons: list[str] = []

    async def close_spider_async(self, *, reason: str) -> None:
        self.reasons.append(reason)


@pytest.fixture
def visit(tmp_path: Path) -> Any:
    home = Home(f"sqlite:///{tmp_path / 'archive.db'}", Clock())
    with Archive.open(home.address) as archive:
        yield archive.begin("kabaruji", SOURCE)


def resting_of(visit: Visit | None, **settings: Any) -> Resting:
    given = {
        "NEWSARCHIVE_BLOCKED_REST": 6,
        "NEWSARCHIVE_RETRY_AFTER_MAX": 120,
        **settings,
    }
    crawler: Any = get_crawler(settings_dict=given)
    crawler.spider = type("Spider", (), {"visit": visit})()
    crawler.engine = Engine()
    return Resting.from_crawler(crawler)


async def answer(
    resting: Resting, *statuses: int, meta: Any = None, **headers: str
) -> None:
    for status in statuses:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        response = Response(URL, status=status, headers=given)
        assert resting.process_response(Request(URL, meta=meta), response) is response


def run(resting: Resting, *statuses: int, **given: Any) -> list[str]:
    """Let a host answer; give the reasons why the crawl is to end."""

    async def steps() -> None:
        await answer(resting, *statuses, **given)
        if resting.closing is not None:
            await resting.closing

    asyncio.run(steps())
    engine: Any = resting.crawler.engine
    reasons: list[str] = engine.reasons
    return reasons


@pytest.mark.parametrize(
    ("statuses", "refusals", "rests"),
    [
        ((403,), 1, False),
        ((403, 403, 403, 403), 4, False),
        ((403, 429, 401, 451, 403), 5, True),
        ((403, 403, 403, 403, 200), None, False),
        ((403, 403, 304, 403), 1, False),
        ((403, 500, 301, 404, 403), 2, False),
    ],
)
def test_refusals_in_a_row(
    visit: Visit, statuses: tuple[int, ...], refusals: int | None, rests: bool
) -> None:
    reasons = run(resting_of(visit), *statuses)
    found = visit.rests().get(HOST)
    assert (found.refusals if found else None) == refusals
    assert bool(found and found.until) is rests
    assert len(reasons) == int(rests)


def test_a_rest_is_told_and_held(visit: Visit) -> None:
    resting = resting_of(visit)
    (reason,) = run(resting, *[403] * policy.REFUSALS)
    assert reason.startswith(f"{HOST} is left alone until 20")
    assert "HTTP 403, refused 5 times since 20" in reason
    for one in (resting, resting_of(visit)):
        with pytest.raises(LeftAloneError, match=HOST):
            one.process_request(Request(URL))
    resting_of(visit).process_request(Request("https://lain.id/"))
    resting_of(visit, NEWSARCHIVE_BLOCKED_REST=0).process_request(Request(URL))


def test_an_answer_that_was_on_its_way_does_not_end_a_rest(visit: Visit) -> None:
    run(resting_of(visit), *[403] * policy.REFUSALS, 200)
    assert visit.rests()[HOST].until is not None
    # Whoever switched rests off, asked, and was answered.
    run(resting_of(visit, NEWSARCHIVE_BLOCKED_REST=0), 200)
    assert visit.rests() == {}


def test_a_host_that_refuses_after_its_rest_rests_longer(visit: Visit) -> None:
    now = visit.clock()
    ago = now - timedelta(hours=1)
    visit.refused(Rest(HOST, policy.REFUSALS, ago, ago, "HTTP 403"))
    run(resting_of(visit), 403)
    found = visit.rests()[HOST]
    assert found.until is not None
    assert found.since == ago
    assert timedelta(hours=11) < found.until - now < timedelta(hours=13)


@pytest.mark.parametrize(
    ("status", "header", "hours"),
    [
        (429, "3600", 1),
        (429, "999999999", 24),
        (429, "60", None),
        (429, "soon", None),
        (403, "3600", None),
    ],
)
def test_a_wait_that_is_longer_than_ours(
    visit: Visit, status: int, header: str, hours: int | None
) -> None:
    run(resting_of(visit), status, Retry_After=header)
    found = visit.rests()[HOST]
    if hours is None:
        assert found.until is None
        return
    assert found.until is not None
    span = found.until - visit.clock()
    assert timedelta(hours=hours * 0.95) < span <= timedelta(hours=hours)


def test_robots_txt_and_spiders_that_only_look_do_not_count(visit: Visit) -> None:
    run(resting_of(visit), *[403] * 9, meta={"robots": True})
    resting = resting_of(None)
    run(resting, *[403] * 9, 200)
    resting.process_request(Request(URL))
    run(resting_of(visit, NEWSARCHIVE_BLOCKED_REST=0), *[403] * 9)
    assert visit.rests() == {}


def test_a_challenge_is_a_refusal(visit: Visit) -> None:
    resting = resting_of(visit)
    resting.crawler.signals.send_catch_log(
        challenged, url=URL, reason="challenge: #cf-wrapper"
    )
    assert visit.rests()[HOST].reason == "challenge: #cf-wrapper"
