"""Discovery over a site that is a table of answers, into a real ledger."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest
from scrapy.http import HtmlResponse, TextResponse

from newsarchive.archive.api import Archive, Visit
from newsarchive.source import Source
from newsarchive.spiders.base import window_of
from newsarchive.spiders.discovery import Discovery
from newsarchive.spiders.walk import FetchError, Walk

BASE = "https://kabaruji.id"
SECTION = f"{BASE}/category/kalbar/"
SOURCE = Source(title="Kabar Uji", domain="kabaruji.id", sections=(SECTION,))
Answers = dict[str, tuple[int, str | bytes]]


class FakeSite:
    """Answers by address; what is not in the table is 404, "down" raises."""

    def __init__(self, answers: Answers, headers: dict[str, str] | None = None) -> None:
        self.answers = answers
        self.headers = headers or {}
        self.asked: list[str] = []

    async def fetch(
        self, url: str, headers: dict[str, str] | None = None
    ) -> TextResponse:
        self.asked.append(url)
        status, body = self.answers.get(url, (404, "<h1>404</h1>"))
        if status == 0:
            raise FetchError(url, "down")
        if headers and headers.get("If-None-Match") == self.headers.get("ETag"):
            status, body = 304, b""
        payload = body.encode() if isinstance(body, str) else body
        return HtmlResponse(
            url, status, body=payload, encoding="utf-8", headers=self.headers
        )


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    with Archive.open(f"sqlite:///{tmp_path / 'a.db'}") as archive:
        yield archive.begin("kabaruji", SOURCE)


def discover(
    site: FakeSite, visit: Visit, platform: str | None = None, **declared: Any
) -> Discovery:
    source = replace(SOURCE, **declared)
    discovery = Discovery(source, visit, site.fetch, platform)
    asyncio.run(discovery.run())
    return discovery


def met(visit: Visit) -> list[str]:
    visit.rewind()
    return [page.url.removeprefix(BASE) for page in visit.take(1000)]


def page(slugs: list[str], *, next_page: str | None = None, head: str = "") -> str:
    items = "".join(
        f'<article class="post"><h2 class="entry-title"><a href="{BASE}/{slug}/">'
        f"Judul berita {slug} yang panjang</a></h2><p>Ringkasan.</p></article>"
        for slug in slugs
    )
    more = f'<a class="next page-numbers" href="{next_page}">Berikutnya</a>'
    return (
        f"<!DOCTYPE html><html><head><title>Kalbar</title>{head}</head>"
        f'<body class="archive"><main><h1>Kalbar</h1>{items}'
        f'<nav class="pagination">{more if next_page else ""}</nav></main></body></html>'
    )


def feed(slugs: list[str]) -> str:
    items = "".join(
        f"<item><title>{slug}</title><link>{BASE}/{slug}/</link>"
        "<pubDate>Thu, 19 Oct 2023 01:00:00 +0000</pubDate></item>"
        for slug in slugs
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'


API = '<link rel="https://api.w.org/" href="https://kabaruji.id/wp-json/">'
TERM = (
    '<link rel="alternate" type="application/json" '
    'href="https://kabaruji.id/wp-json/wp/v2/{0}/2">'
)
TERMS = f"{BASE}/wp-json/wp/v2/categories?per_page=100&page=1&_fields=id,slug,parent,link,count"


def posts(
    terms: str, number: int, taxonomy: str = "categories", extra: str = ""
) -> str:
    return (
        f"{BASE}/wp-json/wp/v2/posts?{taxonomy}={terms}&orderby=modified&order=desc"
        f"&per_page=100&page={number}&_fields=id,link,date_gmt,modified_gmt{extra}"
    )


def rest_posts(slugs: list[str]) -> str:
    return orjson.dumps(
        [
            {
                "id": i,
                "link": f"{BASE}/{slug}/",
                "date_gmt": "2023-10-19T01:00:00",
                "modified_gmt": "2023-10-20T01:00:00",
            }
            for i, slug in enumerate(slugs, 1)
        ]
    ).decode()


CATEGORIES = orjson.dumps(
    [
        {"id": 2, "slug": "kalbar", "parent": 0},
        {"id": 5, "slug": "sekadau", "parent": 2},
        {"id": 9, "slug": "kaltim", "parent": 0},
    ]
).decode()


def test_rest_takes_the_child_sections_too(visit: Visit) -> None:
    site = FakeSite(
        {
            SECTION: (200, page(["satu"], head=API + TERM.format("categories"))),
            TERMS: (200, CATEGORIES),
            posts("2,5", 1): (200, rest_posts([f"b-{i}" for i in range(100)])),
            posts("2,5", 2): (200, rest_posts([f"b-{i}" for i in range(50, 150)])),
            posts("2,5", 3): (400, '{"code":"rest_post_invalid_page_number"}'),
        }
    )
    discovery = discover(site, visit)
    assert discovery.problems == []
    assert visit.ways == ["rest"]
    assert met(visit) == [f"/b-{i}/" for i in range(150)]


def test_rest_finds_the_section_by_its_slug(visit: Visit) -> None:
    site = FakeSite(
        {
            SECTION: (200, page(["satu"])),
            TERMS: (200, CATEGORIES),
            posts("2,5", 1): (200, rest_posts(["satu"])),
        }
    )
    discover(site, visit, "wordpress")
    assert visit.ways == ["rest"]


def test_rest_of_a_tag_has_no_children(visit: Visit) -> None:
    site = FakeSite(
        {
            SECTION: (200, page(["satu"], head=API + TERM.format("tags"))),
            posts("2", 1, "tags"): (200, rest_posts(["satu"])),
        }
    )
    discover(site, visit)
    assert visit.ways == ["rest"]


@pytest.mark.parametrize(
    "broken",
    [
        {TERMS: (200, "<html>beranda</html>")},
        {TERMS: (401, '{"code":"rest_disabled"}')},
        {TERMS: (0, "")},
        {TERMS: (200, "[]")},
        {TERMS: (200, CATEGORIES), posts("2,5", 1): (500, "kaputt")},
        {TERMS: (200, CATEGORIES), posts("2,5", 1): (200, "{}")},
    ],
)
def test_without_rest_the_feed_is_next(visit: Visit, broken: Answers) -> None:
    site = FakeSite(
        {
            SECTION: (200, page(["satu"], next_page=f"{SECTION}page/2/")),
            f"{SECTION}feed/": (200, feed(["dua", "satu"])),
            f"{SECTION}feed/?paged=2": (200, feed(["nol"])),
            f"{SECTION}feed/?paged=3": (404, feed([])),
            **broken,
        }
    )
    discover(site, visit, "wordpress")
    assert visit.ways == ["feed"]
    assert met(visit) == ["/dua/", "/satu/", "/nol/"]


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {f"{SECTION}feed/": (200, "<html>beranda</html>")},
        {f"{SECTION}feed/": (0, "")},
        {f"{SECTION}feed/": (200, feed(["satu"]))},  # the newest only
        {
            f"{SECTION}feed/": (200, feed(["satu"])),
            f"{SECTION}feed/?paged=2": (200, "<html>beranda</html>"),
        },
    ],
)
def test_the_pages_are_the_last_way(visit: Visit, broken: Answers) -> None:
    site = FakeSite(
        {
            SECTION: (200, page(["satu", "dua"], next_page=f"{SECTION}page/2/")),
            f"{SECTION}page/2/": (200, page(["nol"], next_page=SECTION)),
            **broken,
        }
    )
    discover(site, visit, "wordpress")
    assert visit.ways == ["section"]
    assert sorted(met(visit)) == ["/dua/", "/nol/", "/satu/"]


@pytest.mark.parametrize("second", [(500, "kaputt"), (0, "")])
def test_an_unfinished_walk_is_a_problem_and_begins_again(
    visit: Visit, second: tuple[int, str]
) -> None:
    pages: Answers = {
        SECTION: (200, page(["satu"], next_page=f"{SECTION}page/2/")),
        f"{SECTION}page/2/": second,
    }
    discovery = discover(FakeSite(pages), visit)
    assert len(discovery.problems) == 1
    assert "page/2" in discovery.problems[0]
    pages[f"{SECTION}page/2/"] = (200, page(["nol"]))
    # All that page 1 lists is known by now, but not known ground.
    assert discover(FakeSite(pages), visit).problems == []
    assert sorted(met(visit)) == ["/nol/", "/satu/"]


@pytest.mark.parametrize(
    ("paging", "second"),
    [("?page={page}", f"{SECTION}?page="), ("page/{page}/", f"{SECTION}page/")],
)
@pytest.mark.parametrize("last", [(404, "<h1>404</h1>"), (200, page(["dua"]))])
def test_declared_paging_leads_where_no_link_does(
    visit: Visit, paging: str, second: str, last: tuple[int, str]
) -> None:
    after = "" if paging.startswith("?") else "/"
    answers: Answers = {
        SECTION: (200, page(["satu"])),
        f"{second}2{after}": (200, page(["dua"])),
        **{f"{second}{number}{after}": last for number in range(3, 50)},
    }
    site = FakeSite(answers)
    assert discover(site, visit, paging=paging).problems == []
    assert sorted(met(visit)) == ["/dua/", "/satu/"]
    assert len(site.asked) < 8


@pytest.mark.parametrize(
    ("declared", "ways"),
    [(f"{SECTION}rss", ["feed"]), (f"{BASE}/feed/olahraga.xml", ["section"])],
)
def test_a_declared_feed_of_the_section_is_walked(
    visit: Visit, declared: str, ways: list[str]
) -> None:
    site = FakeSite(
        {SECTION: (200, page(["satu"])), declared: (200, feed(["satu", "dua"]))}
    )
    discover(site, visit, feeds=(declared,))
    assert visit.ways == ways


def test_pages_that_bring_nothing_new_end_the_walk(visit: Visit) -> None:
    answers: Answers = {SECTION: (200, page(["satu"], next_page=f"{SECTION}page/2/"))}
    for number in range(2, 100):
        more = f"{SECTION}page/{number + 1}/"
        answers[f"{SECTION}page/{number}/"] = (200, page(["satu"], next_page=more))
    site = FakeSite(answers)
    discover(site, visit)
    assert len(site.asked) < 10


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ((404, "<h1>404</h1>"), "answers 404"),
        ((0, ""), "down"),
        ((200, "<h1>Toko bunga</h1>"), "no links to articles"),
    ],
)
def test_a_section_that_cannot_be_seen(
    visit: Visit, answer: tuple[int, str], problem: str
) -> None:
    discovery = discover(FakeSite({SECTION: answer}), visit)
    assert len(discovery.problems) == 1
    assert problem in discovery.problems[0]


def test_an_unchanged_section_is_asked_once(visit: Visit) -> None:
    site = FakeSite({SECTION: (200, page(["satu"]))}, {"ETag": '"v1"'})
    discover(site, visit)
    site.asked.clear()
    visit.ways.clear()
    discover(site, visit)
    assert site.asked == [SECTION]
    assert visit.ways == ["not-modified"]


INDEX = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    f"<sitemap><loc>{BASE}/s1.xml</loc></sitemap>"
    f"<sitemap><loc>{BASE}/s2.xml</loc></sitemap>"
    f"<sitemap><loc>https://lain.id/s3.xml</loc></sitemap></sitemapindex>"
)
URLS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    f"<url><loc>{BASE}/kalbar/lama/</loc></url>"
    f"<url><loc>{BASE}/kaltim/asing/</loc></url></urlset>"
)


@pytest.mark.parametrize(
    ("sitemap", "found", "ways"),
    [
        (
            {f"{BASE}/sitemap.xml": (200, INDEX), f"{BASE}/s1.xml": (200, URLS)},
            ["/kalbar/lama/", "/kalbar/satu/"],
            ["section", "sitemap"],
        ),
        ({f"{BASE}/wp-sitemap.xml": (200, "<html>")}, ["/kalbar/satu/"], ["section"]),
        ({f"{BASE}/sitemap.xml": (0, "")}, ["/kalbar/satu/"], ["section"]),
    ],
)
def test_a_sitemap_that_names_sections_is_the_cross_check(
    visit: Visit, sitemap: Answers, found: list[str], ways: list[str]
) -> None:
    site = FakeSite({SECTION: (200, page(["kalbar/satu"])), **sitemap})
    discover(site, visit)
    assert sorted(met(visit)) == found
    assert visit.ways == ways


def test_hidden_parts_come_from_the_api(visit: Visit) -> None:
    block = '<ul class="wp-block-post-template"></ul>'
    content = {"rendered": "<p>a</p><!--nextpage--><p>b</p>", "protected": False}
    post = {"id": 1, "link": f"{BASE}/satu/", "modified_gmt": "2023-10-20T01:00:00"}
    site = FakeSite(
        {
            SECTION: (
                200,
                page(["satu"], head=API + TERM.format("categories")) + block,
            ),
            TERMS: (200, CATEGORIES),
            posts("2,5", 1, extra=",content"): (
                200,
                orjson.dumps([{**post, "content": content}]).decode(),
            ),
        }
    )
    discover(site, visit)
    visit.rewind()
    (ref,) = visit.take(10)
    assert ref.parts == 2


@pytest.mark.parametrize(
    ("answers", "via", "published"),
    [
        (
            {TERMS: (200, CATEGORIES), posts("2,5", 1): (200, rest_posts(["satu"]))},
            "rest",
            "2023-10-19T01:00:00+00:00",
        ),
        (
            {
                f"{SECTION}feed/": (200, feed(["satu"])),
                f"{SECTION}feed/?paged=2": (404, ""),
            },
            "feed",
            "Thu, 19 Oct 2023 01:00:00 +0000",
        ),
        ({}, "section", None),
    ],
)
def test_the_date_a_listing_tells_is_kept(
    visit: Visit, answers: Answers, via: str, published: str | None
) -> None:
    section = page(["satu"], head=API + TERM.format("categories"))
    discover(FakeSite({SECTION: (200, section), **answers}), visit, "wordpress")
    visit.rewind()
    (ref,) = visit.take(10)
    assert (ref.via, ref.published) == (via, published)


DAYS = "?date={day:%Y-%m-%d}&page={page}"


def day_pages(today: date, per_day: dict[int, list[list[str]]]) -> Answers:
    """Pages of a day's index, by how many days ago."""
    table: Answers = {}
    for ago, pages in per_day.items():
        day = today - timedelta(days=ago)
        for number, slugs in enumerate(pages, 1):
            table[f"{SECTION}?date={day}&page={number}"] = (200, page(slugs))
    return table


