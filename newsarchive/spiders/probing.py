"""A live look at an outlet: what answers, what comes through, what is as declared."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from scrapy.http import TextResponse

from newsarchive.check import Check, Finding, Verdict
from newsarchive.extract.article import Rejection, read_article
from newsarchive.extract.feed import FeedError, read_feed
from newsarchive.extract.listing import ListedArticle, Listing, read_listing
from newsarchive.extract.sitemap import SitemapError, read_sitemap
from newsarchive.extract.themes import theme_of
from newsarchive.items import Article
from newsarchive.normalise import normalise
from newsarchive.source import Source
from newsarchive.spiders.labels import feed_of, is_label
from newsarchive.spiders.pages import page_address
from newsarchive.spiders.sitemaps import PLACES
from newsarchive.spiders.walk import OK, Fetch, FetchError, page_of, text_of

ARTICLES = 3
MOST_TRIES = 5
# An outlet whose newest article is older than this has likely moved its section.
STALE = timedelta(days=60)
# What an article must have, and what it may have.
_NEEDED = ("title", "published", "body")
_WELCOME = ("author", "dateline", "byline", "section", "image")


@dataclass
class Probe:
    """Looks at one outlet; about ten requests."""

    name: str
    source: Source
    platform: str | None
    fetch: Fetch

    async def look(self) -> Check:
        """Look at robots.txt, listing, feeds, sitemap and three articles."""
        findings = [await self._robots()]
        section, *others = self.source.sections
        listed = await self._listed(section)
        if isinstance(listed, Finding):
            return self._check([*findings, listed])
        listing, unruled = listed
        findings += [*self._listing(listing), *self._addresses(unruled)]
        # A blog is walked by its feeds: its robots.txt closes the older pages.
        if self.platform != "blogger":
            findings.append(await self._paging(section, listing))
        findings += [await self._other_section(url) for url in others]
        findings += [await self._feed(section, listing), await self._sitemap(section)]
        findings += await self._articles(listing)
        return self._check(findings)

    async def _listed(self, section: str) -> tuple[Listing, Listing] | Finding:
        """Read what a section lists, and what it would without the declared rule.

        Blogger's robots.txt closes the labels' pages; their feeds are open.
        """
        url = feed_of(section) if is_label(section) else section
        page = await self._get(url)
        if isinstance(page, Finding):
            return page
        if is_label(section):
            listing = _of_feed(page.body, url)
            return listing, listing
        saved = page_of(page, section)
        bare = replace(self.source, article_path=None)
        return (
            read_listing(saved, self.source, section),
            read_listing(saved, bare, section),
        )

    def _check(self, findings: list[Finding]) -> Check:
        return Check(self.name, datetime.now(UTC), tuple(findings))

    async def _get(self, url: str, field: str = "sections") -> TextResponse | Finding:
        """Fetch a page that must answer 200, or say what came instead."""
        try:
            response = await self.fetch(url)
        except FetchError as error:
            return Finding(url, Verdict.BROKEN, error.reason, field)
        if response.status != OK:
            return Finding(url, Verdict.BROKEN, f"answers {response.status}", field)
        return response

    async def _robots(self) -> Finding:
        url = urljoin(self.source.sections[0], "/robots.txt")
        try:
            response = await self.fetch(url)
        except FetchError as error:
            return Finding("robots.txt", Verdict.BROKEN, error.reason)
        if response.status != OK:
            told = f"answers {response.status}: everything may be asked"
            return Finding("robots.txt", Verdict.ABSENT, told)
        delay = re.search(r"(?im)^\s*crawl-delay\s*:\s*(\S+)", text_of(response))
        told = f"answers; crawl-delay {delay[1]} s" if delay else "answers"
        return Finding("robots.txt", Verdict.OK, told)

    def _listing(self, listing: Listing) -> Iterator[Finding]:
        links = [link.url for link in listing.links]
        if not links:
            yield Finding("listing", Verdict.BROKEN, "lists no articles", "sections")
            return
        yield Finding("listing", Verdict.OK, f"{len(links)} articles", "sections")
        if self.platform and listing.platform and listing.platform != self.platform:
            told = f"declared {self.platform}, the page says {listing.platform}"
            yield Finding("platform", Verdict.DIFFERS, told)
        elif listing.platform:
            yield Finding("platform", Verdict.OK, listing.platform)

    def _addresses(self, listing: Listing) -> Iterator[Finding]:
        """Compare what the page lists by its structure with the declared rule.

        A list may show some other page among its articles; most of it must match.
        """
        pattern = self.source.article_path
        if pattern is None or not listing.links:
            return
        odd = [link.url for link in listing.links if not _matches(pattern, link.url)]
        listed = len(listing.links)
        told = f"{listed - len(odd)} of {listed} match"
        if len(odd) * 2 > listed:
            worse = Verdict.BROKEN if len(odd) == listed else Verdict.DIFFERS
            yield Finding("addresses", worse, f"{told}; not {odd[0]}", "article_path")
        else:
            yield Finding("addresses", Verdict.OK, told, "article_path")

    async def _paging(self, section: str, listing: Listing) -> Finding:
        """Look at the second page, as shown or else as declared."""
        declared = page_address(section, self.source.paging, 2)
        url = listing.next_page or declared
        if url is None:
            return Finding("paging", Verdict.ABSENT, "no second page is shown")
        field = "paging" if url == declared else None
        page = await self._get(url, field or "paging")
        if isinstance(page, Finding):
            return page
        second = read_listing(page_of(page, url), self.source, section)
        more = {link.url for link in second.links} - {
            link.url for link in listing.links
        }
        if not more:
            told = f"{url} lists nothing that the first page does not"
            return Finding("paging", Verdict.BROKEN, told, "paging")
        return Finding("paging", Verdict.OK, f"{len(more)} more on {url}", field)

    async def _other_section(self, url: str) -> Finding:
        """Look whether a further section lists anything."""
        listed = await self._listed(url)
        if isinstance(listed, Finding):
            return listed
        number = len(listed[0].links)
        verdict = Verdict.OK if number else Verdict.BROKEN
        return Finding(url, verdict, f"{number} articles", "sections")

    async def _feed(self, section: str, listing: Listing) -> Finding:
        """Look at the declared feed, else at the one the page or the platform names."""
        blogger = (feed_of(section),) if self.platform == "blogger" else ()
        feeds = (*self.source.feeds, *listing.feeds, *blogger, *listing.site_feeds)
        if not feeds:
            return Finding("feed", Verdict.ABSENT, "none is named")
        field = "feeds" if self.source.feeds else None
        page = await self._get(feeds[0], field or "feed")
        if isinstance(page, Finding):
            return page if field else Finding(page.what, Verdict.ABSENT, page.told)
        try:
            entries = read_feed(page.body, feeds[0]).entries
        except FeedError as error:
            verdict = Verdict.BROKEN if field else Verdict.ABSENT
            return Finding("feed", verdict, str(error), field)
        return Finding("feed", Verdict.OK, f"{len(entries)} in {feeds[0]}", field)

    async def _sitemap(self, section: str) -> Finding:
        for place in PLACES:
            url = urljoin(section, place)
            try:
                response = await self.fetch(url)
                found = read_sitemap(response.body, url)
            except (FetchError, SitemapError):
                continue
            if response.status == OK:
                told = f"{len(found.entries)} entries in {url}"
                return Finding("sitemap", Verdict.OK, told)
        return Finding("sitemap", Verdict.ABSENT, "at none of the usual places")

    async def _articles(self, listing: Listing) -> list[Finding]:
        """Read three articles; tell which fields came through, and from where.

        One page behind a password is no fault of the outlet's; none that can be read is.
        """
        failed, read, themes = dict[str, str](), list[Article](), list[str | None]()
        for link in listing.links[:MOST_TRIES]:
            page = await self._get(link.url)
            if isinstance(page, Finding):
                failed[link.url] = page.told
                continue
            saved = page_of(page, link.url)
            found = read_article(saved, self.name, self.source)
            if isinstance(found, Rejection):
                failed[link.url] = f"{found.reason}: {found.detail}"
                continue
            read.append(normalise(found, self.source))
            themes.append(theme_of(saved))
            if len(read) == ARTICLES:
                break
        verdict = Verdict.DIFFERS if read else Verdict.BROKEN
        unread = [Finding(url, verdict, told) for url, told in failed.items()]
        fields = [*_fields(read), *self._theme(themes), *_newest(self.source, read)]
        return [*unread, *fields]

    def _theme(self, shown: list[str | None]) -> Iterator[Finding]:
        declared = self.source.theme
        found = Counter(name for name in shown if name is not None)
        if declared is None or not shown:
            return
        if not found:
            yield Finding(
                "theme",
                Verdict.DIFFERS,
                f"{declared} is not told by the pages",
                "theme",
            )
        elif declared not in found:
            told = f"declared {declared}, the pages show {found.most_common(1)[0][0]}"
            yield Finding("theme", Verdict.DIFFERS, told, "theme")
        else:
            yield Finding("theme", Verdict.OK, declared, "theme")


def _of_feed(body: bytes, url: str) -> Listing:
    """Put what a feed lists in place of a section's page."""
    try:
        entries = read_feed(body, url).entries
    except FeedError:
        entries = ()
    links = (ListedArticle(entry.url, entry.title, None, "feed") for entry in entries)
    return Listing(links=tuple(links))


