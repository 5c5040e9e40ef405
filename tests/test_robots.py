"""What an answer to a request for robots.txt means, and the site's own pace."""

import asyncio
import time
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newsarchive.politeness import LeftAloneError
from newsarchive.robots import KEPT_SECONDS, Robots, Rules, _is_old, read_rules

URL = "https://kabaruji.id/robots.txt"
RULES = b"User-agent: *\nDisallow: /dalam/\nCrawl-delay: 7\n"
TEXT = {"Content-Type": "text/plain"}
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize(
    ("status", "body", "headers", "closed", "forbids"),
    [
        (200, RULES, TEXT, None, True),
        (200, RULES, {}, None, True),
        (200, b"", TEXT, None, False),
        (200, RULES, HTML, None, False),
        (200, b"\n<!DOCTYPE html>" + RULES, TEXT, None, False),
        (404, RULES, TEXT, None, False),
        (403, RULES, TEXT, None, False),
        (204, b"", TEXT, None, False),
        (429, RULES, TEXT, "answers 429", False),
        (500, RULES, TEXT, "answers 500", False),
        (503, RULES, TEXT, "answers 503", False),
    ],
)
def test_read_rules(
    status: int,
    body: bytes,
    headers: dict[str, str],
    closed: str | None,
    forbids: bool,
) -> None:
    rules = read_rules(Response(URL, status=status, headers=headers, body=body))
    assert (closed or "") in (rules.closed or "")
    assert (rules.closed is None) is (closed is None)
    allowed = rules.parser is None or rules.parser.allowed(
        "https://kabaruji.id/dalam/a/", "newsarchive"
    )
    assert allowed is not forbids


class Engine:
    """Answers each request with the next of some answers."""

    def __init__(self, *answers: Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.downloader = SimpleNamespace(per_slot_settings={}, slots={})

    async def download_async(self, request: Request) -> Response:
        self.asked.append(request.url)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def robots_of(*answers: Response | Exception, **settings: Any) -> tuple[Robots, Engine]:
    given = {"ROBOTSTXT_OBEY": True, "NEWSARCHIVE_CRAWL_DELAY_MAX": 120, **settings}
    crawler: Any = get_crawler(settings_dict=given)
    crawler.engine = Engine(*answers)
    return Robots.from_crawler(crawler), crawler.engine


def told(body: bytes, status: int = 200) -> Response:
    return Response(URL, status=status, headers=TEXT, body=body)


def ask(robots: Robots, *paths: str) -> list[Request]:
    """Ask for pages of a host at once."""
    requests = [Request(f"https://kabaruji.id{path}") for path in paths]

    async def all_of_them() -> None:
        await asyncio.gather(*map(robots.process_request, requests))

    asyncio.run(all_of_them())
    return requests


def test_a_host_is_asked_once_for_its_rules() -> None:
    robots, engine = robots_of(told(b""))
    ask(robots, "/a/", "/b/", "/c/")
    assert engine.asked == [URL]


def test_rules_are_asked_for_again_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    robots, engine = robots_of(told(b""), told(RULES))
    ask(robots, "/dalam/a/")
    later = robots.known["kabaruji.id"].result().at + KEPT_SECONDS + 1
    monkeypatch.setattr("newsarchive.robots._is_old", lambda rules: rules.at < later)
    with pytest.raises(IgnoreRequest, match=r"Forbidden by robots\.txt"):
        ask(robots, "/dalam/a/")
    assert len(engine.asked) == 2


@pytest.mark.parametrize(("age", "is_old"), [(10, False), (KEPT_SECONDS + 10, True)])
def test_how_long_rules_are_kept(age: float, is_old: bool) -> None:
    assert _is_old(Rules(time.monotonic() - age)) is is_old


def test_robots_txt_itself_is_always_asked() -> None:
    robots, engine = robots_of()
    asyncio.run(robots.process_request(Request(URL, meta={"robots": True})))
    assert engine.asked == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (told(b"", 500), "answers 500: the site is left alone"),
        (ConnectionError("refused\nat 1"), "not to be had .ConnectionError: refused.:"),
        (TimeoutError(), "not to be had .TimeoutError.:"),
    ],
)
def test_a_site_that_cannot_say_its_rules_is_left_alone(
    answer: Response | Exception, words: str
) -> None:
    robots, _ = robots_of(answer)
    with pytest.raises(LeftAloneError, match=words):
        ask(robots, "/a/")


def test_a_crawl_delay_slows_the_hosts_queue_down() -> None:
    robots, engine = robots_of(told(RULES), DOWNLOAD_DELAY=1)
    slot = Slot(concurrency=8, delay=1, jitter=0.5)
    engine.downloader.slots["kabaruji.id"] = slot
    (request,) = ask(robots, "/a/")
    assert request.meta["autothrottle_dont_adjust_delay"] is True
    assert (slot.delay, slot.jitter, slot.concurrency) == (7, 0, 1)
    assert engine.downloader.per_slot_settings == {
        "kabaruji.id": {"concurrency": 1, "delay": 7, "jitter": 0}
    }


def test_a_crawl_delay_below_our_own_changes_nothing() -> None:
    robots, engine = robots_of(told(RULES), DOWNLOAD_DELAY=10)
    (request,) = ask(robots, "/a/")
    assert "autothrottle_dont_adjust_delay" not in request.meta
    assert engine.downloader.per_slot_settings == {}


def test_a_crawl_delay_beyond_patience() -> None:
    robots, _ = robots_of(told(RULES), NEWSARCHIVE_CRAWL_DELAY_MAX=5)
    with pytest.raises(LeftAloneError, match="asks for 7 s between requests"):
        ask(robots, "/a/")


def test_whoever_does_not_obey_does_not_ask() -> None:
    with pytest.raises(NotConfigured):
        robots_of(ROBOTSTXT_OBEY=False)
