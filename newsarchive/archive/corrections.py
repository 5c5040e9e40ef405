"""Corrections: what an archivist says of a field, with a reason, until it is taken back.

A correction is written into the article's own tables, so that search, filters and exports
need not know of it; what the software read stays in the versions. Where a page is read
again, the corrections that stand are written again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, insert, select, update

from newsarchive import __version__
from newsarchive.archive import fields, people, search
from newsarchive.archive.rereading import tie_one_again
from newsarchive.archive.snapshot import is_same
from newsarchive.archive.tables import Article, Correction, Version
from newsarchive.errors import ConfigurationError

REPLACED = "corrected again"
# By what an article is put into its story.
_TELLING = {"published", "event_dates", "regency"}
# How many first cells of a row say what it is: a day and the last of several.
_KEYS = {"event_dates": 2, "places": 1, "police_units": 1, "topics": 1}


@dataclass(frozen=True, slots=True)
class Decision:
    """Why something was decided, by whom, and when."""

    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredCorrection:
    """A correction; `replaced` is what stood there, `machine` what the software reads now.

    `undone` tells who took it back, or corrected the field again; None while it stands.
    """

    article: str
    field: str
    value: Any
    replaced: Any
    machine: Any
    reason: Decision
    software: str
    undone: Decision | None


def correct(
    connection: Connection, article_id: int, name: str, value: Any, reason: Decision
) -> StoredCorrection:
    """Write a value in the place of what the software read, and what hangs on it."""
    _lock(connection, article_id)
    before = _standing(connection, article_id, name)
    machine = (
        fields.read(connection, article_id, name) if before is None else before.machine
    )
    if before is not None:
        _end(connection, article_id, name, Decision(REPLACED, reason.by, reason.at))
    connection.execute(
        insert(Correction).values(
            article_id=article_id,
            field=name,
            value=_known_rows(name, value, machine),
            machine=machine,
            why=reason.why,
            by=reason.by,
            at=reason.at,
            version=__version__,
        )
    )
    apply(connection, article_id, reason.at, only=name)
    made = _standing(connection, article_id, name)
    assert made is not None  # noqa: S101 (it was written above)
    return made


def undo(
    connection: Connection, article_id: int, name: str, reason: Decision
) -> StoredCorrection:
    """Take a correction back: the field says again what the software reads."""
    _lock(connection, article_id)
    before = _standing(connection, article_id, name)
    if before is None:
        raise ConfigurationError(
            f"no correction of {name} stands there; `newsarchive corrections` lists all"
        )
    _end(connection, article_id, name, reason)
    believe(connection, article_id, {name: before.machine}, reason.at)
    return before


def apply(
    connection: Connection, article_id: int, at: datetime, only: str | None = None
) -> None:
    """Write what is corrected over what was read."""
    statement = select(Correction.field, Correction.value).where(
        Correction.article_id == article_id, Correction.undone_at.is_(None)
    )
    if only is not None:
        statement = statement.where(Correction.field == only)
    values: dict[str, Any] = dict(connection.execute(statement).all())
    if values:
        believe(connection, article_id, values, at)


def believe(
    connection: Connection, article_id: int, values: Mapping[str, Any], at: datetime
) -> None:
    """Write fields, and whatever is made of them."""
    for name, value in values.items():
        fields.write(connection, article_id, name, value)
    row = connection.execute(
        select(Article.source_id, Article.title, Version.body)
        .join(Version, Version.article_id == Article.id)
        .where(Article.id == article_id, Version.number == Article.versions)
    ).one()
    if "title" in values:
        search.index_again(connection, article_id, row.title, row.body)
    if values.get("byline"):
        names = [name for name, *_ in values["byline"]["credits"] if name]
        people.remember(connection, row.source_id, names, at)
    if not _TELLING.isdisjoint(values):
        tie_one_again(connection, article_id, row.body)


def standing(
    connection: Connection, ids: Iterable[int]
) -> dict[int, list[StoredCorrection]]:
    """Read the corrections that stand, by article."""
    statement = _corrections().where(
        Correction.article_id.in_(ids), Correction.undone_at.is_(None)
    )
    own = attrgetter("article_id")
    rows = sorted(connection.execute(statement), key=own)
    return {
        article_id: list(map(_stored, group))
        for article_id, group in groupby(rows, key=own)
    }


def every(
    connection: Connection, article_id: int | None, *, undone: bool
) -> list[StoredCorrection]:
    """Read corrections of an article, or of all, the first first; those undone, too."""
    statement = _corrections()
    if article_id is not None:
        statement = statement.where(Correction.article_id == article_id)
    if not undone:
        statement = statement.where(Correction.undone_at.is_(None))
    return list(map(_stored, connection.execute(statement)))


def _lock(connection: Connection, article_id: int) -> None:
    """Let no crawl write another version meanwhile; SQLite has one writer anyway."""
    connection.execute(
        select(Article.id).where(Article.id == article_id).with_for_update()
    )


def _corrections() -> Select[Any]:
    newest = and_(Version.article_id == Article.id, Version.number == Article.versions)
    return (
        select(
            Correction,
            Article.key,
            Version.title.label("title"),
            Version.findings.label("findings"),
        )
        .join(Article, Article.id == Correction.article_id)
        .join(Version, newest)
        .order_by(Correction.at, Correction.id)
    )


def _standing(
    connection: Connection, article_id: int, name: str
) -> StoredCorrection | None:
    found = standing(connection, [article_id]).get(article_id, [])
    return next((one for one in found if one.field == name), None)


def _stored(row: Row[Any]) -> StoredCorrection:
    undone = (
        None
        if row.undone_at is None
        else Decision(row.undone_why, row.undone_by, row.undone_at)
    )
    return StoredCorrection(
        article=row.key,
        field=row.field,
        value=row.value,
        replaced=row.machine,
        machine=_read_now(row),
        reason=Decision(row.why, row.by, row.at),
        software=row.version,
        undone=undone,
    )


def _read_now(row: Row[Any]) -> Any:
    """Tell what the newest version reads, or what was read when it was corrected.

    A version of earlier software has no findings, or such that keep less.
    """
    if row.field == "title":
        return row.title
    read: Mapping[str, Any] = row.findings or {}
    if row.field not in read or is_same(read[row.field], row.machine):
        return row.machine
    return read[row.field]


def _known_rows(name: str, value: Any, machine: Any) -> Any:
    """Take over from what was read the words, scores and flags of what it has, too."""
    if name not in _KEYS:
        return value
    key = slice(_KEYS[name])
    known = {tuple(row[key]): row for row in machine}
    return [known.get(tuple(row[key]), row) for row in value]


def _end(connection: Connection, article_id: int, name: str, reason: Decision) -> None:
    connection.execute(
        update(Correction)
        .where(
            Correction.article_id == article_id,
            Correction.field == name,
            Correction.undone_at.is_(None),
        )
        .values(undone_at=reason.at, undone_by=reason.by, undone_why=reason.why)
    )
