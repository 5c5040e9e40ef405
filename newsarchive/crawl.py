"""Run crawls: the Scrapy face that the commands use."""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.signals import spider_closed

from newsarchive import policy
from newsarchive import settings as project
from newsarchive.archive.api import Archive, NoArchiveError, Reader
from newsarchive.check import Check
from newsarchive.crew import Crew, Ends, Job, OnProgress, grouped, hosts_of
from newsarchive.errors import ArchiveError, ConfigurationError, LockedError
from newsarchive.middlewares import allowed_addresses, refusal
from newsarchive.plan import Choice, choose
from newsarchive.safeguards import guard_room
from newsarchive.spiders.base import NewsSpider, read_age
from newsarchive.spiders.generic import GenericSpider, source_of
from newsarchive.spiders.prober import Prober
from newsarchive.spiders.registry import outlet_of, spiders
from newsarchive.spiders.window import read_days
from newsarchive.workers import crawl_shared, shares


def outlet_jobs(names: Sequence[str]) -> list[Job]:
    """Make jobs of outlets by name; all of them when none is named."""
    return [_job(name) for name in _known(names) or _active()]


def choices(
    names: Sequence[str],
    tags: Sequence[str],
    settings: Settings,
    *,
    every: bool = False,
    due_only: bool = False,
) -> list[Choice]:
    """Say of outlets which are to be crawled and why.

    Named ones are, whether due or not, unless `due_only`; others when they are due, or
    with `every`.
    """
    bearing = set(outlets_with(tags))
    chosen = [
        name for name in _known(names) or _active() if not tags or name in bearing
    ]
    planned = plan(chosen, settings)
    if (names and not due_only) or every:
        asked = "named" if names else "all are asked for"
        return [
            replace(one, due=True, by_hand=True, why=f"{asked}; {one.why}")
            for one in planned
        ]
    return planned


def jobs_of(chosen: Sequence[Choice]) -> list[Job]:
    """Make jobs of what is to be crawled; what is due by itself looks at no more."""
    return [_job(one.source, due_only=not one.by_hand) for one in chosen if one.due]


def _job(name: str, *, due_only: bool = False) -> Job:
    spider = spiders()[name]
    arguments = {"due_only": True} if due_only else {}
    return Job(spider, arguments, hosts_of(spider.source))


def _known(names: Sequence[str]) -> list[str]:
    """Give names once each; refuse one that no outlet has."""
    unknown = [name for name in names if name not in spiders()]
    if unknown:
        raise ConfigurationError(
            f"no outlet {unknown[0]!r}: `newsarchive sources` lists them, "
            "`newsarchive crawl --url SECTION` crawls any other"
        )
    return list(dict.fromkeys(names))


def outlets_with(tags: Sequence[str]) -> list[str]:
    """Name the outlets that bear all of some tags."""
    known = {tag for spider in spiders().values() for tag in tags_of(spider)}
    for tag in tags:
        if tag.lower() not in known:
            raise ConfigurationError(
                f"no outlet has the tag {tag!r}: use {', '.join(sorted(known))}"
            )
    wanted = {tag.lower() for tag in tags}
    return [name for name in _active() if wanted <= tags_of(spiders()[name])]


def tags_of(spider: type[NewsSpider]) -> set[str]:
    """Give what an outlet can be chosen by: system, platform, scope, confidence."""
    source = spider.source
    tags = (spider.system, spider.platform, source.scope, source.confidence)
    return {tag.lower() for tag in tags if tag}


def plan(names: Sequence[str], settings: Settings) -> list[Choice]:
    """Say of outlets which are due and why."""
    try:
        with Reader.open(settings["NEWSARCHIVE_DATABASE_URL"]) as reader:
            stands, rests = reader.stands(), reader.rests()
    except NoArchiveError:
        stands, rests = {}, {}
    if not settings.getfloat("NEWSARCHIVE_BLOCKED_REST"):
        rests = {}
    now = datetime.now(UTC)
    return [
        choose(name, spiders()[name].source, stands.get(name), rests, now)
        for name in names
    ]


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
        given = {"url": section, "platform": platform, "name": name}
        return Job(GenericSpider, given, hosts_of(source_of(section)))
    spider = spiders()[outlet]
    arguments = {
        "url": section,
        "platform": platform or spider.platform,
        "name": outlet,
        "declared": spider.source,
    }
    return Job(GenericSpider, arguments, hosts_of(source_of(section)))


def read_seconds(budget: str) -> str:
    """Read a span of time, 45m or 2h, as a setting's seconds; nothing stays nothing."""
    return f"{read_age(budget).total_seconds():g}" if budget else ""


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
) -> Ends:
    """Crawl until all jobs ended; tell the numbers of their runs, and what was held.

    One job is crawled in this process, several by as many processes as the settings say.
    Can be called once in a process: the reactor cannot start twice. ArchiveError says
    that the archive broke on the way; what was committed stands. LockedError says that
    all jobs are held by other runs.
    """
    guard_room(settings)
    if (why := policy.wrong_clock(datetime.now(UTC), None)) is not None:
        raise ConfigurationError(why)
    Archive.open(settings["NEWSARCHIVE_DATABASE_URL"]).close()
    dealt = shares(grouped(jobs), processes(settings))
    if len(dealt) > 1:
        ends = crawl_shared(dealt, settings, on_progress)
    else:
        ends = Crew(settings, on_progress).run(
            [group for one in dealt for group in one]
        )
    if ends.broken:
        raise ArchiveError(ends.broken[0])
    if ends.held and not ends.runs:
        raise LockedError("; ".join(ends.held))
    return ends


def processes(settings: Settings) -> int:
    """Say how many processes crawl: as many as there are cores, where nobody says."""
    return settings.getint("NEWSARCHIVE_PROCESSES") or os.cpu_count() or 1


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
    logging.getLogger("newsarchive.robots").setLevel("CRITICAL")
    return process


def _checking(
    crawler: Crawler, on_check: Callable[[Check], None]
) -> Callable[..., None]:
    def tell() -> None:
        spider = crawler.spider
        if isinstance(spider, Prober) and spider.check is not None:
            on_check(spider.check)

    return tell
