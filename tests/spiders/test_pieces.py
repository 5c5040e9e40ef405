"""The small decisions of discovery and fetching, as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.archive.api import PageRef
from newsarchive.errors import ConfigurationError, SourceError
from newsarchive.items import Evidence, ScrapedArticle
from newsarchive.source import Source
from newsarchive.spiders.base import NewsSpider, read_age
from newsarchive.spiders.feeds import page_url
from newsarchive.spiders.generic import GenericSpider, source_of
from newsarchive.spiders.reading import with_listed
from newsarchive.spiders.registry import outlet_of, sources
from newsarchive.spiders.rest import rest_url
from newsarchive.spiders.walk import validators


@pytest.mark.parametrize(
    ("root", "url"),
    [
        (
            "https://a.id/wp-json/",
            "https://a.id/wp-json/wp/v2/posts?categories=2,3&page=1",
        ),
        (
            "https://a.id/wp-json",
            "https://a.id/wp-json/wp/v2/posts?categories=2,3&page=1",
        ),
        (
            "https://a.id/index.php?rest_route=/",
            "https://a.id/index.php?rest_route=/wp/v2/posts&categories=2,3&page=1",
        ),
        (
            "https://a.id/?rest_route=/",
            "https://a.id/?rest_route=/wp/v2/posts&categories=2,3&page=1",
        ),
    ],
)
def test_rest_url(root: str, url: str) -> None:
    assert rest_url(root, "wp/v2/posts", {"categories": "2,3", "page": 1}) == url


@pytest.mark.parametrize(
    ("feed", "page"),
    [
        ("https://a.id/category/k/feed/", "https://a.id/category/k/feed/?paged=3"),
        ("https://a.id/?feed=rss2&cat=2", "https://a.id/?feed=rss2&cat=2&paged=3"),
    ],
)
def test_feed_page_url(feed: str, page: str) -> None:
    assert page_url(feed, 3) == page


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("30d", timedelta(days=30)),
        ("12h", timedelta(hours=12)),
        ("90m", timedelta(minutes=90)),
    ],
)
def test_read_age(text: str, age: timedelta) -> None:
    assert read_age(text) == age


@pytest.mark.parametrize("text", ["", "d", "30", "-3d", "3w", "²d", "9" * 30 + "d"])
def test_read_age_refuses(text: str) -> None:
    with pytest.raises(ConfigurationError):
        read_age(text)


def test_validators_are_sent_where_known() -> None:
    assert validators('"a"', None) == {"If-None-Match": '"a"'}
    assert validators(None, None) == {}


def test_a_section_declares_its_own_source() -> None:
    source = source_of("http://127.0.0.1:8081/category/kalbar/#top")
    assert source.domain == "127.0.0.1:8081"
    assert source.sections == ("http://127.0.0.1:8081/category/kalbar/",)


def test_a_generic_spider_is_named_by_its_host_or_by_hand() -> None:
    assert GenericSpider("https://www.a.id/k/").name == "a-id"
    assert GenericSpider("https://www.a.id/k/", name="Kabar A").name == "kabar-a"
    with pytest.raises(ConfigurationError, match="platform 'joomla'"):
        GenericSpider("https://www.a.id/k/", platform="joomla")


def test_registry_knows_the_seeds_outlet() -> None:
    assert sources()["beritanasional"].desks == ("BERNAS",)
    assert outlet_of("https://www.beritanasional.id/slug/") == "beritanasional"
    assert outlet_of("https://tidakada.id/") is None


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("suarakalbar.co.id", "suarakalbar"),
        ("www.suarakalbar.co.id", "suarakalbar"),
        ("sekadau.suarakalbar.co.id", "suarasekadau"),
        ("kalimantannews.id", "kalimantannews"),
        ("www.kalimantan-news.com", "kalimantannewscom"),
    ],
)
def test_a_subdomain_may_be_an_outlet_of_its_own(host: str, name: str) -> None:
    assert outlet_of(f"https://{host}/2026/02/empat-lahan.html") == name


def test_a_section_of_a_known_outlet_keeps_its_declaration() -> None:
    declared = sources()["beritanasional"]
    url = "https://beritanasional.id/category/hukum/"
    spider = GenericSpider(url, name="beritanasional", declared=declared)
    assert spider.name == "beritanasional"
    assert spider.source.desks == declared.desks
    assert spider.source.sections == (url,)


def test_an_unknown_theme_stops_the_import() -> None:
    source = Source(
        title="Uji", domain="uji.id", sections=("https://uji.id/k/",), theme="jana"
    )
    with pytest.raises(SourceError, match=r"'uji\.id': theme: 'jana' is not known"):
        type("Uji", (NewsSpider,), {"name": "uji", "source": source})


META = Evidence("2023-10-20", "meta", "date")
PRINTED = Evidence("20 Oktober 2023", "theme", ".date")


@pytest.mark.parametrize(
    ("via", "told", "origins"),
    [
        ("rest", "2023-10-19T01:00:00+00:00", ["meta", "api", "theme"]),
        ("feed", "Thu, 19 Oct 2023 01:00:00 +0000", ["meta", "feed", "theme"]),
        ("section", "2023-10-19", ["meta", "theme"]),
        ("rest", None, ["meta", "theme"]),
    ],
)
def test_a_listings_date_stands_behind_the_pages_metadata(
    via: str, told: str | None, origins: list[str]
) -> None:
    page = PageRef(1, "https://uji.id/a/", None, None, False, via=via, published=told)  # noqa: FBT003
    found = ScrapedArticle(
        source="uji",
        requested=page.url,
        url=page.url,
        fetched_at=datetime(2023, 10, 22, tzinfo=UTC),
        published=(META, PRINTED),
    )
    listed = with_listed(found, page).published
    assert [evidence.origin for evidence in listed] == origins
