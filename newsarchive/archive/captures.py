"""The captures as the archive knows them: where each is kept, and what it led to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    func,
    insert,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import aliased

from newsarchive.archive.tables import Article, Capture, Page, Source, Version
from newsarchive.archive.withheld import shown
from newsarchive.capture import Capture as Item
from newsarchive.capture import Kind, Role, Target, Twin

CHUNK = 500
# A redirect, or an answer that was asked for again: the last answer is the outcome.
PASSED = "passed"


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """A capture, its number, and what it led to.

    `payload` is the file and offset of the record that has its bytes. `version` is the
    number of the newest version that was read from it, if any, and `article_id` whose;
    `is_newest` says that the article stands in that version now.
    """

    id: int
    item: Item
    payload: tuple[str, int]
    run_id: int
    outcome: str | None
    reason: str | None
    article_id: int | None
    version: int | None
    is_newest: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """Which captures: of a source, of an article, from a moment on."""

    source: str | None = None
    article_id: int | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a capture's record should stand, and the hash of what it should hold."""

    id: int
    file: str
    offset: int
    length: int
    kind: Kind
    sha256: str


def places(connection: Connection) -> Iterator[Place]:
    """Read where all captures should stand, file by file, from the first byte on."""
    rows = connection.execute(
        # One without a length came from an export: its bytes are elsewhere.
        select(*_PLACE)
        .where(Capture.length > 0)
        .order_by(Capture.file, Capture.offset),
        execution_options={"yield_per": CHUNK},
    )
    for row in rows:
        yield Place(
            row.id, row.file, row.offset, row.length, Kind(row.kind), row.sha256
        )


_PLACE = (
    *(Capture.id, Capture.file, Capture.offset),
    *(Capture.length, Capture.kind, Capture.sha256),
)


def twin(connection: Connection, sha256: str) -> Twin | None:
    """Find an earlier capture that holds the same payload."""
    row = connection.execute(
        select(Capture.url, Capture.fetched_at)
        .where(Capture.sha256 == sha256, Capture.kind == Kind.RESPONSE)
        .order_by(Capture.id)
        .limit(1)
    ).first()
    return Twin(row.url, row.fetched_at) if row is not None else None


def add(connection: Connection, run_id: int, source_id: int, item: Item) -> int | None:
    """Write a capture's row; None when it is there already."""
    known = select(Capture.id).where(
        Capture.file == item.file, Capture.offset == item.offset
    )
    if connection.scalar(known) is not None:
        return None
    return connection.scalar(
        insert(Capture)
        .values(
            source_id=source_id,
            run_id=run_id,
            page_id=_page(connection, source_id, item.target),
            role=item.target.role,
            requested=item.target.url,
            url=item.url,
            fetched_at=item.at,
            status=item.status,
            kind=item.kind,
            sha256=item.sha256,
            payload_id=_payload(connection, item),
            file=item.file,
            offset=item.offset,
            length=item.length,
            told=dict(item.target.told),
        )
        .returning(Capture.id)
    )


def settle(
    connection: Connection, capture_ids: list[int], outcome: str, reason: str | None
) -> None:
    """Note what an address's captures led to: the last to its outcome."""
    *passed, last = capture_ids
    _note(connection, passed, PASSED, None)
    _note(connection, [last], outcome, reason)


def read(connection: Connection, which: Selection) -> Iterator[StoredCapture]:
    """Read captures in the order they were made."""
    after: ColumnElement[bool] = true()
    while True:
        rows = connection.execute(
            _selected(which)
            .where(after)
            .order_by(Capture.fetched_at, Capture.id)
            .limit(CHUNK)
        ).all()
        if not rows:
            return
        yield from map(_stored, rows)
        at, number = rows[-1].fetched_at, rows[-1].id
        later = (Capture.fetched_at == at) & (Capture.id > number)
        after = (Capture.fetched_at > at) | later


