"""newsarchive crawl: fetch what is new into the archive."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from newsarchive.cli.alarms import tell_after_crawl
from newsarchive.cli.console import output, print_json, table, when
from newsarchive.cli.logform import told_in_its_format
from newsarchive.cli.meter import Meter
from newsarchive.cli.options import Json
from newsarchive.errors import ConfigurationError, IncompleteError
from newsarchive.logs import form_of
from newsarchive.run import Run, RunState

if TYPE_CHECKING:
    from newsarchive.crew import Ends, Job
    from newsarchive.plan import Choice

EVERY_RECORDS = 100


@told_in_its_format
def crawl(  # noqa: PLR0913 (options of a command)
    outlets: Annotated[
        list[str] | None,
        typer.Argument(
            help="Outlets by name, due or not; none: all that are due. "
            "With --warc: more files."
        ),
    ] = None,
    *,
    outlet: Annotated[
        list[str] | None, typer.Option("--outlet", help="An outlet by name, as above.")
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(
            help="Only outlets of this system (wordpress, blogger, ...), scope (region, "
            "nation) or confidence (high, medium, low); several must all hold."
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Outlets that are not due, too.")
    ] = False,
    due: Annotated[
        bool, typer.Option("--due", help="Named outlets only if they are due.")
    ] = False,
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
    time_budget: Annotated[
        str,
        typer.Option(help="Stop after this time, the rest waits: 45m, 2h."),
    ] = "",
    processes: Annotated[
        int, typer.Option(min=0, help="Processes that crawl; 0: one a core.")
    ] = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be crawled, and why.")
    ] = False,
    as_json: Json = False,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", "-s", help="Any Scrapy or NEWSARCHIVE_ setting."),
    ] = None,
    database: Annotated[
        str | None, typer.Option(help="The archive, instead of the setting's.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
    log_format: Annotated[
        str, typer.Option(help="The log on stderr: text, or json (an object a line).")
    ] = "",
) -> None:
    """Crawl outlets into the archive; what it has already is not fetched again.

    Ends with 0 when all went well (also when nothing is due or new), 3 when a source
    failed or was blocked, 4 when the archive cannot be written, 75 when other runs hold
    all that was to be crawled. Ctrl-C stops after the answers on their way; the next
    crawl goes on from there. --json goes with --dry-run.
    """
    from newsarchive import crawl as crawling  # noqa: PLC0415 (Scrapy is slow to load)

    named = [*(outlets or []), *(outlet or [])]
    _require_one_kind(outlets, url, warc, name)
    _require_no_mixture(url or warc, outlet or tag or every or due or dry_run)
    if as_json and not dry_run:
        raise ConfigurationError("--json goes with --dry-run")
    given = {
        "NEWSARCHIVE_RECHECK": recheck,
        "NEWSARCHIVE_BACKFILL": backfill,
        "NEWSARCHIVE_LIMIT": str(limit) if limit else "",
        "NEWSARCHIVE_TIME_BUDGET": crawling.read_seconds(time_budget),
        "NEWSARCHIVE_PROCESSES": str(processes) if processes else "",
        "NEWSARCHIVE_DATABASE_URL": database or "",
        "NEWSARCHIVE_LOG_FORMAT": log_format,
    }
    settings = crawling.crawl_settings(
        {
            "LOG_LEVEL": "ERROR",
            **read_settings(setting or []),
            **{name: value for name, value in given.items() if value},
        }
    )
    # Progress is for people; a program reads the log.
    quiet = quiet or form_of(settings) == "json"
    if warc:
        files = [*warc, *map(Path, outlets or [])]
        _take_in(files, settings["NEWSARCHIVE_DATABASE_URL"], quiet=quiet)
        return
    if url:
        jobs = [
            crawling.section_job(one, settings, platform=platform, name=name)
            for one in url
        ]
        _crawl(jobs, settings, quiet=quiet)
        return
    choices = crawling.choices(
        named,
        tag or [],
        settings,
        every=every or bool(recheck or backfill),
        due_only=due,
    )
    if dry_run:
        _print_plan(choices, as_json=as_json)
        return
    if jobs := crawling.jobs_of(choices):
        _crawl(jobs, settings, quiet=quiet)
    else:
        _say_nothing_is_due(choices)


def _crawl(jobs: Sequence["Job"], settings: Any, *, quiet: bool) -> None:
    """Crawl with one progress display, and report."""
    from newsarchive import crawl as crawling  # noqa: PLC0415 (Scrapy is slow to load)

    with Meter(Console(stderr=True), quiet=quiet) as meter:
        ends = crawling.crawl(jobs, settings, meter.show)
    tell_after_crawl(settings, settings["NEWSARCHIVE_DATABASE_URL"])
    _report_ends(settings["NEWSARCHIVE_DATABASE_URL"], ends, len(jobs))


def _report_ends(database: str, ends: "Ends", jobs: int) -> None:
    """Report on what ran, and say what other runs hold."""
    out = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    for held in ends.held:
        out.print(f"skipped: {held}", markup=False)
    _report(database, ends.runs, jobs - len(ends.held) - ends.not_begun)
    if ends.not_begun:
        out.print(
            f"{ends.not_begun} outlets were not begun; the next run takes them",
            markup=False,
        )


def _print_plan(choices: Sequence["Choice"], *, as_json: bool) -> None:
    """Say which outlets would be crawled, and why."""
    if as_json:
        print_json(
            [
                {
                    "source": one.source,
                    "due": one.due,
                    "why": one.why,
                    "next_at": one.next_at,
                }
                for one in choices
            ]
        )
        return
    rows = [
        (one.source, "yes" if one.due else "no", one.why, when(one.next_at))
        for one in choices
    ]
    output().print(table(("outlet", "crawl", "why", "due"), rows))


def _say_nothing_is_due(choices: Sequence["Choice"]) -> None:
    moments = [(one.next_at, one.source) for one in choices if one.next_at is not None]
    soonest = f"; {min(moments)[1]} is next, {when(min(moments)[0])}" if moments else ""
    output().print(f"nothing is due{soonest}")


def _require_no_mixture(whole: object, chosen: object) -> None:
    """Refuse a choice of outlets beside sections or files."""
    if whole and chosen:
        raise ConfigurationError(
            "--outlet, --tag, --all, --due and --dry-run choose outlets, not --url or --warc"
        )


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
