"""newsarchive story: who told one event, when, and what each cut or added."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from newsarchive.cli.console import iso, one_line, output, print_json, table, when
from newsarchive.cli.finding import find
from newsarchive.cli.options import Database, Json, address
from newsarchive.text.kinship import cut_and_added

if TYPE_CHECKING:
    from newsarchive.archive.api import StoredArticle, ToldStory

_COLUMNS = ("published", "outlet", "role", "its words in the first", "title", "id")


def story(
    name: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="An article, or a story's id.")
    ],
    *,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Show the copies and rewrites of one press release: what each cut and added."""
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Reader.open(address(database)) as reader:
        found = reader.story(name)
        alone = find(reader, name) if found is None else None
    if as_json:
        print_json(_told(found) if found is not None else None)
    elif found is None and alone is not None:
        print(f"{alone.row.key}: no other article tells this")
    elif found is not None:
        _print(output(), found)


def _print(console: Console, found: "ToldStory") -> None:
    console.print(Text(found.id, style="bold"))
    console.print(table(_COLUMNS, map(_row, found.members)))
    first, *others = found.members
    for other in others:
        _print_differences(console, first, other)


def _row(article: "StoredArticle") -> list[str]:
    row, place = article.row, article.story
    return [
        when(row.published_at),
        row.source,
        place.role if place else "-",
        f"{place.overlap:.0%}" if place else "-",
        one_line(row.title),
        row.key,
    ]


def _print_differences(
    console: Console, first: "StoredArticle", other: "StoredArticle"
) -> None:
    cut, added = cut_and_added(first.version.body, other.version.body)
    if not (cut or added):
        return
    console.print()
    console.print(Text(other.row.key, style="cyan"))
    for sentences, sign, style in ((cut, "-", "red"), (added, "+", "green")):
        for sentence in sentences:
            line = Text(f"  {sign} {one_line(sentence)}", style=style)
            console.print(line, soft_wrap=True)


def _told(found: "ToldStory") -> dict[str, Any]:
    first = found.members[0]
    return {"id": found.id, "members": [_member(first, one) for one in found.members]}


def _member(first: "StoredArticle", article: "StoredArticle") -> dict[str, Any]:
    row, place = article.row, article.story
    cut, added = cut_and_added(first.version.body, article.version.body)
    return {
        "id": row.key,
        "source": row.source,
        "url": row.url,
        "title": row.title,
        "published_at": iso(row.published_at),
        "first_seen_at": iso(row.first_seen_at),
        "role": place.role if place else None,
        "overlap": place.overlap if place else None,
        "cut": cut,
        "added": added,
    }
