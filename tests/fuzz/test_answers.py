"""Feeds, sitemaps, REST answers, JSON-LD, robots.txt: read, or refused in our own words."""

import time

from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response

from newsarchive.extract.feed import read_feed
from newsarchive.extract.jsonld import read_graph
from newsarchive.extract.rest import descendants, read_posts, read_terms
from newsarchive.extract.sitemap import read_sitemap
from newsarchive.middlewares import retry_after
from newsarchive.robots import read_rules
from newsarchive.text.urls import clean_url
from tests.fuzz.mutations import mutated, mutated_text
from tests.fuzz.profile import fuzz
from tests.fuzz.quick import quick
from tests.fuzz.samples import (
    GRAPH,
    POSTS,
    QUERIES,
    SITEMAP,
    SITEMAP_INDEX,
    TERMS,
    saved,
)

URL = "https://kabaruji.id/feed/"
ROBOTS = b"User-agent: *\nDisallow: /wp-admin/\nAllow: /a*$\nCrawl-delay: 2\nSitemap: /s.xml\n"


@fuzz
@given(mutated(saved("feed.xml")))
def test_feeds(body: bytes) -> None:
    with quick():
        for entry in read_feed(body, URL).entries:
            assert entry.url.startswith("http")


@fuzz
@given(mutated([SITEMAP, SITEMAP_INDEX]))
def test_sitemaps(body: bytes) -> None:
    with quick():
        for entry in read_sitemap(body, URL).entries:
            assert entry.loc.startswith("http")


@fuzz
@given(mutated([POSTS]))
def test_posts(body: bytes) -> None:
    with quick():
        read_posts(body)


@fuzz
@given(mutated([TERMS]))
def test_terms(body: bytes) -> None:
    with quick():
        descendants(read_terms(body), 3)


@fuzz
@given(mutated_text([GRAPH]))
def test_json_ld(script: str) -> None:
    with quick():
        graph = read_graph([script])
        node = graph.article(["https://kabaruji.id/satu/"])
        if node is not None:
            graph.names(node.get("author"))


@fuzz
@given(mutated([ROBOTS]), st.integers(200, 599))
def test_robots(body: bytes, status: int) -> None:
    with quick():
        rules = read_rules(Response(f"{URL}robots.txt", status=status, body=body))
        if rules.parser is not None:
            rules.parser.allowed(URL, "newsarchive")
            rules.parser.crawl_delay("newsarchive")


@fuzz
@given(mutated([b"120", b"Fri, 20 Oct 2023 02:14:07 GMT"]))
def test_retry_after(value: bytes) -> None:
    with quick():
        wait = retry_after(Response(URL, headers={"Retry-After": value}))
        assert wait is None or 0 <= wait < time.time()


@fuzz
@given(mutated_text([*QUERIES, "https://kabaruji.id:443/a/../b/?utm_source=x&p=1#isi"]))
def test_addresses(url: str) -> None:
    with quick():
        cleaned = clean_url(url)
        assert cleaned is None or clean_url(cleaned) == cleaned
