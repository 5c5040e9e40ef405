"""newsarchive worker: crawl what is queued and due, one of many on one archive."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from newsarchive.cli.console import one_line, output, when
from newsarchive.cli.crawl import read_settings
from newsarchive.errors import ConfigurationError

if TYPE_CHECKING:
    from newsarchive.fleet.tasks import Notice

# A crawl mostly waits for its site.
CRAWLS_A_CORE = 4


def worker(
    *,
    crawls: Annotated[
        int, typer.Option(min=0, help="Crawls at once; 0: four a core.")
    ] = 0,
    plan: Annotated[
        bool,
        typer.Option(
            "--plan/--no-plan", help="Queue what is due, or only take what is queued."
        ),
    ] = True,
    once: Annotated[
        bool, typer.Option("--once", help="End when no job waits any more.")
    ] = False,
    metrics: Annotated[
        str,
        typer.Option(
            metavar="HOST:PORT",
            help="Tell Prometheus at /metrics there: 127.0.0.1:9188.",
        ),
    ] = "",
    setting: Annotated[
        list[str] | None,
        typer.Option(
            "--set", "-s", help="Any Scrapy or NEWSARCHIVE_ setting, for all crawls."
        ),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(help="The archive, instead of NEWSARCHIVE_DATABASE_URL."),
    ] = None,
) -> None:
    """Take crawls from the archive's queue until told to stop; PostgreSQL only.

    Any number of workers on any number of machines share one archive: what is due is
    queued once, an outlet is crawled by one at a time, a job of a worker that died is
    done by another. Ctrl-C stops within 30 seconds and puts what was not finished back
    into the queue; a second one does so at once. Ends with 4 when the database is lost.
    """
    from newsarchive.settings import handed_down  # noqa: PLC0415 (reads the environment)

    with extra():
        from newsarchive.crawl import crawl_settings  # noqa: PLC0415 (Scrapy is slow to load)
        from newsarchive.fleet.worker import Terms, work  # noqa: PLC0415

    pairs = setting or []
    given = {"NEWSARCHIVE_DATABASE_URL": database} if database else {}
    options = [part for pair in pairs for part in ("-s", pair)]
    terms = Terms(
        settings=crawl_settings({**read_settings(pairs), **given}),
        options=options,
        crawls=crawls or CRAWLS_A_CORE * (os.cpu_count() or 1),
        plans=plan,
        once=once,
        metrics=metrics,
    )

    def ready(address: str) -> None:
        told = f", metrics at {address}" if address else ""
        _say(f"ready for {terms.crawls} crawls at once{told}")

    # Not among their arguments, which every user of the machine can read.
    with handed_down(given):
        work(terms, lambda notice: _say(sentence(notice)), ready)
    _say("stopped")


@contextmanager
def extra() -> Iterator[None]:
    """Say which extra is missing where a fleet's packages are."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"workers need {error.name}: install newsarchive[fleet]"
        ) from error


def sentence(notice: "Notice") -> str:
    """Tell of a job in one line."""
    name = f"{notice.target}: "
    if notice.ending is None:
        return f"{name}begun, job {notice.job}"
    words = f": {one_line(notice.words)}" if notice.words else ""
    again = (
        f"; again at {when(datetime.now(UTC) + notice.again_in)}"
        if notice.again_in is not None
        else ""
    )
    return f"{name}{notice.ending} after {notice.seconds:.0f} s{words}{again}"


def _say(line: str) -> None:
    output().print(f"{when(datetime.now(UTC))}  {line}", markup=False, soft_wrap=True)
