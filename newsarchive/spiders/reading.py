"""Read the answer of an article's address, live or from a capture, by the same rules."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile
from urllib.parse import urlsplit

from scrapy.http import Response, TextResponse

from newsarchive.archive.api import Answer, PageRef
from newsarchive.extract.article import Rejection, join_parts, read_article
from newsarchive.extract.document import Document
from newsarchive.extract.parts import wordpress_parts
from newsarchive.extract.rejection import find_withdrawal
from newsarchive.items import Evidence, ScrapedArticle
from newsarchive.middlewares import retry_after
from newsarchive.policy import LONGEST_RETRY_AFTER
from newsarchive.run import Outcome
from newsarchive.source import Source
from newsarchive.spiders.walk import OK, FetchError, fetched_at, page_of, validators

NOT_MODIFIED = 304
GONE = {404, 410}
BLOCKED = {401, 403, 407, 429, 451}
# Which ways of discovery tell dates, and what such evidence is called.
_LISTED = {"rest": "api", "feed": "feed", "blogger": "feed"}
_METADATA = {"json-ld", "meta"}

# Fetches a further page of an article; FetchError when no text comes.
FetchPart = Callable[[str], Awaitable[TextResponse]]


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads the pages of one source by its declaration."""

    name: str
    source: Source

    async def read(
        self, response: Response, page: PageRef, fetch: FetchPart
    ) -> ScrapedArticle | Answer:
        """Read an article, its further parts too, or say what became of its address."""
        if response.status != OK:
            return answered(page, response)
        if not isinstance(response, TextResponse):
            return _rejected(page, response, Rejection("not-html", "no text"))
        found = read_article(page_of(response, page.url), self.name, self.source)
        if isinstance(found, Rejection):
            return _rejected(page, response, found)
        return await self._join(with_listed(found, page), page, fetch)

    async def _join(
        self, first: ScrapedArticle, page: PageRef, fetch: FetchPart
    ) -> ScrapedArticle | Answer:
        """Fetch the further parts of an article; half an article is none."""
        parts = []
        if not first.parts and page.parts is not None:
            first = replace(first, parts=wordpress_parts(page.url, page.parts))
        for url in first.parts:
            try:
                response = await fetch(url)
            except FetchError as error:
                return _failed(page, f"a part failed: {error.reason}")
            if response.status != OK:
                return _failed(page, f"a part answers {response.status}")
            part = read_article(page_of(response, url), self.name, self.source)
            if isinstance(part, Rejection):
                return _failed(page, f"a part is {part.reason}")
            parts.append(part)
        return join_parts(first, parts)


def with_listed(found: ScrapedArticle, page: PageRef) -> ScrapedArticle:
    """Add the date that a feed or API told, behind the page's own metadata."""
    origin = _LISTED.get(page.via or "")
    if page.published is None or origin is None:
        return found
    told = Evidence(page.published, origin, f"{page.via} listing")
    above = list(takewhile(lambda one: one.origin in _METADATA, found.published))
    below = found.published[len(above) :]
    return replace(found, published=(*above, told, *below))


def answered(page: PageRef, response: Response) -> Answer:
    """Say what an answer without a page means for an address."""
    status, at = response.status, fetched_at(response)
    # A "not modified" that nobody asked for says nothing.
    asked = page.stored and validators(page.etag, page.last_modified)
    if status == NOT_MODIFIED and asked:
        return Answer(url=page.url, outcome=Outcome.UNCHANGED, status=status, at=at)
    if status in GONE:
        outcome = Outcome.GONE
    else:
        outcome = Outcome.BLOCKED if status in BLOCKED else Outcome.FAILED
    told = Answer(
        url=page.url,
        outcome=outcome,
        reason=f"HTTP {status}",
        status=status,
        at=at,
        not_before=_wait_of(response, at),
    )
    if outcome is not Outcome.GONE:
        return told
    sign = _withdrawal(page, response)
    return replace(told, reason="withdrawn", detail=sign) if sign else told


def _wait_of(response: Response, at: datetime) -> datetime | None:
    """Say until when an answer asks us to wait, at most for a day."""
    seconds = retry_after(response)
    if seconds is None:
        return None
    return at + min(timedelta(seconds=seconds), LONGEST_RETRY_AFTER)


def _withdrawal(page: PageRef, response: Response) -> str | None:
    """Give the words that say of a removed article that it was taken back."""
    if not isinstance(response, TextResponse):
        return None
    document = Document(page_of(response, page.url))
    return find_withdrawal(document) if document.is_html else None


def _rejected(page: PageRef, response: Response, why: Rejection) -> Answer:
    return Answer(
        url=page.url,
        outcome=Outcome.REJECTED,
        reason=why.reason,
        status=response.status,
        at=fetched_at(response),
        detail=why.detail,
        moved=response.url if _is_elsewhere(page.url, response.url) else None,
    )


def _is_elsewhere(asked: str, answered: str) -> bool:
    """Whether an address was left for another page, not for a spelling of its own."""
    before, after = urlsplit(asked), urlsplit(answered)
    if before.path.strip("/") != after.path.strip("/"):
        return True
    return not before.path.strip("/") and before.query != "" and after.query == ""


def _failed(page: PageRef, reason: str) -> Answer:
    return Answer(url=page.url, outcome=Outcome.FAILED, reason=reason)
