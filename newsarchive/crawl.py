"""Run crawls in this process: the Scrapy face that the commands use."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.signals import spider_closed

from newsarchive import settings as project
from newsarchive.archive.api import Archive
from newsarchive.check import Check
from newsarchive.errors import ArchiveError, ConfigurationError
from newsarchive.extensions import RunRecorder, Snapshot, progress
from newsarchive.middlewares import allowed_addresses, refusal
from newsarchive.spiders.base import NewsSpider, read_age
from newsarchive.spiders.generic import GenericSpider, source_of
from newsarchive.spiders.prober import Prober
from newsarchive.spiders.registry import outlet_of, spiders
from newsarchive.spiders.window import read_days

OnProgress = Callable[[Snapshot], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One source to crawl: a spider and its arguments."""

    spider: type[NewsSpider]
    arguments: Mapping[str, Any]


def outlet_jobs(names: Sequence[str]) -> list[Job]:
    """Make jobs of outlets by name; all of them when none is named."""
    known = spiders()
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ConfigurationError(
            f"no outlet {unknown[0]!r}: `newsarchive sources` lists them, "
            "`newsarchive crawl --url SECTION` crawls any other"
        )
    return [Job(known[name], {}) for name in names or _active()]


def _active() -> list[str]:
    """Name the outlets that still publish; a retired one is crawled when it is named."""
    return [name for name, spider in spiders().items() if not spider.source.retired]


def section_job(
    url: str,
    settings: Settings,
    *,
    platform: str | None = None,
    name: str | None = None,
) -> Job:
    """Make a job of a section's address, refused at once when it may not be asked.

    A section of a declared outlet is crawled in that outlet's name, so that its articles
    are not kept twice.
    """
    section = source_of(url).sections[0]
    reason = refusal(section, allowed_addresses(settings))
    if reason is not None:
        raise ConfigurationError(
            f"{section}: {reason}; for a test site of your own add "
            f"-s NEWSARCHIVE_ALLOWED_ADDRESSES={urlsplit(section).netloc}"
        )
    outlet = outlet_of(section)
    if outlet is None:
        return Job(GenericSpider, {"url": section, "platform": platform, "name": name})
    spider = spiders()[outlet]
    arguments = {
        "url": section,
        "platform": platform or spider.platform,
        "name": outlet,
        "declared": spider.source,
    }
    return Job(GenericSpider, arguments)


def crawl_settings(overrides: Mapping[str, Any]) -> Settings:
    """Give the project's settings with what was given by hand on top."""
    settings = Settings()
    settings.setmodule(project, priority="project")
    for name, value in overrides.items():
        settings.set(name, value, priority="cmdline")
    if days := settings.get("NEWSARCHIVE_BACKFILL"):
        read_days(days, ZoneInfo("UTC"), datetime.now(UTC).date())
    if age := settings.get("NEWSARCHIVE_RECHECK"):
        read_age(age)
    return settings


def crawl(
    jobs: Sequence[Job], settings: Settings, on_progress: OnProgress | None = None
) -> list[int]:
    """Crawl in this process until all jobs ended; return the numbers of their runs.

    Can be called once in a process: the reactor cannot start twice. ArchiveError says
    that the archive broke on the way; what was committed stands.
    """
    Archive.open(settings["NEWSARCHIVE_DATABASE_URL"]).close()
    process = _process(settings)
    crawlers = [process.create_crawler(job.spider) for job in jobs]
    run_ids: list[int] = []
    tasks = []
    for crawler, job in zip(crawlers, jobs, strict=True):
        crawler.signals.connect(_telling(run_ids, on_progress), progress, weak=False)
        tasks.append(process.crawl(crawler, **job.arguments))
    process.start()
    for task in tasks:
        task.result()
    for crawler in crawlers:
        _raise_broken(crawler)
    return run_ids


def check(
    outlets: Sequence[type[NewsSpider]],
    settings: Settings,
    on_check: Callable[[Check], None],
) -> None:
    """Look at outlets live, and tell of each when it is done; nothing is stored.

    Can be called once in a process, like `crawl`.
    """
    process = _process(settings)
    for outlet in outlets:
        crawler = process.create_crawler(Prober)
        crawler.signals.connect(_checking(crawler, on_check), spider_closed, weak=False)
        process.crawl(
            crawler,
            outlet=outlet.name,
            declared=outlet.source,
            platform=outlet.platform,
        )
    process.start()


def _process(settings: Settings) -> AsyncCrawlerProcess:
    """Make ready to crawl in this process.

    A host that is down would be told as a traceback about its robots.txt; the report
    says it in one line.
    """
    process = AsyncCrawlerProcess(settings)
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel("CRITICAL")
    return process


def _checking(
    crawler: Crawler, on_check: Callable[[Check], None]
) -> Callable[..., None]:
    def tell() -> None:
        spider = crawler.spider
        if isinstance(spider, Prober) and spider.check is not None:
            on_check(spider.check)

    return tell


def _telling(run_ids: list[int], on_progress: OnProgress | None) -> Callable[..., None]:
    def tell(snapshot: Snapshot) -> None:
        if snapshot.run_id not in run_ids:
            run_ids.append(snapshot.run_id)
        if on_progress is not None:
            on_progress(snapshot)

    return tell


def _raise_broken(crawler: Crawler) -> None:
    recorder = crawler.get_extension(RunRecorder)
    if recorder is not None and recorder.broken is not None:
        raise ArchiveError(f"{recorder.broken}; what was committed stands")
