import pytest

from newsarchive.extract.dates import is_dated, read_modified, read_published
from newsarchive.extract.document import Document
from newsarchive.extract.page import Page
from newsarchive.extract.themes import GENERIC, THEMES

URL = "https://a.example/berita/satu/"
LD = '<script type="application/ld+json">{}</script>'
META = '<meta property="article:published_time" content="2023-10-20T02:00:00+00:00">'


def document(head: str, body: str, url: str = URL) -> Document:
    return Document(
        Page.of(f"<html><head>{head}</head><body>{body}</body></html>", url)
    )


CASES = [
    (
        "ranked",
        LD.format('{"@graph":[{"@type":"WebPage","datePublished":"2023-10-19"},{"@type":"NewsArticle","datePublished":"2023-10-20T09:00:00+07:00","dateCreated":"2023-10-18"}]}') + META,
        "<h1>J</h1><time class='entry-date published' datetime='2023-10-20T09:00:00+07:00'>x</time><span class='date meta-item'>20 Oktober 2023</span>",
        ["json-ld datePublished", "meta article:published_time", "json-ld WebPage.datePublished", "json-ld dateCreated", "time time.entry-date.published::attr(datetime)", "theme .date.meta-item"],
    ),
    ("not a comment's time", "", "<div id='comments'><time datetime='2023-10-21'>x</time></div><main><time datetime='2023-10-20'>y</time></main>", ["time time::attr(datetime)"]),
    ("a time that tells the last change", "", "<span>Last Updated <time datetime='2023-10-21'>x</time></span><b>x</b><time datetime='2023-10-22' title='Terakhir diperbarui: 22/10'>x</time><p><br>Terbit <time datetime='2023-10-20'>y</time></p>", ["time time::attr(datetime)"]),
    ("only the last change has a time", "", "<h1>J</h1><span>Jumat, 20 Oktober 2023 | 05.58.00 WIB</span> <span>Last Updated <time datetime='2023-10-21T22:58:47Z'>2023-10-21T22:58:47Z</time></span>", ["text beside the headline"]),
    ("a page that is a time", "", "<body><time datetime='2023-10-20'>x</time></body>", ["time time::attr(datetime)"]),
    ("an empty time", "", "<time>x</time>", []),
    ("beside the headline", "", "<p>Selasa, 24 November 2026</p><div><h1>J</h1><div><b>Aji</b><span>Jumat, 20 Oktober 2023 | 14:30 WIB</span></div></div>", ["text beside the headline"]),
    ("above the headline", "", "<div><!-- x --><span>20/10/2023 14.30</span><h1>J</h1></div>", ["text beside the headline"]),
    ("when it changed is not when it appeared", "", "<h1>J</h1><p>Diperbarui 20 Oktober 2023</p>", []),
    ("a caption names a day", "", "<h1>J</h1><p>Warga menonton pawai obor di tepi sungai pada 17 Agustus 2019</p><p>Aji – 20 Okt 2023</p>", ["text beside the headline"]),
    ("writers and their agency", "", "<h1>J</h1><p>By MELDA KAYAN and RINA SAPAN - AP Technology Writers | AP – Wed, Aug 24, 2011</p>", ["text beside the headline"]),
    ("a number is no date", "", "<h1>J</h1><p class='date meta-item'>baru saja</p><p>Dibaca 2023 kali</p>", []),
    ("no headline", "", "<p>20 Oktober 2023</p>", []),
    ("a comment after the headline", "", "<h1>J</h1><!-- x --><p>Oct 20, 2023</p>", ["text beside the headline"]),
    ("too long to be a date", f'<meta name="date" content="{"x" * 200}">', "", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "body", "expected"), [c[1:] for c in CASES], ids=[str(c[0]) for c in CASES]
)
def test_all_candidates_in_order(head: str, body: str, expected: list[str]) -> None:
    page = document(head, body)
    found = read_published(page, page.graph.article([]), GENERIC)
    assert [f"{evidence.origin} {evidence.rule}" for evidence in found] == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2023/10/20/satu/", ["2023-10-20"]),
        ("https://a.example/2023/10/satu.html", ["2023-10"]),
        ("https://a.example/2023/13/satu.html", []),
        ("https://a.example/satu-2023/", []),
    ],
)
def test_dates_in_addresses(url: str, expected: list[str]) -> None:
    found = read_published(document("", "", url), None, GENERIC)
    assert [evidence.value for evidence in found] == expected


def test_detiks_false_zone_comes_last() -> None:
    page = document(
        '<meta name="pubdate" content="2023-10-20T14:30:00Z">'
        '<meta name="publishdate" content="2023/10/20 14:30:00">',
        "<div class='detail__date'>Jumat, 20 Okt 2023 14:30 WIB</div>",
    )
    found = read_published(page, None, THEMES["detik"])
    assert [evidence.rule for evidence in found] == [
        "publishdate",
        "pubdate",
        ".detail__date",
    ]


def test_changes() -> None:
    page = document(
        LD.format('{"@type":"NewsArticle","dateModified":"2023-10-21"}')
        + LD.format('{"@type":"WebPage","dateModified":"2023-10-22"}')
        + '<meta property="article:modified_time" content="2023-10-21T00:00:00Z">',
        "<time class='updated' datetime='2023-10-23'>x</time>",
    )
    found = read_modified(page, page.graph.article([]), GENERIC)
    assert [evidence.value for evidence in found] == [
        "2023-10-21",
        "2023-10-21T00:00:00Z",
        "2023-10-22",
        "2023-10-23",
    ]


def test_what_dates_a_page_as_an_article() -> None:
    assert is_dated(document(META, ""), None)
    assert is_dated(document("", ""), {"datePublished": "2023-10-20"})
    assert not is_dated(document("", ""), {"datePublished": 12345})