def test_an_index_by_day_is_walked_back(visit: Visit) -> None:
    today = datetime.now(ZoneInfo("Asia/Jakarta")).date()
    pages: dict[int, list[list[str]]] = {
        0: [["hari-ini"]],
        1: [["kemarin-a", "kemarin-b"], ["kemarin-c"]],
        # A day without news, and a page that only repeats what was shown.
        3: [["tiga-hari"], ["tiga-hari"]],
    }
    empty = {ago: [list[str]()] for ago in range(40) if ago not in pages}
    site = FakeSite(
        {SECTION: (200, page(["hari-ini"])), **day_pages(today, {**pages, **empty})}
    )
    discovery = discover(site, visit, day_paging=DAYS)
    assert discovery.problems == []
    assert visit.ways == ["days"]
    assert met(visit) == [
        "/hari-ini/",
        "/kemarin-a/",
        "/kemarin-b/",
        "/kemarin-c/",
        "/tiga-hari/",
    ]
    site.asked.clear()
    new = day_pages(today, {0: [["lebih-baru"]]})
    discover(FakeSite({**site.answers, **new}), visit, day_paging=DAYS)
    # Known ground is the first day on which nothing is new.
    assert "/lebih-baru/" in met(visit)


def test_an_index_by_day_without_pages(visit: Visit) -> None:
    paging = "?date={day:%d%m%Y}"
    today = datetime.now(ZoneInfo("Asia/Jakarta")).date()
    site = FakeSite(
        {
            SECTION: (200, page(["satu"])),
            f"{SECTION}?date={today:%d%m%Y}": (200, page(["satu", "dua"])),
        }
    )
    discover(site, visit, day_paging=paging)
    assert (visit.ways, met(visit)) == (["days"], ["/dua/", "/satu/"])


