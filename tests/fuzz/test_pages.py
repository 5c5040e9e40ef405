"""Articles' pages and lists of any make: read or rejected, and fit to be stored."""

import orjson
import pytest
from hypothesis import given

from newsarchive.cli.findings import findings
from newsarchive.extract.article import Rejection, read_article
from newsarchive.extract.listing import read_listing
from newsarchive.extract.page import Page
from newsarchive.items import Article
from newsarchive.normalise import normalise
from newsarchive.spiders.generic import source_of
from tests.fuzz.mutations import mutated
from tests.fuzz.profile import fuzz
from tests.fuzz.quick import quick
from tests.fuzz.samples import saved

SECTION = "https://kabaruji.id/kalbar/"
SOURCE = source_of(SECTION)
# A failing page is long; the line that makes it again is short.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
# What neither database nor terminal may be given.
UNFIT = {*range(32), *range(0x7F, 0xA0)} - {9, 10}


def page_of(body: bytes, url: str) -> Page:
    return Page.of(body.decode("utf-8", "replace"), url)


def read(body: bytes) -> Article | None:
    found = read_article(
        page_of(body, f"{SECTION}satu-dua-tiga/"), "kabaruji-id", SOURCE
    )
    if isinstance(found, Rejection):
        return None
    article = normalise(found, SOURCE)
    told = list(findings(found, article))
    assert told
    return article


@fuzz
@given(mutated(saved("article.html")))
def test_articles(body: bytes) -> None:
    with quick():
        article = read(body)
        if article is None:
            return
        words = f"{article.title}{article.text}{article.body}"
        assert not UNFIT.intersection(map(ord, words))
        # Half characters are no JSON, and no database takes them.
        assert orjson.dumps(words)


@fuzz
@given(mutated(saved("listing.html")))
def test_listings(body: bytes) -> None:
    with quick():
        listing = read_listing(page_of(body, SECTION), SOURCE, SECTION)
        assert all(link.url.startswith("http") for link in listing.links)
