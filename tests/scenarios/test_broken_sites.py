"""A site that is redesigned, refuses, or cannot say its rules: told, and nothing lost."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from tests.command import ask, crawl, records
from tests.loopback import Answer, Site
from tests.scenarios.crawls import section
from tests.test_crawl import SECTION, fill

pytestmark = pytest.mark.slow
FAST_FAIL = {"RETRY_TIMES": "1"}


def redesign(site: Site) -> None:
    for path in list(site.routes):
        site.routes[path] = Answer("<div id=app></div><script src=/app.js></script>")


def refuse(site: Site) -> None:
    for path in [*site.routes, "/robots.txt"]:
        site.routes[path] = Answer("<h1>403 Forbidden</h1>", 403)


def break_robots(site: Site) -> None:
    site.routes["/robots.txt"] = Answer("kaputt", 500)


@pytest.mark.parametrize(
    ("breaks", "words"),
    [
        (redesign, "no links to articles"),
        (refuse, "answers 403"),
        (break_robots, "robots.txt answers 500: the site is left alone"),
    ],
)
def test_a_broken_site_is_told_and_nothing_is_lost(
    site: Site, tmp_path: Path, breaks: Callable[[Site], None], words: str
) -> None:
    fill(site, 6)
    assert crawl(section(site), folder=tmp_path).returncode == 0
    before = records(tmp_path)
    breaks(site)
    site.asked.clear()
    done = crawl(section(site), folder=tmp_path, **FAST_FAIL)
    assert done.returncode == 3
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert records(tmp_path) == before
    if breaks is break_robots:
        assert set(site.asked) == {"/robots.txt"}
    fill(site, 8)
    site.routes.pop("/robots.txt", None)
    assert crawl(section(site), folder=tmp_path).returncode == 0
    assert len(records(tmp_path)) == 8


def test_a_robots_txt_that_is_a_page_has_no_rules(site: Site, tmp_path: Path) -> None:
    fill(site, 3)
    site.routes["/robots.txt"] = Answer(
        "<html><body>User-agent: *\nDisallow: /\n</body></html>"
    )
    assert crawl(section(site), folder=tmp_path).returncode == 0
    assert len(records(tmp_path)) == 3


def test_a_host_that_refuses_again_and_again_is_left_alone(
    site: Site, tmp_path: Path
) -> None:
    paths = fill(site, 12)
    for path in paths[2:]:
        site.routes[path] = Answer("<h1>403 Forbidden</h1>", 403)
    slow = {"CONCURRENT_REQUESTS_PER_DOMAIN": "1", "DOWNLOAD_DELAY": "0.01"}
    done = crawl(section(site), folder=tmp_path, **slow)
    assert done.returncode == 3
    assert f"{site.address} is left alone until " in done.stderr
    assert "HTTP 403, refused 5 times" in done.stderr
    refused = sum(path in site.asked for path in paths[2:])
    assert 5 <= refused <= 7
    # Kept in the database: the next run asks nothing at all.
    site.asked.clear()
    again = crawl(section(site), folder=tmp_path)
    assert again.returncode == 3
    assert "is left alone until" in again.stderr
    assert site.asked == []
    # Unless the operator says so.
    fill(site, 12)
    done = crawl(section(site), folder=tmp_path, NEWSARCHIVE_BLOCKED_REST="0")
    assert done.returncode == 0, done.stderr
    assert len(records(tmp_path)) == 12


def test_a_long_retry_after_is_obeyed_over_runs(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 4)
    site.routes[paths[1]] = Answer("later", 429, {"Retry-After": "3600"})
    slow = {"CONCURRENT_REQUESTS_PER_DOMAIN": "1", "DOWNLOAD_DELAY": "0.01"}
    assert crawl(section(site), folder=tmp_path, **slow).returncode == 3
    site.asked.clear()
    assert crawl(section(site), folder=tmp_path).returncode == 3
    assert site.asked == []


def test_a_crawl_delay_is_kept(site: Site, tmp_path: Path) -> None:
    times: list[float] = []
    paths = fill(site, 4)
    site.routes["/robots.txt"] = Answer(
        "User-agent: *\nCrawl-delay: 0.5\n", kind="text/plain"
    )
    answer = site.answer

    def timed(path: str, headers: dict[str, str]) -> Answer:
        times.append(monotonic())
        return answer(path, headers)

    site.answer = timed  # type: ignore[method-assign]
    assert crawl(section(site), folder=tmp_path).returncode == 0
    gaps = [b - a for a, b in pairwise(times)]
    assert len(times) == len(paths) + 2
    assert min(gaps) > 0.45


def test_a_crawl_delay_beyond_patience_leaves_the_site_alone(
    site: Site, tmp_path: Path
) -> None:
    fill(site, 2)
    site.routes["/robots.txt"] = Answer(
        "User-agent: *\nCrawl-delay: 86400\n", kind="text/plain"
    )
    done = crawl(section(site), folder=tmp_path)
    assert done.returncode == 3
    assert "asks for 86400 s between requests" in done.stderr
    assert SECTION not in site.asked


def test_articles_on_a_host_that_cannot_say_its_rules_wait(
    site: Site, tmp_path: Path
) -> None:
    """The rules are asked for anew each run; what waits is not counted as done."""
    fill(site, 2)
    break_robots(site)
    for _ in range(2):
        assert crawl(section(site), folder=tmp_path, **FAST_FAIL).returncode == 3
    told = ask("runs", "--json", folder=tmp_path).stdout
    assert told.count('"incomplete"') == 2
