"""What a worker does with a job of each kind, and what keeps the queue going."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from procrastinate import App, BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job, Status
from scrapy.settings import Settings

from newsarchive.fleet.ending import Ending, next_try
from newsarchive.fleet.metrics import Tally
from newsarchive.fleet.orders import CRAWL, INTAKE, SECTION, due_orders
from newsarchive.fleet.process import Kennel, Result
from newsarchive.fleet.queue import (
    RUNNING,
    UPKEEP,
    WAITING,
    WORK,
    deferrer_of,
    target_of,
)

# A worker says every so many seconds that it lives; one that is silent for longer is
# dead, and its jobs are others'.
HEARTBEAT, SILENCE = 5, 40
EVERY_MINUTE = "* * * * *"
# Procrastinate reads seconds from a sixth field.
EVERY_TWENTY_SECONDS = "* * * * * */20"
EVERY_HOUR = "17 * * * *"
# Upkeep goes before work, and what was tried before comes after it: an outlet that waits
# for its next try must not keep others at its host waiting.
FIRST, LATER = 10, -1
HOURS_KEPT, UPKEEP_HOURS_KEPT = 24, 1


@dataclass(frozen=True, slots=True)
class Notice:
    """What a worker tells of a job: that it began, or how it ended and what then."""

    job: int
    target: str
    ending: Ending | None = None
    seconds: float = 0.0
    words: str = ""
    again_in: timedelta | None = None


class Unfinished(Exception):  # noqa: N818 (no error: the queue's way to hear of a try)
    """A job is not done; it is tried again after `wait`, if that is set."""

    def __init__(self, ending: Ending, wait: timedelta | None) -> None:
        super().__init__(ending)
        self.wait = wait


class Patience(BaseRetryStrategy):
    """Tries a job again when its last try said so; after a defect of ours much later."""

    def get_retry_decision(
        self, *, exception: BaseException, job: Job
    ) -> RetryDecision | None:
        """Decide when a job is tried again."""
        wait = (
            exception.wait
            if isinstance(exception, Unfinished)
            else next_try(Ending.DIED, job.attempts + 1, forever=False)
        )
        if wait is None:
            return None
        seconds = round(wait.total_seconds())
        return RetryDecision(retry_in={"seconds": seconds}, priority=LATER)


@dataclass
class Office:
    """A worker's desk: how it crawls, what it tells, what it has done."""

    settings: Settings
    options: Sequence[str]
    tell: Callable[[Notice], None]
    kennel: Kennel = field(default_factory=Kennel)
    tally: Tally = field(default_factory=Tally)

    async def work(self, app: App, job: Job, arguments: Sequence[str]) -> None:
        """Run a crawl for a job; raise Unfinished when it is not done."""
        number, target = job.id or 0, target_of(job.task_kwargs)
        self.tell(Notice(number, target))
        began = time.monotonic()
        result = await self.kennel.run(["crawl", *arguments, "--quiet", *self.options])
        seconds = time.monotonic() - began
        self.tally.add(result.ending, seconds)
        wait = await self._wait(app, job, result)
        self.tell(Notice(number, target, result.ending, seconds, result.words, wait))
        if result.ending is not Ending.DONE:
            raise Unfinished(result.ending, wait)

    async def _wait(self, app: App, job: Job, result: Result) -> timedelta | None:
        """Decide when a job is tried again; never, when its like waits already."""
        if result.ending is Ending.DONE or await is_queued_again(app, job):
            return None
        return next_try(result.ending, job.attempts + 1, forever=job.task_name == CRAWL)


async def is_queued_again(app: App, job: Job) -> bool:
    """Whether the same was ordered again while a job ran."""
    found = await app.job_manager.list_jobs_async(
        status=WAITING, queueing_lock=job.queueing_lock
    )
    return bool(found)


def teach_work(app: App, office: Office) -> None:
    """Teach a worker to crawl outlets and sections, and to take in files."""

    def task(name: str, arguments: Callable[..., list[str]]) -> None:
        async def run(context: JobContext, /, **given: str) -> None:
            await office.work(app, context.job, arguments(**given))

        app.task(name=name, queue=WORK, pass_context=True, retry=Patience())(run)

    task(CRAWL, lambda outlet: [outlet, "--due"])
    task(SECTION, section_arguments)
    task(INTAKE, lambda file: ["--warc", file])


def section_arguments(url: str, platform: str = "", name: str = "") -> list[str]:
    """Give the arguments of a crawl of a section."""
    given = {"--url": url, "--platform": platform, "--name": name}
    return [part for item in given.items() if item[1] for part in item]


def teach_planning(app: App, office: Office) -> None:
    """Teach a worker to queue what is due, every minute."""

    @app.periodic(cron=EVERY_MINUTE)
    @app.task(name="plan", queue=UPKEEP, queueing_lock="plan", priority=FIRST)
    async def run(timestamp: int) -> None:
        del timestamp
        await plan(app, office.settings)


def teach_upkeep(app: App) -> None:
    """Teach a worker to take over the jobs of dead ones, and to clear old ones away."""

    @app.periodic(cron=EVERY_TWENTY_SECONDS)
    @app.task(name="take_over", queue=UPKEEP, queueing_lock="take_over", priority=FIRST)
    async def run_take_over(timestamp: int) -> None:
        del timestamp
        await take_over(app)

    @app.periodic(cron=EVERY_HOUR)
    @app.task(name="tidy", queue=UPKEEP, queueing_lock="tidy", priority=FIRST)
    async def run_tidy(timestamp: int) -> None:
        del timestamp
        await tidy(app)


async def plan(app: App, settings: Settings) -> int:
    """Queue the outlets that are due; give how many."""
    queued = [
        target_of(job.task_kwargs)
        for status in (WAITING, RUNNING)
        for job in await app.job_manager.list_jobs_async(task=CRAWL, status=status)
    ]
    orders = await asyncio.to_thread(due_orders, settings, queued)
    number = 0
    for order in orders:
        # Another worker may have planned meanwhile.
        with contextlib.suppress(AlreadyEnqueued):
            await deferrer_of(app, order).defer_async(**order.arguments)
            number += 1
    return number


async def take_over(app: App) -> int:
    """Put the jobs of workers that died back into the queue; give how many."""
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE)
    number = 0
    for job in stalled:
        # Another worker may have taken it over in this very moment.
        with contextlib.suppress(ConnectorException):
            number += await _take_over(app, job)
    return number


async def _take_over(app: App, job: Job) -> bool:
    manager = app.job_manager
    if job.queue == UPKEEP or await is_queued_again(app, job):
        await manager.finish_job(job, Status.FAILED, delete_job=False)
        return False
    await manager.retry_job(job, retry_at=datetime.now(UTC))
    return True


async def tidy(app: App) -> None:
    """Clear ended jobs away."""
    every: dict[str, Any] = {
        "include_failed": True,
        "include_cancelled": True,
        "include_aborted": True,
    }
    await app.job_manager.delete_old_jobs(HOURS_KEPT, queue=WORK, **every)
    await app.job_manager.delete_old_jobs(UPKEEP_HOURS_KEPT, queue=UPKEEP, **every)
