"""newsarchive crawl: fetch what is new into the archive."""

import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import typer
from rich.console import Console
from rich.live import Live
from rich.table import Table

from newsarchive.cli.alarms import tell_after_crawl
from newsarchive.errors import ConfigurationError, IncompleteError
from newsarchive.run import Outcome, Run, RunState

if TYPE_CHECKING:
    from newsarchive.extensions import Snapshot

PLAIN_SECONDS = 10
EVERY_RECORDS = 100


def crawl(  # noqa: PLR0913 (options of a command)
    outlets: Annotated[
        list[str] | None,
        typer.Argument(help="Outlets by name; none: all. With --warc: more files."),
    ] = None,
    *,
    url: Annotated[
        list[str] | None, typer.Option(help="Crawl any section by its address.")
    ] = None,
    platform: Annotated[
        str | None, typer.Option(help="With --url: wordpress, blogger or generic.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="With one --url: the source's name.")
    ] = None,
    warc: Annotated[
        list[Path] | None,
        typer.Option(help="Take the outlets' articles out of a WARC file."),
    ] = None,
    recheck: Annotated[
        str, typer.Option(help="Fetch articles younger than this again: 30d, 12h.")
    ] = "",
    backfill: Annotated[
        str,
        typer.Option(
            help="Fetch what was published on these days: 2022-01-01..2022-12-31."
        ),
    ] = "",
    limit: Annotated[
        int, typer.Option(min=0, help="Fetch at most so many articles an outlet.")
    ] = 0,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", "-s", help="Any Scrapy or NEWSARCHIVE_ setting."),
    ] = None,
    database: Annotated[
        str | None, typer.Option(help="The archive, instead of the setting's.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Crawl outlets into the archive; what it has already is not fetched again.

    Ends with 0 when all went well (also when nothing is new), 3 when a source failed or
    was blocked, 4 when the archive cannot be written. Ctrl-C stops after the answers
    on their way; the next crawl goes on from there.
    """
    from newsarchive import crawl as crawling  # noqa: PLC0415 (Scrapy is slow to load)

    _require_one_kind(outlets, url, warc, name)
    given = {
        "NEWSARCHIVE_RECHECK": recheck,
        "NEWSARCHIVE_BACKFILL": backfill,
        "NEWSARCHIVE_LIMIT": str(limit) if limit else "",
        "NEWSARCHIVE_DATABASE_URL": database or "",
    }
    settings = crawling.crawl_settings(
        {
            "LOG_LEVEL": "ERROR",
            **read_settings(setting or []),
            **{name: value for name, value in given.items() if value},
        }
    )
    if warc:
        files = [*warc, *map(Path, outlets or [])]
        _take_in(files, settings["NEWSARCHIVE_DATABASE_URL"], quiet=quiet)
        return
    jobs = (
        [
            crawling.section_job(one, settings, platform=platform, name=name)
            for one in url
        ]
        if url
        else crawling.outlet_jobs(outlets or [])
    )
    console = Console(stderr=True)
    with Meter(console, quiet=quiet) as meter:
        run_ids = crawling.crawl(jobs, settings, meter.show)
    tell_after_crawl(settings, settings["NEWSARCHIVE_DATABASE_URL"])
    _report(settings["NEWSARCHIVE_DATABASE_URL"], run_ids, len(jobs))


def _require_one_kind(
    outlets: list[str] | None,
    urls: list[str] | None,
    files: list[Path] | None,
    name: str | None,
) -> None:
    """Refuse a mixture of outlets, sections and files."""
    if urls and (outlets or files):
        raise ConfigurationError(
            "give outlets by name, sections by --url, or files by --warc, not several"
        )
    if name and len(urls or []) != 1:
        raise ConfigurationError("--name names the source of exactly one --url")


def _take_in(files: list[Path], database: str, *, quiet: bool) -> None:
    """Take articles out of WARC files, with a line of progress."""
    from newsarchive.archive.api import Archive  # noqa: PLC0415 (SQLAlchemy is slow)
    from newsarchive.intake import Intake  # noqa: PLC0415

    console = Console(stderr=True)
    with (
        Archive.open(database) as archive,
        console.status("opening", spinner="line") as status,
    ):
        intake = Intake(archive)

        def tell(file: Path, number: int) -> None:
            if not quiet and number % EVERY_RECORDS == 0:
                status.update(f"{file.name}: {number} pages read")

        problem = None
        try:
            intake.take(files, tell)
        except IncompleteError as error:
            problem = error
    skipped = [f"{number} {why}" for why, number in intake.skipped.most_common()]
    out = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    out.print(f"skipped: {', '.join(skipped) or 'nothing'}", markup=False)
    run_ids = [visit.run_id for visit in intake.visits.values()]
    _report(database, run_ids, len(run_ids))
    if problem is not None:
        raise problem


def read_settings(pairs: list[str]) -> dict[str, str]:
    """Read NAME=VALUE pairs."""
    settings = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise ConfigurationError(f"-s {pair}: write NAME=VALUE")
        settings[name.strip()] = value
    return settings


class Meter:
    """Shows how the crawls stand: a live table, or a plain line now and then."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self.console = console
        self.quiet = quiet
        self.started = time.monotonic()
        self.told = self.started
        self.states: dict[str, Snapshot] = {}
        self.live = (
            Live(console=console, refresh_per_second=4, transient=True)
            if console.is_terminal and not quiet
            else None
        )

    def __enter__(self) -> Self:
        if self.live is not None:
            self.live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.live is not None:
            self.live.stop()

    def show(self, snapshot: "Snapshot") -> None:
        """Take a new state of one crawl."""
        self.states[snapshot.source] = snapshot
        if self.quiet:
            return
        if self.live is not None:
            self.live.update(self._table())
        elif time.monotonic() - self.told >= PLAIN_SECONDS:
            self.told = time.monotonic()
            self.console.print(self._line(snapshot), highlight=False)

    def _table(self) -> Table:
        columns = ("outlet", "found", "fetched", "new", "changed", "rejected", "left")
        table = Table(*columns, "pages/s", box=None)
        for state in self.states.values():
            table.add_row(
                state.source, *map(str, self._figures(state)), self._rate(state)
            )
        return table

    def _line(self, state: "Snapshot") -> str:
        found, fetched, new, changed, rejected, left = self._figures(state)
        return (
            f"{state.source}: found {found}, fetched {fetched}, new {new}, "
            f"changed {changed}, rejected {rejected}, left {left}, "
            f"{self._rate(state)} pages/s"
        )

    def _rate(self, state: "Snapshot") -> str:
        return f"{state.fetched / max(time.monotonic() - self.started, 0.1):.1f}"

    @staticmethod
    def _figures(state: "Snapshot") -> tuple[int, int, int, int, int, int]:
        totals: Counter[str] = Counter()
        for (outcome, reason), number in state.counts.items():
            totals[reason if outcome == Outcome.STORED else outcome] += number
        return (
            state.found,
            state.fetched,
            totals["new"],
            totals["changed"],
            totals[Outcome.REJECTED],
            state.found - sum(totals.values()),
        )


def _report(database: str, run_ids: list[int], jobs: int) -> None:
    """Print how each run ended; anything but DONE is an error for the caller."""
    from newsarchive.archive.api import Reader  # noqa: PLC0415

    with Reader.open(database) as reader:
        runs = [
            run for run in reader.runs(limit=len(run_ids) + 20) if run.id in run_ids
        ]
    out = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    for run in sorted(runs, key=lambda run: run.id):
        out.print(summary(run), markup=False)
    bad = [run for run in runs if run.outcome is not RunState.DONE]
    if bad or len(runs) < jobs:
        reasons = [f"{run.source}: {run.reason}" for run in bad]
        reasons += ["a crawl never began"] if len(runs) < jobs else []
        raise IncompleteError("incomplete: " + "; ".join(reasons))


def summary(run: Run) -> str:
    """Tell a run in one line; the figures add up to the addresses it asked for."""
    rejected = sum(run.rejected.values())
    parts = [
        f"{run.new} new",
        f"{run.changed} changed",
        f"{run.unchanged} unchanged",
        f"{run.duplicate} other addresses of known articles",
        f"{rejected} rejected"
        + (
            f" ({', '.join(f'{n} {why}' for why, n in run.rejected.items())})"
            * bool(rejected)
        ),
        f"{run.gone} gone",
        f"{run.blocked} blocked",
        f"{run.failed} failed",
    ]
    told = [part for part in parts if not part.startswith("0 ")] or ["nothing new"]
    way = f" by {', '.join(run.discovery)}" if run.discovery else ""
    kept = (
        "; what was stored is kept, the next crawl goes on from there"
        if run.outcome is RunState.INTERRUPTED
        else ""
    )
    is_cut = run.outcome is RunState.DONE and run.reason
    limit = f"; {run.reason}" if is_cut else ""
    return (
        f"{run.source}: {run.outcome}{way}: {', '.join(told)}; "
        f"{run.requests} requests, {run.bytes / 1e6:.1f} MB{kept}{limit}"
    )
