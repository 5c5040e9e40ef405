"""newsarchive runs: what ran, and what became of every address."""

from datetime import datetime
from typing import Annotated, Any

import typer
from rich.text import Text

from newsarchive.cli.console import iso, one_line, output, print_json, table, when
from newsarchive.cli.options import Database, Json, address
from newsarchive.run import Run, RunState

_COLUMNS = (
    *("run", "outlet", "began", "took", "outcome", "found", "new", "changed"),
    *("unchanged", "rejected", "gone", "failed", "requests", "by", "reason"),
)


def runs(
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
    """List the crawls, newest first, and what became of every address they met."""
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Reader.open(address(database)) as reader:
        found = reader.runs(source=source, limit=limit)
    if as_json:
        print_json([report(run) for run in found])
        return
    if not found:
        output().print("no runs yet: `newsarchive crawl` makes the first")
        return
    output().print(table(_COLUMNS, map(_row, found)))


def report(run: Run) -> dict[str, Any]:
    """Tell a run for programs; its fields are a published contract."""
    return {
        "id": str(run.id),
        "source": run.source,
        "started_at": iso(run.started_at),
        "finished_at": iso(run.finished_at),
        "outcome": str(run.outcome),
        "requests": run.requests,
        "new": run.new,
        "changed": run.changed,
        "unchanged": run.unchanged,
        "rejected": run.rejected,
        "failed": run.failed,
        "gone": run.gone,
        "bytes": run.bytes,
    }


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
