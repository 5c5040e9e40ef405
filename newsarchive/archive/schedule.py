"""When each source, listing and article is due, and which hosts are left alone."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, update

from newsarchive import policy
from newsarchive.archive.ledger import is_due_again, upsert
from newsarchive.archive.tables import Article, HostRest, Listing, Page, Source
from newsarchive.policy import Polling
from newsarchive.run import Outcome

# What a listing of a backfill is told apart by: its days stand behind the address.
WINDOW = "#"


@dataclass(frozen=True, slots=True)
class Rest:
    """A host that refused us; it is left alone until a moment, if that is set."""

    host: str
    refusals: int
    since: datetime
    until: datetime | None
    reason: str

    def at(self, now: datetime) -> bool:
        """Whether the host is left alone at a moment."""
        return policy.is_waiting(self.until, now)


@dataclass(frozen=True, slots=True)
class Stand:
    """How a source stands: when its sections are due, what waits, what is to be checked.

    `listings` tells of each listing that was looked at when it is due, None meaning at
    once: a walk through it broke off, or an older version looked at it.
    """

    listings: dict[str, datetime | None]
    waiting: int
    checks: int
    next_check_at: datetime | None


def chance() -> float:
    """Draw a number between 0 and 1."""
    return secrets.randbelow(1_000_000) / 1_000_000


def poll(
    connection: Connection, listing_id: int, seen: tuple[int, int], now: datetime
) -> None:
    """Decide when a listing is looked at again, by how many met were known."""
    row = connection.execute(
        select(Listing.interval, Listing.way).where(Listing.id == listing_id)
    ).one()
    before = timedelta(seconds=row.interval) if row.interval else None
    interval = policy.next_interval(before, *seen, polling_of(row.way))
    connection.execute(
        update(Listing)
        .where(Listing.id == listing_id)
        .values(
            interval=round(interval.total_seconds()),
            failures=0.0,
            next_at=now + policy.spread(interval, chance()),
        )
    )


def polling_of(way: str) -> Polling:
    """Say how often a listing of a kind may be looked at."""
    return policy.SITEMAPS if way == "sitemap" else policy.SECTIONS


def put_off(
    connection: Connection, source_id: int, url: str, weight: float, now: datetime
) -> None:
    """Look at a listing that could not be seen again later, the later the worse it is."""
    is_it = (Listing.source_id == source_id) & (Listing.url == url)
    failures = connection.scalar(select(Listing.failures).where(is_it)) or 0.0
    wait = policy.spread(policy.wait_after(failures + weight), chance())
    connection.execute(
        update(Listing)
        .where(is_it)
        .values(failures=failures + weight, next_at=now + wait)
    )


def is_due(connection: Connection, source_id: int, url: str, now: datetime) -> bool:
    """Whether a listing is due, as one is that was never looked at to its end."""
    row = connection.execute(
        select(Listing.__table__).where(
            Listing.source_id == source_id, Listing.url == url
        )
    ).first()
    due_at = _due_at(row) if row is not None else None
    return not policy.is_waiting(due_at, now)


def next_check(
    connection: Connection, article_id: int, now: datetime
) -> datetime | None:
    """Decide when an article is looked at again, by its age."""
    row = connection.execute(
        select(Article.published_at, Article.first_seen_at).where(
            Article.id == article_id
        )
    ).one()
    interval = policy.next_check(now - (row.published_at or row.first_seen_at))
    return now + policy.spread(interval, chance()) if interval else None


def revisit(connection: Connection, source_id: int, now: datetime) -> int:
    """Put the addresses back in the queue that are due to be asked again."""
    return connection.execute(
        update(Page)
        .where(
            Page.source_id == source_id,
            is_due_again(now),
            Page.outcome != Outcome.PENDING,
        )
        .values(outcome=Outcome.PENDING)
    ).rowcount


def stands(connection: Connection, now: datetime) -> dict[str, Stand]:
    """Tell of each source that was crawled when it is due, and what waits there."""
    names = connection.execute(select(Source.id, Source.name)).all()
    listings = _listings(connection)
    waiting = _count(connection, Page.outcome == Outcome.PENDING)
    is_article = Page.article_id.is_not(None) & (Page.outcome != Outcome.PENDING)
    checks = _count(connection, is_article, is_due_again(now))
    coming = connection.execute(
        select(Page.source_id, func.min(Page.next_check_at))
        .where(is_article, ~is_due_again(now))
        .group_by(Page.source_id)
    )
    # What a function of SQL gives is of the column's type.
    next_checks = {number: at for number, at in coming}  # noqa: C416 (rows, not pairs)
    return {
        name: Stand(
            listings.get(number, {}),
            waiting.get(number, 0),
            checks.get(number, 0),
            next_checks.get(number),
        )
        for number, name in names
    }


def rests(connection: Connection) -> dict[str, Rest]:
    """Read which hosts refused us, by name."""
    rows = connection.execute(select(HostRest.__table__).order_by(HostRest.host))
    return {row.host: Rest(**row._mapping) for row in rows}  # noqa: SLF001 (SQLAlchemy's public name)


def refuse(connection: Connection, refused: Rest) -> None:
    """Keep that a host refused us."""
    values = {
        "refusals": refused.refusals,
        "until": refused.until,
        "reason": refused.reason,
    }
    connection.execute(
        upsert(connection, HostRest)
        .values(host=refused.host, since=refused.since, **values)
        .on_conflict_do_update(index_elements=["host"], set_=values)
    )


def welcome(connection: Connection, host: str) -> None:
    """Forget that a host refused us: it answers again."""
    connection.execute(delete(HostRest).where(HostRest.host == host))


def _listings(connection: Connection) -> dict[int, dict[str, datetime | None]]:
    """Tell when each listing is due; one whose walk broke off is due at once."""
    found: dict[int, dict[str, datetime | None]] = {}
    for row in connection.execute(select(Listing.__table__)):
        if WINDOW not in row.url:
            found.setdefault(row.source_id, {})[row.url] = _due_at(row)
    return found


def _due_at(row: Row[Any]) -> datetime | None:
    """Say when a listing is due; at once, where a walk through it broke off."""
    broke_off = row.open_since is not None and not row.failures
    return None if broke_off else row.next_at


def _count(connection: Connection, *wanted: ColumnElement[bool]) -> dict[int, int]:
    rows = connection.execute(
        select(Page.source_id, func.count()).where(*wanted).group_by(Page.source_id)
    )
    return {number: found for number, found in rows}  # noqa: C416 (rows, not pairs)
