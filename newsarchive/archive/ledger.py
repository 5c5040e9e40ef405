"""The URL ledger: which addresses were met, how, when, and what became of each."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, false, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from newsarchive import policy
from newsarchive.archive.among import one_of
from newsarchive.archive.tables import Article, Base, Listing, Page
from newsarchive.run import Outcome
from newsarchive.suppression import SUPPRESSED, url_mark

# A sitemap has up to 50,000 addresses, a statement at most 32,766 parameters.
CHUNK = 500
_INSERTS: Mapping[str, Callable[[type[Base]], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


@dataclass(frozen=True, slots=True)
class Lead:
    """An article address as a listing tells it.

    `lastmod` is what it says of the last change, `published` of the publication, `parts`
    on how many pages it stands.
    """

    url: str
    lastmod: str | None = None
    parts: int | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class PageRef:
    """An address to fetch; the validators are sent when the archive has the article.

    `published` is when the listing that led here, a `via`, says it was published.
    """

    id: int
    url: str
    etag: str | None
    last_modified: str | None
    stored: bool
    parts: int | None = None
    via: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class ListingState:
    """What the archive knows of a listing before a walk through it.

    `completed_at` is when an earlier walk reached the end or known ground; `since` is the
    moment before which an address must have been met to count as known.
    """

    completed_at: datetime | None
    since: datetime
    etag: str | None = None
    last_modified: str | None = None
    next_at: datetime | None = None

    @property
    def complete(self) -> bool:
        """Whether an earlier walk reached the end or known ground."""
        return self.completed_at is not None


def upsert(
    connection: Connection, table: type[Base]
) -> sqlite.Insert | postgresql.Insert:
    """Build an INSERT that can say ON CONFLICT, in the database's dialect."""
    return _INSERTS[connection.dialect.name](table)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Under which run and way, and when, addresses were met."""

    source_id: int
    run_id: int
    via: str
    at: datetime


def record(
    connection: Connection, seen: Sighting, leads: Sequence[Lead], since: datetime
) -> int:
    """Write addresses into the ledger; return how many are not known ground.

    An address is known when it was met before `since` and its listing tells of no
    change; one that changed, or is new, waits to be fetched.
    """
    return sum(
        _record(connection, seen, leads[start : start + CHUNK], since)
        for start in range(0, len(leads), CHUNK)
    )


def _record(
    connection: Connection, seen: Sighting, leads: Sequence[Lead], since: datetime
) -> int:
    known = _known(connection, seen.source_id, [lead.url for lead in leads])
    new = {lead.url: lead for lead in leads if lead.url not in known}
    changed = [lead for lead in leads if _changed(lead, known)]
    if new:
        rows = [
            {
                "source_id": seen.source_id,
                "url": lead.url,
                "via": seen.via,
                "discovered_at": seen.at,
                "discovered_run_id": seen.run_id,
                "outcome": Outcome.PENDING,
                "lastmod": lead.lastmod,
                "parts": lead.parts,
                "published": lead.published,
            }
            for lead in new.values()
        ]
        connection.execute(upsert(connection, Page).on_conflict_do_nothing(), rows)
    for lead in changed:
        connection.execute(
            update(Page)
            .where(Page.source_id == seen.source_id, Page.url == lead.url)
            .values(
                outcome=Outcome.PENDING,
                lastmod=lead.lastmod,
                parts=lead.parts,
                published=lead.published,
                attempts=0,
                failures=0.0,
            )
        )
    _learn(connection, seen.source_id, leads, known)
    fresh = [url for url, (met, _) in known.items() if met >= since]
    return len(new) + len({lead.url for lead in changed} | set(fresh))


def reject(
    connection: Connection, seen: Sighting, urls: Iterable[str], reason: str
) -> None:
    """Write addresses that must not be fetched; those not known yet only as hashes."""
    unknown = sorted(set(urls) - set(_known(connection, seen.source_id, urls)))
    rows = [
        {
            "source_id": seen.source_id,
            "url": url_mark(url),
            "via": seen.via,
            "discovered_at": seen.at,
            "discovered_run_id": seen.run_id,
            "outcome": Outcome.REJECTED,
            "reason": reason,
        }
        for url in unknown
    ]
    if rows:
        connection.execute(upsert(connection, Page).on_conflict_do_nothing(), rows)


def due(
    connection: Connection, source_id: int, after: int, limit: int
) -> list[PageRef]:
    """List addresses that wait to be fetched, in the order they were met."""
    rows = connection.execute(
        select(Page.__table__)
        .where(
            Page.source_id == source_id,
            Page.outcome == Outcome.PENDING,
            Page.id > after,
        )
        .order_by(Page.id)
        .limit(limit)
    )
    return [
        PageRef(
            id=row.id,
            url=row.url,
            etag=row.etag,
            last_modified=row.last_modified,
            stored=row.article_id is not None,
            parts=row.parts,
            via=row.via,
            published=row.published,
        )
        for row in rows
    ]


def lacks(connection: Connection, source_id: int, url: str) -> bool:
    """Whether an address that was met has brought no article yet."""
    found = connection.scalar(
        select(Page.id).where(
            Page.source_id == source_id, Page.url == url, Page.article_id.is_(None)
        )
    )
    return found is not None


def brought(
    connection: Connection, source_id: int, beginning: str, barren: Iterable[str]
) -> list[tuple[str, bool]]:
    """List addresses that begin alike behind their scheme, the last ones met.

    With each goes whether it brought an article of its own; of those that did not, those
    count that are gone, duplicates, or rejected for one of the reasons `barren`.
    """
    rows = connection.execute(
        select(Page.url, Page.article_id, Page.outcome)
        .where(
            Page.source_id == source_id,
            or_(
                Page.article_id.is_not(None),
                Page.outcome == Outcome.GONE,
                Page.reason.in_(list(barren)),
            ),
            or_(
                *(
                    Page.url.startswith(f"{scheme}://{beginning}", autoescape=True)
                    for scheme in ("http", "https")
                )
            ),
        )
        .order_by(Page.id.desc())
        .limit(CHUNK)
    )
    return [
        (row.url, row.article_id is not None and row.outcome != Outcome.DUPLICATE)
        for row in rows
    ]


def is_due_again(now: datetime) -> ColumnElement[bool]:
    """Ask for pages that are due to be asked again.

    A wait longer than any, or one after an answer of the future, is of a wrong clock.
    """
    ahead = (Page.next_check_at > now) & (Page.fetched_at > now + policy.CLOCK_SLACK)
    return or_(
        Page.next_check_at <= now,
        Page.next_check_at > now + policy.LONGEST_WAIT,
        func.coalesce(ahead, false()),
    )


def retry(connection: Connection, source_id: int, now: datetime) -> int:
    """Put failed addresses back in the queue, until they are given up."""
    return connection.execute(
        update(Page)
        .where(
            Page.source_id == source_id,
            Page.outcome == Outcome.FAILED,
            is_due_again(now),
        )
        .values(outcome=Outcome.PENDING)
    ).rowcount


def failed_in(
    connection: Connection, run_id: int, now: datetime
) -> Counter[tuple[str, str]]:
    """Count the addresses that a run saw fail and that may be tried again."""
    rows = connection.execute(
        select(Page.reason, func.count())
        .where(
            Page.run_id == run_id,
            Page.outcome == Outcome.FAILED,
            is_due_again(now),
        )
        .group_by(Page.reason)
    )
    return Counter({(Outcome.FAILED.value, reason or ""): n for reason, n in rows})


_ASKED_AGAIN = (
    *(Outcome.STORED, Outcome.UNCHANGED),
    *(Outcome.REJECTED, Outcome.BLOCKED, Outcome.FAILED),
)


def recheck(connection: Connection, source_id: int, since: datetime) -> int:
    """Put the addresses of articles younger than `since` back in the queue.

    Also those that answered with something else last time: a maintenance page passes.
    """
    young = (
        select(Article.id)
        .where(
            Article.source_id == source_id,
            Article.state == "live",
            or_(Article.first_seen_at >= since, Article.published_at >= since),
        )
        .scalar_subquery()
    )
    return connection.execute(
        update(Page)
        .where(
            Page.source_id == source_id,
            Page.article_id.in_(young),
            Page.outcome.in_(_ASKED_AGAIN),
            Page.reason.is_distinct_from(SUPPRESSED),
        )
        .values(outcome=Outcome.PENDING)
    ).rowcount


def pending(connection: Connection, source_id: int) -> int:
    """Count the addresses of a source that still wait."""
    count = connection.scalar(
        select(func.count())
        .select_from(Page)
        .where(Page.source_id == source_id, Page.outcome == Outcome.PENDING)
    )
    return count or 0


def open_listing(
    connection: Connection, source_id: int, url: str, way: str, now: datetime
) -> ListingState:
    """Begin a walk through a listing; say what counts as known ground."""
    row = connection.execute(
        select(Listing).where(Listing.source_id == source_id, Listing.url == url)
    ).first()
    if row is None:
        connection.execute(
            upsert(connection, Listing).values(
                source_id=source_id, url=url, way=way, open_since=now
            )
        )
        return ListingState(completed_at=None, since=now)
    since = row.open_since or now
    connection.execute(
        update(Listing).where(Listing.id == row.id).values(open_since=since, way=way)
    )
    return ListingState(
        completed_at=row.completed_at,
        since=since,
        # An unfinished walk must see the whole page again.
        etag=row.etag if row.open_since is None else None,
        last_modified=row.last_modified if row.open_since is None else None,
        next_at=row.next_at if row.open_since is None else None,
    )


def close_listing(
    connection: Connection,
    source_id: int,
    url: str,
    validators: tuple[str | None, str | None],
    now: datetime,
) -> int | None:
    """End a walk that reached the listing's end or known ground; number the listing."""
    etag, last_modified = validators
    found: int | None = connection.scalar(
        update(Listing)
        .where(Listing.source_id == source_id, Listing.url == url)
        .values(
            open_since=None, completed_at=now, etag=etag, last_modified=last_modified
        )
        .returning(Listing.id)
    )
    return found


def _known(
    connection: Connection, source_id: int, urls: Iterable[str]
) -> dict[str, tuple[datetime, str | None]]:
    rows = connection.execute(
        select(Page.url, Page.discovered_at, Page.lastmod).where(
            Page.source_id == source_id, one_of(connection, Page.url, set(urls))
        )
    )
    return {row.url: (row.discovered_at, row.lastmod) for row in rows}


def _learn(
    connection: Connection,
    source_id: int,
    leads: Sequence[Lead],
    known: dict[str, tuple[datetime, str | None]],
) -> None:
    """Note the last change of addresses whose first listing told of none."""
    for lead in leads:
        told = known.get(lead.url)
        if lead.lastmod is not None and told is not None and told[1] is None:
            connection.execute(
                update(Page)
                .where(Page.source_id == source_id, Page.url == lead.url)
                .values(lastmod=lead.lastmod)
            )


def _changed(lead: Lead, known: dict[str, tuple[datetime, str | None]]) -> bool:
    if lead.lastmod is None or lead.url not in known:
        return False
    before = known[lead.url][1]
    return before is not None and before != lead.lastmod
