"""newsarchive demo: the whole way of an article on a bundled newsroom, offline."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from newsarchive.cli.console import when
from newsarchive.text.terminal import clean

if TYPE_CHECKING:
    from newsarchive.archive.api import StoredArticle, StoredVersion
    from newsarchive.demo.tour import Sights


def demo(
    keep: Annotated[
        Path | None,
        typer.Option(help="Keep the demo's archive in this folder to explore it."),
    ] = None,
    output: Annotated[
        Path, typer.Option(help="Where the exported articles go.")
    ] = Path("exports/demo.jsonl"),
) -> None:
    """Serve a sample newsroom on this machine, crawl it twice, export it, look around.

    Nothing leaves the machine, no process stays behind, and no archive of yours is
    touched.
    """
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory(prefix="newsarchive-demo-") as scratch:
        folder = keep or Path(scratch)
        _rehearse(console, folder, output)
    if keep is not None:
        console.print(
            f"\nThe archive is kept: NEWSARCHIVE_DATABASE_URL="
            f"sqlite:///{keep / 'archive.db'} newsarchive search sabu"
        )


def _rehearse(console: Console, folder: Path, output: Path) -> None:
    from newsarchive.demo import tour  # noqa: PLC0415 (Scrapy is slow to load)
    from newsarchive.demo.newsroom import Newsroom  # noqa: PLC0415

    with Newsroom() as newsroom:
        for step in tour.steps(newsroom, folder, output):
            console.print(f"\n[bold]{step.say}[/]", soft_wrap=True)
            tour.run(step)
    _show(console, tour.sights(folder))
    console.print(f"\nAll of it as JSON Lines: {output}", soft_wrap=True)


def _show(console: Console, sights: "Sights") -> None:
    console.rule("What is in the archive")
    for outlet, number in sights.outlets.items():
        console.print(f"{outlet:<16} {number:>4} articles")
    console.print(
        f"Of {sights.total} articles {sights.with_date} have a date, "
        f"{sights.with_dateline} a dateline, {sights.with_byline} a byline."
    )
    console.rule("One article")
    _show_article(console, sights.article)
    console.rule("One story, told by several")
    for article in sights.story:
        told = f"{when(article.row.published_at)}  {article.row.source}"
        _line(console, told, article)
    if sights.edited is not None:
        _show_versions(console, *sights.edited)
    if sights.gone is not None:
        console.rule("Taken back at its source: its words stay")
        _line(console, str(sights.gone.row.state_reason), sights.gone)


def _show_versions(
    console: Console, article: "StoredArticle", versions: "tuple[StoredVersion, ...]"
) -> None:
    console.rule("Edited at its source: both versions are kept")
    for version in versions:
        words = len(version.body.split())
        _line(console, f"version {version.number}, {words} words", article)


def _line(console: Console, told: str, article: "StoredArticle") -> None:
    console.print(f"{told}: {_safe(article.row.title)}", soft_wrap=True)


def _show_article(console: Console, article: "StoredArticle") -> None:
    row, line = article.row, article.dateline
    people = ", ".join(
        " / ".join(part for part in (c.name, c.role, c.agency) if part)
        for c in article.credits
    )
    place = f"{line.place} ({line.code})" if line and line.code else line and line.place
    rows = {
        "title": row.title,
        "published": f"{row.published} from {row.published_origin}",
        "dateline": f"{line.raw} -> outlet {line.outlet}, place {place}"
        if line
        else None,
        "byline": f"{row.byline_raw} -> {people}",
        "regency": article.regency.name if article.regency else None,
        "units": ", ".join(unit.name for unit in article.units),
        "topics": ", ".join(topic.topic_id for topic in article.topics),
        "happened": ", ".join(f"{e.date} ({e.raw})" for e in article.event_dates),
        "body": article.version.body.split("\n\n")[0],
        "address": row.url,
        "id": row.key,
    }
    for name, value in rows.items():
        console.print(f"[bold]{name:<10}[/]{_safe(value)}", soft_wrap=True)


def _safe(text: str | None) -> str:
    return escape(clean(text or "-"))
