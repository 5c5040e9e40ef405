import dataclasses
import re

import pytest

from newsarchive.demo.articles import Article
from newsarchive.demo.body import excerpt_of, page_text, title_of, whole_text
from newsarchive.demo.markup import load_theme
from newsarchive.demo.site import Site

NOISE = re.compile(r"Iklan|Baca [Jj]uga")


def _article(site: Site, slug: str) -> Article:
    return next(article for article in site.articles() if article.slug == slug)


def _texts(markup: str) -> list[str]:
    found = re.findall(r"<p>(.*?)</p>", markup, re.DOTALL)
    lines = [re.sub(r"<br />\n", "", text) for text in found if not NOISE.search(text)]
    return [re.sub(r"<[^>]+>", "", text).replace("&#x27;", "'") for text in lines]


@pytest.mark.parametrize("theme", ["jannah", "twentytwentyone"])
def test_pages_hold_the_whole_text_with_noise_between(kabar: Site, theme: str) -> None:
    pieces = load_theme(theme)
    for article in kabar.articles():
        if article.password or article.classic:
            continue
        pages = [
            page_text(pieces, kabar, article, number)
            for number in range(1, len(article.parts()) + 1)
        ]
        printed = [text for page in pages for text in _texts(page)]
        assert printed == list(article.printed())
        assert "adsbygoogle" in pages[0] or len(article.paragraphs) <= 2


def test_a_classic_post_has_line_breaks(kabar: Site) -> None:
    article = _article(kabar, "seratus-kantong-darah-terkumpul-di-mempawah")
    text = page_text(load_theme("jannah"), kabar, article, 1)

    assert text.count("<p>") == 1
    assert text.count("<br />\n<br />\n") == len(article.printed()) - 1


def test_a_dateline_is_bold(kabar: Site) -> None:
    article = _article(kabar, "sabu-dalam-kotak-kue-dua-pria-ditangkap-di-sekayam")
    text = page_text(load_theme("jannah"), kabar, article, 1)

    assert text.startswith("<p><strong>SANGGAU, Kabar Sekayam –</strong> Satuan ")


def test_a_protected_post_gives_nothing_away(site: Site) -> None:
    article = next(item for item in site.articles() if item.password)
    theme = load_theme(site.outlet.theme)

    assert "post-password-form" in page_text(theme, site, article, 1)
    assert article.paragraphs[0] not in page_text(theme, site, article, 1)
    assert title_of(article) == f"Diproteksi: {article.title}"
    assert excerpt_of(article, 5).startswith("Tidak ada kutipan")


def test_whole_text_marks_the_page_breaks(kabar: Site) -> None:
    slug = "tiga-pekan-menjaga-gambut-catatan-dari-rasau-jaya"
    article = _article(kabar, slug)
    text = whole_text(load_theme("jannah"), article)

    assert text.count("<!--nextpage-->") == 2
    assert "adsbygoogle" not in text


def test_excerpt(kabar: Site) -> None:
    article = dataclasses.replace(kabar.articles()[0], dateline=None)
    short = dataclasses.replace(article, paragraphs=("Dua kata.",), byline=None)

    assert excerpt_of(short, 2) == "Dua kata."
    assert excerpt_of(short, 1) == "Dua […]"
