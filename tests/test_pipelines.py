"""What the pipelines let pass, and what they settle instead."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from scrapy import Spider
from scrapy.exceptions import DropItem

from newsarchive.archive.api import Answer
from newsarchive.items import Article
from newsarchive.pipelines import Archive, Region, spider_of
from newsarchive.run import Outcome
from newsarchive.spiders.base import NewsSpider
from tests.archive.articles import SOURCE, article


@dataclass
class Ledger:
    settled: list[Answer] = field(default_factory=list)
    stored: list[Article] = field(default_factory=list)

    def settle(self, answer: Answer) -> None:
        self.settled.append(answer)

    def store(self, item: Article) -> None:
        self.stored.append(item)


@dataclass
class Crawler:
    spider: Spider


def crawler(scope: str) -> Any:
    class Outlet(NewsSpider):
        name = "kabaruji"
        source = replace(SOURCE, scope=scope)

    outlet = Outlet()
    outlet.visit = Ledger()  # type: ignore[assignment]
    return Crawler(outlet)


OURS = article()
OTHERS = replace(
    article(),
    title="Polda Kaltim Gelar Razia",
    body="Razia digelar di Balikpapan.\n\nWarga mendukung.",
    section="Daerah",
    tags=("Kaltim",),
    dateline=None,
    places=(),
    regency=None,
    units=(),
)


@pytest.mark.parametrize(
    ("scope", "item"), [("nation", OURS), ("region", OURS), ("region", OTHERS)]
)
def test_the_regions_news_passes(scope: str, item: Article) -> None:
    running = crawler(scope)
    assert Region.from_crawler(running).process_item(item) is item
    assert Archive.from_crawler(running).process_item(item) is item
    assert running.spider.visit.stored == [item]


def test_other_regions_news_is_rejected_and_counted() -> None:
    running = crawler("nation")
    with pytest.raises(DropItem, match="out-of-region"):
        Region.from_crawler(running).process_item(OTHERS)
    assert running.spider.visit.settled == [
        Answer(
            url=OTHERS.requested,
            outcome=Outcome.REJECTED,
            reason="out-of-region",
            status=200,
        )
    ]


def test_a_spider_that_is_none_of_ours() -> None:
    other: Any = Crawler(Spider("lain"))
    with pytest.raises(TypeError, match="is no NewsSpider"):
        spider_of(other)
