"""Scrapy's pipelines: strings become values, values become rows."""

from typing import Self

from scrapy.crawler import Crawler

from newsarchive.items import Article, ScrapedArticle
from newsarchive.normalise import normalise
from newsarchive.spiders.base import NewsSpider


class Normalise:
    """Turns an article as scraped into an article as kept."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the crawler, whose spider knows the source."""
        return cls(crawler)

    def process_item(self, item: ScrapedArticle) -> Article:
        """Interpret an article's strings by what its source declares."""
        return normalise(item, spider_of(self.crawler).source)


class Archive:
    """Hands articles to the run's visit, which commits them in batches."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the crawler, whose spider holds the visit."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """Hand over one article."""
        spider_of(self.crawler).visit.store(item)
        return item


def spider_of(crawler: Crawler) -> NewsSpider:
    """Give the crawler's spider as ours."""
    spider = crawler.spider
    if not isinstance(spider, NewsSpider):
        raise TypeError(
            f"{spider} is no NewsSpider: newsarchive cannot store its items"
        )
    return spider
