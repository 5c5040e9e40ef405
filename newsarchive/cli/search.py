"""newsarchive search: find articles by words, outlet, place, unit, topic and date."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from newsarchive.cli.card import people
from newsarchive.cli.console import day, one_line, output, print_json, table
from newsarchive.cli.options import (
    Database,
    Json,
    Outlet,
    Place,
    PoliceOnly,
    Regency,
    Since,
    Topic,
    Unit,
    Until,
    address,
    patience,
    query_of,
)
from newsarchive.cli.snippet import marked, snippet
from newsarchive.export.forms import Profile

if TYPE_CHECKING:
    from newsarchive.archive.api import StoredArticle

_COLUMNS = ("date", "outlet", "title", "regency", "byline", "id")


def search(  # noqa: PLR0913 (options of a command)
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...",
            help="Words in any inflection; in double quotes as written: '\"curat motor\"'.",
        ),
    ] = None,
    *,
    source: Outlet = None,
    place: Place = None,
    regency: Regency = None,
    unit: Unit = None,
    topic: Topic = None,
    police_only: PoliceOnly = False,
    since: Since = None,
    until: Until = None,
    limit: Annotated[
        int, typer.Option(min=1, max=1000, help="How many, the newest first.")
    ] = 20,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Find articles, newest first; without words list what the options leave."""
    from newsarchive.archive.api import Query, Reader  # noqa: PLC0415 (slow to load)

    words = " ".join(given) if given else None
    with Reader.open(address(database), patience()) as reader:
        query = query_of(
            reader,
            words=words,
            source=source,
            place=place,
            regency=regency,
            unit=unit,
            topic=topic,
            police=police_only,
            since=since,
            until=until,
        )
        articles = reader.newest(query, limit)
        if as_json:
            print_json([_record(article, words) for article in articles])
            return
        found, total = reader.count(query), reader.count(Query())
    console = output()
    if articles:
        console.print(_table(articles, words, console))
    shown = f", the newest {len(articles)} shown" if found > len(articles) else ""
    console.print(f"{found} of {total} articles{shown}")


def _record(article: "StoredArticle", words: str | None) -> dict[str, Any]:
    from newsarchive.export.records import (  # noqa: PLC0415 (slow to load)
        full_record,
        shortened,
    )

    record = shortened(full_record(article), Profile.EXCERPT)
    return {**record, "snippet": _snippet(article, words).plain}


def _table(
    articles: tuple["StoredArticle", ...], words: str | None, console: Console
) -> Any:
    rows = [_row(article, words) for article in articles]
    if console.is_terminal:
        # Under the headline there is room for it.
        return table(_COLUMNS, [_stacked(row) for row in rows])
    return table((*_COLUMNS, "text"), rows)


def _stacked(row: list[Text | str]) -> list[Text | str]:
    date, outlet, title, *rest, shown = row
    return [date, outlet, Text.assemble(title, "\n", shown), *rest]


def _row(article: "StoredArticle", words: str | None) -> list[Text | str]:
    return [
        day(article.row.published_at),
        one_line(article.row.outlet),
        _marked(one_line(article.title), words),
        one_line(article.regency.name if article.regency else None),
        one_line(people(article)),
        article.row.key.rpartition(":")[2],
        _snippet(article, words),
    ]


def _snippet(article: "StoredArticle", words: str | None) -> Text:
    body = one_line(article.version.body)
    return _marked(snippet(body, _hits(words, body)), words)


def _marked(text: str, words: str | None) -> Text:
    return marked(text, _hits(words, text))


def _hits(words: str | None, text: str) -> list[tuple[int, int]]:
    from newsarchive.archive.api import hits  # noqa: PLC0415 (slow to load)

    return hits(words, text) if words is not None else []
