"""Every theme's saved pages, read whole: one row of expected.jsonl a page."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsarchive.extract.article import Rejection, read_article
from newsarchive.extract.page import Page
from newsarchive.extract.themes import THEMES, theme_of
from newsarchive.items import ScrapedArticle
from newsarchive.source import Source
from newsarchive.spiders.registry import spiders

# Of a theme that many sites have; what one outlet alone has its own sample tests.
ENOUGH = 2
SAMPLES = Path(__file__).parent / "samples"
ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (SAMPLES / "expected.jsonl").read_text("utf-8").splitlines()
]


def read(row: dict[str, Any]) -> ScrapedArticle:
    declared = row["source"]
    source = Source(
        title=declared["title"],
        domain=declared["domain"],
        sections=tuple(declared["sections"]),
    )
    page = Page.of((SAMPLES / row["sample"]).read_text("utf-8"), row["url"])
    article = read_article(page, "sample", source)
    assert not isinstance(article, Rejection)
    return article


def found(article: ScrapedArticle) -> dict[str, Any]:
    image = article.images[0] if article.images else None
    return {
        "title": article.title.value if article.title else None,
        "published": [article.published[0].value, article.published[0].origin],
        "author": article.authors[0].value if article.authors else None,
        "tags": list(article.tags),
        "section": article.section.value if article.section else None,
        "id": article.external_id,
        "parts": list(article.parts),
        "image": image.url if image else None,
        "caption": image.caption if image else None,
        "language": article.language,
        "body": list(article.body),
    }


@pytest.mark.parametrize("row", ROWS, ids=[row["sample"] for row in ROWS])
def test_every_stated_field_is_read(row: dict[str, Any]) -> None:
    got = found(read(row))
    expected = {name: row[name] for name in got if name in row}
    assert {name: got[name] for name in expected} == expected


@pytest.mark.parametrize("row", ROWS, ids=[row["sample"] for row in ROWS])
def test_themes_are_told_by_their_markup(row: dict[str, Any]) -> None:
    page = Page.of((SAMPLES / row["sample"]).read_text("utf-8"), row["url"])
    assert theme_of(page) == row["theme"]


def test_every_theme_has_two_samples_or_is_one_outlets() -> None:
    counted = [row["theme"] or "generic" for row in ROWS]
    outlets = {spider.source.theme for spider in spiders().values()}
    few = {name for name in THEMES if counted.count(name) < ENOUGH}
    assert few <= outlets


def test_every_sample_file_has_its_row() -> None:
    files = {str(path.relative_to(SAMPLES)) for path in SAMPLES.glob("*/*.html")}
    assert files == {row["sample"] for row in ROWS}
