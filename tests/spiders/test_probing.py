"""What a live look finds of an outlet that is as declared, and of one that changed."""

import asyncio
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsarchive.check import Check, Verdict
from newsarchive.source import Source
from newsarchive.spiders.probing import Probe
from tests.command import environment
from tests.loopback import Answer, Site, article, listing, serving
from tests.spiders.test_discovery import BASE, SECTION, Answers, FakeSite, feed, page

BODY = """KABAR UJI, SEKADAU – Anggota Polsek Sekadau Hilir menggelar patroli malam di pasar.

Warga menyambut baik kehadiran petugas dan berharap patroli diulang. (Aji/UJI)"""
SOURCE = Source(
    title="Kabar Uji",
    domain="kabaruji.id",
    sections=(SECTION, f"{BASE}/category/sekadau/"),
    article_path=r"^/berita-\d+/$",
    paging="page/{page}/",
    feeds=(f"{SECTION}feed/",),
    theme="wp-core",
)
FEED = f"{SECTION}feed/"


def answers() -> Answers:
    site = Site(base=BASE)
    slugs = [f"berita-{i}" for i in range(1, 5)]
    table: Answers = {
        f"{BASE}/{slug}/": (
            200,
            article(site, f"/{slug}/", title=f"Judul {slug}", body=BODY).body,
        )
        for slug in slugs
    }
    return {
        **table,
        f"{BASE}/robots.txt": (200, "User-agent: *\nCrawl-delay: 5\n"),
        SECTION: (200, page(slugs, next_page=f"{SECTION}page/2/")),
        f"{SECTION}page/2/": (200, page(["berita-5", "berita-6"])),
        f"{BASE}/category/sekadau/": (200, page(slugs[:2])),
        FEED: (200, feed(slugs)),
        f"{BASE}/sitemap.xml": (
            200,
            "<urlset><url><loc>https://a/</loc></url></urlset>",
        ),
    }


def look(changed: Answers, platform: str | None = None, **declared: Any) -> Check:
    site = FakeSite({**answers(), **changed})
    probe = Probe("kabaruji", replace(SOURCE, **declared), platform, site.fetch)
    return asyncio.run(probe.look())


def test_an_outlet_as_declared() -> None:
    check = look({})
    told = {one.what: (one.verdict, one.told) for one in check.findings}
    assert told["robots.txt"] == (Verdict.OK, "answers; crawl-delay 5 s")
    assert told["listing"] == (Verdict.OK, "4 articles")
    assert told["feed"] == (Verdict.OK, f"4 in {FEED}")
    assert told["sitemap"][0] is Verdict.OK
    assert told["published"] == (Verdict.OK, "3 of 3, from meta")
    assert told["byline"][0] is Verdict.OK
    # The pages name no theme, and their news is of 2023: both are said.
    assert told["theme"][0] is Verdict.DIFFERS
    assert told["newest"] == (Verdict.DIFFERS, "published 2023-10-20")
    assert check.verdict is Verdict.DIFFERS
    assert check.verified == ("article_path", "feeds", "paging", "sections")


@pytest.mark.parametrize(
    ("changed", "declared", "what", "words"),
    [
        ({f"{BASE}/robots.txt": (0, "")}, {}, "robots.txt", "down"),
        ({SECTION: (404, "")}, {}, SECTION, "answers 404"),
        ({SECTION: (200, page([]))}, {}, "listing", "lists no articles"),
        (
            {},
            {"article_path": r"^/x/"},
            "addresses",
            f"0 of 4 match; not {BASE}/berita-1/",
        ),
        ({}, {"article_path": r"^/berita-1/"}, "addresses", "1 of 4 match"),
        ({f"{SECTION}page/2/": (404, "")}, {}, f"{SECTION}page/2/", "answers 404"),
        (
            {f"{SECTION}page/2/": (200, page(["berita-1"]))},
            {},
            "paging",
            "lists nothing that the first page does not",
        ),
        (
            {f"{BASE}/category/sekadau/": (500, "")},
            {},
            f"{BASE}/category/sekadau/",
            "answers 500",
        ),
        (
            {f"{BASE}/category/sekadau/": (200, page([]))},
            {},
            f"{BASE}/category/sekadau/",
            "0 articles",
        ),
        ({FEED: (404, "")}, {}, FEED, "answers 404"),
        ({FEED: (200, "<html></html>")}, {}, "feed", "is no feed"),
        ({f"{BASE}/berita-1/": (410, "")}, {}, f"{BASE}/berita-1/", "answers 410"),
        ({f"{BASE}/berita-1/": (200, page([]))}, {}, f"{BASE}/berita-1/", "list: "),
        ({}, {"theme": "wp-jnews"}, "theme", "wp-jnews is not told by the pages"),
    ],
)
def test_what_is_not_as_declared(
    changed: Answers, declared: dict[str, Any], what: str, words: str
) -> None:
    check = look(changed, **declared)
    finding = next(one for one in check.findings if one.what == what)
    assert finding.verdict in {Verdict.BROKEN, Verdict.DIFFERS}
    assert words in finding.told
    if finding.field is not None:
        assert finding.field not in check.verified