@pytest.mark.parametrize("status", [200, 500])
def test_an_index_by_day_that_shows_nothing_is_not_used(
    visit: Visit, status: int
) -> None:
    today = datetime.now(ZoneInfo("Asia/Jakarta")).date()
    site = FakeSite(
        {
            SECTION: (200, page(["satu"])),
            f"{SECTION}?date={today}&page=1": (status, page([])),
        }
    )
    discover(site, visit, day_paging=DAYS)
    assert (visit.ways, met(visit)) == (["section"], ["/satu/"])


SITEMAP = f"{BASE}/sitemap.xml"


def sitemap(*rows: tuple[str, str]) -> str:
    urls = "".join(
        f"<url><loc>{BASE}{path}</loc><lastmod>{day}</lastmod></url>"
        for path, day in rows
    )
    return (
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    )


def test_a_list_shorter_than_the_news_since_is_said(visit: Visit) -> None:
    """All that an endless scroll shows is new: what came between may be missing."""
    discover(FakeSite({SECTION: (200, page(["lama-1", "lama-2"]))}), visit)
    new = FakeSite({SECTION: (200, page(["baru-1", "baru-2"]))})
    discovery = discover(new, visit)
    assert "its pages end before what is known" in discovery.problems[0]
    assert "--backfill" in discovery.problems[0]
    assert discover(new, visit).problems == []


