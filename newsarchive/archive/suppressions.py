"""Suppressions: decided, taken back, known again in whatever comes in later.

A suppressed article is known by marks: its id, its story's id, hashes of its addresses and
of its words. The view `withheld` makes them into articles; what is withheld from
everybody is not fetched again, nor stored under another address.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from newsarchive import __version__
from newsarchive.archive.among import one_of
from newsarchive.archive.ledger import upsert
from newsarchive.archive.tables import (
    Article,
    ArticleUrl,
    Membership,
    Page,
    Story,
    StoryAlias,
    Suppression,
    SuppressionMark,
    Version,
)
from newsarchive.archive.withheld import WITHHELD
from newsarchive.items import Article as Item
from newsarchive.run import Outcome
from newsarchive.suppression import SUPPRESSED, Mark, Reason, Scope, url_mark
from newsarchive.suppression import Suppression as Shown

Marks = frozenset[tuple[Mark, str]]
# How many marks a statement asks for.
CHUNK = 500


def add(connection: Connection, decided: Shown, marks: Marks) -> list[str]:
    """Write a suppression; return the ids of the articles that it withholds."""
    connection.execute(upsert(connection, Suppression).values(**asdict(decided)))
    _mark(connection, decided.uid, marks)
    return _apply(connection, decided.uid)


def decide(
    target: str, reason: Reason, scope: Scope, *, erase: bool, by: str, at: datetime
) -> Shown:
    """Make a suppression; what is erased is shown to nobody."""
    return Shown(
        uid=secrets.token_hex(8),
        target=target,
        reason=reason,
        scope=Scope.ALL if erase else scope,
        erase=erase,
        at=at,
        by=by,
        version=__version__,
    )


def marks_of_article(connection: Connection, article_id: int) -> Marks:
    """Give all by which an article is known again."""
    key = connection.scalar(select(Article.key).where(Article.id == article_id))
    urls = select(ArticleUrl.url).where(ArticleUrl.article_id == article_id)
    pages = select(Page.url).where(Page.article_id == article_id)
    words = select(Version.content_sha256).where(Version.article_id == article_id)
    return frozenset(
        [
            (Mark.ARTICLE, str(key)),
            *(
                (Mark.URL, url_mark(url))
                for url in connection.scalars(urls.union(pages))
            ),
            *((Mark.TEXT, sha256) for sha256 in connection.scalars(words)),
        ]
    )


def marks_of_story(connection: Connection, key: str) -> Marks:
    """Give all by which a story and each of its articles is known again."""
    members = connection.scalars(
        select(Membership.article_id)
        .join(Story, Story.id == Membership.story_id)
        .where(Story.key == key)
    ).all()
    own = frozenset([(Mark.STORY, key)])
    return own.union(*(marks_of_article(connection, one) for one in members))


def marks_of(connection: Connection, uid: str) -> Marks:
    """Give the marks of a suppression."""
    rows = connection.execute(
        select(SuppressionMark.kind, SuppressionMark.value).where(
            SuppressionMark.uid == uid
        )
    )
    return frozenset((Mark(row.kind), row.value) for row in rows)


def story_named(connection: Connection, name: str) -> str | None:
    """Give today's id of a story by an id it has or had."""
    once = select(StoryAlias.story_id).where(StoryAlias.key == name).scalar_subquery()
    return connection.scalar(
        select(Story.key).where((Story.key == name) | (Story.id == once))
    )


def lift(connection: Connection, uid: str, *, by: str, why: str, at: datetime) -> int:
    """Take a suppression back; its addresses are looked at again by the next crawl."""
    connection.execute(
        update(Suppression)
        .where(Suppression.uid == uid)
        .values(lifted_at=at, lifted_by=by, lifted_why=why)
    )
    keys = select(SuppressionMark.value).where(
        SuppressionMark.uid == uid, SuppressionMark.kind == Mark.ARTICLE
    )
    articles = select(Article.id).where(Article.key.in_(keys))
    closed = select(WITHHELD.c.article_id).where(WITHHELD.c.scope == Scope.ALL)
    return connection.execute(
        update(Page)
        .where(Page.reason == SUPPRESSED, Page.outcome == Outcome.REJECTED)
        .where(Page.article_id.in_(articles), Page.article_id.not_in(closed))
        .values(outcome=Outcome.PENDING, reason=None)
    ).rowcount


def everything(connection: Connection) -> list[Shown]:
    """Read all suppressions, the newest first."""
    rows = connection.execute(
        select(Suppression).order_by(Suppression.at.desc(), Suppression.uid)
    )
    return [_shown(row) for row in rows]