def _matches(pattern: str, url: str) -> bool:
    parts = urlsplit(url)
    return re.search(pattern, f"{parts.path}?{parts.query}".rstrip("?")) is not None


def _fields(articles: list[Article]) -> Iterator[Finding]:
    """Tell of each field how many articles have it, and where it came from."""
    if not articles:
        return
    for name in (*_NEEDED, *_WELCOME):
        origins = [origin for one in articles if (origin := _origin(one, name))]
        told = f"{len(origins)} of {len(articles)}"
        if origins:
            told += f", from {Counter(origins).most_common(1)[0][0]}"
        if len(origins) == len(articles) or (origins and name in _WELCOME):
            yield Finding(name, Verdict.OK, told)
        else:
            yield Finding(
                name, Verdict.BROKEN if name in _NEEDED else Verdict.ABSENT, told
            )


def _origin(article: Article, name: str) -> str | None:
    """Say where a field's value came from; None where there is none."""
    if name == "published":
        told = article.published
        return told.origin if told is not None and told.date.value else None
    if name == "image":
        return "page" if article.images else None
    if name == "author":
        return article.authors[0].origin if article.authors else None
    value = getattr(article, name)
    return article.origins.get(name, "text").split()[0] if value else None


def _newest(source: Source, articles: list[Article]) -> Iterator[Finding]:
    """Say how old the newest article is; an old one is a sign that a section moved."""
    moments = [
        moment
        for one in articles
        if one.published and (moment := one.published.date.start(source.zone))
    ]
    if not moments or source.retired is not None:
        return
    newest = max(moments)
    is_stale = datetime.now(UTC) - newest > STALE
    verdict = Verdict.DIFFERS if is_stale else Verdict.OK
    yield Finding("newest", verdict, f"published {newest:%Y-%m-%d}")
