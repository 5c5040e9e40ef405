import pytest

from newsarchive.extract.document import Document, join, rule_of, text_of
from newsarchive.extract.page import Page

URL = "https://a.example/satu/dua/"


def test_selectors_find_elements_and_values() -> None:
    document = Document(
        Page.of(
            "<p class='a b' id='x'>Satu <b>dua</b></p><p class='a'> </p>"
            "<time class='a' datetime=' 2024 '>x</time><a rel='category tag' itemprop='y'>z</a>",
            URL,
        )
    )
    assert document.values("p.a") == ["Satu dua"]
    assert document.values("time.a::attr(datetime)") == ["2024"]
    assert document.values('a[rel="category tag"]') == ["z"]
    assert document.values("[itemprop~=y]") == ["z"]
    assert document.find("#x b", under=document.find("#x")[0])[0].tag == "b"
    assert document.find(".tiada .a") == []


def test_marks_of_rules() -> None:
    assert rule_of("#a .b-c:not(.d)[rel=tag]::attr(x)").marks == {
        "#a",
        ".b-c",
        "rel=tag",
    }


def test_metas_keep_all_values() -> None:
    document = Document(
        Page.of(
            '<meta property="OG:Tag" content="a"><meta name="og:tag" content="b"><meta content="c">'
            '<meta itemprop="x" content="">',
            URL,
        )
    )
    assert document.metas == {"og:tag": ["a", "b"]}
    assert (document.meta("og:tag"), document.meta("tiada")) == ("a", None)


def test_a_page_without_a_body() -> None:
    assert Document(Page.of("<html></html>", URL)).body_classes == frozenset()


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("tiga", "https://a.example/satu/dua/tiga"),
        (" //b.example/x ", "https://b.example/x"),
        ("mailto:a@b.example", None),
        ("http://[x", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses_are_joined(href: str | None, expected: str | None) -> None:
    assert join(URL, href) == expected


def test_texts_break_where_lines_do() -> None:
    page = Page.of("<div>a<br>b<p>c</p>d<!-- x -->e <b>f</b>g</div>", URL)
    assert text_of(Document(page).find("div")[0]) == "a b c de fg"