KALBAR = f"{BASE}/kalbar/"


def test_the_sitemap_fills_such_a_gap(visit: Visit) -> None:
    discover(
        FakeSite({KALBAR: (200, page(["kalbar/lama"]))}), visit, sections=(KALBAR,)
    )
    site = FakeSite(
        {
            KALBAR: (200, page(["kalbar/baru"])),
            SITEMAP: (
                200,
                sitemap(
                    ("/kalbar/antara/", "2026-01-01"), ("/kaltim/b/", "2026-01-01")
                ),
            ),
        }
    )
    assert discover(site, visit, sections=(KALBAR,)).problems == []
    assert met(visit) == ["/kalbar/lama/", "/kalbar/baru/", "/kalbar/antara/"]


async def room() -> bool:
    return True


def backfill(site: FakeSite, visit: Visit, days: str, **declared: Any) -> Discovery:
    source = replace(SOURCE, **declared)
    discovery = Discovery(source, visit, site.fetch, declared.pop("platform", None))
    window = window_of(days, source)
    asyncio.run(discovery.backfill(window, room))
    return discovery


def test_rest_is_asked_month_by_month(visit: Visit) -> None:
    def month(first: str, last: str) -> str:
        bounds = f"&after={first}T00%3A00%3A00&before={last}T00%3A00%3A00"
        return posts("2,5", 1, extra="").replace("&page=1&", f"&page=1{bounds}&")

    head = API + TERM.format("categories")
    site = FakeSite(
        {
            SECTION: (200, page(["satu"], head=head)),
            TERMS: (200, CATEGORIES),
            # A day more on both sides: WordPress reads them in a zone of its own.
            month("2023-09-30", "2023-10-22"): (200, rest_posts(["okt-1", "okt-2"])),
            month("2023-09-14", "2023-10-02"): (200, "[]"),
        }
    )
    discovery = backfill(site, visit, "2023-09-15..2023-10-20")
    assert discovery.problems == []
    assert (visit.ways, met(visit)) == (["rest"], ["/okt-1/", "/okt-2/"])
    site.asked.clear()
    assert backfill(site, visit, "2023-09-15..2023-10-20").problems == []
    assert site.asked == [SECTION]


