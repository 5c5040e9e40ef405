"""An open run's hands on the archive: what it met, what it stored, what is left to do.

Whatever is handed over waits in memory until `flush`, which commits everything in one
transaction with a savepoint an article; only then does an address count as done. A
killed run therefore loses nothing: what was not committed is still pending.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import URL, Connection, Engine, update
from sqlalchemy.exc import DataError, IntegrityError

from newsarchive import policy
from newsarchive.archive import (
    captures,
    fields,
    ledger,
    runs,
    schedule,
    suppressions,
    watching,
    writing,
)
from newsarchive.archive.alarms import StoredAlarm
from newsarchive.archive.connection import glance, take_turn, transaction
from newsarchive.archive.ledger import Lead, ListingState, PageRef, Sighting
from newsarchive.archive.prospects import CHECKED, Answer, prospects
from newsarchive.archive.schedule import Rest
from newsarchive.archive.standing import LIVE, standing
from newsarchive.archive.tables import Page
from newsarchive.archive.writing import Provenance, State
from newsarchive.budget import NO_FRUIT
from newsarchive.capture import Capture, Kind, Role, Twin
from newsarchive.errors import ArchiveError
from newsarchive.items import Article
from newsarchive.measure import Measured, Tally
from newsarchive.run import Outcome, RunState
from newsarchive.suppression import SUPPRESSED

BATCH = 50
# How a run counts an article that newer software read in another way.
REREAD = (Outcome.STORED.value, "re-extraction")
# The way an address was met that only its capture knows.
VIA = "capture"
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Look at the machine's clock."""
    return datetime.now(UTC)


