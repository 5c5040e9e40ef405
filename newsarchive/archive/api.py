"""The archive's door: everything outside this package comes in here."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine

from newsarchive.archive import captures, migrate, people, reading, runs, schedule
from newsarchive.archive import connection as connections
from newsarchive.archive.captures import Selection, StoredCapture
from newsarchive.archive.connection import NoArchiveError
from newsarchive.archive.ledger import Lead, ListingState, PageRef
from newsarchive.archive.locks import Lock, hold
from newsarchive.archive.neighbours import (
    clear_room,
    has_room,
    make_room,
    server_of,
)
from newsarchive.archive.people import Alias, StoredPerson
from newsarchive.archive.prospects import Answer
from newsarchive.archive.reading import (
    Query,
    StateChange,
    StoredArticle,
    StoredVersion,
    ToldStory,
)
from newsarchive.archive.schedule import Rest, Stand
from newsarchive.archive.search import hits
from newsarchive.archive.snapshot import changes, findings_of
from newsarchive.archive.visit import REREAD, Visit
from newsarchive.check import Check
from newsarchive.run import Run
from newsarchive.source import Source

__all__ = [
    "REREAD",
    "Alias",
    "Answer",
    "Archive",
    "Lead",
    "ListingState",
    "Lock",
    "NoArchiveError",
    "PageRef",
    "Query",
    "Reader",
    "Rest",
    "Selection",
    "Stand",
    "StateChange",
    "StoredArticle",
    "StoredCapture",
    "StoredPerson",
    "StoredVersion",
    "ToldStory",
    "Visit",
    "changes",
    "clear_room",
    "findings_of",
    "has_room",
    "hits",
    "hold",
    "make_room",
    "server_of",
]


@dataclass(frozen=True)
class Archive:
    """An archive opened for writing; one process writes at a time."""

    engine: Engine
    url: URL

    @classmethod
    def open(cls, address: str) -> Self:
        """Open an archive, made if it is not there; refuse one that needs upgrading."""
        url = connections.read_url(address)
        archive = cls(connections.writer(url), url)
        try:
            migrate.prepare(archive.engine, url)
        except BaseException:
            archive.close()
            raise
        return archive

    def begin(
        self, name: str, source: Source, settings: dict[str, Any] | None = None
    ) -> Visit:
        """Open a run of a source."""
        with connections.transaction(self.engine, self.url) as connection:
            source_id = runs.source_id(connection, name, source)
            run_id = runs.begin(
                connection, source_id, settings or {}, datetime.now(UTC)
            )
        return Visit(self.engine, self.url, run_id, source_id)

    def record_check(self, source: Source, check: Check) -> None:
        """Keep what a live look at an outlet found."""
        with connections.transaction(self.engine, self.url) as connection:
            source_id = runs.source_id(connection, check.source, source)
            runs.record_check(connection, source_id, check)

    def has_captures(self) -> bool:
        """Whether any capture is known."""
        with connections.transaction(self.engine, self.url) as connection:
            return captures.number_of(connection, Selection()) > 0

    def join_people(self, source: str, name: str, *, into: str, why: str) -> None:
        """Decide by hand that a spelling means the person of another spelling."""
        with connections.transaction(self.engine, self.url) as connection:
            people.join(connection, source, name, into=into, why=why)

    def part_people(self, source: str, name: str, *, why: str) -> None:
        """Decide by hand that a spelling means a person of its own."""
        with connections.transaction(self.engine, self.url) as connection:
            people.part(connection, source, name, why=why)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True)
class Reader:
    """An archive opened for reading; it cannot change anything."""

    engine: Engine
    url: URL

    @classmethod
    def open(cls, address: str) -> Self:
        """Open an archive that is there and up to date."""
        url = connections.read_url(address)
        reader = cls(connections.reader(url), url)
        try:
            migrate.check(reader.engine, url)
        except BaseException:
            reader.close()
            raise
        return reader

    def count(self, query: Query) -> int:
        """Count the articles a query finds."""
        with self._transaction() as connection:
            return reading.count(connection, query)

    def newest(self, query: Query, limit: int = 20) -> tuple[StoredArticle, ...]:
        """Read the newest articles a query finds."""
        with self._transaction() as connection:
            return reading.newest(connection, query, limit)

    def every(self, query: Query) -> Iterator[StoredArticle]:
        """Read all articles a query finds, by id, as one moment's picture."""
        with self._transaction() as connection:
            yield from reading.every(connection, query)

    def find(self, name: str) -> StoredArticle | None:
        """Find one article by its id, the end of it, or any of its addresses."""
        with self._transaction() as connection:
            return reading.find(connection, name)

    def story(self, name: str) -> ToldStory | None:
        """Find a story by a name it has or had, or by one of its articles."""
        with self._transaction() as connection:
            return reading.story(connection, name)

    def versions(self, article: StoredArticle) -> list[StoredVersion]:
        """Read all versions of an article, the first first."""
        with self._transaction() as connection:
            return reading.versions(connection, article.row.id)

    def runs(self, *, source: str | None = None, limit: int = 20) -> list[Run]:
        """Read the newest runs, newest first."""
        with self._transaction() as connection:
            return runs.reports(connection, source=source, limit=limit)

    def topics(self) -> dict[str, int]:
        """Count the articles of each topic."""
        with self._transaction() as connection:
            return reading.topics(connection)

    def people(self, source: str | None = None) -> tuple[StoredPerson, ...]:
        """Read all who sign, with the spellings of their names."""
        with self._transaction() as connection:
            return people.everybody(connection, source)

    def captures(self, which: Selection) -> Iterator[StoredCapture]:
        """Read captures in the order they were made, as one moment's picture."""
        with self._transaction() as connection:
            yield from captures.read(connection, which)

    def count_captures(self, which: Selection) -> int:
        """Count captures."""
        with self._transaction() as connection:
            return captures.number_of(connection, which)

    def part(self, source: str, url: str, since: datetime) -> StoredCapture | None:
        """Find the capture of an article's further page, made with or after its first."""
        with self._transaction() as connection:
            return captures.part(connection, source, url, since)

    def captured_sources(self) -> list[dict[str, Any]]:
        """List the sources that have captures."""
        with self._transaction() as connection:
            return captures.sources(connection)

    def states(self, article: StoredArticle) -> list[StateChange]:
        """Read how an article stood at its source, the first change first."""
        with self._transaction() as connection:
            return reading.states(connection, article.row.id)

    def version(self, article_id: int, number: int) -> StoredVersion:
        """Read one version of an article."""
        with self._transaction() as connection:
            return reading.versions(connection, article_id)[number - 1]

    def sources(self) -> dict[str, dict[str, Any]]:
        """Tell of each source: articles, newest article, last run, last check."""
        with self._transaction() as connection:
            return reading.last_runs(connection)

    def stands(self) -> dict[str, Stand]:
        """Tell of each source that was crawled when it is due, and what waits there."""
        with self._transaction() as connection:
            return schedule.stands(connection, datetime.now(UTC))

    def rests(self) -> dict[str, Rest]:
        """Read which hosts refused us."""
        with self._transaction() as connection:
            return schedule.rests(connection)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _transaction(self) -> AbstractContextManager[Connection]:
        return connections.transaction(self.engine, self.url)


def upgrade(address: str) -> str:
    """Bring an archive to the newest schema version; return its name."""
    url = connections.read_url(address)
    engine = connections.writer(url)
    try:
        return migrate.upgrade(engine, url)
    finally:
        engine.dispose()


def current(address: str) -> tuple[str | None, str]:
    """Name an archive's schema version and the one this software needs."""
    url = connections.read_url(address)
    engine = connections.reader(url)
    try:
        with connections.transaction(engine, url) as connection:
            return migrate.current(connection), migrate.head()
    finally:
        engine.dispose()