def sources(connection: Connection) -> list[dict[str, Any]]:
    """List the sources that have captures: name, title, domain, zone, sections."""
    having = select(Capture.source_id).distinct()
    rows = connection.execute(
        select(Source.__table__).where(Source.id.in_(having)).order_by(Source.name)
    )
    return [dict(row) for row in rows.mappings()]


def number_of(connection: Connection, which: Selection) -> int:
    """Count captures."""
    chosen = _selected(which).subquery()
    return connection.scalar(select(func.count()).select_from(chosen)) or 0


def part(
    connection: Connection, source: str, url: str, since: datetime
) -> StoredCapture | None:
    """Find the capture of an article's further page, made with or after its first."""
    row = connection.execute(
        _selected(Selection(source=source, since=since))
        .where(Capture.role == Role.PART, Capture.requested == url)
        .where(~Capture.status.between(300, 399))
        .order_by(Capture.fetched_at, Capture.id)
        .limit(1)
    ).first()
    return _stored(row) if row is not None else None


def _note(
    connection: Connection, ids: Iterable[int], outcome: str, reason: str | None
) -> None:
    connection.execute(
        update(Capture)
        .where(Capture.id.in_(list(ids)))
        .values(outcome=outcome, reason=reason)
    )


def _page(connection: Connection, source_id: int, target: Target) -> int | None:
    if target.role is Role.LISTING:
        return None
    return connection.scalar(
        select(Page.id).where(Page.source_id == source_id, Page.url == target.page)
    )


def _payload(connection: Connection, item: Item) -> int | None:
    if item.kind is not Kind.REVISIT:
        return None
    return connection.scalar(
        select(Capture.id)
        .where(Capture.sha256 == item.sha256, Capture.kind == Kind.RESPONSE)
        .order_by(Capture.id)
        .limit(1)
    )


_PAYLOAD = aliased(Capture)
_VERSION = (
    select(func.max(Version.number))
    .where(Version.capture_id == Capture.id)
    .correlate(Capture)
    .scalar_subquery()
)


def _selected(which: Selection) -> Select[Any]:
    statement = (
        select(
            Capture.__table__,
            Source.name.label("source"),
            Page.url.label("page"),
            Page.article_id,
            Article.versions,
            _VERSION.label("version"),
            func.coalesce(_PAYLOAD.file, Capture.file).label("payload_file"),
            func.coalesce(_PAYLOAD.offset, Capture.offset).label("payload_offset"),
        )
        .select_from(Capture)
        .join(Source, Source.id == Capture.source_id)
        .outerjoin(Page, Page.id == Capture.page_id)
        .outerjoin(Article, Article.id == Page.article_id)
        .outerjoin(_PAYLOAD, _PAYLOAD.id == Capture.payload_id)
        .where(or_(Page.article_id.is_(None), shown(Page.article_id)))
        .where(Capture.kind != Kind.ERASED)
    )
    if which.source is not None:
        statement = statement.where(Source.name == which.source)
    if which.article_id is not None:
        statement = statement.where(Page.article_id == which.article_id)
    if which.since is not None:
        statement = statement.where(Capture.fetched_at >= which.since)
    return statement


def _stored(row: Row[Any]) -> StoredCapture:
    target = Target(
        Role(row.role), row.source, row.requested, row.page or row.requested, row.told
    )
    item = Item(
        target=target,
        url=row.url,
        at=row.fetched_at,
        status=row.status,
        kind=Kind(row.kind),
        sha256=row.sha256,
        file=row.file,
        offset=row.offset,
        length=row.length,
    )
    return StoredCapture(
        id=row.id,
        item=item,
        payload=(row.payload_file, row.payload_offset),
        run_id=row.run_id,
        outcome=row.outcome,
        reason=row.reason,
        article_id=row.article_id,
        version=row.version,
        is_newest=row.version is not None and row.version == row.versions,
    )