def test_a_backfill_by_the_index_of_days(visit: Visit) -> None:
    today = date(2023, 10, 3)
    site = FakeSite(
        {
            SECTION: (200, page(["satu"])),
            **day_pages(today, {0: [["c"]], 1: [["b"]], 2: [["a"]]}),
        }
    )
    backfill(site, visit, "2023-10-02..2023-10-03", day_paging=DAYS)
    assert (visit.ways, met(visit)) == (["days"], ["/c/", "/b/"])


def test_a_backfill_by_sitemap_leaves_out_what_is_older(visit: Visit) -> None:
    index = (
        f"<sitemapindex><sitemap><loc>{BASE}/a.xml</loc><lastmod>2022-01-01</lastmod>"
        f"</sitemap><sitemap><loc>{BASE}/b.xml</loc></sitemap></sitemapindex>"
    )
    site = FakeSite(
        {
            KALBAR: (200, page(["kalbar/kini"])),
            SITEMAP: (200, index),
            f"{BASE}/a.xml": (200, sitemap(("/kalbar/tua/", "2022-01-01"))),
            f"{BASE}/b.xml": (
                200,
                sitemap(
                    ("/kalbar/lama/", "2023-01-01"),
                    ("/kalbar/dalam/", "2023-10-03"),
                    ("/kalbar/2022/05/01/disunting/", "2024-01-01"),
                    ("/kalbar/2023/10/05/disunting/", "2024-01-01"),
                ),
            ),
        }
    )
    backfill(site, visit, "2023-10-01..2023-10-31", sections=(KALBAR,))
    assert visit.ways == ["sitemap"]
    assert met(visit) == ["/kalbar/dalam/", "/kalbar/2023/10/05/disunting/"]
    assert f"{BASE}/a.xml" not in site.asked


