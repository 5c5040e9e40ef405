"""make sample OUTLET=x URL=...: save an outlet's pages as a sample, for review.

Fetches the article, its section and a feed as politely as a crawl does, writes them to
tests/samples/OUTLET/ with an expected.json of what the extractors found. A human then
compares expected.json with the page as a browser shows it, and corrects it: the sample
says what is right, not what the code does. Pages that go into the repository are written
anew in the outlet's markup; real articles are not ours to publish.
"""

import argparse
import json
import sys
from collections.abc import AsyncIterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import TextResponse

from newsarchive.crawl import crawl_settings
from newsarchive.extract.article import Rejection, read_article
from newsarchive.extract.feed import FeedError, read_feed
from newsarchive.extract.listing import read_listing
from newsarchive.normalise import normalise
from newsarchive.source import Source
from newsarchive.spiders.fetching import fetch_text
from newsarchive.spiders.labels import feed_of
from newsarchive.spiders.pages import page_address
from newsarchive.spiders.registry import spiders
from newsarchive.spiders.walk import FetchError, page_of
from tests.samples_read import told

SAMPLES = Path(__file__).parent / "samples"


class Collector(scrapy.Spider):
    """Fetches the three pages of a sample."""

    name = "collector"

    def __init__(self, source: Source, url: str, platform: str | None) -> None:
        super().__init__()
        self.source, self.url, self.platform = source, url, platform
        self.pages: dict[str, TextResponse] = {}
        self.problem: str | None = None

    async def start(self) -> AsyncIterator[scrapy.Request]:
        try:
            await self._collect()
        except FetchError as error:
            self.problem = str(error)
        return
        yield

    async def _collect(self) -> None:
        section = self.source.sections[0]
        self.pages["article.html"] = await self._get(self.url)
        self.pages["listing.html"] = await self._get(section)
        listing = read_listing(
            page_of(self.pages["listing.html"], section), self.source, section
        )
        usual = (
            (feed_of(section),) if self.platform == "blogger" else listing.site_feeds
        )
        for feed in (*listing.feeds, *self.source.feeds, *usual)[:1]:
            self.pages["feed.xml"] = await self._get(feed)

    async def _get(self, url: str) -> TextResponse:
        response = await fetch_text(self.crawler, url)
        if response.status != 200:
            raise FetchError(url, f"answers {response.status}")
        return response


def expected(
    name: str, source: Source, url: str, pages: dict[str, TextResponse]
) -> Any:
    """What the extractors find, as expected.json has it; a string says why nothing."""
    saved = page_of(pages["article.html"], url)
    found = read_article(saved, name, source)
    if isinstance(found, Rejection):
        return f"{url} is no article: {found.reason} ({found.detail})"
    section = source.sections[0]
    listing = read_listing(page_of(pages["listing.html"], section), source, section)
    values = {
        "url": url,
        "fetched_at": saved.fetched_at.isoformat(timespec="seconds"),
        "section": section,
        "listing": [link.url for link in listing.links],
        "next_page": listing.next_page or page_address(section, source.paging, 2),
        "article": told(normalise(found, source)),
    }
    if "feed.xml" in pages:
        try:
            feed = read_feed(pages["feed.xml"].body, section)
        except FeedError as error:
            return f"the feed cannot be read: {error}"
        values["feed"] = [entry.url for entry in feed.entries]
    return values


def main(arguments: list[str]) -> str | None:
    """Save a sample; return what is wrong, if anything."""
    parser = argparse.ArgumentParser(prog="make sample", description=__doc__)
    parser.add_argument("outlet")
    parser.add_argument("url")
    parser.add_argument("--force", action="store_true", help="overwrite a sample")
    parser.add_argument("--folder", type=Path, default=SAMPLES)
    parser.add_argument("-s", dest="settings", action="append", default=[])
    given = parser.parse_args(arguments)
    known = spiders()
    if given.outlet not in known:
        near = ", ".join(get_close_matches(given.outlet, known)) or "see `scrapy list`"
        return f"no outlet {given.outlet!r}: {near}"
    return save(known[given.outlet], given)


def save(outlet: Any, given: argparse.Namespace) -> str | None:
    """Fetch and write an outlet's sample."""
    folder = given.folder / given.outlet
    if folder.exists() and not given.force:
        return f"{folder} is there already: FORCE=1 overwrites it"
    if not outlet.source.owns(given.url):
        return f"{given.url} is not on {outlet.source.domain}"
    spider = collect(outlet, given.url, given.settings)
    values = spider.problem or expected(
        given.outlet, outlet.source, given.url, spider.pages
    )
    if isinstance(values, str):
        return values
    write(folder, spider.pages, values)
    return None


def collect(outlet: Any, url: str, settings: list[str]) -> Collector:
    """Fetch a sample's pages in this process."""
    overrides = dict(pair.split("=", 1) for pair in settings)
    process = AsyncCrawlerProcess(crawl_settings({"LOG_LEVEL": "ERROR", **overrides}))
    crawler = process.create_crawler(Collector)
    process.crawl(crawler, source=outlet.source, url=url, platform=outlet.platform)
    process.start()
    assert isinstance(crawler.spider, Collector)
    return crawler.spider


def write(folder: Path, pages: dict[str, TextResponse], values: Any) -> None:
    """Write a sample's files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages.items():
        (folder / name).write_text(page.text, "utf-8")
    text = json.dumps(values, ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(f"{text}\n", "utf-8")
    sys.stdout.write(f"saved {folder}: compare expected.json with the page\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
