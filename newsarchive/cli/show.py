"""newsarchive show: one article, whole, each value with where it came from."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from newsarchive.cli.card import facts
from newsarchive.cli.console import one_line, output, print_json
from newsarchive.cli.finding import ArticleName, find
from newsarchive.cli.options import Database, Json, address
from newsarchive.errors import ConfigurationError
from newsarchive.text.terminal import clean

if TYPE_CHECKING:
    from newsarchive.archive.api import StoredArticle, StoredVersion


def show(
    article: ArticleName,
    *,
    version: Annotated[
        int | None, typer.Option(min=1, help="An earlier version of its words.")
    ] = None,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Show one article: dates, dateline, byline, words, addresses, versions, story."""
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Reader.open(address(database)) as reader:
        found = find(reader, article)
        versions = reader.versions(found)
        chosen = choose(found, versions, version)
    if as_json:
        _print_record(chosen)
        return
    _print(output(), chosen, versions)


def choose(
    article: "StoredArticle", versions: "list[StoredVersion]", number: int | None
) -> "StoredArticle":
    """Give the article with the words of one version; of the newest without a number."""
    if number is None:
        return article
    for version in versions:
        if version.number == number:
            return replace(article, version=version)
    raise ConfigurationError(
        f"{article.row.key} has {len(versions)} versions, none is number {number}"
    )


def _print_record(article: "StoredArticle") -> None:
    from newsarchive.export.records import full_record  # noqa: PLC0415 (slow to load)

    print_json(full_record(article))


def _print(
    console: Console, article: "StoredArticle", versions: "list[StoredVersion]"
) -> None:
    console.print(Text(one_line(article.title), style="bold"))
    for name, value in facts(article, versions):
        line = Text.assemble((f"{name:<11}", "cyan"), one_line(value))
        console.print(line, soft_wrap=True)
    console.print()
    console.print(Text(clean(article.version.body)), soft_wrap=True)
