import pytest

from newsarchive.extract.document import Document
from newsarchive.extract.page import Page
from newsarchive.extract.paging import page_number, read_next_page
from newsarchive.source import Source
from tests.timing import least_seconds

BASE = "https://contoh.example"
SECTION = f"{BASE}/category/kalbar/"
SOURCE = Source(title="Contoh.ID", domain="contoh.example", sections=(SECTION,))

CASES = [
    ("WordPress", "", "<div class='nav-links'><a class='page-numbers' href='page/2/'>2</a><a class='next page-numbers' href='page/2/'>Berikutnya</a></div>", "/category/kalbar/page/2/"),
    ("block theme", "", "<a class='wp-block-query-pagination-next' href='/?cat=2&paged=2'>Older Posts→</a>", "/?cat=2&paged=2"),
    ("older posts to the left", "", "<div class='nav-previous'><a href='/category/kalbar/page/2/'>Older posts</a></div><div class='nav-next'><a href='/category/kalbar/'>Newer posts</a></div>", "/category/kalbar/page/2/"),
    ("on a further page", "page/2/", "<div class='nav-previous'><a href='/category/kalbar/page/1/'>Sebelumnya</a></div><a class='next' href='/category/kalbar/page/3/'>»</a>", "/category/kalbar/page/3/"),
    ("Nikola's numbers count down", "", "<ul class='pager'><li class='next'><a href='index-29.html' rel='next'>Tulisan lebih lama</a></li></ul>", "/category/kalbar/index-29.html"),
    ("a relation to newer ones", "", "<a rel='next' href='/category/kalbar/page/9/'>Tulisan lebih baru</a>", None),
    ("the head's relation does not count", "", "<link rel='next' href='/category/kalbar/page/2/'>", None),
    ("words", "", "<a href='?page=2'>Halaman berikutnya</a>", "/category/kalbar/?page=2"),
    ("words in a button", "", "<p><a href='/category/kalbar/page/2/'>Muat Lebih Banyak</a></p>", "/category/kalbar/page/2/"),
    ("numbers only", "", "<div class='pagination'><span>1</span><a href='?page=2'>2</a><a href='?page=3'>3</a></div>", "/category/kalbar/?page=2"),
    ("numbers on a further page", "?page=2", "<div class='pagination'><a href='?page=1'>1</a><a href='?page=3'>3</a></div>", "/category/kalbar/?page=3"),
    ("numbers that are none", "", "<div class='pagination'><a href='/x/'>2</a></div><p><a href='?page=2'>2</a></p>", None),
    ("arrow", "", "<div class='paging'><a href='/category/kalbar/page/2/'>&rsaquo;</a></div>", "/category/kalbar/page/2/"),
    ("arrow elsewhere", "", "<p><a href='/category/kalbar/page/2/'>&rsaquo;</a></p>", None),
    ("Blogger", "", "<span id='blog-pager-older-link'><a class='blog-pager-older-link' href='/search/label/K?updated-max=2024-01-01T00:00:00Z'>Posting Lama</a></span>", "/search/label/K?updated-max=2024-01-01T00:00:00Z"),
    ("Median UI, whose words are CSS", "", "<div id='blogPager'><a class='olLnk' data-text='Lebih lama' href='/search?updated-max=2024-01-01'></a></div>", "/search?updated-max=2024-01-01"),
    ("SoraTemplates' button", "", "<a class='blog-pager-older-link load-more' data-load='/search?updated-max=2024-01-01' href='javascript:;'>Lainnya</a>", "/search?updated-max=2024-01-01"),
    ("a script's button", "", "<a class='next' href='javascript:;'>Next</a>", None),
    ("the next article", "", "<nav class='post-navigation'><a rel='next' href='/judul-lain/'>Berikutnya</a></nav>", None),
    ("the next comments", "", "<div class='comment-nav'><a href='/a/comment-page-2/'>Selanjutnya</a></div>", None),
    ("a button without address", "", "<a class='next' href='#'>Next</a><a class='next'>Next</a>", None),
    ("another host", "", "<a class='next' href='https://lain.example/page/2/'>Next</a>", None),
    ("the last page", "page/150/", "<a class='next page-numbers' href='/category/kalbar/page/150/'>Next</a><a class='next page-numbers' href='/category/kalbar/page/149/'>x</a>", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "body", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_next_pages(path: str, body: str, expected: str | None) -> None:
    document = Document(Page.of(f"<html><body>{body}</body></html>", SECTION + path))
    url = None if expected is None else BASE + expected
    assert read_next_page(document, SOURCE) == url


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/category/kalbar/page/12/", 12),
        ("/?cat=2&paged=3", 3),
        ("/indeks?page=x", None),
        ("/kalbar/halaman-4.html", 4),
        ("/kalbar/", None),
        ("/pagelaran/2/", None),
    ],
)
def test_numbers_of_pages(path: str, number: int | None) -> None:
    assert page_number(BASE + path) == number


def test_links_that_nothing_closes_cost_no_seconds() -> None:
    # Each holds all that follow it: found by tests/fuzz.
    body = "".join(f"<a href='/{n}/'><b>Berita <br></b><div>" for n in range(900))
    page = Page.of(f"<html><body>{body}</body></html>", SECTION)
    assert read_next_page(Document(page), SOURCE) is None
    assert least_seconds(lambda: read_next_page(Document(page), SOURCE)) < 1
