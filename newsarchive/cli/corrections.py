"""newsarchive corrections: what was corrected, by whom and why; what was taken back."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsarchive.cli.console import iso, one_line, output, print_json, table, when
from newsarchive.cli.finding import find
from newsarchive.cli.options import Database, Json, address
from newsarchive.cli.values import shown

if TYPE_CHECKING:
    from newsarchive.archive.api import Decision, StoredCorrection

_COLUMNS = ("at", "article", "field", "value", "read", "why", "by")


def corrections(
    article: Annotated[
        str | None, typer.Argument(help="Only of this article: its id or address.")
    ] = None,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Also those taken back or corrected again.")
    ] = False,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """List corrections, the first first: value, what was read, why, by whom."""
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Reader.open(address(database)) as reader:
        of = None if article is None else find(reader, article)
        found = reader.corrections(of, undone=everything)
    if as_json:
        print_json([told(one) for one in found])
    elif found:
        columns = (*_COLUMNS, "taken back") if everything else _COLUMNS
        output().print(table(columns, [_row(one)[: len(columns)] for one in found]))
    else:
        hint = "" if everything else "; --all shows those taken back"
        print(f"no correction stands{hint}")


def told(one: "StoredCorrection") -> dict[str, Any]:
    """Tell a correction to programs."""
    return {
        "article": one.article,
        "field": one.field,
        "value": one.value,
        "replaced": one.replaced,
        "machine": one.machine,
        **_reason(one.reason),
        "software": one.software,
        "undone": _reason(one.undone) if one.undone else None,
    }


def _reason(reason: "Decision") -> dict[str, Any]:
    return {"why": reason.why, "by": reason.by, "at": iso(reason.at)}


def _row(one: "StoredCorrection") -> list[str]:
    return [
        when(one.reason.at),
        one.article,
        one.field,
        one_line(shown(one.field, one.value)),
        one_line(shown(one.field, one.replaced if one.undone else one.machine)),
        one_line(one.reason.why),
        one_line(one.reason.by),
        signed(one.undone) if one.undone else "-",
    ]


def signed(reason: "Decision") -> str:
    """Tell a decision on one line: why, who, when."""
    return f"{one_line(reason.why)} ({one_line(reason.by)}, {when(reason.at)})"
