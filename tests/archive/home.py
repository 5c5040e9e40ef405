"""An archive in a folder of its own, and a crawl of it without a network."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from newsarchive.archive.api import (
    Answer,
    Archive,
    Lead,
    Query,
    Reader,
    StoredArticle,
    Visit,
)
from newsarchive.items import Article
from newsarchive.run import RunState
from newsarchive.source import Source
from tests.archive.articles import SOURCE

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a test moves."""

    now: datetime = datetime(2023, 10, 22, 4, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass(frozen=True)
class Home:
    """An archive's address and the clock its visits look at."""

    address: str
    clock: Clock

    @contextmanager
    def visit(self, name: str = "kabaruji", source: Source = SOURCE) -> Iterator[Visit]:
        """Open a run; nothing is finished by itself."""
        with Archive.open(self.address) as archive:
            visit = archive.begin(name, source)
            visit.clock = self.clock
            yield visit

    def crawl(
        self, *items: Article | Answer, name: str = "kabaruji", source: Source = SOURCE
    ) -> Counter[tuple[str, str]]:
        """Meet and hand over each item in a run of its own; count the outcomes."""
        with self.visit(name, source) as visit:
            urls = [i.requested if isinstance(i, Article) else i.url for i in items]
            visit.met([Lead(url) for url in urls], "test", LONG_AGO)
            for item in items:
                if isinstance(item, Article):
                    visit.store(item)
                else:
                    visit.settle(item)
            visit.finish(RunState.DONE)
            return visit.counts

    def reader(self) -> Reader:
        return Reader.open(self.address)

    def articles(self, **query: Any) -> list[StoredArticle]:
        """Read all articles, in the order of their addresses."""
        with self.reader() as reader:
            found = list(reader.every(Query(**query)))
        return sorted(found, key=lambda article: article.row.url)

    def only(self) -> StoredArticle:
        (article,) = self.articles()
        return article

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the tables themselves."""
        with (
            Archive.open(self.address) as archive,
            archive.engine.begin() as connection,
        ):
            found = connection.execute(text(statement))
            return [tuple(row) for row in found] if found.returns_rows else []
