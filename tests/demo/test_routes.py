import dataclasses
from urllib.parse import parse_qs

import pytest

from newsarchive.demo.exchange import Answer, Request
from newsarchive.demo.routes import answer
from newsarchive.demo.site import Site

BASE = "http://127.0.0.1:8000"
SECTION = "/category/kalimantan-barat/"
MULTIPAGE = "/tiga-pekan-menjaga-gambut-catatan-dari-rasau-jaya/"
GONE = "/arena-sabung-ayam-di-sandai-digerebek/"
LATER = "/kotak-suara-tujuh-tps-di-belitang-hulu-dipikul-lewati-bukit/"
FIRST = "/jumat-curhat-di-tinting-boyok-warga-minta-lampu-jalan/"
DATED = "/2023/10/09/pos-ronda-terbengkalai-di-tempunak-kembali-menyala/"


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html"),
        ("/robots.txt", 200, "text/plain"),
        ("/wp-sitemap.xml", 200, "application/xml"),
        ("/wp-sitemap-posts-post-1.xml", 200, "application/xml"),
        ("/wp-sitemap-taxonomies-category-1.xml", 200, "application/xml"),
        ("/wp-json/", 200, "application/json"),
        ("/wp-json/wp/v2/posts", 200, "application/json"),
        ("/?rest_route=/wp/v2/categories", 200, "application/json"),
        ("/feed/", 200, "application/rss+xml"),
        (f"{SECTION}feed/", 200, "application/rss+xml"),
        (f"{SECTION}feed/?paged=4", 200, "application/rss+xml"),
        (f"{SECTION}feed/?paged=5", 404, "application/rss+xml"),
        (f"{SECTION}feed/?paged=x", 200, "application/rss+xml"),
        ("/category/nowhere/feed/", 404, "text/html"),
        (SECTION, 200, "text/html"),
        (f"{SECTION}?utm_source=x", 200, "text/html"),
        (f"{SECTION}page/4/", 200, "text/html"),
        (f"{SECTION}page/5/", 404, "text/html"),
        (f"{SECTION}page/0/", 404, "text/html"),
        (f"{SECTION}sekadau/", 200, "text/html"),
        ("/category/sekadau/", 200, "text/html"),
        ("/tag/narkoba/", 200, "text/html"),
        ("/author/dodi/", 200, "text/html"),
        (MULTIPAGE, 200, "text/html"),
        (f"{MULTIPAGE}2/", 200, "text/html"),
        (f"{MULTIPAGE}3/", 200, "text/html"),
        (MULTIPAGE.upper(), 200, "text/html"),
        (GONE, 200, "text/html"),
        (LATER, 404, "text/html"),
        ("/?p=9", 404, "text/html"),
        ("/no-such-article/", 404, "text/html"),
        ("/no-such-article", 404, "text/html"),
        ("/wp-content/uploads/101.jpg", 404, "text/html"),
    ],
)
def test_answer(kabar: Site, path: str, status: int, kind: str) -> None:
    found = _get(kabar, path)

    assert (found.status, found.kind.partition(";")[0]) == (status, kind)


@pytest.mark.parametrize(
    ("path", "status", "target"),
    [
        ("/sitemap.xml", 302, "/wp-sitemap.xml"),
        ("/?p=101", 301, FIRST),
        (FIRST.rstrip("/"), 301, FIRST),
        (SECTION.rstrip("/"), 301, SECTION),
        (f"{SECTION}feed", 301, f"{SECTION}feed/"),
        (f"{MULTIPAGE}4/", 301, MULTIPAGE),
        (f"{MULTIPAGE}1/", 301, MULTIPAGE),
        (f"{FIRST}2/", 301, FIRST),
    ],
)
def test_redirects(kabar: Site, path: str, status: int, target: str) -> None:
    found = _get(kabar, path)

    assert (found.status, found.headers["Location"]) == (status, BASE + target)


def test_date_permalinks_and_no_rest(enggang: Site) -> None:
    assert _get(enggang, DATED).status == 200
    assert _get(enggang, DATED.replace("/09/", "/10/")).status == 404
    assert _get(enggang, "/?p=101").headers["Location"] == BASE + DATED
    assert _get(enggang, "/wp-json/wp/v2/posts").status == 401
    assert _get(enggang, "/?rest_route=/wp/v2/posts").status == 401


def test_the_second_day(kabar: Site) -> None:
    later = dataclasses.replace(kabar, day=2)
    edited = "/pengedar-sabu-di-nanga-mahap-simpan-barang-di-kandang-ayam/"

    assert _get(later, GONE).status == 410
    assert _get(later, LATER).status == 200
    assert "8,6 gram" in _get(kabar, edited).body
    assert "6,8 gram" in _get(later, edited).body
    assert GONE not in _get(later, "/wp-sitemap-posts-post-1.xml").body


def test_feeds_answer_304_until_something_changes(kabar: Site) -> None:
    fresh = _get(kabar, f"{SECTION}feed/").headers
    later = dataclasses.replace(kabar, day=2)
    tag = {"if-none-match": fresh["ETag"]}
    since = {"if-modified-since": fresh["Last-Modified"]}

    for headers in (tag, since, {"if-none-match": f"W/{fresh['ETag']}"}):
        again = _get(kabar, f"{SECTION}feed/", headers)
        assert (again.status, again.body) == (304, "")
        assert _get(later, f"{SECTION}feed/", headers).status == 200
    assert (
        _get(kabar, f"{SECTION}feed/", {"if-none-match": '"x"', **since}).status == 200
    )


def _get(site: Site, address: str, headers: dict[str, str] | None = None) -> Answer:
    path, _, query = address.partition("?")
    return answer(site, Request(path, parse_qs(query), headers or {}))
