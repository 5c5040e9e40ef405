"""newsarchive review: what is held from the public until a person looked at it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsarchive.cli.console import day, iso, one_line, output, print_json, table
from newsarchive.cli.deciding import By, Why, reasoned, signed
from newsarchive.cli.finding import ArticleName, find
from newsarchive.cli.options import Database, Json, address
from newsarchive.errors import ConfigurationError

if TYPE_CHECKING:
    from newsarchive.archive.api import Held

review = typer.Typer(
    name="review",
    invoke_without_command=True,
    help="Articles held from public exports, as they may identify a child or a victim.",
)
_COLUMNS = ("article", "outlet", "held since", "sign", "words", "title")
MOST_WORDS = 6


@review.callback()
def list_held(
    context: typer.Context,
    *,
    released: Annotated[
        bool,
        typer.Option("--released", help="Those that were let go, with the reason."),
    ] = False,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """List what waits for a look, or `release` or `hold` an article."""
    if context.invoked_subcommand is not None:
        return
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Reader.open(address(database)) as reader:
        found = reader.held(released=released)
    if as_json:
        print_json([_told(one) for one in found])
        return
    if not found:
        print("no article was released" if released else "no article waits for a look")
        return
    output().print(table(_COLUMNS, map(_row, found)))


@review.command()
def release(
    article: ArticleName,
    *,
    why: Why,
    by: By = None,
    database: Database = None,
) -> None:
    """Let an article go out in public exports: it identifies nobody it must not."""
    from newsarchive.archive.api import Archive, Reader  # noqa: PLC0415 (slow to load)

    with Reader.open(address(database)) as reader:
        found = find(reader, article)
    with Archive.open(address(database)) as archive:
        if not archive.release(found, by=signed(by), why=reasoned(why)):
            raise ConfigurationError(f"{found.row.key} is not held")
    print(f"{found.row.key} is released")


@review.command()
def hold(
    article: ArticleName,
    *,
    why: Why,
    by: By = None,
    database: Database = None,
) -> None:
    """Hold an article from public exports, whatever the rules say."""
    from newsarchive.archive.api import Archive, Reader  # noqa: PLC0415 (slow to load)

    with Reader.open(address(database)) as reader:
        found = find(reader, article)
    with Archive.open(address(database)) as archive:
        archive.hold(found, by=signed(by), why=reasoned(why))
    print(f"{found.row.key} is held from public exports")


def _row(one: "Held") -> list[str]:
    words = dict.fromkeys(word for sign in one.signs for word in sign["words"])
    return [
        one.key,
        one.source,
        day(one.flagged_at),
        ", ".join(sign["rule"] for sign in one.signs),
        one_line(", ".join(list(words)[:MOST_WORDS])),
        one_line(one.title),
    ]


def _told(one: "Held") -> dict[str, Any]:
    return {
        "article": one.key,
        "source": one.source,
        "title": one.title,
        "signs": one.signs,
        "held_since": iso(one.flagged_at),
        "released_at": iso(one.released_at),
        "by": one.by,
        "why": one.why,
    }
