import pytest

from newsarchive.extract.details import (
    read_images,
    read_language,
    read_section,
    read_tags,
)
from newsarchive.extract.document import Document
from newsarchive.extract.page import Page
from newsarchive.extract.themes import GENERIC, THEMES
from newsarchive.items import Image


def document(head: str, body: str = "", root: str = "<html>") -> Document:
    page = Page.of(
        f"{root}<head>{head}</head><body>{body}</body></html>", "https://a.example/a/"
    )
    return Document(page)


@pytest.mark.parametrize(
    ("node", "head", "body", "expected"),
    [
        ({"articleSection": ["Kalbar", "Sekadau"]}, "", "", "json-ld Kalbar"),
        (None, '<meta property="article:section" content="Daerah">', "", "meta Daerah"),
        (
            {"articleSection": []},
            "",
            "<span class='cat-links'><a>Hukum</a></span>",
            "theme Hukum",
        ),
        (None, "", "", None),
    ],
)
def test_section(
    node: dict[str, object] | None, head: str, body: str, expected: str | None
) -> None:
    found = read_section(document(head, body), node, GENERIC)
    assert (f"{found.origin} {found.value}" if found else None) == expected


@pytest.mark.parametrize(
    ("node", "head", "body", "expected"),
    [
        ({"keywords": "a, b,a"}, "", "", ("a", "b")),
        (None, '<meta property="article:tag" content="a"><meta property="article:tag" content="b c">', "", ("a", "b c")),
        ({}, "", "<a rel='tag'>#a</a><a rel='category tag'>no</a>", ("a",)),
        (None, '<meta name="keywords" content="x, y">', "", ("x", "y")),
        ({"keywords": ["k" * 99]}, "", "", ()),
    ],
)  # fmt: skip
def test_tags(
    node: dict[str, object] | None, head: str, body: str, expected: tuple[str, ...]
) -> None:
    assert read_tags(document(head, body), node, GENERIC) == expected


@pytest.mark.parametrize(
    ("root", "head", "node", "expected"),
    [
        ("<html lang='id-ID'>", "", None, "id"),
        ("<html lang='in'>", "", None, "id"),
        ("<html xml:lang='ms'>", "", None, "ms"),
        ("<html>", "", {"inLanguage": "EN-us"}, "en"),
        ("<html lang='??'>", '<meta property="og:locale" content="id_ID">', None, "id"),
        ("<html>", "", None, None),
    ],
)
def test_language(
    root: str, head: str, node: dict[str, object] | None, expected: str | None
) -> None:
    assert read_language(document(head, root=root), node) == expected


def test_images() -> None:
    page = document(
        '<meta property="og:image" content="/lead.jpg">',
        "<figure class='post-thumbnail'><img src='/lead.jpg'><figcaption>Lead</figcaption></figure>"
        "<div id='b'><figure><img data-original='javascript:x' src='data:x' data-src='/1.jpg'><figcaption>Satu</figcaption></figure>"
        "<p><img src='/2.jpg'></p><img data-src='/jeg-empty.png' src='/6.jpg'><img src=''><img src='/1.jpg'>"
        "<table><tr><td><img src='/3.jpg'></td></tr><tr><td class='tr-caption'>Tiga</td></tr></table>"
        "<div class='wp-caption'><img src='/5.jpg'><p class='wp-caption-text'>Lima</p></div>"
        "<figure><img src='/7.jpg'></figure><section><img src='javascript:x'></section></div><img src='/luar.jpg'>",
    )
    assert read_images(page, GENERIC, page.find("#b")) == (
        Image("https://a.example/lead.jpg", "Lead"),
        Image("https://a.example/1.jpg", "Satu"),
        Image("https://a.example/2.jpg"),
        Image("https://a.example/6.jpg"),
        Image("https://a.example/3.jpg", "Tiga"),
        Image("https://a.example/5.jpg", "Lima"),
        Image("https://a.example/7.jpg"),
    )


def test_a_picture_seen_again_with_its_caption() -> None:
    page = document(
        '<meta property="og:image" content="/1.jpg">',
        "<figure><img src='/1.jpg'><figcaption>Satu</figcaption></figure><img src='/4.jpg'>",
    )
    assert read_images(page, GENERIC, page.find("body")) == (
        Image("https://a.example/1.jpg", "Satu"),
        Image("https://a.example/4.jpg"),
    )


def test_a_picture_in_another_size_is_the_same() -> None:
    lead = "https://blogger.googleusercontent.com/img/b/R29/AVvX/w1200-h630-p-k-no-nu/a.jpg"
    page = document(
        f'<meta property="og:image" content="{lead}">',
        "<table><tr><td><img src='https://blogger.googleusercontent.com/img/b/R29/AVvX/s320/a.jpg'></td></tr>"
        "<tr><td class='tr-caption'>Satu</td></tr></table>"
        "<img src='https://1.bp.blogspot.com/-a/s1600/b.jpg'><img src='https://1.bp.blogspot.com/-a/w400-h225/b.jpg'>"
        "<img src='https://lh3.googleusercontent.com/abc=w200'><img src='https://lh3.googleusercontent.com/abc=s0-d'>"
        "<img src='/s320/c.jpg'><img src='/s640/c.jpg'>",
    )
    assert read_images(page, GENERIC, page.find("body")) == (
        Image(lead, "Satu"),
        Image("https://1.bp.blogspot.com/-a/s1600/b.jpg"),
        Image("https://lh3.googleusercontent.com/abc=w200"),
        Image("https://a.example/s320/c.jpg"),
        Image("https://a.example/s640/c.jpg"),
    )


def test_labels_that_only_css_prints() -> None:
    page = document(
        "",
        "<div class='lbPs'><a data-text='Hukum' rel='tag'></a><a data-text='Landak' rel='tag'></a></div>",
    )
    assert read_tags(page, None, THEMES["blogger"]) == ("Hukum", "Landak")


def test_no_image() -> None:
    page = document('<meta property="og:image" content="data:x">')
    assert read_images(page, GENERIC, ()) == ()


def test_the_figure_above_the_text_belongs_to_the_article() -> None:
    page = document(
        "",
        "<figure><img src='/menu.jpg'></figure><h1>Judul</h1>"
        "<figure><img src='/lama.jpg'></figure><figure><img src='/foto.jpg'>"
        "<figcaption>Petugas di lokasi</figcaption></figure><div id='b'><p>Isi</p></div>"
        "<figure><img src='/bawah.jpg'></figure>",
    )
    (found,) = read_images(page, GENERIC, page.find("#b"))
    assert (found.url, found.caption) == (
        "https://a.example/foto.jpg",
        "Petugas di lokasi",
    )


def test_pictures_that_the_theme_puts_into_the_text_are_not_its_own() -> None:
    page = document(
        "",
        "<h1>Judul</h1><div id='b'><p>Isi <img src='/foto.jpg'></p>"
        "<div class='iklan'><img src='/iklan.jpg'></div></div>",
    )
    found = read_images(page, GENERIC, page.find("#b"), page.find(".iklan"))
    assert [image.url for image in found] == ["https://a.example/foto.jpg"]
