"""Every outlet's saved pages, read by its own declaration, against expected.json."""

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from newsarchive.extract.article import Rejection, read_article
from newsarchive.extract.feed import read_feed
from newsarchive.extract.listing import Listing, read_listing
from newsarchive.extract.page import Page
from newsarchive.items import Article
from newsarchive.normalise import normalise
from newsarchive.source import Source
from newsarchive.spiders.pages import page_address
from newsarchive.spiders.registry import spiders
from tests.samples_read import told

SAMPLES = Path(__file__).parents[1] / "samples"
OUTLETS = sorted(spiders())


@cache
def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text(name, "expected.json"))
    return found


def text(name: str, file: str) -> str:
    return (SAMPLES / name / file).read_text("utf-8")


def source(name: str) -> Source:
    return spiders()[name].source


def listing(name: str) -> Listing:
    section = expected(name)["section"]
    return read_listing(
        Page.of(text(name, "listing.html"), section), source(name), section
    )


def article(name: str) -> Article:
    wanted = expected(name)
    page = Page.of(
        text(name, "article.html"),
        wanted["url"],
        fetched_at=datetime.fromisoformat(wanted["fetched_at"]),
    )
    found = read_article(page, name, source(name))
    assert not isinstance(found, Rejection), found
    return normalise(found, source(name))


@pytest.mark.parametrize("name", OUTLETS)
def test_article(name: str) -> None:
    wanted = dict(expected(name)["article"])
    found = told(article(name))
    # Sites print one moment in UTC or in their own zone; both are right.
    if wanted["published_precision"] == "second":
        moments = (wanted.pop("published_at"), found["published_at"])
        assert len({datetime.fromisoformat(moment) for moment in moments}) == 1
    assert {key: found[key] for key in wanted} == wanted
    assert all(found[key] for key in ("title", "published_at", "body"))


@pytest.mark.parametrize("name", OUTLETS)
def test_listing(name: str) -> None:
    wanted, found = expected(name), listing(name)
    assert [link.url for link in found.links] == wanted["listing"]
    paging = source(name).paging
    further = found.next_page or page_address(wanted["section"], paging, 2)
    assert further == wanted["next_page"]
    assert wanted["section"] in source(name).sections


@pytest.mark.parametrize("name", OUTLETS)
def test_listed_addresses_match_the_declared_rule(name: str) -> None:
    pattern = source(name).article_path
    for url in (expected(name)["url"], *expected(name)["listing"]):
        parts = urlsplit(url)
        assert re.search(pattern or "", f"{parts.path}?{parts.query}".rstrip("?"))


@pytest.mark.parametrize("name", OUTLETS)
def test_feed(name: str) -> None:
    wanted = expected(name).get("feed")
    assert (wanted is not None) is (SAMPLES / name / "feed.xml").exists()
    if wanted is not None:
        feed = read_feed(text(name, "feed.xml").encode(), expected(name)["section"])
        assert [entry.url for entry in feed.entries] == wanted
        assert all(entry.published is not None for entry in feed.entries)


@pytest.mark.parametrize("name", OUTLETS)
def test_a_listing_is_no_article(name: str) -> None:
    page = Page.of(text(name, "listing.html"), expected(name)["section"])
    found = read_article(page, name, source(name))
    assert isinstance(found, Rejection)


def test_every_sample_is_an_outlets() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(OUTLETS)
