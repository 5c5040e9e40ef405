"""The archive's door: everything outside this package comes in here."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine

from newsarchive.archive import (
    alarms,
    backup,
    captures,
    copying,
    corrections,
    coverage,
    migrate,
    notices,
    outlets,
    people,
    reading,
    restoring,
    reviews,
    runs,
    schedule,
    verifying,
)
from newsarchive.archive import connection as connections
from newsarchive.archive import suppressions as suppressing
from newsarchive.archive.alarms import StoredAlarm
from newsarchive.archive.backup import Backup
from newsarchive.archive.captures import Place, Selection, StoredCapture
from newsarchive.archive.connection import NoArchiveError
from newsarchive.archive.corrections import Decision, StoredCorrection
from newsarchive.archive.coverage import StoredDay
from newsarchive.archive.describe import schema
from newsarchive.archive.erasing import Record, Traces, erase, scrub, traces
from newsarchive.archive.ledger import Lead, ListingState, PageRef
from newsarchive.archive.locks import Lock, hold
from newsarchive.archive.notices import Event, Outstanding
from newsarchive.archive.outlets import OutletStanding
from newsarchive.archive.people import Alias, StoredPerson
from newsarchive.archive.pouring import Copy, Follow
from newsarchive.archive.prospects import Answer
from newsarchive.archive.reading import (
    Query,
    StateChange,
    StoredArticle,
    StoredVersion,
    ToldStory,
)
from newsarchive.archive.restoring import Restored
from newsarchive.archive.reviews import Held
from newsarchive.archive.schedule import Rest, Stand
from newsarchive.archive.search import hits
from newsarchive.archive.snapshot import changes, findings_of
from newsarchive.archive.verifying import Advance, Checked, checked
from newsarchive.archive.visit import REREAD, Clock, Visit, utc_now
from newsarchive.check import Check
from newsarchive.errors import ConfigurationError
from newsarchive.run import Outcome, Run
from newsarchive.source import Source
from newsarchive.suppression import Mark, Reason, Scope, Suppression, url_mark

__all__ = [
    "REREAD",
    "Advance",
    "Alias",
    "Answer",
    "Archive",
    "Backup",
    "Checked",
    "Copy",
    "Decision",
    "Event",
    "Follow",
    "Held",
    "Lead",
    "ListingState",
    "Lock",
    "NoArchiveError",
    "OutletStanding",
    "Outstanding",
    "PageRef",
    "Place",
    "Query",
    "Reader",
    "Record",
    "Rest",
    "Restored",
    "Selection",
    "Stand",
    "StateChange",
    "StoredAlarm",
    "StoredArticle",
    "StoredCapture",
    "StoredCorrection",
    "StoredDay",
    "StoredPerson",
    "StoredVersion",
    "ToldStory",
    "Traces",
    "Visit",
    "changes",
    "checked",
    "findings_of",
    "hits",
    "hold",
    "schema",
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
        self,
        name: str,
        source: Source,
        settings: dict[str, Any] | None = None,
        clock: Clock = utc_now,
    ) -> Visit:
        """Open a run of a source."""
        with connections.transaction(self.engine, self.url) as connection:
            source_id = runs.source_id(connection, name, source)
            run_id = runs.begin(connection, source_id, settings or {}, clock())
        return Visit(self.engine, self.url, run_id, source_id, clock)

    def record_check(self, source: Source, check: Check) -> None:
        """Keep what a live look at an outlet found."""
        with connections.transaction(self.engine, self.url) as connection:
            source_id = runs.source_id(connection, check.source, source)
            runs.record_check(connection, source_id, check)

    def acknowledge(
        self, number: int, why: str, until: date | None, now: datetime
    ) -> StoredAlarm:
        """Note that somebody knows of an alarm."""
        with connections.transaction(self.engine, self.url) as connection:
            return alarms.acknowledge(connection, number, why, until, now)

    def note_sent(
        self,
        channel: str,
        told: Iterable[tuple[StoredAlarm, Event]],
        now: datetime,
    ) -> None:
        """Keep that a channel was told of alarms."""
        with connections.transaction(self.engine, self.url) as connection:
            notices.note(connection, channel, told, now)

    def recompute_coverage(self) -> int:
        """Make every outlet's days again of articles and runs; return how many."""
        with connections.transaction(self.engine, self.url) as connection:
            return coverage.recompute_all(connection)

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

    def suppress(
        self, name: str, reason: Reason, scope: Scope, *, erase: bool, by: str
    ) -> tuple[Suppression, list[str]]:
        """Withhold an article, a story or an address; give what is withheld by it.

        What is erased must be destroyed by `erase` after its captures were.
        """
        with connections.transaction(self.engine, self.url) as connection:
            connections.take_turn(connection)
            target, marks = _named(connection, name)
            decided = suppressing.decide(
                target, reason, scope, erase=erase, by=by, at=datetime.now(UTC)
            )
            return decided, suppressing.add(connection, decided, marks)

    def lift(self, name: str, *, by: str, why: str) -> list[Suppression]:
        """Take back what withholds an article, story or address; give what was lifted."""
        with connections.transaction(self.engine, self.url) as connection:
            standing = suppressing.called(connection, name)
            for one in standing:
                suppressing.lift(
                    connection, one.uid, by=by, why=why, at=datetime.now(UTC)
                )
            return standing

    def adopt_suppressions(self, told: list[dict[str, Any]]) -> int:
        """Bring in suppressions kept outside; return how many this archive lacked."""
        with connections.transaction(self.engine, self.url) as connection:
            return suppressing.adopt(connection, told)

    def to_erase(self) -> Traces:
        """Find what is left of articles that are to be erased."""
        with connections.transaction(self.engine, self.url) as connection:
            return traces(connection)

    def erase(self, found: Traces, blotted: list[Record]) -> None:
        """Destroy the words of articles whose captures were destroyed."""
        with connections.transaction(self.engine, self.url) as connection:
            connections.take_turn(connection)
            connections.zero_what_is_deleted(connection)
            erase(connection, found, blotted, datetime.now(UTC))
            scrub(connection)
        connections.fold_log(self.engine)

    def release(self, article: StoredArticle, *, by: str, why: str) -> bool:
        """Let an article that was held go out; False when it was not held."""
        with connections.transaction(self.engine, self.url) as connection:
            now = datetime.now(UTC)
            return reviews.release(connection, article.row.id, by=by, why=why, at=now)

    def hold(self, article: StoredArticle, *, by: str, why: str) -> None:
        """Hold an article back from the public by hand."""
        with connections.transaction(self.engine, self.url) as connection:
            now = datetime.now(UTC)
            reviews.hold(connection, article.row.id, by=by, why=why, at=now)

    def correct(
        self, article: StoredArticle, field: str, value: Any, reason: Decision
    ) -> StoredCorrection:
        """Let a field say something else than what the software read."""
        with connections.transaction(self.engine, self.url) as connection:
            connections.take_turn(connection)
            number = article.row.id
            return corrections.correct(connection, number, field, value, reason)

    def undo_correction(
        self, article: StoredArticle, field: str, reason: Decision
    ) -> StoredCorrection:
        """Let a field say again what the software reads; return what was taken back."""
        with connections.transaction(self.engine, self.url) as connection:
            connections.take_turn(connection)
            return corrections.undo(connection, article.row.id, field, reason)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _named(connection: Connection, name: str) -> tuple[str, suppressing.Marks]:
    """Say what a story's id, an article's name or an address means, and its marks."""
    key = suppressing.story_named(connection, name)
    if key is not None:
        return key, suppressing.marks_of_story(connection, key)
    article = reading.find(connection, name)
    if article is not None:
        number = article.row.id
        return article.row.key, suppressing.marks_of_article(connection, number)
    hidden = suppressing.hiding(connection, name)
    if hidden is not None:
        return hidden.target, suppressing.marks_of(connection, hidden.uid)
    if name.startswith(("http://", "https://")):
        return url_mark(name), frozenset([(Mark.URL, url_mark(name))])
    raise ConfigurationError(
        f"{name!r} is no story, no article and no address: `newsarchive search` gives ids"
    )


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
            # A reading may outlive its reader, whose pool would not close it.
            connection.detach()
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


def copy(source: str, target: str, follow: Follow) -> Copy:
    """Copy an archive into another, empty database."""
    return copying.copy(
        connections.read_url(source), connections.read_url(target), follow
    )


def back_up(
    address: str, folder: Path, follow: Follow, file: Path | None = None
) -> Backup:
    """Back an archive up into a file, or under a name of its own in a folder."""
    return backup.backup(connections.read_url(address), folder, follow, file)


def back_up_before_upgrade(address: str, folder: Path, follow: Follow) -> Backup | None:
    """Back up what an upgrade would change, if there is anything."""
    return backup.before_upgrade(connections.read_url(address), folder, follow)


def restore(
    address: str, file: Path, folder: Path, follow: Follow, *, replace: bool
) -> Restored:
    """Put a backup in an archive's place; what it replaces is kept in a folder."""
    url = connections.read_url(address)
    return restoring.restore(url, file, folder, follow, replace=replace)


def current(address: str) -> tuple[str | None, str]:
    """Name an archive's schema version and the one this software needs."""
    url = connections.read_url(address)
    engine = connections.reader(url)
    try:
        with connections.transaction(engine, url) as connection:
            return migrate.current(connection), migrate.head()
    finally:
        engine.dispose()