def hiding(connection: Connection, name: str) -> Shown | None:
    """Find the suppression in force that bears an article's id or an address."""
    row = connection.execute(
        select(Suppression)
        .join(SuppressionMark, SuppressionMark.uid == Suppression.uid)
        .where(SuppressionMark.value.in_([name, url_mark(name)]))
        .where(Suppression.scope == Scope.ALL, Suppression.lifted_at.is_(None))
        .order_by(Suppression.at)
        .limit(1)
    ).first()
    return _shown(row) if row is not None else None


def called(connection: Connection, name: str) -> list[Shown]:
    """Find suppressions in force by their id, by what they name, or by its address.

    One of a whole story is not found by an article of it.
    """
    marked = select(SuppressionMark.uid).where(
        SuppressionMark.kind == Mark.URL, SuppressionMark.value == url_mark(name)
    )
    is_story = Suppression.target.startswith("story:")
    rows = connection.execute(
        select(Suppression)
        .where(Suppression.lifted_at.is_(None))
        .where(
            Suppression.uid.in_([name])
            | Suppression.target.in_([name, url_mark(name)])
            | (Suppression.uid.in_(marked) & ~is_story)
        )
        .order_by(Suppression.at, Suppression.uid)
    )
    return [_shown(row) for row in rows]


def articles_of(connection: Connection, uid: str) -> list[str]:
    """Give the ids of the articles that a suppression names."""
    return list(
        connection.scalars(
            select(Article.key)
            .join(SuppressionMark, SuppressionMark.value == Article.key)
            .where(SuppressionMark.uid == uid, SuppressionMark.kind == Mark.ARTICLE)
            .order_by(Article.key)
        )
    )


def closed(connection: Connection, urls: Iterable[str]) -> set[str]:
    """Tell which addresses must not be fetched again."""
    by_mark = {url_mark(url): url for url in urls}
    found = _active(connection, [(Mark.URL, mark) for mark in by_mark])
    return {by_mark[row.value] for row in found if row.scope == Scope.ALL}


def refuses(connection: Connection, item: Item, known: Sequence[int]) -> bool:
    """Whether an article must not be stored; `known` are the articles it may be.

    The addresses it came by are remembered as its own.
    """
    closing = [
        row.uid
        for row in _active(connection, _marks_of_item(item))
        if row.scope == Scope.ALL
    ]
    for uid in closing:
        _mark(connection, uid, frozenset(_marks_of_item(item)))
    if closing:
        return True
    hidden = select(WITHHELD.c.article_id).where(
        WITHHELD.c.article_id.in_(known), WITHHELD.c.scope == Scope.ALL
    )
    return bool(known) and connection.scalar(hidden.limit(1)) is not None


def are_closed(connection: Connection, marks: Sequence[tuple[Mark, str]]) -> bool:
    """Whether what bears one of these marks must not be stored."""
    return any(row.scope == Scope.ALL for row in _active(connection, marks))


def mark_as(
    connection: Connection, key: str, marks: Sequence[tuple[Mark, str]]
) -> None:
    """Put a stored article under the suppressions of which it bears a mark."""
    for row in _active(connection, marks):
        _mark(connection, row.uid, frozenset([(Mark.ARTICLE, key)]))


def follow(connection: Connection, item: Item, article_id: int) -> None:
    """Put a stored article under the suppressions whose marks it bears."""
    key = connection.scalar(select(Article.key).where(Article.id == article_id))
    mark_as(connection, str(key), _marks_of_item(item))


def mark_articles(connection: Connection, article_id: int) -> None:
    """Name an article under each suppression that withholds it, whatever story it is in."""
    key = connection.scalar(select(Article.key).where(Article.id == article_id))
    own = WITHHELD.c.article_id == article_id
    uids = connection.scalars(select(WITHHELD.c.suppression).where(own)).all()
    for uid in filter(None, uids):
        _mark(connection, uid, frozenset([(Mark.ARTICLE, str(key))]))


def snapshot(connection: Connection) -> list[dict[str, Any]]:
    """Give all suppressions with their marks, for a file outside of the database."""
    marks: dict[str, list[tuple[str, str]]] = {}
    rows = connection.execute(
        select(SuppressionMark).order_by(SuppressionMark.kind, SuppressionMark.value)
    )
    for row in rows:
        marks.setdefault(row.uid, []).append((row.kind, row.value))
    return [
        {**asdict(one), "marks": marks.get(one.uid, [])}
        for one in everything(connection)
    ]