def test_a_site_that_is_all_one_section_has_a_sitemap_too(visit: Visit) -> None:
    home = f"{BASE}/"
    site = FakeSite(
        {
            home: (200, page(["berita-1"])),
            SITEMAP: (
                200,
                sitemap(("/berita-2/", "2023-10-03"), ("/redaksi/", "2023-10-03")),
            ),
        }
    )
    declared = {"sections": (home,), "article_path": r"^/berita-\d+/$"}
    backfill(site, visit, "2023-10-01..2023-10-31", **declared)
    assert (visit.ways, met(visit)) == (["sitemap"], ["/berita-2/"])


def test_a_backfill_by_the_sections_pages_ends_before_the_days(visit: Visit) -> None:
    def dated(slug: str, day: str) -> str:
        return page([slug]).replace("<p>Ringkasan.</p>", f"<time>{day}</time>")

    def paged(number: int, slug: str, day: str) -> str:
        more = f'<a class="next page-numbers" href="{SECTION}page/{number + 1}/">x</a>'
        return dated(slug, day).replace(
            '<nav class="pagination">', f'<nav class="pagination">{more}'
        )

    site = FakeSite(
        {
            SECTION: (200, paged(1, "november", "Jumat, 10 November 2023")),
            f"{SECTION}page/2/": (200, paged(2, "oktober", "Jumat, 20 Oktober 2023")),
            f"{SECTION}page/3/": (
                200,
                paged(3, "september", "Jumat, 1 September 2023"),
            ),
            f"{SECTION}page/4/": (200, paged(4, "agustus", "Selasa, 1 Agustus 2023")),
        }
    )
    discovery = backfill(site, visit, "2023-10-01..2023-10-31")
    assert discovery.problems == []
    assert (visit.ways, met(visit)) == (["section"], ["/oktober/"])
    assert f"{SECTION}page/4/" not in site.asked


def test_a_backfill_of_a_section_that_is_down(visit: Visit) -> None:
    site = FakeSite({SECTION: (200, page([]))})
    assert backfill(site, visit, "2023-10-01..2023-10-31").problems
    gone = FakeSite({SECTION: (410, "")})
    assert backfill(gone, visit, "2023-10-01..2023-10-31").problems == [
        f"{SECTION} answers 410"
    ]


def test_a_platform_that_the_page_shows_is_found_whatever_was_said(
    visit: Visit,
) -> None:
    site = FakeSite(
        {
            SECTION: (200, page(["satu"], head=API + TERM.format("categories"))),
            TERMS: (200, CATEGORIES),
            posts("2,5", 1): (200, rest_posts(["satu", "dua"])),
        }
    )
    discover(site, visit, "generic")
    assert (visit.ways, met(visit)) == (["rest"], ["/satu/", "/dua/"])


