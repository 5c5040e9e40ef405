"""Fetch one address behind the middlewares of a running crawl."""

from typing import Any

import scrapy
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import TextResponse

from newsarchive.spiders.walk import FetchError

# Discovery goes before the articles it finds.
_FIRST = 10


async def fetch_text(
    crawler: Crawler,
    url: str,
    headers: dict[str, str] | None = None,
    meta: dict[str, Any] | None = None,
) -> TextResponse:
    """Fetch a listing, feed or part; FetchError says why no text came."""
    request = scrapy.Request(url, headers=headers, meta=meta, priority=_FIRST)
    engine = crawler.engine
    assert engine is not None  # noqa: S101 (a spider that runs has an engine)
    try:
        response = await engine.download_async(request)
    except IgnoreRequest as error:
        raise FetchError(url, str(error) or "refused by robots.txt") from error
    except Exception as error:
        # The downloader raises whatever the transport did; all of it is an answer
        # that did not come.
        raise FetchError(url, named(error)) from error
    if not isinstance(response, TextResponse) and response.body:
        raise FetchError(url, "answers with something that is no text")
    return response  # type: ignore[return-value]


def named(error: BaseException) -> str:
    """Name an error with the first line of its words."""
    text = str(error).splitlines()[0] if str(error) else ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
