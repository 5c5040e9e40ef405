"""An archive opened for reading: articles, runs, alarms, captures, decisions."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine

from newsarchive.archive import (
    alarms,
    captures,
    corrections,
    coverage,
    migrate,
    notices,
    outlets,
    people,
    reading,
    reviews,
    runs,
    schedule,
    verifying,
)
from newsarchive.archive import connection as connections
from newsarchive.archive import suppressions as suppressing
from newsarchive.archive.alarms import StoredAlarm
from newsarchive.archive.captures import Place, Selection, StoredCapture
from newsarchive.archive.corrections import StoredCorrection
from newsarchive.archive.coverage import StoredDay
from newsarchive.archive.notices import Outstanding
from newsarchive.archive.outlets import OutletStanding
from newsarchive.archive.people import StoredPerson
from newsarchive.archive.picture import Picture
from newsarchive.archive.reading import (
    Query,
    StateChange,
    StoredArticle,
    StoredVersion,
    ToldStory,
)
from newsarchive.archive.reviews import Held
from newsarchive.archive.schedule import Rest, Stand
from newsarchive.archive.verifying import Advance, Checked
from newsarchive.run import Outcome, Run
from newsarchive.suppression import Audience, Suppression


@dataclass(frozen=True)
class Reader:
    """An archive opened for reading; it cannot change anything."""

    engine: Engine
    url: URL
    # Seconds that one question may take; 0: any time.
    patience: float = 0

    @classmethod
    def open(cls, address: str, patience: float = 0) -> Self:
        """Open an archive that is there and up to date."""
        url = connections.read_url(address)
        reader = cls(connections.reader(url), url, patience)
        try:
            migrate.check(reader.engine, url)
        except BaseException:
            reader.close()
            raise
        return reader

    def count(self, query: Query) -> int:
        """Count the articles a query finds."""
        with self._question() as connection:
            return reading.count(connection, query)

    def newest(self, query: Query, limit: int = 20) -> tuple[StoredArticle, ...]:
        """Read the newest articles a query finds."""
        with self._question() as connection:
            return reading.newest(connection, query, limit)

    def every(self, query: Query) -> Iterator[StoredArticle]:
        """Read all articles a query finds, by id, as one moment's picture."""
        with self._transaction() as connection:
            # A reading may outlive its reader, whose pool would not close it.
            connection.detach()
            yield from reading.every(connection, query)

    @contextmanager
    def picture(self) -> Iterator[Picture]:
        """Give one moment's picture of the archive, for an export."""
        with self._transaction() as connection:
            yield Picture(connection)

    def is_shown(self, key: str, audience: Audience) -> bool:
        """Whether an audience may see an article."""
        with self._transaction() as connection:
            return reading.is_shown(connection, key, audience)

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

    def runs_of(self, run_ids: Sequence[int]) -> list[Run]:
        """Read the runs of these numbers, newest first."""
        with self._transaction() as connection:
            return runs.reports_of(connection, run_ids)

    def samples(
        self, run_id: int, outcomes: Sequence[Outcome]
    ) -> dict[tuple[str, str], list[str]]:
        """Give some addresses of each outcome and reason of a run."""
        with self._transaction() as connection:
            return runs.samples(connection, run_id, outcomes)

    def alarms(
        self, *, source: str | None = None, ended: bool = False
    ) -> tuple[StoredAlarm, ...]:
        """Read the alarms that stand, or all that ever were, newest first."""
        with self._transaction() as connection:
            return alarms.every(connection, source=source, ended=ended)

    def alarms_of(self, run_id: int) -> tuple[StoredAlarm, ...]:
        """Read the alarms a run raised or ended."""
        with self._transaction() as connection:
            return alarms.of_run(connection, run_id)

    def outstanding(self, channel: str, now: datetime) -> Outstanding:
        """Read what a channel has not been told yet."""
        with self._transaction() as connection:
            return notices.outstanding(connection, channel, now)

    def last_sent(self, channel: str) -> datetime | None:
        """Say when a channel was last told anything."""
        with self._transaction() as connection:
            return notices.last_sent(connection, channel)

    def standing(self, now: datetime) -> list[OutletStanding]:
        """Tell how every outlet that was crawled stands."""
        with self._transaction() as connection:
            return outlets.outlets(connection, now)

    def coverage(
        self, first: date, last: date, source: str | None = None
    ) -> list[StoredDay]:
        """Read how the outlets' days stand, by outlet."""
        with self._transaction() as connection:
            return coverage.read(connection, first, last, source)

    def begun(self) -> dict[str, tuple[str, date]]:
        """Give each outlet's title and the day of its first run."""
        with self._transaction() as connection:
            return coverage.begun(connection)

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
            connection.detach()
            yield from captures.read(connection, which)

    def count_captures(self, which: Selection) -> int:
        """Count captures."""
        with self._transaction() as connection:
            return captures.number_of(connection, which)

    def places(self) -> Iterator[Place]:
        """Read where all captures should stand, as one moment's picture."""
        with self._transaction() as connection:
            yield from captures.places(connection)

    def verify(self, advance: Advance) -> Iterator[Checked]:
        """Check that the database holds together, one thing after the other."""
        return verifying.verify(self.engine, self.url, advance)

    def count_versions(self) -> int:
        """Count the versions of all articles."""
        with self._transaction() as connection:
            return verifying.number_of_versions(connection)

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

    def corrections(
        self, article: StoredArticle | None = None, *, undone: bool = False
    ) -> list[StoredCorrection]:
        """Read corrections of an article, or of all; those taken back on request."""
        number = article.row.id if article else None
        with self._transaction() as connection:
            return corrections.every(connection, number, undone=undone)

    def version(self, article_id: int, number: int) -> StoredVersion:
        """Read one version of an article."""
        with self._transaction() as connection:
            return reading.versions(connection, article_id)[number - 1]

    def suppressions(self) -> list[Suppression]:
        """Read all suppressions, the newest first."""
        with self._transaction() as connection:
            return suppressing.everything(connection)

    def suppressed(self, uid: str) -> list[str]:
        """Give the ids of the articles that a suppression withholds."""
        with self._transaction() as connection:
            return suppressing.articles_of(connection, uid)

    def suppressed_as(self, name: str) -> Suppression | None:
        """Find the suppression that keeps an article from being shown, by its name."""
        with self._transaction() as connection:
            return suppressing.hiding(connection, name)

    def snapshot_of_suppressions(self) -> list[dict[str, Any]]:
        """Give all suppressions with their marks, to be kept outside."""
        with self._transaction() as connection:
            return suppressing.snapshot(connection)

    def held(self, *, released: bool = False) -> list[Held]:
        """Read which articles wait for a look, or were released, the newest first."""
        with self._transaction() as connection:
            return reviews.listed(connection, released=released)

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

    @contextmanager
    def _question(self) -> Iterator[Connection]:
        with (
            self._transaction() as connection,
            connections.limited(connection, self.patience),
        ):
            yield connection

    def _transaction(self) -> AbstractContextManager[Connection]:
        return connections.transaction(self.engine, self.url)
