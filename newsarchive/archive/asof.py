"""Articles as they stood at a moment: their words then, and what was read in them.

A version keeps all that was read with it; corrections say when they began and ended, and
changes of state when they were seen. Addresses and stories are told as today, of the
articles that were there. When an address was last asked for is known as of today only:
of that moment it is when its words, or its state, were last seen to change.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select

from newsarchive.archive import tables
from newsarchive.archive.bulk import Lists
from newsarchive.archive.corrections import Decision, StoredCorrection
from newsarchive.archive.entry import (
    Credited,
    Day,
    Entry,
    Kept,
    Line,
    Picture,
    Subject,
    Words,
)
from newsarchive.archive.standing import LIVE
from newsarchive.archive.tables import Correction, StateChange, Version

# So many articles are looked up at a time; all of their versions are read.
AT_ONCE = 250
_NO_DATE: Mapping[str, Any] = {}


def entries(
    connection: Connection, moment: datetime, today: Iterable[Entry]
) -> Iterator[Entry]:
    """Tell articles as they stood at a moment, given as they stand today."""
    lists = Lists.read(connection)
    waiting = iter(today)
    while some := list(islice(waiting, AT_ONCE)):
        past = _Past.read(connection, moment, [one.row.id for one in some])
        yield from (past.entry(one, lists) for one in some)


@dataclass(frozen=True, slots=True)
class _Past:
    """What was known of some articles at a moment, by their numbers."""

    versions: Mapping[int, Row[Any]]
    states: Mapping[int, Row[Any]]
    corrections: Mapping[int, list[Row[Any]]]

    @classmethod
    def read(cls, connection: Connection, moment: datetime, ids: list[int]) -> "_Past":
        """Read what was known; of several the last one wins."""
        corrected: dict[int, list[Row[Any]]] = {}
        for row in connection.execute(_corrections(moment, ids)):
            corrected.setdefault(row.article_id, []).append(row)
        return cls(
            {row.article_id: row for row in connection.execute(_versions(moment, ids))},
            {row.article_id: row for row in connection.execute(_states(moment, ids))},
            corrected,
        )

    def entry(self, one: Entry, lists: Lists) -> Entry:
        """Tell an article as it stood."""
        version = self.versions[one.row.id]
        state = self.states.get(one.row.id)
        corrected = self.corrections.get(one.row.id, [])
        seen = max(filter(None, (version.seen_at, state.at if state else None)))
        row = one.row._replace(
            versions=version.number,
            last_run_id=version.run_id,
            last_checked_at=seen,
            state=state.state if state else LIVE,
        )
        # Earlier software kept no findings: its values are told as of today.
        read = {**(version.findings or {}), "title": version.title}
        values = {**read, **{each.field: each.value for each in corrected}}
        told = one._replace(
            row=row,
            title=values["title"],
            version=Words(version.number, version.body, version.content_sha256),
            capture=_kept(version),
            corrections=[_stored(one, each, read) for each in corrected],
        )
        return _with(told, values, lists) if version.findings else told


def _with(one: Entry, values: Mapping[str, Any], lists: Lists) -> Entry:
    """Tell an article by values in the form that versions keep."""
    date = values["published"] or _NO_DATE
    byline = values["byline"]
    row = one.row._replace(
        language=values["language"],
        section=values["section"],
        modified=values["modified"],
        published=date.get("value"),
        published_precision=date.get("precision"),
        published_raw=date.get("raw"),
        published_origin=date.get("origin"),
        byline_raw=byline["raw"] if byline else None,
    )
    line = values["dateline"]
    regency = values["regency"]
    return one._replace(
        row=row,
        credits=[Credited(*each) for each in byline["credits"]] if byline else [],
        dateline=Line(**line) if line else None,
        event_dates=[_day(*each) for each in values["event_dates"]],
        tags=values["tags"],
        images=[Picture(*each) for each in values["images"]],
        places=[lists.places[code] for code, _ in values["places"]],
        regency=lists.places[regency] if regency else None,
        units=[lists.units[unit] for unit, _ in values["police_units"]],
        topics=[Subject(each[0]) for each in values["topics"]],
    )


def _day(date: str, until: str | None, raw: str, flags: Any = ()) -> Day:
    # Earlier software kept no flags.
    return Day(date, until, raw, list(flags))


def _kept(version: Row[Any]) -> Kept | None:
    if version.sha256 is None:
        return None
    return Kept(version.sha256, version.fetched_at, version.file, version.offset)


def _stored(one: Entry, row: Row[Any], read: Mapping[str, Any]) -> StoredCorrection:
    return StoredCorrection(
        article=one.row.key,
        field=row.field,
        value=row.value,
        replaced=row.machine,
        machine=read.get(row.field, row.machine),
        reason=Decision(row.why, row.by, row.at),
        software=row.version,
        undone=None,
    )


def _versions(moment: datetime, ids: list[int]) -> Any:
    kept = tables.Capture
    return (
        select(
            *(Version.article_id, Version.number, Version.title, Version.body),
            *(Version.content_sha256, Version.seen_at, Version.run_id),
            *(Version.findings, kept.sha256, kept.fetched_at, kept.file, kept.offset),
        )
        .outerjoin(kept, kept.id == Version.capture_id)
        .where(Version.article_id.in_(ids))
        # The first words were there when the article was first seen, whatever clock.
        .where(or_(Version.seen_at <= moment, Version.number == 1))
        .order_by(Version.number)
    )


def _states(moment: datetime, ids: list[int]) -> Any:
    change = StateChange
    return (
        select(change.article_id, change.at, change.state)
        .where(change.article_id.in_(ids), change.at <= moment)
        .order_by(change.at, change.id)
    )


def _corrections(moment: datetime, ids: list[int]) -> Any:
    stood = or_(Correction.undone_at.is_(None), Correction.undone_at > moment)
    return (
        select(Correction.__table__)
        .where(and_(Correction.article_id.in_(ids), Correction.at <= moment, stood))
        .order_by(Correction.at, Correction.id)
    )
