"""newsarchive correct: let a field say something else than what was read, with a reason."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsarchive.cli.console import one_line
from newsarchive.cli.deciding import By, Why, plain, reasoned, signed
from newsarchive.cli.finding import ArticleName, find
from newsarchive.cli.options import Database, address
from newsarchive.cli.values import shown
from newsarchive.errors import ConfigurationError

if TYPE_CHECKING:
    from newsarchive.archive.api import Decision, StoredArticle
    from newsarchive.typed.dates import Setting

_ALIASES = {
    "published_at": "published",
    "modified_at": "modified",
    "units": "police_units",
}
# What an outlet's declaration helps to read.
_SIGNED = {"dateline", "byline"}


def correct(  # noqa: PLR0913 (its options)
    article: ArticleName,
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="Which field; a wrong one lists all.")
    ],
    value: Annotated[
        str | None,
        typer.Argument(
            help="What it says: a date, a printed dateline or byline, names or codes "
            "with commas between."
        ),
    ] = None,
    *,
    why: Why,
    by: By = None,
    none: Annotated[bool, typer.Option("--none", help="There is none.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take it back.")] = False,
    database: Database = None,
) -> None:
    """Correct a field of an article; what was read is kept beside it.

    A correction stands when the article is edited at its source, and when its page is
    read again, until `--undo` takes it back. `newsarchive corrections` lists them.
    """
    from newsarchive.archive.api import Archive, Reader  # noqa: PLC0415 (slow to load)
    from newsarchive.typed.values import check, nothing, read  # noqa: PLC0415 (slow to load)

    name = check(_ALIASES.get(field, field))
    _require_one(value, none=none, undo=undo)
    reason = _reason(why, by)
    with Reader.open(address(database)) as reader:
        found = find(reader, article)
    if undo:
        with Archive.open(address(database)) as archive:
            before = archive.undo_correction(found, name, reason)
        told = f"again {_line(name, before.machine)}, as read; it was corrected to "
        print(f"{name} of {found.row.key} is {told}{_line(name, before.value)}")
        return
    made = (
        nothing(name) if value is None else read(name, plain(value), _of(found, name))
    )
    with Archive.open(address(database)) as archive:
        done = archive.correct(found, name, made, reason)
    told = f"{_line(name, done.value)}; read was {_line(name, done.machine)}"
    print(f"{name} of {found.row.key} is now {told}")


def _require_one(value: str | None, *, none: bool, undo: bool) -> None:
    if [value is not None, none, undo].count(True) != 1:
        raise ConfigurationError(
            "give a VALUE, or --none for there is none, or --undo: one of them"
        )


def _reason(why: str, by: str | None) -> "Decision":
    from newsarchive.archive.api import Decision  # noqa: PLC0415 (slow to load)

    return Decision(reasoned(why), signed(by), datetime.now(UTC))


def _of(article: "StoredArticle", field: str) -> "Setting":
    """Tell what a value is read against."""
    from newsarchive.typed.dates import Setting  # noqa: PLC0415 (slow to load)

    row = article.row
    names, desks = _outlet(row) if field in _SIGNED else ((), ())
    return Setting(
        first_seen=row.first_seen_at,
        last_checked=row.last_checked_at,
        published=row.published_at,
        zone=row.zone,
        outlet=names,
        desks=desks,
    )


def _outlet(row: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give an outlet's names and desks, by its file if it has one."""
    from newsarchive.spiders.registry import sources  # noqa: PLC0415 (Scrapy is slow)

    declared = sources().get(row.source)
    if declared is None:
        return (row.outlet,), ()
    return (declared.title, declared.domain, *declared.names), declared.desks


def _line(field: str, value: Any) -> str:
    return one_line(shown(field, value))
