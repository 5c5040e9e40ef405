"""An archive opened for writing: runs, decisions by hand, what they change."""

from collections import Counter
from collections.abc import Iterable, Mapping
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
    people,
    reading,
    reviews,
    runs,
)
from newsarchive.archive import connection as connections
from newsarchive.archive import suppressions as suppressing
from newsarchive.archive.alarms import StoredAlarm
from newsarchive.archive.captures import Selection
from newsarchive.archive.corrections import Decision, StoredCorrection
from newsarchive.archive.erasing import Record, Traces, erase, scrub, traces
from newsarchive.archive.importing import Came, bring_in
from newsarchive.archive.notices import Event
from newsarchive.archive.reading import (
    StoredArticle,
)
from newsarchive.archive.visit import Clock, Visit, utc_now
from newsarchive.check import Check
from newsarchive.errors import ConfigurationError
from newsarchive.source import Source
from newsarchive.suppression import Mark, Reason, Scope, Suppression, url_mark


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

    @property
    def address(self) -> str:
        """Where it is, password and all, as `open` takes it."""
        return self.url.render_as_string(hide_password=False)

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

    def bring_in(
        self, told: Iterable[Mapping[str, Any]], declared: Mapping[str, Source]
    ) -> Counter[Came]:
        """Bring exported records in, all or none; count what became of them."""
        with connections.transaction(self.engine, self.url) as connection:
            connections.take_turn(connection)
            return bring_in(connection, told, declared)

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
