"""A worker: takes jobs until it is told to stop, or loses the database."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from scrapy.settings import Settings

from newsarchive.archive.api import Archive
from newsarchive.errors import ArchiveError
from newsarchive.fleet import queue
from newsarchive.fleet.metrics import Figures, render
from newsarchive.fleet.serving import serving
from newsarchive.fleet.tasks import (
    HEARTBEAT,
    SILENCE,
    Notice,
    Office,
    teach_planning,
    teach_upkeep,
    teach_work,
)

# Seconds that a figure of the queue may take.
PATIENCE = 10
_LOST = (
    "the worker lost the database; what was committed stands, and its jobs are taken "
    "over: start it again when the database is back"
)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a worker works.

    `options` go with every crawl; without `plans` it only takes what others queued;
    with `once` it ends when nothing waits; `metrics` is host:port or empty.
    """

    settings: Settings
    options: Sequence[str]
    crawls: int
    plans: bool = True
    once: bool = False
    metrics: str = ""


def work(
    terms: Terms, tell: Callable[[Notice], None], on_ready: Callable[[str], None]
) -> None:
    """Take jobs until told to stop by Ctrl-C or SIGTERM.

    Then the crawls that run are stopped after the answers on their way, and their jobs
    go back into the queue. ArchiveError says that the database was lost.
    """
    archive = terms.settings["NEWSARCHIVE_DATABASE_URL"]
    address = queue.address_of(archive)
    Archive.open(archive).close()
    queue.prepare(archive)
    # It would tell each failed try as a traceback; we tell it in a line.
    for name in ("procrastinate", "psycopg.pool"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    office = Office(terms.settings, terms.options, tell)
    app = App(connector=PsycopgConnector(conninfo=address, min_size=1, max_size=4))
    teach_work(app, office)
    teach_upkeep(app)
    if terms.plans:
        teach_planning(app, office)
    try:
        asyncio.run(_run(app, office, terms, on_ready))
    except ConnectorException as error:
        raise ArchiveError(f"{_LOST}: {queue.cause_of(error)}") from error


async def _run(
    app: App, office: Office, terms: Terms, on_ready: Callable[[str], None]
) -> None:
    async with app.open_async():
        if terms.plans:
            with contextlib.suppress(AlreadyEnqueued):
                await app.tasks["plan"].defer_async(timestamp=0)
        with _metrics(app, office, terms.metrics) as told:
            on_ready(told)
            await _take_jobs(app, office, terms)


async def _take_jobs(app: App, office: Office, terms: Terms) -> None:
    working = asyncio.ensure_future(
        app.run_worker_async(
            concurrency=terms.crawls,
            install_signal_handlers=False,
            # Crawls are stopped at once; each has its own time to end.
            shutdown_graceful_timeout=0,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=SILENCE,
            fetch_job_polling_interval=2,
        )
    )
    stop = Stop(working, office)
    loop = asyncio.get_running_loop()
    for kind in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(kind, stop)
    beside = _wait_until_idle(app, office, stop) if terms.once else asyncio.sleep(0)
    idle = asyncio.ensure_future(beside)
    with contextlib.suppress(asyncio.CancelledError):
        await working
    idle.cancel()
    if not stop.told:
        raise ArchiveError(_LOST)


async def _wait_until_idle(app: App, office: Office, stop: "Stop") -> None:
    """Stop the worker when nothing may begin and nothing of ours runs, twice in a row."""
    idle = 0
    while idle < 2:  # noqa: PLR2004 (a job that was just taken does not run yet)
        await asyncio.sleep(1)
        waiting = await app.job_manager.list_jobs_async(
            queue=queue.WORK, status=queue.WAITING
        )
        now = datetime.now(UTC)
        ready = any(
            job.scheduled_at is None or job.scheduled_at <= now for job in waiting
        )
        idle = 0 if ready or office.kennel.running else idle + 1
    stop()


@dataclass
class Stop:
    """What a signal does: the first stops the worker, the second its crawls at once."""

    working: "asyncio.Future[None]"
    office: Office
    told: bool = False

    def __call__(self) -> None:
        """Heed a signal."""
        if self.told:
            self.office.kennel.kill()
            return
        self.told = True
        self.working.cancel()


@contextlib.contextmanager
def _metrics(app: App, office: Office, place: str) -> Iterator[str]:
    if not place:
        yield ""
        return
    loop = asyncio.get_running_loop()

    def tell() -> str:
        told = asyncio.run_coroutine_threadsafe(figures(app, office), loop)
        return render(told.result(PATIENCE))

    with serving(place, tell) as address:
        yield address


async def figures(app: App, office: Office) -> Figures:
    """Gather what a worker tells of itself and the queue."""
    tasks = await app.job_manager.list_tasks_async(queue=queue.WORK)
    found = {
        (row["name"], queue.STATES[status]): row[status]
        for row in tasks
        for status in queue.STATES
        if row.get(status)
    }
    tally = office.tally
    return Figures(dict(tally.jobs), tally.seconds, len(office.kennel.running), found)
