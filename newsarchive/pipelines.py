"""Scrapy's pipelines: strings become values, values become rows."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newsarchive.archive.api import Answer
from newsarchive.items import Article, ScrapedArticle
from newsarchive.normalise import normalise
from newsarchive.run import Outcome
from newsarchive.spiders.base import NewsSpider
from newsarchive.text.findings import Findings
from newsarchive.text.region import tie_to_region

OUT_OF_REGION = "out-of-region"


class _Step:
    """A step that knows the crawler, whose spider has the source and the visit."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the crawler."""
        return cls(crawler)


class Normalise(_Step):
    """Turns an article as scraped into an article as kept."""

    def process_item(self, item: ScrapedArticle) -> Article:
        """Interpret an article's strings by what its source declares."""
        return normalise(item, spider_of(self.crawler).source)


class Region(_Step):
    """Keeps out what a national outlet's section holds of other provinces."""

    def process_item(self, item: Article) -> Article:
        """Let an article pass that the region's rule ties to Kalimantan Barat."""
        spider = spider_of(self.crawler)
        if spider.source.scope != "nation" or is_of_region(item):
            return item
        spider.visit.settle(
            Answer(
                url=item.requested,
                outcome=Outcome.REJECTED,
                reason=OUT_OF_REGION,
                status=item.status,
            )
        )
        raise DropItem(f"{OUT_OF_REGION}: {item.url}", log_level="DEBUG")


class Archive(_Step):
    """Hands articles to the run's visit, which commits them in batches."""

    def process_item(self, item: Article) -> Article:
        """Hand over one article."""
        spider_of(self.crawler).visit.store(item)
        return item


def is_of_region(item: Article) -> bool:
    """Whether the region's rule ties an article to Kalimantan Barat."""
    labels = (*filter(None, [item.section]), *item.tags)
    findings = Findings(item.places, item.regency, item.units, item.topics)
    rule = tie_to_region(item.title, item.body, labels, item.dateline, findings)
    return rule is not None


def spider_of(crawler: Crawler) -> NewsSpider:
    """Give the crawler's spider as ours."""
    spider = crawler.spider
    if not isinstance(spider, NewsSpider):
        raise TypeError(
            f"{spider} is no NewsSpider: newsarchive cannot store its items"
        )
    return spider
