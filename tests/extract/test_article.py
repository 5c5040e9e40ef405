from datetime import UTC, datetime

import pytest
from parsel import Selector

from newsarchive.extract.article import Rejection, read_article
from newsarchive.extract.page import Page
from newsarchive.items import ScrapedArticle
from newsarchive.source import Source
from tests.timing import least_seconds

SOURCE = Source(
    title="Contoh.ID",
    domain="contoh.example",
    sections=("https://contoh.example/kalbar/",),
    boilerplate=("Dilarang mengutip tanpa izin redaksi.",),
)
URL = "https://contoh.example/berita/satu/"
HEAD = (
    '<link rel="canonical" href="/berita/satu/"><meta property="og:type" content="article">'
    '<meta property="article:published_time" content="2023-10-20T02:00:00+00:00">'
)
PARAGRAPH = "Polsek Sekadau Hilir menggelar patroli malam di pasar dan permukiman warga setempat."


def read(head: str, body: str, **source: str) -> ScrapedArticle:
    declared = Source(
        title="Contoh.ID",
        domain="contoh.example",
        sections=SOURCE.sections,
        boilerplate=SOURCE.boilerplate,
        theme=source.get("theme"),
    )
    found = read_article(
        Page.of(f"<html lang='id'><head>{head}</head><body>{body}</body></html>", URL),
        "contoh",
        declared,
    )
    assert isinstance(found, ScrapedArticle), found
    return found


def test_where_it_was_asked_and_answered() -> None:
    page = Page(
        requested="https://contoh.example/?p=7",
        url=URL,
        root=Selector(
            f"<html><head>{HEAD}</head><body><div class='entry-content'>{PARAGRAPH}"
        ),
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        headers={"etag": '"x"', "last-modified": "Mon, 01 Jan 2026 00:00:00 GMT"},
    )
    article = read_article(page, "contoh", SOURCE)
    assert isinstance(article, ScrapedArticle)
    assert article.urls == ("https://contoh.example/?p=7", URL)
    assert (article.requested, article.canonical) == (
        "https://contoh.example/?p=7",
        URL,
    )
    assert (article.etag, article.last_modified) == (
        '"x"',
        "Mon, 01 Jan 2026 00:00:00 GMT",
    )


@pytest.mark.parametrize(
    ("text", "detail"),
    [('{"a": 1}', "no HTML root"), ("<rss></rss>", "no HTML root")],
)
def test_what_is_no_html(text: str, detail: str) -> None:
    kind = "json" if text.startswith("{") else "xml"
    page = Page(
        requested=URL,
        url=URL,
        root=Selector(text, type=kind),
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert read_article(page, "contoh", SOURCE) == Rejection("not-html", detail)


BODIES = [
    ("a usual place", f"<div class='entry-content'><p>{PARAGRAPH}</p></div>", "theme .entry-content", 1),
    ("the longest of several", f"<div class='entry-content'>x</div><div class='entry-content'><p>{PARAGRAPH}</p></div>", "theme .entry-content", 1),
    ("several boxes of one article", f"<article><div class='article-body'><p>{PARAGRAPH}</p><div class='article-body'><p>{PARAGRAPH}</p></div></div><div class='article-body'><p>{PARAGRAPH}</p></div></article>", "theme .article-body", 3),
    ("sections of one body", f"<div class='article-content-body__item-content'>{PARAGRAPH}</div>" * 3, "theme .article-content-body__item-content", 3),
    ("an unknown place", f"<div class='xyz'><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></div>", "text densest text", 4),
    ("more than the usual place has", f"<div class='entry-content'>Teras berita singkat.</div><div class='xyz'>{f'<p>{PARAGRAPH}</p>' * 4}</div>", "text densest text", 4),
    ("outlet's boilerplate", f"<div class='entry-content'><p>{PARAGRAPH}</p><p>{SOURCE.boilerplate[0]}</p></div>", "theme .entry-content", 1),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "rule", "paragraphs"),
    [c[1:] for c in BODIES],
    ids=[str(c[0]) for c in BODIES],
)
def test_where_the_body_was_found(body: str, rule: str, paragraphs: int) -> None:
    article = read(HEAD, f"<h1>Judul</h1>{body}")
    assert article.body_origin is not None
    assert f"{article.body_origin.origin} {article.body_origin.rule}" == rule
    assert article.body == (PARAGRAPH,) * paragraphs


def test_the_body_in_metadata_is_better_than_none() -> None:
    script = (
        '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
        + r"\n".join([PARAGRAPH] * 4)
        + '"}</script>'
    )
    article = read(script, "<h1>Judul</h1><div class='entry-content'></div>")
    assert article.body_origin is not None
    assert article.body_origin.origin == "json-ld"
    assert article.body == (PARAGRAPH,) * 4
    short = "<div class='entry-content'><p>" + PARAGRAPH + "</p></div>"
    assert read(script, short).body == (PARAGRAPH,)


def test_the_general_extractor_comes_last() -> None:
    rows = "".join(f"<dd>{PARAGRAPH} Bagian {n}.</dd>" for n in range(9))
    article = read(HEAD, f"<h1>Judul</h1><main><dl>{rows}</dl></main>")
    assert article.body_origin is not None
    assert article.body_origin.origin == "trafilatura"
    assert len(article.body) >= 9


def test_the_densest_text_is_cut_where_the_general_extractor_begins_and_ends() -> None:
    rows = [f"{PARAGRAPH} Bagian {number}." for number in range(6)]
    text = "".join(f"<p>{row}</p>" for row in rows)
    article = read(
        HEAD,
        "<div class='xyz'><div>Plantão</div><h1>Judul</h1><div>12 jan 23 | 5h27</div>"
        f"{text}<p>Penulis : Aji</p><div><div>14 jan 23</div></div></div>",
    )
    assert article.body_origin is not None
    assert article.body_origin.rule == "densest text"
    assert article.body == (*rows, "Penulis : Aji")


def test_a_declared_theme_is_believed() -> None:
    body = f"<h1 class='s-title'>Judul</h1><div class='entry-content rbct'><p>{PARAGRAPH}</p></div>"
    article = read(HEAD, body, theme="wp-foxiz")
    assert article.title is not None
    assert article.title.rule == "h1.s-title"
    assert read(HEAD, body, theme="tiada").title == article.title


def test_links_to_other_articles_between_paragraphs_fall() -> None:
    article = read(
        HEAD,
        f"<h1>Judul</h1><div class='entry-content'><p>{PARAGRAPH}</p>"
        "<p><a href='/berita/dua/'>Judul berita lain yang panjang</a></p>"
        "<p><a href='https://lain.example/x/'>Laporan lengkap lembaga itu</a></p></div>",
    )
    assert article.body == (PARAGRAPH, "Laporan lengkap lembaga itu")


def test_a_tree_of_two_thousand_levels_costs_no_seconds() -> None:
    # The general extractor writes the path of every paragraph: found by tests/fuzz.
    deep = "<table><tr><td>" * 600
    body = f"<h1>Judul</h1>{deep}<p>{PARAGRAPH * 5}</p>"
    assert read(HEAD, body).body == (PARAGRAPH * 5,)
    assert least_seconds(lambda: read(HEAD, body)) < 3
