"""newsarchive runs: what ran, and what became of every address."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from newsarchive.cli.console import one_line, output, print_json, table, when
from newsarchive.cli.options import MOST_ID, Database, Json, address
from newsarchive.cli.run_report import brief, print_report, whole_report
from newsarchive.cli.written import write_whole
from newsarchive.errors import ConfigurationError
from newsarchive.run import Run, RunState

runs = typer.Typer(
    name="runs",
    invoke_without_command=True,
    help="What ran, and what became of every address.",
)
_COLUMNS = (
    *("run", "outlet", "began", "took", "outcome", "found", "new", "changed"),
    *("unchanged", "rejected", "gone", "failed", "requests", "by", "reason"),
)


@runs.callback()
def list_runs(
    context: typer.Context,
    *,
    source: Annotated[
        str | None, typer.Option("--source", "--outlet", help="Only of this outlet.")
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, max=1000, help="How many, the newest first.")
    ] = 20,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """List the crawls, newest first, and what became of every address they met.

    `newsarchive runs show ID` tells all of one: alarms, hosts, what was not stored.
    """
    if context.invoked_subcommand is not None:
        return
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Reader.open(address(database)) as reader:
        found = reader.runs(source=source, limit=limit)
    if as_json:
        print_json([brief(run) for run in found])
        return
    if not found:
        output().print("no runs yet: `newsarchive crawl` makes the first")
        return
    output().print(table(_COLUMNS, map(_row, found)))


@runs.command()
def show(
    ids: Annotated[
        list[int],
        typer.Argument(max=MOST_ID, metavar="ID...", help="Runs by number."),
    ],
    *,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page for a browser."),
    ] = None,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Tell all of some runs: alarms, fields, hosts, what was not stored and why."""
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (slow)

    with Reader.open(address(database)) as reader:
        found = {run.id: run for run in reader.runs_of(ids)}
        if unknown := [number for number in ids if number not in found]:
            raise ConfigurationError(
                f"no run {unknown[0]}: `newsarchive runs` lists them"
            )
        told = [whole_report(reader, found[number]) for number in dict.fromkeys(ids)]
    if html is not None:
        _write(html, told)
    elif as_json:
        print_json(told)
    else:
        for one in told:
            print_report(output(), one)


def _write(file: Path, reports: list[dict[str, Any]]) -> None:
    from newsarchive.operations.page import page_of  # noqa: PLC0415 (only here)

    write_whole(file, page_of([_shown(one) for one in reports]).encode())
    print(f"{file}: {len(reports)} runs")


def _shown(report: dict[str, Any]) -> dict[str, Any]:
    """Give the instants of a report as people read them."""
    times = {name: _moment(report[name]) for name in ("started_at", "finished_at")}
    alarms = [{**one, "since": _moment(one["since"])} for one in report["alarms"]]
    return {**report, **times, "alarms": alarms}


def _moment(text: str | None) -> str | None:
    return text and when(datetime.fromisoformat(text))


def _row(run: Run) -> list[Text | str]:
    done = run.outcome in {RunState.DONE, RunState.RUNNING}
    figures = (run.found, run.new, run.changed, run.unchanged)
    return [
        str(run.id),
        one_line(run.source),
        when(run.started_at),
        took(run.started_at, run.finished_at),
        Text(run.outcome, style="" if done else "yellow"),
        *map(str, figures),
        str(sum(run.rejected.values())),
        *map(str, (run.gone, run.failed, run.requests)),
        ", ".join(run.discovery) or "-",
        one_line(run.reason),
    ]


def took(started: datetime, finished: datetime | None) -> str:
    """Tell how long a run took: 1:02:03."""
    if finished is None:
        return "-"
    return str(finished - started).partition(".")[0]