def test_no_article_that_can_be_read_is_a_fault() -> None:
    lists: Answers = {f"{BASE}/berita-{i}/": (200, page([])) for i in range(1, 5)}
    check = look(lists)
    told = {one.what: one.verdict for one in check.findings}
    assert told[f"{BASE}/berita-1/"] is Verdict.BROKEN
    assert "title" not in told
    assert check.verdict is Verdict.BROKEN


def test_another_platform_and_theme_than_declared() -> None:
    head = '<meta name="generator" content="WordPress 6.4">'
    jannah = '<link rel="stylesheet" href="/wp-content/themes/jannah/style.css">'
    shown = answers()[f"{BASE}/berita-1/"][1]
    assert isinstance(shown, str)
    changed: Answers = {
        SECTION: (200, page(["berita-1"], head=head)),
        f"{BASE}/berita-1/": (200, shown.replace("</head>", f"{jannah}</head>")),
    }
    told = {one.what: one.told for one in look(changed, "blogger").findings}
    assert told["platform"] == "declared blogger, the page says wordpress"
    assert told["theme"] == "declared wp-core, the pages show wp-jannah"
    assert "as declared" not in told
    same = {one.what: one.told for one in look(changed, "wordpress").findings}
    assert same["platform"] == "wordpress"
    right = look(changed, theme="wp-jannah")
    assert "theme" in right.verified


def test_what_is_not_declared_may_be_absent() -> None:
    changed: Answers = {
        f"{BASE}/robots.txt": (404, ""),
        f"{BASE}/sitemap.xml": (404, ""),
        SECTION: (200, page(["berita-1"])),
        FEED: (404, ""),
    }
    open_fields: dict[str, Any] = {
        "feeds": (),
        "paging": None,
        "article_path": None,
        "theme": None,
        "retired": 2023,
        "sections": (SECTION,),
    }
    check = look(changed, **open_fields)
    assert check.verdict is Verdict.OK
    told = {one.what: one.verdict for one in check.findings}
    assert told["robots.txt"] is Verdict.ABSENT
    assert told["feed"] is Verdict.ABSENT
    assert told["paging"] is Verdict.ABSENT
    assert told["sitemap"] is Verdict.ABSENT
    assert "newest" not in told


def test_a_blog_is_looked_at_by_its_feed() -> None:
    url = f"{BASE}/feeds/posts/default"
    fields: dict[str, Any] = {"feeds": ()}
    check = look({url: (200, feed(["berita-1"]))}, "blogger", **fields)
    assert f"1 in {url}" in [one.told for one in check.findings]
    missing = look({}, "blogger", **fields)
    told = {one.what: one.verdict for one in missing.findings}
    assert told[url] is Verdict.ABSENT
    broken = look({url: (200, "<html></html>")}, "blogger", **fields)
    assert {one.what: one.verdict for one in broken.findings}["feed"] is Verdict.ABSENT


SCRIPT = """
import sys
from newsarchive import crawl
from newsarchive.source import Source
from newsarchive.spiders.base import NewsSpider

class Outlet(NewsSpider):
    name = "kabaruji"
    source = Source(title="Kabar Uji", domain=sys.argv[1], sections=(f"http://{sys.argv[1]}/kalbar/",))

settings = crawl.crawl_settings(
    {"LOG_LEVEL": "CRITICAL", "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False,
     "NEWSARCHIVE_ALLOWED_ADDRESSES": sys.argv[1]}
)
crawl.check([Outlet], settings, lambda check: print(check.source, check.verdict, check.verified))
"""


def test_a_look_at_a_real_server(tmp_path: Path) -> None:
    with serving(Site()) as site:
        paths = [f"/berita-ke-{i}/" for i in range(4)]
        site.routes["/kalbar/"] = listing(site, [(p, p.strip("/")) for p in paths])
        for path in paths:
            site.routes[path] = article(site, path, title=path, body=BODY)
        site.routes["/robots.txt"] = Answer("User-agent: *\nDisallow: /privat/\n")
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, site.address],
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    assert done.stdout.strip() == "kabaruji differs ('sections',)"
    assert not (tmp_path / "archive.db").exists()


def test_labels_that_robots_close_are_looked_at_by_their_feeds() -> None:
    labels = [f"{BASE}/search/label/{name}" for name in ("Sekadau", "Sintang")]
    feeds = [f"{BASE}/feeds/posts/default/-/{name}" for name in ("Sekadau", "Sintang")]
    fields: dict[str, Any] = {"feeds": (), "sections": tuple(labels), "paging": None}
    closed: Answers = {
        **dict.fromkeys(labels, (0, "")),
        feeds[0]: (200, feed(["berita-1", "berita-2"])),
        feeds[1]: (200, feed(["berita-3"])),
    }
    check = look(closed, "blogger", **fields)
    told = {one.what: one for one in check.findings}
    assert told["listing"].told == "2 articles"
    assert told[labels[1]].told == "1 articles"
    assert told["title"].told.startswith("2 of 2")
    assert "paging" not in told
    assert "sections" in check.verified
    for answer in ((404, ""), (200, "<html></html>")):
        for url in feeds:
            broken = look({**closed, url: answer}, "blogger", **fields)
            assert broken.verdict is Verdict.BROKEN
            assert "sections" not in broken.verified
