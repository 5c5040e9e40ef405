"""Pages made to cost time: each is read in bounded time, what is left is an article.

Sizes are a tenth of the worst; where time grows with the square they still show it.
"""

import gzip
import json
import time
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from newsarchive.extract.article import Rejection, read_article
from newsarchive.extract.feed import FeedError, read_feed
from newsarchive.extract.page import Page
from newsarchive.extract.sitemap import SitemapError, read_sitemap
from newsarchive.items import Article
from newsarchive.normalise import normalise
from newsarchive.source import Source

SOURCE = Source(title="C", domain="c.example", sections=("https://c.example/kalbar/",))
LEAD = "SEKADAU – Polsek Sekadau Hilir menggelar patroli malam, Jumat (20/10/2023)."
# On a machine that does much else at the same time.
PATIENCE = 8


def page(inner: str = "", *, ld: str = "", attributes: str = "") -> str:
    return (
        "<html><head><title>Patroli</title><meta property='og:type' content='article'>"
        f"<script type='application/ld+json'>{ld}</script></head><body {attributes}>"
        f"<article><h1 class='entry-title'>Patroli</h1><div class='entry-content'><p>{LEAD}</p>"
        f"{inner}</div></article></body></html>"
    )


def read(text: str) -> Article:
    begun = time.monotonic()
    found = read_article(Page.of(text, "https://c.example/patroli-1/"), "c", SOURCE)
    assert not isinstance(found, Rejection), found
    article = normalise(found, SOURCE)
    assert time.monotonic() - begun < PATIENCE
    assert article.text.startswith(LEAD)
    return article


@pytest.mark.parametrize(
    "inner",
    [
        "<div>" * 10_000 + "iklan" + "</div>" * 10_000,
        "<span>" * 10_000 + "iklan",
        "<i><b>" * 5_000 + "iklan",
        "<table><tr><td>" * 3_000 + "iklan",
        "<p>x</p>" * 20_000,
        "<b>x</b>" * 30_000,
        "x<br>" * 20_000,
        "<a href='/x-1/'>x</a>" * 10_000,
        "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x</p>",
        "<p class='" + " ".join(f"c{n}" for n in range(30_000)) + "'>x</p>",
        *(
            f"<p>{part * (1_000_000 // len(part))}</p>"
            for part in ("SEKADAU, ", "(", "Aji/", "20/10/", " –", "“kata” ", ". ", "a")
        ),
        "<p>" + "\u202e\u200b" * 100_000 + "</p>",
        "<p>" + "â€™ Ã " * 10_000 + "</p>",
    ],
)
def test_markup_and_lines_without_end(inner: str) -> None:
    read(page(inner))


def test_a_picture_in_its_address_is_no_bomb() -> None:
    picture = f"<img src='data:image/png;base64,{'QUJD' * 50_000}'><p>Ekor berita.</p>"
    assert read(page(picture)).text.endswith("Ekor berita.")


@pytest.mark.parametrize(
    "ld",
    [
        "[" * 100_000 + "]" * 100_000,
        '{"@graph":' * 50_000,
        '{"@type":"NewsArticle","wordCount":' + "9" * 6_000 + "}",
        '{"@type":"NewsArticle",' + " " * 200_000 + "x}",
        '{"@type":"NewsArticle",' + ", " * 100_000 + "}",
        "//<![CDATA[" * 10_000,
        "/*" * 100_000,
        "{" * 200_000,
        '{"a' * 100_000,
        "{} " * 100_000,
        json.dumps({"@type": ["NewsArticle"] * 50_000}),
        json.dumps({"@type": "NewsArticle", "author": [{"name": "A"}] * 50_000}),
        json.dumps({"@type": "NewsArticle", "datePublished": "20/" * 100_000}),
        json.dumps({"@type": "NewsArticle", "headline": "<b " * 100_000}),
        '{"@type":"NewsArticle","wordCount":NaN,"datePublished":12345,"author":[null,{"name":["x"]}]}',
        '[[],"x",{"@graph":{"@type":["NewsArticle"],"headline":{"@value":"x"}}}]',
    ],
)
def test_bombs_of_json(ld: str) -> None:
    read(page(ld=ld))


HALF = "\\ud83d"


def test_what_no_database_takes_is_in_no_field() -> None:
    values = {
        name: f"{value}{HALF}\\u0000\\u202e"
        for name, value in {
            "headline": "Patroli",
            "articleSection": "Kalbar",
            "datePublished": "2023-01-02T03:04:05+07:00",
            "url": "https://c.example/x",
            "image": "https://c.example/x.jpg",
            "inLanguage": "id",
            "keywords": "satu",
        }.items()
    }
    values["@type"] = "NewsArticle"
    ld = json.dumps(values | {"author": {"name": f"Aji{HALF}"}}).replace("\\\\", "\\")
    article = read(page("<p>Kegiatan&#0;&#x1;&#xD83D; usai\u00ad.\x00</p>", ld=ld))
    texts = list(_texts(article))
    assert len(texts) > 20
    for text in texts:
        assert text.encode()
        assert not set(text) & {"\x00", "\x01", "\u202e", "\u00ad"}


def _texts(value: Any) -> Any:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)


@pytest.mark.parametrize(
    "body",
    [
        b"<urlset>" + b"<a/>" * 2_000_000 + b"</urlset>",
        gzip.compress(b"<urlset>" + b" " * 30 * 2**20 + b"</urlset>"),
    ],
)
def test_a_sitemap_that_is_a_bomb_is_none(body: bytes) -> None:
    with pytest.raises(SitemapError):
        read_sitemap(body, "https://c.example/sitemap.xml")
    with pytest.raises(FeedError):
        read_feed(body, "https://c.example/feed/")


def test_a_sitemap_that_repeats_itself_ends() -> None:
    body = b"<urlset>" + b"<url><loc>/a/</loc></url>" * 200_000 + b"</urlset>"
    begun = time.monotonic()
    assert len(read_sitemap(body, "https://c.example/sitemap.xml").entries) == 1
    assert time.monotonic() - begun < PATIENCE
