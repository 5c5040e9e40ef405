"""The queue, as commands see it: place orders, list jobs, cancel them.

It is Procrastinate's, in a schema of its own beside the archive's tables. Its jobs can
be told from the archive again (what is due), so that it may be thrown away.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job
from procrastinate.schema import SchemaManager
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from newsarchive.archive.api import clear_room, has_room, make_room, server_of
from newsarchive.errors import ArchiveError, ConfigurationError
from newsarchive.fleet.orders import Order

ROOM = "newsarchive_queue"
# What is crawled, and what keeps the queue going.
WORK, UPKEEP = "work", "upkeep"
WAITING, RUNNING, DONE, FAILED = "todo", "doing", "succeeded", "failed"
STATES = {
    "todo": "waiting",
    "doing": "running",
    "succeeded": "done",
    "failed": "failed",
    "cancelled": "cancelled",
    "aborted": "cancelled",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A job in the queue; `next_at` is when it may begin, None: at once."""

    id: int
    task: str
    target: str
    state: str
    tries: int
    next_at: datetime | None
    worker: int | None


def address_of(archive: str) -> str:
    """Give the address under which Procrastinate finds its own schema."""
    server = server_of(archive)
    options = str(conninfo_to_dict(server).get("options") or "")
    return make_conninfo(server, options=f"{options} -c search_path={ROOM}".strip())


def prepare(archive: str) -> None:
    """Make the queue where it is not there yet."""
    make_room(archive, ROOM, SchemaManager.get_schema())


def exists(archive: str) -> bool:
    """Whether there is a queue."""
    return has_room(archive, ROOM, SchemaManager.get_schema())


def reset(archive: str) -> None:
    """Throw the queue away and make it anew."""
    clear_room(archive, ROOM)
    prepare(archive)


@dataclass(frozen=True)
class Queue:
    """An open queue."""

    app: App

    def place(self, order: Order) -> bool:
        """Place an order; tell whether it was new."""
        if order.target in {job.target for job in self.jobs(RUNNING)}:
            return False
        try:
            deferrer_of(self.app, order).defer(**order.arguments)
        except AlreadyEnqueued:
            return False
        return True

    def jobs(self, status: str | None = None) -> list[Placed]:
        """List the jobs of a status, the oldest first."""
        found = self.app.job_manager.list_jobs(queue=WORK, status=status)
        return [placed(job) for job in found]

    def cancel(self, number: int) -> None:
        """Take a job out of the queue; one that runs is stopped by its worker."""
        if not self.app.job_manager.cancel_job_by_id(number, abort=True):
            raise ConfigurationError(
                f"no job {number} waits or runs: `newsarchive jobs` lists them"
            )


@contextmanager
def opened(archive: str) -> Iterator[Queue]:
    """Open the queue for a command."""
    app = App(
        connector=SyncPsycopgConnector(
            conninfo=address_of(archive), min_size=1, max_size=1
        )
    )
    try:
        with app.open():
            yield Queue(app)
    except ConnectorException as error:
        raise ArchiveError(f"cannot use the queue: {cause_of(error)}") from error


def cause_of(error: BaseException) -> str:
    """Give what the driver said, in a line."""
    words = str(error.__cause__ or error).strip()
    return words.partition("\n")[0]


def deferrer_of(app: App, order: Order) -> Any:
    """Make ready to place an order."""
    return app.configure_task(
        order.task,
        queue=WORK,
        lock=order.lock,
        queueing_lock=f"{order.task}:{order.target}",
    )


def placed(job: Job) -> Placed:
    """Tell of a job in our words."""
    return Placed(
        id=job.id or 0,
        task=job.task_name,
        target=target_of(job.task_kwargs),
        state=STATES.get(str(job.status), str(job.status)),
        tries=job.attempts,
        next_at=job.scheduled_at if job.status == WAITING else None,
        worker=job.worker_id if job.status == RUNNING else None,
    )


def target_of(arguments: Mapping[str, Any]) -> str:
    """Name what a job is about."""
    found = (arguments.get(key) for key in ("outlet", "url", "file"))
    return next((str(target) for target in found if target), "")
