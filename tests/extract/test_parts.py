from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsarchive.extract.document import Document
from newsarchive.extract.page import Page
from newsarchive.extract.parts import (
    join_parts,
    part_number,
    read_parts,
    wordpress_parts,
)
from newsarchive.extract.themes import GENERIC, THEMES
from newsarchive.items import Image, ScrapedArticle

URL = "https://a.example/slug/"


def links(*hrefs: str, css: str = "post-page-numbers") -> str:
    return "".join(f'<a class="{css}" href="{href}">x</a>' for href in hrefs)


@pytest.mark.parametrize(
    ("url", "markup", "expected"),
    [
        (URL, links("/slug/2/", "/slug/3/"), ("/slug/2/", "/slug/3/")),
        (URL, links("/slug/3/", "/slug/2/", "/slug/2/"), ("/slug/2/", "/slug/3/")),
        (URL, links("/slug/2/", "/slug/4/"), ("/slug/2/", "/slug/3/", "/slug/4/")),
        (URL, links("/slug/comment-page-2/", "/lain/2/", "#x", "/slug/"), ()),
        (URL, links("https://lain.example/slug/2/"), ()),
        (URL, "<span class='post-page-numbers'>1</span>", ()),
        ("https://a.example/slug/2/", links("/slug/", "/slug/3/"), ("/slug/3/",)),
        ("https://a.example/?p=56", links("/?p=56&page=2", "/?p=57&page=2"), ("/?p=56&page=2",)),
        ("https://a.example/d/1/x", links("/d/1/x?page=2", "/d/1/x?page=4", css="paging__link"), ("/d/1/x?page=2", "/d/1/x?page=3", "/d/1/x?page=4")),
        ("https://a.example/d/1/x", links("/d/1/x?page=2", "/d/1/x?page=all", css="paging__link"), ("/d/1/x?page=all",)),
        ("https://a.example/x?page=2", links("/x?page=3", "/x?page=abc", "/x?page=1234"), ("/x?page=3",)),
        (URL, links("/slug/2/?a=1"), ()),
        ("https://a.example/arsip/56/", links("/arsip/56/2/", "/arsip/57/"), ("/arsip/56/2/",)),
        ("https://a.example/?p=56&page=2", links("/?p=56", "/?p=56&page=3"), ("/?p=56&page=3",)),
    ],
)  # fmt: skip
def test_further_parts(url: str, markup: str, expected: tuple[str, ...]) -> None:
    document = Document(Page.of(f"<body>{markup}</body>", url))
    found = tuple(f"https://a.example{path}" for path in expected)
    assert read_parts(document, GENERIC) == found


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        ("promedia", "https://a.example/d?page=all"),
        ("detik", "https://a.example/d?single=1"),
    ],
)
def test_themes_that_give_the_whole_article_as_one_page(
    theme: str, expected: str
) -> None:
    markup = links("/d?page=2", css="paging__link")
    document = Document(Page.of(f"<body>{markup}</body>", "https://a.example/d"))
    assert read_parts(document, THEMES[theme]) == (expected,)


def test_numbers_of_parts() -> None:
    assert part_number("https://a.example/slug/2/", URL) == 2
    assert part_number("https://a.example/slug/", URL) is None


def article(*body: str, images: tuple[Image, ...] = ()) -> ScrapedArticle:
    return ScrapedArticle(
        source="a",
        requested=URL,
        url=URL,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        urls=(URL,),
        body=body,
        images=images,
        parts=(f"{URL}2/",),
    )


def test_parts_make_one_article() -> None:
    photo = Image("https://a.example/1.jpg")
    first = article("Satu.", "Dua.", images=(photo,))
    joined = join_parts(first, [article("Tiga.", images=(photo,)), article("Empat.")])
    assert joined == replace(
        first,
        body=("Satu.", "Dua.", "Tiga.", "Empat."),
        parts=(),
        urls=(URL, f"{URL}2/"),
    )


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (("Satu.", "Dua.", "Tiga."), ("Satu.", "Dua.", "Tiga.")),
        (("Satu.", "Dua."), ("Satu.", "Dua.")),
    ],
)
def test_a_part_that_is_the_whole_takes_its_place(
    part: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert join_parts(article("Satu.", "Dua."), [article(*part)]).body == expected


@pytest.mark.parametrize(
    ("url", "pages", "expected"),
    [
        (
            "https://a.example/slug/",
            3,
            ("https://a.example/slug/2/", "https://a.example/slug/3/"),
        ),
        ("https://a.example/?p=56", 2, ("https://a.example/?p=56&page=2",)),
        ("https://a.example/slug/", 1, ()),
    ],
)
def test_addresses_wordpress_does_not_print(
    url: str, pages: int, expected: tuple[str, ...]
) -> None:
    assert wordpress_parts(url, pages) == expected
