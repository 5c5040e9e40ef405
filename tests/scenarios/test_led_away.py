"""Wherever a site leads us, nothing is asked but its own listed host and port."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.command import crawl, records
from tests.loopback import Answer, Site, serving
from tests.scenarios.crawls import section
from tests.test_crawl import SECTION, fill

pytestmark = pytest.mark.slow


@pytest.fixture
def canary() -> Iterator[Site]:
    """A service on this machine that nobody may ever reach."""
    with serving(Site()) as served:
        yield served


def away(site: Site, canary: Site) -> list[str]:
    port, own = urlsplit(canary.base).port, site.address
    return [
        f"{canary.base}/rahasia",
        f"//127.0.0.1:{port}/rahasia",
        f"http://{own}@127.0.0.1:{port}/rahasia",
        f"http://2130706433:{port}/rahasia",
        f"http://127.1:{port}/rahasia",
        f"http://0x7f000001:{port}/rahasia",
        f"http://localhost:{port}/rahasia",
        f"http://localhost:{urlsplit(site.base).port}/rahasia",
        f"http://[::1]:{port}/rahasia",
        f"http://[::ffff:127.0.0.1]:{port}/rahasia",
        f"http://0.0.0.0:{port}/rahasia",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "data:text/html,<h1>rahasia</h1>",
        "ftp://127.0.0.1/rahasia",
        "javascript:alert(1)",
        f"gopher://127.0.0.1:{port}/rahasia",
    ]


def test_no_redirect_no_list_and_no_rules_lead_away(
    site: Site, canary: Site, tmp_path: Path
) -> None:
    targets = away(site, canary)
    paths = fill(site, len(targets) + 2)
    for path, target in zip(paths, targets, strict=False):
        site.routes[path] = Answer("", 302, {"Location": target})
    refresh = f'<meta http-equiv="refresh" content="0;url={canary.base}/rahasia">'
    site.routes[paths[-1]] = Answer(f"<html><head>{refresh}</head></html>")
    shown = site.routes[SECTION]
    assert isinstance(shown, Answer)
    feed = f'<link rel="alternate" type="application/rss+xml" href="{canary.base}{SECTION}feed/">'
    more = f'<a class="next page-numbers" href="{canary.base}{SECTION}page/2/">Berikutnya</a>'
    site.routes[SECTION] = Answer(
        str(shown.body).replace("</head>", f"{feed}</head>").replace("</nav>", f"{more}</nav>")
    )  # fmt: skip
    done = crawl(section(site), folder=tmp_path, RETRY_TIMES="0")
    assert "Traceback" not in done.stderr
    assert canary.asked == []
    assert "/rahasia" not in site.asked
    assert [r["url"] for r in records(tmp_path)] == [site.base + paths[-2]]


def test_rules_that_lead_away_close_the_site(
    site: Site, canary: Site, tmp_path: Path
) -> None:
    fill(site, 2)
    site.routes["/robots.txt"] = Answer("", 302, {"Location": f"{canary.base}/robots.txt"})  # fmt: skip
    done = crawl(section(site), folder=tmp_path, RETRY_TIMES="0")
    assert done.returncode == 3
    assert (canary.asked, set(site.asked)) == ([], {"/robots.txt"})
