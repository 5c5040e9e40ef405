import pytest
from lxml import html
from lxml.html import HtmlElement

from newsarchive.extract.zones import is_around, is_hidden, is_noise, stands_around


def element(markup: str) -> HtmlElement:
    found: HtmlElement = html.fragment_fromstring(markup)
    return found


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<nav></nav>", True),
        ("<aside></aside>", True),
        ("<div class='site-sidebar'></div>", True),
        ("<div id='comments'></div>", True),
        ("<ul class='breaking-news-ticker'></ul>", True),
        ("<div class='td_block_related_posts'></div>", True),
        ("<div class='widget widget_recent_entries'></div>", True),
        ("<div class='widget Blog'></div>", False),
        ("<div class='penci_sidebar right-sidebar'></div>", False),
        ("<div class='main-content has-sidebar'></div>", False),
        ("<div class='layout-sidebar'><h1>Judul</h1></div>", False),
        ("<div class='primary-sidebar'><main></main></div>", False),
        ("<div class='entry'></div>", False),
    ],
)
def test_around(markup: str, *, expected: bool) -> None:
    assert is_around(element(markup)) is expected


def test_the_sites_header_and_an_articles() -> None:
    page = element("<div><header></header><article><header></header></article></div>")
    assert [is_around(header) for header in page.iter("header")] == [True, False]


def test_what_stands_in_it_is_around_too() -> None:
    page = element("<div><nav><p><a>x</a><b>y</b></p></nav><p><i>z</i></p></div>")
    known: dict[HtmlElement, bool] = {}
    assert [stands_around(found, known) for found in page.iter("a", "b", "i")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div class='addtoany_share_save_container'></div>", True),
        ("<p class='baca-juga'></p>", True),
        ("<div id='div-gpt-ad-123'></div>", True),
        ("<span class='material-symbols-outlined'></span>", True),
        ("<div class='elementor-widget-text-editor'></div>", False),
        ("<div class='headline'></div>", False),
    ],
)
def test_noise(markup: str, *, expected: bool) -> None:
    assert is_noise(element(markup)) is expected


def test_hidden() -> None:
    assert is_hidden(element("<p hidden>x</p>"))
    assert is_hidden(element("<p style='a:b; display : NONE'>x</p>"))
    assert not is_hidden(element("<p>x</p>"))