@dataclass
class Visit:
    """One run of one source, from `Archive.begin` to `finish`."""

    engine: Engine
    url: URL
    run_id: int
    source_id: int
    clock: Clock = utc_now
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    ways: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    # Called before a transaction that points to captures commits.
    secure: Callable[[], None] = lambda: None
    _buffer: list[Article | Answer] = field(default_factory=list)
    _captured: list[Capture] = field(default_factory=list)
    # The captures of each address that is not settled yet.
    _unsettled: dict[str, list[int]] = field(default_factory=dict)
    _cursor: int = 0
    _broken: str | None = None
    # How many addresses were met, and how many of them were not known; the same at the
    # beginning of each walk that is under way.
    _tally: tuple[int, int] = (0, 0)
    _begun: dict[str, tuple[int, int]] = field(default_factory=dict)

    def met(self, leads: Sequence[Lead], via: str, since: datetime) -> int:
        """Write addresses into the ledger; return how many are not known ground."""
        if not leads:
            return 0
        seen = Sighting(self.source_id, self.run_id, via, self.clock())
        with self._transaction() as connection:
            fresh = _record(connection, seen, leads, since)
        met, unknown = self._tally
        self._tally = met + len(leads), unknown + min(fresh, len(leads))
        return fresh

    def take(self, limit: int) -> list[PageRef]:
        """Take addresses that wait, each once in a round."""
        with self._glance() as connection:
            pages = ledger.due(connection, self.source_id, self._cursor, limit)
        if pages:
            self._cursor = pages[-1].id
        return pages

    def lacks(self, url: str) -> bool:
        """Whether an address that was met has brought no article yet."""
        with self._glance() as connection:
            return ledger.lacks(connection, self.source_id, url)

    def brought(self, beginning: str) -> list[tuple[str, bool]]:
        """List addresses that begin alike, and whether each brought an article."""
        with self._glance() as connection:
            return ledger.brought(connection, self.source_id, beginning, NO_FRUIT)

    def rewind(self) -> None:
        """Begin another round over the addresses that wait."""
        self._cursor = 0

    def retry(self) -> int:
        """Put failed addresses back in the queue; return how many.

        Those that failed in this very run are no longer counted as failed: what they
        end in now is what the report tells.
        """
        self.flush()
        with self._transaction() as connection:
            again = ledger.failed_in(connection, self.run_id, self.clock())
            number = ledger.retry(connection, self.source_id, self.clock())
            runs.count(
                connection, self.run_id, Counter({k: -n for k, n in again.items()})
            )
        self.counts.subtract(again)
        return number

    def recheck(self, age: timedelta) -> int:
        """Put articles younger than `age` back in the queue; return how many."""
        with self._transaction() as connection:
            return ledger.recheck(connection, self.source_id, self.clock() - age)

    def revisit(self) -> int:
        """Put back in the queue what is due to be asked again; return how many."""
        with self._transaction() as connection:
            return schedule.revisit(connection, self.source_id, self.clock())

    def put_off(self, url: str, status: int | None, reason: str) -> None:
        """Keep that a listing could not be seen, and look at it again later."""
        weight = policy.weight(status, reason)
        with self._transaction() as connection:
            schedule.put_off(connection, self.source_id, url, weight, self.clock())

    def is_due(self, url: str) -> bool:
        """Whether a listing is due to be looked at."""
        with self._glance() as connection:
            return schedule.is_due(connection, self.source_id, url, self.clock())

    def rests(self) -> dict[str, Rest]:
        """Read which hosts refused us."""
        with self._glance() as connection:
            return schedule.rests(connection)

    def refused(self, rest: Rest) -> None:
        """Keep that a host refused us."""
        with self._transaction() as connection:
            schedule.refuse(connection, rest)

    def welcomed(self, host: str) -> None:
        """Keep that a host answers again."""
        with self._transaction() as connection:
            schedule.welcome(connection, host)

    def open_listing(self, url: str, way: str) -> ListingState:
        """Begin a walk through a listing."""
        self._begun[url] = self._tally
        with self._transaction() as connection:
            return ledger.open_listing(
                connection, self.source_id, url, way, self.clock()
            )

    def close_listing(
        self, url: str, etag: str | None = None, last_modified: str | None = None
    ) -> None:
        """End a walk that reached the listing's end or known ground.

        By what it brought it is decided when the listing is looked at again.
        """
        now = self.clock()
        before = self._begun.pop(url, self._tally)
        met, fresh = (a - b for a, b in zip(self._tally, before, strict=True))
        with self._transaction() as connection:
            number = ledger.close_listing(
                connection, self.source_id, url, (etag, last_modified), now
            )
            if number is not None:
                schedule.poll(connection, number, (met, met - fresh), now)

    def store(self, article: Article) -> None:
        """Hand over an article; it is committed with its batch."""
        self._hand_over(article)

    def settle(self, answer: Answer) -> None:
        """Hand over what became of an address that brought no article."""
        self._hand_over(answer)

    def keep(self, capture: Capture) -> None:
        """Hand over a capture that was written; its row is committed with the batch."""
        self._captured.append(capture)

    def twin(self, sha256: str) -> Twin | None:
        """Find an earlier capture with the same payload."""
        for one in self._captured:
            if one.sha256 == sha256 and one.kind is Kind.RESPONSE:
                return Twin(one.url, one.at)
        with self._glance() as connection:
            return captures.twin(connection, sha256)

    def adopt(self, found: Sequence[Capture]) -> int:
        """Write the rows of captures that another archive made; return how many are new.

        Nothing is read from them yet.
        """
        with self._transaction() as connection:
            for one in found:
                self._meet(connection, one)
            rows = [
                captures.add(connection, self.run_id, self.source_id, one)
                for one in found
            ]
        return len(rows) - rows.count(None)

    def reread(self, article_id: int, item: Article, capture_id: int) -> None:
        """Write what newer software reads in the page an article was read from."""
        shown = Provenance(self.source_id, self.run_id, capture_id)
        with self._transaction() as connection:
            take_turn(connection)
            writing.reread(connection, article_id, item, shown)
            runs.count(connection, self.run_id, Counter({REREAD: 1}))
        self.counts[REREAD] += 1

    def resume(self, url: str, capture_id: int) -> None:
        """Settle an address, next, by a capture whose row is there already."""
        if url in self._unsettled:
            self.flush()
        self._unsettled[url] = [capture_id]

    def flush(self) -> None:
        """Commit all that was handed over."""
        if not self._buffer and not self._captured:
            return
        self.secure()
        ended: list[tuple[str, str]] = []
        with self._transaction() as connection:
            take_turn(connection)
            self._write_captures(connection)
            ended.extend(self._write(connection, item) for item in self._buffer)
            runs.count(connection, self.run_id, Counter(ended))
        self.counts.update(ended)
        for item, (outcome, _) in zip(self._buffer, ended, strict=True):
            if isinstance(item, Article) and outcome == Outcome.STORED:
                self.tally.add(item, fields.ZONE)
        self._buffer.clear()
        self._captured.clear()

    def finish(
        self,
        state: RunState,
        reason: str | None = None,
        *,
        requests: int = 0,
        body_bytes: int = 0,
        measured: Measured | None = None,
    ) -> tuple[StoredAlarm, ...]:
        """Commit what is left, close the run's report, return the alarms it raised."""
        self.flush()
        ending = watching.Ending(
            source_id=self.source_id,
            run_id=self.run_id,
            at=self.clock(),
            state=state,
            reason=reason,
            ways=self.ways,
            tally=self.tally,
            requests=requests,
            body_bytes=body_bytes,
            measured=measured or Measured(),
        )
        with self._transaction() as connection:
            return watching.end_run(connection, ending)

    def pending(self) -> int:
        """Count the addresses of this source that still wait."""
        with self._glance() as connection:
            return ledger.pending(connection, self.source_id)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Give a connection; what could not be used once is not waited for again."""
        if self._broken is not None:
            raise ArchiveError(self._broken)
        try:
            with transaction(self.engine, self.url) as connection:
                yield connection
        except ArchiveError as error:
            self._broken = str(error)
            raise

    def _glance(self) -> AbstractContextManager[Connection]:
        return glance(self.engine, self.url)

    def _hand_over(self, item: Article | Answer) -> None:
        self._buffer.append(item)
        if len(self._buffer) >= BATCH:
            self.flush()

    def _write_captures(self, connection: Connection) -> None:
        for one in self._captured:
            number = captures.add(connection, self.run_id, self.source_id, one)
            if number is not None and one.target.role is Role.PAGE:
                self._unsettled.setdefault(one.target.page, []).append(number)

    def _meet(self, connection: Connection, capture: Capture) -> None:
        """Write a page's address into the ledger, as its capture tells of it."""
        target, told = capture.target, capture.target.told
        if target.role is Role.LISTING:
            return
        seen = Sighting(self.source_id, self.run_id, told.get("via", VIA), capture.at)
        lead = Lead(
            target.page, parts=told.get("parts"), published=told.get("published")
        )
        _record(connection, seen, [lead], capture.at)

    def _shown(self, url: str) -> Provenance:
        numbers = self._unsettled.get(url)
        return Provenance(self.source_id, self.run_id, numbers[-1] if numbers else None)

    def _write(self, connection: Connection, item: Article | Answer) -> tuple[str, str]:
        url = item.requested if isinstance(item, Article) else item.url
        outcome, reason = self._write_one(connection, item)
        if numbers := self._unsettled.pop(url, None):
            captures.settle(connection, numbers, outcome, reason or None)
        return outcome, reason

    def _write_one(
        self, connection: Connection, item: Article | Answer
    ) -> tuple[str, str]:
        if isinstance(item, Answer):
            return self._write_answer(connection, item)
        try:
            with connection.begin_nested():
                shown = self._shown(item.requested)
                stored = writing.store(connection, item, shown)
                self._settle(connection, item, stored)
        except (DataError, IntegrityError, UnicodeError) as error:
            # One bad article must not take its batch with it; a database that is
            # gone or full is another matter and ends the run.
            answer = Answer(
                url=item.requested,
                outcome=Outcome.FAILED,
                reason=f"not storable: {type(error).__name__}",
                at=item.fetched_at,
            )
            return self._write_answer(connection, answer)
        return stored.outcome, stored.reason or ""

    def _settle(
        self, connection: Connection, item: Article, stored: writing.Stored
    ) -> None:
        values: dict[str, Any] = {
            "outcome": stored.outcome,
            "reason": stored.reason,
            "status": item.status,
            "etag": item.etag,
            "last_modified": item.last_modified,
            "fetched_at": item.fetched_at,
            "run_id": self.run_id,
            "attempts": 0,
            "failures": 0.0,
            "next_check_at": self._due_again(connection, stored),
            "article_id": stored.article_id,
        }
        self._update_page(connection, item.requested, values)

    def _due_again(
        self, connection: Connection, stored: writing.Stored
    ) -> datetime | None:
        """Say when an article is due again; by its own address alone."""
        if stored.article_id is None or stored.outcome not in CHECKED:
            return None
        return schedule.next_check(connection, stored.article_id, self.clock())

    def _write_answer(self, connection: Connection, answer: Answer) -> tuple[str, str]:
        now = answer.at or self.clock()
        article_id = writing.article_of(connection, self.source_id, answer.url)
        if article_id is not None:
            answer = self._mark(connection, answer, article_id, now)
        values: dict[str, Any] = {
            "outcome": answer.outcome,
            "status": answer.status,
            "fetched_at": now,
            "run_id": self.run_id,
            **prospects(connection, self.source_id, answer, article_id, self.clock()),
        }
        self._update_page(connection, answer.url, values)
        return answer.outcome, values["reason"] or ""

    def _mark(
        self, connection: Connection, answer: Answer, article_id: int, at: datetime
    ) -> Answer:
        """Note what an answer without an article says of the article that was there."""
        shown = self._shown(answer.url)
        if answer.outcome is Outcome.UNCHANGED:
            writing.touch(connection, article_id, at, shown)
        told = standing(answer.outcome, answer.reason, answer.detail, answer.moved)
        if told is None:
            return answer
        if told.state == LIVE:
            writing.doubt(connection, article_id, told.evidence, at, shown)
        else:
            state = State(told.state, told.evidence, at)
            writing.mark(connection, article_id, state, shown)
        return replace(answer, outcome=told.outcome, reason=told.reason)

    def _update_page(
        self, connection: Connection, url: str, values: dict[str, Any]
    ) -> None:
        connection.execute(
            update(Page)
            .where(Page.source_id == self.source_id, Page.url == url)
            .values(**values)
        )


def _record(
    connection: Connection, seen: Sighting, leads: Sequence[Lead], since: datetime
) -> int:
    """Write addresses into the ledger, those of suppressed articles as hashes."""
    closed = suppressions.closed(connection, [lead.url for lead in leads])
    wanted = [lead for lead in leads if lead.url not in closed]
    ledger.reject(connection, seen, closed, SUPPRESSED)
    return ledger.record(connection, seen, wanted, since)
