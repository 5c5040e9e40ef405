"""The queue on a real PostgreSQL, as commands and workers see it."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from procrastinate import App, PsycopgConnector

from newsarchive.archive.api import Archive, has_room
from newsarchive.crawl import crawl_settings
from newsarchive.errors import ConfigurationError
from newsarchive.fleet import queue, tasks
from newsarchive.fleet.ending import Ending
from newsarchive.fleet.orders import CRAWL, SECTION, Order, file_order
from newsarchive.fleet.process import Kennel, Result
from newsarchive.fleet.tasks import Notice, Office
from newsarchive.fleet.worker import Terms, figures, work
from tests.archive.conftest import postgresql, server

__all__ = ["postgresql", "server"]
KABARUJI = Order(CRAWL, "kabaruji", "host:kabaruji.id", {"outlet": "kabaruji"})
SUARAUJI = Order(CRAWL, "suarauji", "host:kabaruji.id", {"outlet": "suarauji"})
FILE = file_order("/data/a.warc.gz")


class Told(Kennel):
    """A kennel whose crawls end as they are told."""

    def __init__(self, *endings: Ending) -> None:
        super().__init__()
        self.endings = list(endings)
        self.asked: list[list[str]] = []
        self.meanwhile: Callable[[], None] = lambda: None

    async def run(self, arguments: Any) -> Result:
        self.asked.append(list(arguments))
        self.meanwhile()
        return Result(self.endings.pop(0), "last words")


def worked(
    archive: str,
    kennel: Kennel,
    then: Callable[[App, Office], Coroutine[Any, Any, Any]],
) -> list[Notice]:
    """Let a worker do something with the open queue; give what it tells."""
    told: list[Notice] = []
    settings = crawl_settings({"NEWSARCHIVE_DATABASE_URL": archive})
    office = Office(settings, ["-s", "A=1"], told.append, kennel)

    async def run() -> None:
        app = App(connector=PsycopgConnector(conninfo=queue.address_of(archive)))
        tasks.teach_work(app, office)
        tasks.teach_upkeep(app)
        tasks.teach_planning(app, office)
        async with app.open_async():
            await then(app, office)

    asyncio.run(run())
    return told


async def take_all(app: App, _: Office) -> None:
    await app.run_worker_async(
        wait=False, queues=[queue.WORK], install_signal_handlers=False
    )


@pytest.fixture
def archive(postgresql: str) -> str:
    queue.prepare(postgresql)
    return postgresql


def test_an_order_is_placed_once(archive: str) -> None:
    assert queue.exists(archive)
    with queue.opened(archive) as opened:
        assert [opened.place(o) for o in (KABARUJI, FILE, KABARUJI)] == [
            *(True, True, False)
        ]
        waiting = opened.jobs(queue.WAITING)
    assert [(job.task, job.target, job.state, job.tries) for job in waiting] == [
        ("crawl", "kabaruji", "waiting", 0),
        ("intake", "/data/a.warc.gz", "waiting", 0),
    ]


@pytest.mark.parametrize(
    ("order", "arguments"),
    [
        (KABARUJI, ["kabaruji", "--due"]),
        (FILE, ["--warc", "/data/a.warc.gz"]),
        (
            Order(SECTION, "u", "host:u", {"url": "u", "platform": "wordpress"}),
            ["--url", "u", "--platform", "wordpress"],
        ),
    ],
)
def test_a_job_is_a_crawl(archive: str, order: Order, arguments: list[str]) -> None:
    with queue.opened(archive) as opened:
        opened.place(order)
    kennel = Told(Ending.DONE)
    said = worked(archive, kennel, take_all)
    assert kennel.asked == [["crawl", *arguments, "--quiet", "-s", "A=1"]]
    assert [(notice.ending, notice.again_in) for notice in said] == [
        (None, None),
        (Ending.DONE, None),
    ]
    with queue.opened(archive) as opened:
        assert [job.state for job in opened.jobs()] == ["done"]


def test_what_is_not_done_waits_and_keeps_nobody_waiting(archive: str) -> None:
    with queue.opened(archive) as opened:
        opened.place(KABARUJI)
        opened.place(SUARAUJI)
    # Both are at one host: the second goes while the first waits for its next try.
    said = worked(archive, Told(Ending.INCOMPLETE, Ending.DONE), take_all)
    assert said[1].again_in == timedelta(minutes=15)
    with queue.opened(archive) as opened:
        first, second = opened.jobs()
    assert (first.state, first.tries, second.state) == ("waiting", 1, "done")
    assert first.next_at is not None
    assert timedelta(minutes=14) < first.next_at - datetime.now(UTC)


def test_a_file_is_given_up_after_some_tries(archive: str) -> None:
    with queue.opened(archive) as opened:
        opened.place(FILE)
    interrupted = [Ending.INTERRUPTED] * 5
    said = worked(archive, Told(*interrupted, Ending.DIED), take_all)
    assert [notice.again_in for notice in said if notice.ending] == [
        *[timedelta(0)] * 5,
        None,
    ]
    with queue.opened(archive) as opened:
        assert [(job.state, job.tries) for job in opened.jobs()] == [("failed", 6)]


def test_what_was_ordered_again_meanwhile_is_not_tried_again(archive: str) -> None:
    with queue.opened(archive) as opened:
        opened.place(KABARUJI)
        kennel = Told(Ending.INCOMPLETE, Ending.DONE)

        def order_again() -> None:
            kennel.meanwhile = lambda: None
            assert not opened.place(KABARUJI)
            queue.deferrer_of(opened.app, KABARUJI).defer(outlet="kabaruji")

        kennel.meanwhile = order_again
        worked(archive, kennel, take_all)
        assert [job.state for job in opened.jobs()] == ["failed", "done"]


def test_jobs_of_a_dead_worker_are_taken_over(archive: str) -> None:
    with queue.opened(archive) as opened:
        for order in (KABARUJI, FILE):
            opened.place(order)

        async def die(app: App, _: Office) -> None:
            manager = app.job_manager
            worker = await manager.register_worker()
            assert await manager.fetch_job(queues=None, worker_id=worker)
            assert await manager.fetch_job(queues=None, worker_id=worker)
            assert await tasks.take_over(app) == 0
            # Ordered again by hand: the old job is not needed.
            await queue.deferrer_of(app, FILE).defer_async(**FILE.arguments)
            await manager.unregister_worker(worker)
            assert await tasks.take_over(app) == 1
            assert await tasks.take_over(app) == 0

        worked(archive, Told(), die)
        states = {(job.target, job.state) for job in opened.jobs()}
    assert states == {
        ("kabaruji", "waiting"),
        ("/data/a.warc.gz", "failed"),
        ("/data/a.warc.gz", "waiting"),
    }


def test_what_is_due_is_planned_once(archive: str) -> None:
    Archive.open(archive).close()

    async def plan_twice(app: App, office: Office) -> None:
        assert await tasks.plan(app, office.settings) > 70
        assert await tasks.plan(app, office.settings) == 0
        await tasks.tidy(app)
        told = await figures(app, office)
        assert told.queue[("crawl", "waiting")] > 70

    worked(archive, Told(), plan_twice)


def test_a_job_can_be_cancelled_and_the_queue_thrown_away(archive: str) -> None:
    with queue.opened(archive) as opened:
        opened.place(KABARUJI)
        (job,) = opened.jobs()
        opened.cancel(job.id)
        assert [job.state for job in opened.jobs()] == ["cancelled"]
        with pytest.raises(ConfigurationError, match=f"no job {job.id} waits or runs"):
            opened.cancel(job.id)
    queue.reset(archive)
    with queue.opened(archive) as opened:
        assert opened.jobs() == []


def test_the_queue_is_beside_the_archive(archive: str, tmp_path: Path) -> None:
    Archive.open(archive).close()
    assert queue.exists(archive)
    assert not has_room(archive, "public_uji", "")
    assert "search_path" in queue.address_of(f"{archive}&options=-c%20work_mem%3D4MB")
    with pytest.raises(ConfigurationError, match="PostgreSQL"):
        queue.prepare(f"sqlite:///{tmp_path}/a.db")


def test_a_worker_works_until_nothing_waits(
    archive: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with queue.opened(archive) as opened:
        opened.place(file_order(str(tmp_path / "none.warc.gz")))
    settings = crawl_settings({"NEWSARCHIVE_DATABASE_URL": archive})
    told: list[Notice] = []
    places: list[str] = []

    def ready(place: str) -> None:
        places.append(place)

    work(
        Terms(
            settings,
            ["--database", archive],
            1,
            plans=False,
            once=True,
            metrics="127.0.0.1:0",
        ),
        told.append,
        ready,
    )
    assert places[0].endswith("/metrics")
    begun, ended = told
    assert begun.ending is None
    assert ended.ending is not Ending.DONE
    assert "none.warc.gz" in ended.words
    assert ended.again_in is not None


def test_upkeep_is_done_by_jobs_of_its_own(archive: str) -> None:
    Archive.open(archive).close()

    async def keep_up(app: App, _: Office) -> None:
        for name in ("plan", "take_over", "tidy"):
            await app.tasks[name].defer_async(timestamp=0)
        await app.run_worker_async(
            wait=False, queues=[queue.UPKEEP], install_signal_handlers=False
        )
        kept = await app.job_manager.list_jobs_async(queue=queue.UPKEEP)
        assert {job.status for job in kept} == {"succeeded"}
        # Only upkeep is told by its queue: 70 outlets wait in the other.
        waiting = await app.job_manager.list_jobs_async(queue=queue.WORK)
        assert len(list(waiting)) > 70

    assert worked(archive, Told(), keep_up) == []