def test_an_unchanged_first_page_does_not_hide_what_an_api_tells(visit: Visit) -> None:
    answers: Answers = {
        SECTION: (200, page(["satu"], head=API + TERM.format("categories"))),
        TERMS: (200, CATEGORIES),
        posts("2,5", 1): (200, rest_posts(["satu"])),
    }
    discover(FakeSite(answers, {"ETag": '"1"'}), visit)
    answers[posts("2,5", 1)] = (200, rest_posts(["satu", "susulan"]))
    discover(FakeSite(answers, {"ETag": '"1"'}), visit)
    assert "/susulan/" in met(visit)


FEEDS = f"{BASE}/feeds/posts/default/-/Sekadau?max-results=150&start-index=1"
LABEL = f"{BASE}/search/label/Sekadau"


@pytest.mark.parametrize("answer", ["<html></html>", "<feed/>"])
def test_a_blogs_feed_that_tells_nothing_leaves_the_pages(
    visit: Visit, answer: str
) -> None:
    shown = page(["2023/10/satu"]).replace("/satu/", "/satu.html")
    site = FakeSite({LABEL: (200, shown), FEEDS: (200, answer)})
    discovery = discover(site, visit, "blogger", sections=(LABEL,))
    assert discovery.problems == []
    assert (visit.ways, met(visit)) == (["section"], ["/2023/10/satu.html"])


def test_a_list_that_never_ends_is_left_and_told(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsarchive.spiders.turning.MOST_PAGES", 5)
    answers: Answers = {
        f"{SECTION}{path}": (
            200,
            page([f"berita-{n}"], next_page=f"{SECTION}page/{n + 1}/"),
        )
        for n, path in [(1, ""), *((n, f"page/{n}/") for n in range(2, 20))]
    }
    site = FakeSite(answers)
    discovery = discover(site, visit)
    assert len([url for url in site.asked if url in answers]) == 5
    assert any("left after 5 pages" in told for told in discovery.problems)


def test_an_api_that_ignores_the_page_ends(visit: Visit) -> None:
    same = rest_posts([f"b-{i}" for i in range(100)])
    site = FakeSite(
        {
            SECTION: (200, page(["b-1"], head=API + TERM.format("categories"))),
            TERMS: (200, CATEGORIES),
            **{posts("2,5", n): (200, same) for n in range(1, 20)},
        }
    )
    discover(site, visit)
    assert len([url for url in site.asked if "/posts" in url]) == 2


def test_what_a_list_tells_is_kept_as_a_database_takes_it(visit: Visit) -> None:
    walk = Walk(SOURCE, visit, FakeSite({}).fetch)
    lead = walk.lead(f"{BASE}/a/", "2023\x00-10-21\ud83d", published="x" * 5_000)
    assert lead is not None
    assert (lead.lastmod, len(lead.published or "")) == ("2023-10-21", 100)
    visit.met([lead], "feed", datetime(2000, 1, 1, tzinfo=UTC))
    assert met(visit) == ["/a/"]


@pytest.mark.parametrize(
    ("named", "asked", "told"),
    [
        (["s-0"], 2, ""),  # an index of an index of an index
        ([f"kosong-{n}" for n in range(150)], 99, "left after 100 files"),
    ],
)
def test_a_sitemap_without_end_is_left(
    visit: Visit, named: list[str], asked: int, told: str
) -> None:
    def index(*names: str) -> tuple[int, str]:
        files = "".join(f"<sitemap><loc>{BASE}/{n}.xml</loc></sitemap>" for n in names)
        return 200, f"<sitemapindex>{files}</sitemapindex>"

    site = FakeSite(
        {
            SECTION: (200, page(["kalbar/berita-satu"])),
            f"{BASE}/sitemap.xml": index(*named),
            **{f"{BASE}/s-{n}.xml": index(f"s-{n + 1}") for n in range(60)},
        }
    )
    discovery = discover(site, visit)
    files = [url for url in site.asked if "/s-" in url or "/kosong-" in url]
    assert len(files) == asked
    assert told in "; ".join(discovery.problems)
