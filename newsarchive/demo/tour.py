"""The tour: crawl the sample newsroom on two days, export it, and pick what to show."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsarchive.archive.api import Query, Reader, StoredArticle, StoredVersion
from newsarchive.demo.newsroom import Newsroom
from newsarchive.errors import NewsArchiveError
from newsarchive.text.urls import slug_of

# The newsroom is ours and on this machine: no need to be slow.
_SETTINGS = {
    "DOWNLOAD_DELAY": "0",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
    "AUTOTHROTTLE_ENABLED": "False",
}


class DemoError(NewsArchiveError):
    """A step of the tour failed; its own message stands above."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the tour and what to say before it."""

    say: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sights:
    """What the tour shows of the archive it has made."""

    outlets: Mapping[str, int]
    total: int
    with_date: int
    with_dateline: int
    with_byline: int
    article: StoredArticle
    edited: tuple[StoredArticle, tuple[StoredVersion, ...]] | None
    gone: StoredArticle | None
    story: tuple[StoredArticle, ...]


def steps(newsroom: Newsroom, folder: Path, output: Path) -> Iterator[Step]:
    """Give the tour's commands in order; the newsroom's day passes between them."""
    database = f"sqlite:///{folder / 'archive.db'}"
    kept = ("-s", f"NEWSARCHIVE_DATA={folder}")
    yield from _crawls(newsroom, database, "Day one: crawl", kept)
    newsroom.advance()
    again = (*kept, "--recheck", "30d")
    yield from _crawls(newsroom, database, "A day later: crawl", again)
    yield Step(
        "Export every article as one JSON object a line",
        (
            *("export", "--profile", "full", "--output", str(output)),
            *("--database", database),
        ),
    )


def run(step: Step) -> None:
    """Run one command of the tour in a process of its own, as a user would."""
    command = [sys.executable, "-m", "newsarchive", *step.arguments]
    done = subprocess.run(command, env=os.environ, check=False)  # noqa: S603 (our own)
    if done.returncode != 0:
        raise DemoError(
            f"`newsarchive {step.arguments[0]}` ended with {done.returncode}"
        )


def sights(folder: Path) -> Sights:
    """Pick what to show from the archive in a folder."""
    with Reader.open(f"sqlite:///{folder / 'archive.db'}") as reader:
        articles = list(reader.every(Query()))
        if not articles:
            raise DemoError("the archive is empty")
        edited = next((a for a in articles if a.row.versions > 1), None)
        told = max(
            articles, key=lambda a: (a.story.size if a.story else 0, str(a.row.title))
        )
        story = reader.story(told.row.key)
        return Sights(
            outlets={name: row["articles"] for name, row in reader.sources().items()},
            total=len(articles),
            with_date=sum(a.row.published is not None for a in articles),
            with_dateline=sum(a.dateline is not None for a in articles),
            with_byline=sum(a.row.byline_raw is not None for a in articles),
            article=_typical(articles),
            edited=(edited, tuple(reader.versions(edited))) if edited else None,
            gone=next((a for a in articles if a.row.state != "live"), None),
            story=story.members if story else (),
        )


def _crawls(
    newsroom: Newsroom, database: str, say: str, extra: tuple[str, ...]
) -> Iterator[Step]:
    allowed = ",".join(newsroom.addresses)
    settings = {**_SETTINGS, "NEWSARCHIVE_ALLOWED_ADDRESSES": allowed}
    given = [part for item in settings.items() for part in ("-s", "=".join(item))]
    for outlet, section in newsroom.sections.items():
        yield Step(
            f"{say} {outlet}, {section}",
            (
                *("crawl", "--url", section, "--name", slug_of(outlet)),
                *("--database", database),
                *given,
                *extra,
            ),
        )


def _typical(articles: list[StoredArticle]) -> StoredArticle:
    """Pick an article with everything in it, the same one every time."""
    return max(
        articles,
        key=lambda a: (
            a.dateline is not None,
            bool(a.credits),
            bool(a.event_dates),
            str(a.row.published),
        ),
    )
