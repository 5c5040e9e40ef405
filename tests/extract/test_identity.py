import pytest

from newsarchive.extract.identity import identity, is_article_address, is_list_address
from newsarchive.extract.page import Page
from newsarchive.source import Source

SOURCE = Source(
    title="Contoh",
    domain="contoh.example",
    sections=("https://contoh.example/kalbar/", "https://contoh.example/?cat=2"),
)
URL = "https://contoh.example/berita/satu/"


def page(head: str, body: str = "<body></body>", url: str = URL) -> Page:
    return Page.of(f"<html><head>{head}</head>{body}</html>", url)


def canonical(href: str) -> str:
    return f'<link rel="canonical" href="{href}">'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (canonical(URL), URL),
        (canonical("/berita/dua/"), "https://contoh.example/berita/dua/"),
        (canonical("http://www.contoh.example/a-b/"), "http://www.contoh.example/a-b/"),
        (canonical(f"{URL}#komentar"), URL),
        (canonical(f"{URL}comment-page-2/"), URL),
        (canonical(f"{URL}amp/"), URL),
        (canonical("/?p=35&cpage=1"), "https://contoh.example/?p=35"),
        (canonical("/"), None),
        (canonical("https://contoh.example/?utm=x"), None),
        (canonical("/kalbar/"), None),
        (canonical("/category/kalbar/"), None),
        (canonical("https://lain.example/berita/satu/"), None),
        (canonical("http://127.0.0.1:1/secret"), None),
        (canonical("javascript:alert(1)"), None),
        (canonical("http://[rusak"), None),
        (canonical(" "), None),
        ("", None),
        (f'<meta property="og:url" content="{URL}">', URL),
        (canonical("/") + f'<meta property="og:url" content="{URL}">', URL),
        (
            f'<script type="application/ld+json">{{"@type":"Article","url":"{URL}"}}</script>',
            URL,
        ),
        (
            '<base href="https://contoh.example/berita/"><link rel="canonical" href="satu/">',
            URL,
        ),
        (
            '<base><base href="http://[x">' + canonical("/a-b/"),
            "https://contoh.example/a-b/",
        ),
    ],
)
def test_canonical(head: str, expected: str | None) -> None:
    assert identity(page(head), SOURCE).canonical == expected


def test_other_addresses() -> None:
    head = (
        canonical(URL)
        + '<link rel="shortlink" href="/?p=7"><link rel="amphtml" href="/berita/satu/amp/">'
        + '<link rel="amphtml" href="https://amp.lain.example/x"><link rel="next" href="/x-y/">'
    )
    assert identity(page(head), SOURCE).urls == (
        URL,
        "https://contoh.example/?p=7",
        "https://contoh.example/berita/satu/amp/",
    )


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", '<body class="single postid-136 single-format-standard">', "136"),
        ('<link rel="shortlink" href="/?p=56">', "<body>", "56"),
        ('<link rel="shortlink" href="https://wp.me/p1">', "<body>", None),
        ("", "<body><div id='post-body-6021457788812345678'>", "6021457788812345678"),
        (
            "",
            "<body><div id='post-body-111111'></div><div id='post-body-222222'>",
            None,
        ),
        ("", "", None),
    ],
)
def test_the_sites_own_number(head: str, body: str, expected: str | None) -> None:
    assert identity(page(head, body), SOURCE).external_id == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/polisi-tangkap-pelaku/", True),
        ("/2024/02/judul.html", True),
        ("/arsip/123/", True),
        ("/archives/123", True),
        ("/index.php/2024/judul/", True),
        ("/?p=56", True),
        ("/index.php?p=56", True),
        ("/satu/?page=2", True),
        ("/satu.html?m=1", True),
        ("/8301-3_56.html?tag=topStories1", True),
        ("/", False),
        ("/index.php", False),
        ("/?cat=2", False),
        ("/?cat=2&paged=3", False),
        ("/?s=polsek", False),
        ("/category/kalbar/", False),
        ("/tag/sabu/", False),
        ("/author/aji/", False),
        ("/kalbar/page/2/", False),
        ("/search/label/Kalbar", False),
        ("/arsip/", False),
        ("/2024/02/", False),
        ("/2024/02/05/", False),
        ("/satu/feed/", False),
        ("/foto/satu.JPG", False),
        ("/wp-content/uploads/x", False),
    ],
)
def test_addresses_of_articles(path: str, *, expected: bool) -> None:
    url = f"https://contoh.example{path}"
    assert is_article_address(url, SOURCE) is expected
    assert is_list_address(url) is not expected