def adopt(connection: Connection, told: Iterable[Mapping[str, Any]]) -> int:
    """Bring in suppressions that a file tells; return how many this archive lacked.

    What is suppressed in either stays suppressed; one that was lifted in either is lifted.
    """
    number = 0
    known = {one.uid: one for one in everything(connection)}
    for one in told:
        values = {f.name: one[f.name] for f in fields(Shown)}
        mine = known.get(one["uid"])
        if mine is None:
            marks = frozenset((Mark(kind), value) for kind, value in one["marks"])
            # Nothing of this archive was erased yet.
            add(connection, Shown(**{**values, "erased_at": None}), marks)
            number += 1
        elif mine.lifted_at is None and values["lifted_at"] is not None:
            lift(
                connection,
                mine.uid,
                by=values["lifted_by"],
                why=values["lifted_why"],
                at=values["lifted_at"],
            )
    return number


def _apply(connection: Connection, uid: str) -> list[str]:
    """Find what bears a suppression's marks today, mark it, and close its addresses."""
    found = _bearing(connection, uid)
    _mark(connection, uid, frozenset((Mark.ARTICLE, key) for key in found))
    scope = connection.scalar(select(Suppression.scope).where(Suppression.uid == uid))
    if scope == Scope.ALL:
        _close(connection, uid)
    return articles_of(connection, uid)


def _bearing(connection: Connection, uid: str) -> set[str]:
    """Give the ids of all articles that have a marked address or marked words."""
    marks = marks_of(connection, uid)
    texts = [value for kind, value in marks if kind == Mark.TEXT]
    same = connection.scalars(
        select(Article.key)
        .join(Version, Version.article_id == Article.id)
        .where(Version.content_sha256.in_(texts))
    )
    told = select(Article.key, ArticleUrl.url).join(
        ArticleUrl, ArticleUrl.article_id == Article.id
    )
    addressed = {
        row.key
        for row in connection.execute(told)
        if (Mark.URL, url_mark(row.url)) in marks or (Mark.URL, row.url) in marks
    }
    return addressed.union(same)


def _close(connection: Connection, uid: str) -> None:
    hidden = select(WITHHELD.c.article_id).where(WITHHELD.c.scope == Scope.ALL)
    closing = {
        "outcome": Outcome.REJECTED,
        "reason": SUPPRESSED,
        "next_check_at": None,
    }
    connection.execute(
        update(Page).where(Page.article_id.in_(hidden)).values(**closing)
    )
    marks = set(
        connection.scalars(
            select(SuppressionMark.value).where(
                SuppressionMark.uid == uid, SuppressionMark.kind == Mark.URL
            )
        )
    )
    waiting = select(Page.id, Page.url).where(Page.article_id.is_(None))
    ids = [row.id for row in connection.execute(waiting) if url_mark(row.url) in marks]
    connection.execute(update(Page).where(Page.id.in_(ids)).values(**closing))


def _marks_of_item(item: Item) -> list[tuple[Mark, str]]:
    addresses = dict.fromkeys((item.url, item.requested, *item.urls))
    return [
        (Mark.TEXT, item.content_sha256),
        *((Mark.URL, url_mark(url)) for url in addresses),
    ]


def _mark(connection: Connection, uid: str, marks: Marks) -> None:
    if marks:
        rows = [{"uid": uid, "kind": kind, "value": value} for kind, value in marks]
        connection.execute(
            upsert(connection, SuppressionMark).on_conflict_do_nothing(), rows
        )


def _active(
    connection: Connection, marks: Sequence[tuple[Mark, str]]
) -> list[Row[str, str, str]]:
    """Find the suppressions in force that have one of these marks."""
    found: list[Row[str, str, str]] = []
    for start in range(0, len(marks), CHUNK):
        asked = marks[start : start + CHUNK]
        found += connection.execute(
            select(Suppression.uid, Suppression.scope, SuppressionMark.value)
            .join(SuppressionMark, SuppressionMark.uid == Suppression.uid)
            .where(SuppressionMark.kind.in_({kind for kind, _ in asked}))
            .where(one_of(connection, SuppressionMark.value, {one for _, one in asked}))
            .where(Suppression.lifted_at.is_(None))
        ).all()
    return found


def _shown(row: Any) -> Shown:
    values = {f.name: getattr(row, f.name) for f in fields(Shown)}
    return Shown(**{**values, "reason": Reason(row.reason), "scope": Scope(row.scope)})
