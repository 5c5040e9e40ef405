"""What the commands share of printing: safe text, tables, JSON, dates as read here."""

import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsarchive.text.terminal import clean, escaped

ZONE = ZoneInfo("Asia/Jakarta")
# Into a file or a pipe a row is one line, however long.
_UNLIMITED = 10_000


def one_line(text: str | None) -> str:
    """Put a stored text on one line; a dash where there is none."""
    return " ".join(clean(text or "").split()) or "-"


def when(moment: datetime | None) -> str:
    """Show an instant as the region's clocks do."""
    if moment is None:
        return "-"
    return moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M WIB")


def day(moment: datetime | None) -> str:
    """Show the day of an instant as the region's calendars do."""
    return moment.astimezone(ZONE).date().isoformat() if moment else "-"


def iso(moment: datetime | None) -> str | None:
    """Write an instant for programs, with the region's offset."""
    return moment.astimezone(ZONE).isoformat(timespec="seconds") if moment else None


def output() -> Console:
    """Give the console that results go to."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _UNLIMITED
    return console


def table(columns: Iterable[str], rows: Iterable[Iterable[Text | str]]) -> Table:
    """Make a table without lines; the cells are texts, never markup."""
    made = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        made.add_row(*(c if isinstance(c, Text) else Text(c) for c in row))
    return made


def print_json(value: Any) -> None:
    """Print JSON that no terminal can be driven by."""
    import orjson  # noqa: PLC0415 (only where JSON is wanted)

    options = orjson.OPT_INDENT_2 | orjson.OPT_PASSTHROUGH_DATETIME
    sys.stdout.write(escaped(orjson.dumps(value, iso, options).decode()) + "\n")
