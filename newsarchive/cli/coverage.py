"""newsarchive coverage: outlet by day, what is there and why the rest is missing."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from newsarchive.cli.console import ZONE, one_line, output, print_json, table
from newsarchive.cli.options import Database, Json, Outlet, address
from newsarchive.cli.written import write_whole
from newsarchive.errors import ConfigurationError
from newsarchive.monitors.days import DayState

if TYPE_CHECKING:
    from newsarchive.operations.days import Cell, Row

# What a day looks like in a table, and in which colour.
_SIGNS = {
    DayState.NOTHING: (".", "dim"),
    DayState.BLOCKED: ("B", "yellow"),
    DayState.DOWN: ("D", "red"),
    DayState.BROKEN: ("X", "red"),
    DayState.NOT_RUN: ("-", "magenta"),
}
_MANY = 9


def coverage(
    *,
    month: Annotated[
        str | None, typer.Option("--month", help="Which: 2026-10; none: this month.")
    ] = None,
    source: Outlet = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Draw it.")
    ] = None,
    recompute: Annotated[
        bool,
        typer.Option("--recompute", help="Make all days again of articles and runs."),
    ] = False,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Show a month, outlet by day: stored, nothing published, blocked, down, broken, not run.

    A day counts articles by when they were published, in the outlet's zone.
    """
    from newsarchive.archive.api import Archive, Reader  # noqa: PLC0415 (slow to load)
    from newsarchive.operations.days import month_of, read_month  # noqa: PLC0415

    today = datetime.now(UTC).astimezone(ZONE).date()
    span = read_month(month or f"{today:%Y-%m}")
    with Reader.open(address(database)) as reader:
        begun = _chosen(reader.begun(), source)
    if recompute:
        with Archive.open(address(database)) as archive:
            archive.recompute_coverage()
    with Reader.open(address(database)) as reader:
        rows = month_of(reader.coverage(*span, source), begun, span, today)
    if svg is not None:
        _draw(svg, rows, f"{span[0]:%Y-%m}")
    elif as_json:
        print_json(_told(rows, f"{span[0]:%Y-%m}"))
    else:
        _print(rows)


def _chosen(begun: dict[str, Any], source: str | None) -> dict[str, Any]:
    if source is None:
        return begun
    if source not in begun:
        raise ConfigurationError(
            f"no run of {source!r} has ended yet; there are some of "
            f"{', '.join(begun) or 'none'}"
        )
    return {source: begun[source]}


def _draw(file: Path, rows: "list[Row]", month: str) -> None:
    from newsarchive.operations.picture import draw  # noqa: PLC0415 (only here)

    write_whole(file, draw(rows, month).encode())
    print(f"{file}: {len(rows)} outlets in {month}")


def _print(rows: "list[Row]") -> None:
    if not rows:
        output().print("no runs yet: `newsarchive crawl` makes the first")
        return
    tens = "".join(str(c.day.day // 10 or " ") for c in rows[0].cells)
    ones = "".join(str(c.day.day % 10) for c in rows[0].cells)
    shown: list[list[Text | str]] = [["", tens, "", ""], *map(_row, rows)]
    output().print(table(("outlet", ones, "articles", "missing"), shown))
    signs = ", ".join(f"{sign} {state}" for state, (sign, _) in _SIGNS.items())
    output().print(f"1-9 articles stored, + more, {signs}", style="dim")


def _row(row: "Row") -> list[Text | str]:
    missing = [
        f"{row.totals[state]} {state}"
        for state in (*_LOST, DayState.NOT_RUN)
        if row.totals[state]
    ]
    days = Text.assemble(*map(_sign, row.cells))
    articles = str(row.totals["articles"])
    return [one_line(row.source), days, articles, ", ".join(missing) or "-"]


_LOST = (DayState.BLOCKED, DayState.DOWN, DayState.BROKEN)


def _sign(cell: "Cell") -> tuple[str, str]:
    if cell.state is None:
        return " ", ""
    if cell.state is DayState.STORED:
        return "+" if cell.articles > _MANY else str(cell.articles), "blue"
    return _SIGNS[cell.state]


def _told(rows: "list[Row]", month: str) -> dict[str, Any]:
    from newsarchive.operations.days import totals  # noqa: PLC0415 (only here)

    return {
        "month": month,
        "totals": totals(rows),
        "outlets": [
            {
                "source": row.source,
                "title": row.title,
                "days": [
                    {
                        "day": cell.day.isoformat(),
                        "state": cell.state,
                        "articles": cell.articles,
                        "reason": cell.reason,
                    }
                    for cell in row.cells
                    if cell.state is not None
                ],
            }
            for row in rows
        ],
    }
