"""newsarchive jobs: the queue of the workers: see it, add to it, cancel, start anew."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsarchive.cli.console import one_line, output, print_json, table, when
from newsarchive.cli.options import MOST_ID, Database, Json, address
from newsarchive.cli.worker import extra
from newsarchive.errors import ConfigurationError

if TYPE_CHECKING:
    from newsarchive.fleet.orders import Order
    from newsarchive.fleet.queue import Placed

_COLUMNS = ("job", "task", "of", "state", "tries", "not before", "worker")
# What the whole list leaves out; --state shows it.
_OVER = {"done", "cancelled"}

jobs = typer.Typer(
    name="jobs",
    invoke_without_command=True,
    help="The queue that workers take crawls from; PostgreSQL only.",
)


@jobs.callback()
def list_jobs(
    context: typer.Context,
    *,
    state: Annotated[
        str | None,
        typer.Option(
            help="Only these: waiting, running, failed, done or cancelled. "
            "Without it: all that is not over, and what failed."
        ),
    ] = None,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """List jobs, the oldest first: what waits, what runs, what was given up."""
    if context.invoked_subcommand is not None:
        return
    with extra():
        from newsarchive.fleet import queue  # noqa: PLC0415 (only where there is one)

    archive = address(database)
    if state is not None and state not in queue.STATES.values():
        known = ", ".join(dict.fromkeys(queue.STATES.values()))
        raise ConfigurationError(f"--state {state!r} is none of {known}")
    found: list[Placed] = []
    if queue.exists(archive):
        with queue.opened(archive) as opened:
            found = opened.jobs()
    chosen = [
        job
        for job in found
        if job.state == state or (state is None and job.state not in _OVER)
    ]
    if as_json:
        print_json([report(job) for job in chosen])
    elif chosen:
        output().print(table(_COLUMNS, map(_row, chosen)))
    else:
        output().print(f"no jobs{f' that are {state}' if state else ' wait or run'}")


@jobs.command()
def add(  # noqa: PLR0913 (options of a command)
    outlets: Annotated[
        list[str] | None, typer.Argument(help="Outlets by name.")
    ] = None,
    *,
    url: Annotated[
        list[str] | None, typer.Option(help="Any section by its address.")
    ] = None,
    platform: Annotated[
        str | None, typer.Option(help="With --url: wordpress, blogger or generic.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="With one --url: the source's name.")
    ] = None,
    warc: Annotated[
        list[str] | None,
        typer.Option(help="A WARC file, by a path that every worker can open."),
    ] = None,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", "-s", help="Any Scrapy or NEWSARCHIVE_ setting."),
    ] = None,
    database: Database = None,
) -> None:
    """Queue crawls by hand; what waits or runs already is not queued again."""
    if not (outlets or url or warc):
        raise ConfigurationError("name outlets, sections by --url, or files by --warc")
    if name and len(url or []) != 1:
        raise ConfigurationError("--name names the source of exactly one --url")
    with extra():
        from newsarchive.cli.crawl import read_settings  # noqa: PLC0415
        from newsarchive.crawl import crawl_settings  # noqa: PLC0415 (Scrapy is slow to load)
        from newsarchive.fleet import orders, queue  # noqa: PLC0415

    settings = crawl_settings(read_settings(setting or []))
    wanted = orders.outlet_orders(outlets) if outlets else []
    wanted += [orders.section_order(one, settings, platform, name) for one in url or []]
    wanted += [orders.file_order(file) for file in warc or []]
    archive = address(database)
    queue.prepare(archive)
    with queue.opened(archive) as opened:
        for order in wanted:
            _tell(order, new=opened.place(order))


@jobs.command()
def cancel(
    number: Annotated[
        int, typer.Argument(max=MOST_ID, metavar="JOB", help="Its number.")
    ],
    *,
    database: Database = None,
) -> None:
    """Take a job out of the queue; if it runs, its crawl is stopped."""
    with extra():
        from newsarchive.fleet import queue  # noqa: PLC0415 (only where there is one)

    archive = address(database)
    queue.prepare(archive)
    with queue.opened(archive) as opened:
        opened.cancel(number)
    output().print(f"job {number} is cancelled")


@jobs.command()
def reset(*, database: Database = None) -> None:
    """Throw the queue away and make it anew; the workers plan again what is due."""
    with extra():
        from newsarchive.fleet import queue  # noqa: PLC0415 (only where there is one)

    queue.reset(address(database))
    output().print("the queue is new and empty")


def report(job: "Placed") -> dict[str, Any]:
    """Tell a job for programs."""
    return {
        "id": job.id,
        "task": job.task,
        "target": job.target,
        "state": job.state,
        "tries": job.tries,
        "next_at": job.next_at,
        "worker": job.worker,
    }


def _row(job: "Placed") -> tuple[str, ...]:
    return (
        str(job.id),
        job.task,
        one_line(job.target),
        job.state,
        str(job.tries),
        when(job.next_at),
        "-" if job.worker is None else str(job.worker),
    )


def _tell(order: "Order", *, new: bool) -> None:
    told = "queued" if new else "waits or runs already"
    output().print(f"{order.target}: {told}", markup=False)
