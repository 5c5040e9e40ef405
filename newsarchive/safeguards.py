"""Extensions that end a crawl in time: disk or memory fills up, or the clock is wrong."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.extensions.memusage import MemoryUsage
from scrapy.http import Response
from scrapy.utils.asyncio import create_looping_call

from newsarchive import policy
from newsarchive.archive.api import folder_of
from newsarchive.errors import ArchiveError, ConfigurationError
from newsarchive.extensions import RunRecorder
from newsarchive.room import memory_held, require_room

logger = logging.getLogger(__name__)

EVERY_SECONDS = 1.0


class Safeguards:
    """Looks at the room that is left, and holds our clock against the sites'."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.pulse: Any = None
        self.closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the signals."""
        guards = cls(crawler)
        for handler, signal in (
            (guards.spider_opened, signals.spider_opened),
            (guards.spider_closed, signals.spider_closed),
            (guards.response_downloaded, signals.response_downloaded),
        ):
            crawler.signals.connect(handler, signal)
        return guards

    def spider_opened(self) -> None:
        """Begin to look."""
        self.pulse = create_looping_call(self.look)
        self.pulse.start(EVERY_SECONDS, now=False)

    def spider_closed(self) -> None:
        """Look no more."""
        self.pulse.stop()

    def look(self) -> None:
        """End the crawl while there is room to commit what it has."""
        recorder = self.crawler.get_extension(RunRecorder)
        try:
            guard_room(self.crawler.settings)
        except ArchiveError as error:
            if recorder is not None:
                recorder.stop(error)

    def response_downloaded(self, response: Response) -> None:
        """End the crawl whose articles would be stamped by a wrong clock."""
        why = policy.wrong_clock(datetime.now(UTC), told_time(response))
        if why is None or self.closing is not None or self.crawler.engine is None:
            return
        logger.error("the crawl ends: %s", why)
        self.closing = asyncio.ensure_future(
            self.crawler.engine.close_spider_async(reason=why)
        )


class Memory(MemoryUsage):
    """Scrapy's limit of memory, held against what this process holds now.

    Scrapy asks for the highest that it ever was, and the kernel begins to count that with
    what the process held that started us: all crawls of a large one would end at once.
    """

    def get_virtual_size(self) -> int:
        """Tell the memory that is held, in bytes."""
        return memory_held() or super().get_virtual_size()


def guard_room(settings: Mapping[str, Any]) -> None:
    """Refuse to go on where the archive or its captures have too little room."""
    folders = [Path(settings["NEWSARCHIVE_DATA"])]
    if (folder := folder_of(settings["NEWSARCHIVE_DATABASE_URL"])) is not None:
        folders.append(folder)
    require_room(folders, _megabytes(settings["NEWSARCHIVE_ROOM_MB"]))


def _megabytes(given: object) -> float:
    try:
        return float(str(given))
    except ValueError as error:
        raise ConfigurationError(
            f"NEWSARCHIVE_ROOM_MB is {given!r}: give a number of megabytes; 0: any"
        ) from error


def told_time(response: Response) -> datetime | None:
    """Read what time it was at the site when it answered; a cache adds the age of its copy."""
    try:
        told = parsedate_to_datetime((response.headers.get("Date") or b"").decode())
        age = int(response.headers.get("Age") or 0)
        return told.astimezone(UTC) + timedelta(seconds=age)
    except (ValueError, OverflowError):
        return None
