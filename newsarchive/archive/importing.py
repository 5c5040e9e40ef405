"""Bring exported records back into an archive: empty, or one that has articles of its own.

A record carries no evidence, no printed text around its body and no capture's file; what it
does not carry is not invented. Stories are found anew of the words, as for any article.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from newsarchive import __version__
from newsarchive.archive import (
    corrections,
    fields,
    people,
    reviews,
    runs,
    search,
    suppressions,
)
from newsarchive.archive.ledger import upsert
from newsarchive.archive.loading import set_sequence
from newsarchive.archive.rereading import tie_one_again
from newsarchive.archive.rules import IMPORT
from newsarchive.archive.standing import GONE, LIVE, WITHDRAWN
from newsarchive.archive.tables import (
    Article,
    ArticleUrl,
    Capture,
    Correction,
    Page,
    Run,
    SearchDocument,
    Source,
    StateChange,
    Version,
)
from newsarchive.archive.told import (
    Record,
    columns_of,
    declared_by,
    instant,
    machine_of,
    marks_of,
    text_of,
    values_of,
)
from newsarchive.capture import Kind, Role
from newsarchive.run import Outcome, RunState
from newsarchive.source import Source as Declaration
from newsarchive.text.identifying import find_signs

BY = "import"
IMPORTED = "imported"


class Came(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"
    OLDER = "older"
    SUPPRESSED = "suppressed"
    REJECTED = "rejected"


def bring_in(
    connection: Connection,
    records: Iterable[Record],
    declared: Mapping[str, Declaration],
) -> Counter[Came]:
    """Bring records in; count what became of them."""
    crawled = select(func.count(Run.id)).where(Run.reason.is_distinct_from(IMPORTED))
    keeps_runs = not connection.scalar(crawled)
    under_way = Importing(connection, declared, keeps_runs=keeps_runs)
    came = Counter(map(under_way.add, records))
    # The next run is numbered after those that came.
    set_sequence(connection, Run.__tablename__)
    return came


@dataclass
class Importing:
    """An import under way: what it was told of outlets, and which runs it made.

    The numbers of runs are kept where the archive had none.
    """

    connection: Connection
    declared: Mapping[str, Declaration] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    made: dict[tuple[int, int | None], int] = field(default_factory=dict)
    keeps_runs: bool = False

    def add(self, record: Record) -> Came:
        """Bring a record in; one that does not fit the archive leaves nothing."""
        try:
            with self.connection.begin_nested():
                return self._add(record)
        except (IntegrityError, KeyError):
            # What was made for it went with it.
            self.sources.clear()
            self.made.clear()
            return Came.REJECTED

    def _add(self, record: Record) -> Came:
        marks = marks_of(record)
        if suppressions.are_closed(self.connection, marks):
            return Came.SUPPRESSED
        known = self.connection.execute(
            select(Article).where(Article.key == record["id"])
        ).first()
        told = None if known is None else told_before(known, record)
        if told is not None:
            return self._agree(record, known) if told is Came.KNOWN else told
        source_id = self._source(record)
        run_id = self._run(source_id, record)
        if known is None:
            article_id = self._insert(record, source_id, run_id)
        else:
            article_id = self._replace(record, known, run_id)
        suppressions.mark_as(self.connection, record["id"], marks)
        self._write_parts(record, article_id, source_id, run_id)
        if record["state"] != (LIVE if known is None else known.state):
            self._write_state(record, article_id, run_id)
        if known is None:
            return Came.NEW
        # What was decided here of the words before stands.
        at = instant(record["last_checked_at"])
        corrections.believe(
            self.connection, article_id, self._taken_back(record, article_id), at
        )
        corrections.apply(self.connection, article_id, at)
        return Came.CHANGED

    def _agree(self, record: Record, known: Any) -> Came:
        """Take over what was decided, and seen later, elsewhere of words that are here."""
        at = instant(record["last_checked_at"])
        is_corrected = self._write_corrections(record, known.id, values_of(record))
        if is_corrected:
            corrections.apply(self.connection, known.id, at)
        is_other = record["state"] != known.state
        # What was withdrawn stays so when its page, too, is gone.
        is_end = (known.state, record["state"]) == (WITHDRAWN, GONE)
        is_moved = is_other and not is_end and at > known.last_checked_at
        if is_moved:
            run_id = self._run(known.source_id, record)
            self.connection.execute(
                update(Article)
                .where(Article.id == known.id)
                .values(
                    state=record["state"],
                    state_reason=None,
                    last_checked_at=at,
                    last_run_id=run_id,
                )
            )
            self._write_state(record, known.id, run_id)
        return Came.CHANGED if is_corrected or is_moved else Came.KNOWN

    def _source(self, record: Record) -> int:
        name = record["source"]
        if name not in self.sources:
            known = select(Source.id).where(Source.name == name)
            declared = self.declared.get(name) or declared_by(record)
            self.sources[name] = self.connection.scalar(known) or runs.source_id(
                self.connection, name, declared
            )
        return self.sources[name]

    def _run(self, source_id: int, record: Record) -> int:
        """Give the run that brings a record: its own, or one import an outlet."""
        own = int(record["run"]) if self.keeps_runs else None
        name = (source_id, own)
        if name not in self.made:
            which = Run.reason == IMPORTED if own is None else Run.id == own
            known = self.connection.scalar(
                select(Run.id).where(Run.source_id == source_id, which)
            )
            at = instant(record["first_seen_at"])
            self.made[name] = known or self._begin(source_id, own, at)
        return self.made[name]

    def _begin(self, source_id: int, own: int | None, at: datetime) -> int:
        values = {
            "source_id": source_id,
            "started_at": at,
            "finished_at": at,
            "outcome": RunState.DONE,
            "reason": IMPORTED,
            "discovery": [BY],
            "version": __version__,
            "settings": {},
            **({} if own is None else {"id": own}),
        }
        made: int | None = self.connection.scalar(
            insert(Run).values(values).returning(Run.id)
        )
        assert made is not None  # noqa: S101 (RETURNING gives the row just written)
        return made

    def _insert(self, record: Record, source_id: int, run_id: int) -> int:
        made: int | None = self.connection.scalar(
            insert(Article)
            .values(
                key=record["id"],
                source_id=source_id,
                url=record["url"],
                first_seen_at=instant(record["first_seen_at"]),
                versions=record["version"],
                first_run_id=run_id,
                **columns_of(record, run_id),
            )
            .returning(Article.id)
        )
        assert made is not None  # noqa: S101 (RETURNING gives the row just written)
        return made

    def _replace(self, record: Record, known: Any, run_id: int) -> int:
        """Make room for newer words; the versions before stay."""
        own = SearchDocument.article_id == known.id
        self.connection.execute(delete(SearchDocument).where(own))
        fields.clear_rows(self.connection, known.id)
        self.connection.execute(
            update(Article)
            .where(Article.id == known.id)
            .values(versions=known.versions + 1, **columns_of(record, run_id))
        )
        return int(known.id)

    def _write_parts(
        self, record: Record, article_id: int, source_id: int, run_id: int
    ) -> None:
        connection, read = self.connection, values_of(record)
        now = {name: value for name, value in read.items() if name in fields.ROWS}
        for name, value in now.items():
            fields.insert_rows(connection, article_id, name, value)
        self._write_version(
            record, article_id, self._capture(record, source_id, run_id), run_id
        )
        self._write_addresses(record, article_id, source_id, run_id)
        self._write_people(record, source_id)
        self._write_corrections(record, article_id, read)
        at = instant(record["last_checked_at"])
        reviews.flag(
            connection, article_id, find_signs(record["title"], record["body"]), at
        )
        search.index(connection, article_id, record["title"], record["body"])
        tie_one_again(connection, article_id, record["body"])

    def _write_state(self, record: Record, article_id: int, run_id: int) -> None:
        at = instant(record["last_checked_at"])
        self.connection.execute(
            insert(StateChange).values(
                article_id=article_id, at=at, state=record["state"], run_id=run_id
            )
        )

    def _write_version(
        self, record: Record, article_id: int, capture_id: int | None, run_id: int
    ) -> None:
        number = select(Article.versions).where(Article.id == article_id)
        title = machine_of(record, "title", record["title"])
        kept = record["capture"]
        self.connection.execute(
            insert(Version).values(
                article_id=article_id,
                number=number.scalar_subquery(),
                title=title,
                body=record["body"],
                text=text_of(title, record),
                content_sha256=record["content_sha256"],
                seen_at=instant(
                    kept["fetched_at"] if kept else record["first_seen_at"]
                ),
                run_id=run_id,
                extractor=__version__,
                cause=IMPORT,
                capture_id=capture_id,
            )
        )

    def _capture(self, record: Record, source_id: int, run_id: int) -> int | None:
        """Remember where the answer was kept; its bytes are not here, its length is 0."""
        kept = record["capture"]
        if kept is None:
            return None
        file, _, offset = kept["record"].rpartition(":")
        made: int | None = self.connection.scalar(
            upsert(self.connection, Capture)
            .values(
                source_id=source_id,
                run_id=run_id,
                role=Role.PAGE,
                requested=record["url"],
                url=record["url"],
                fetched_at=instant(kept["fetched_at"]),
                status=200,
                kind=Kind.RESPONSE,
                sha256=kept["sha256"],
                file=file,
                offset=int(offset),
                length=0,
                told={},
                outcome=Outcome.STORED,
            )
            .on_conflict_do_nothing()
            .returning(Capture.id)
        )
        if made is not None:
            return made
        here = (Capture.file == file, Capture.offset == int(offset))
        return self.connection.scalar(
            select(Capture.id).where(*here, Capture.sha256 == kept["sha256"])
        )

    def _write_addresses(
        self, record: Record, article_id: int, source_id: int, run_id: int
    ) -> None:
        named = {"source_id": source_id, "article_id": article_id}
        self.connection.execute(
            upsert(self.connection, ArticleUrl).on_conflict_do_nothing(),
            [{**named, "url": url} for url in record["urls"]],
        )
        # The crawler knows it, and asks for it as for any other.
        self.connection.execute(
            upsert(self.connection, Page)
            .values(
                **named,
                url=record["url"],
                via=BY,
                discovered_at=instant(record["first_seen_at"]),
                discovered_run_id=run_id,
                outcome=Outcome.STORED,
                fetched_at=instant(record["last_checked_at"]),
                run_id=run_id,
            )
            .on_conflict_do_nothing()
        )

    def _write_people(self, record: Record, source_id: int) -> None:
        """Give names the persons they had; where this archive knows one, it stays so."""
        told = (record["byline"] or {"credits": []})["credits"]
        for one in told:
            if one["name"] is None or one.get("person") is None:
                continue
            people.adopt(
                self.connection,
                source_id,
                (one["name"], one["person"]),
                instant(record["first_seen_at"]),
            )

    def _write_corrections(
        self, record: Record, article_id: int, read: Mapping[str, Any]
    ) -> bool:
        """Take corrections over where none stands; one undone here stays undone."""
        if not record["corrections"]:
            return False
        stands = corrections.standing(self.connection, [article_id])
        decided = {one.field for one in stands.get(article_id, [])}
        decided |= self._taken_back(record, article_id).keys()
        rows = [
            {
                "article_id": article_id,
                "field": one["field"],
                "value": read[one["field"]],
                "machine": one["machine"],
                "why": one["why"],
                "by": BY,
                "at": instant(one["at"]),
                "version": __version__,
            }
            for one in record["corrections"]
            if one["field"] not in decided
        ]
        if rows:
            self.connection.execute(insert(Correction), rows)
        return bool(rows)

    def _taken_back(self, record: Record, article_id: int) -> dict[str, Any]:
        """Give what was read of fields whose correction was undone here."""
        if not record["corrections"]:
            return {}
        undone = self.connection.execute(
            select(Correction.field, Correction.at).where(
                Correction.article_id == article_id, Correction.undone_at.is_not(None)
            )
        )
        # A record tells seconds.
        known = {(one.field, one.at.replace(microsecond=0)) for one in undone}
        return {
            one["field"]: one["machine"]
            for one in record["corrections"]
            if (one["field"], instant(one["at"])) in known
        }


def told_before(known: Any, record: Record) -> Came | None:
    """Say whether the archive has a record's words already, or newer ones."""
    if known.content_sha256 == record["content_sha256"]:
        return Came.KNOWN
    is_newer = instant(record["last_checked_at"]) > known.last_checked_at
    return None if is_newer else Came.OLDER
