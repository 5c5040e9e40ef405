"""Write an article: find which one it is, keep its words, tie it to its story."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from newsarchive import __version__
from newsarchive.archive import (
    corrections,
    fields,
    ledger,
    people,
    reviews,
    search,
    stories,
    suppressions,
)
from newsarchive.archive.snapshot import findings_of
from newsarchive.archive.standing import GONE, LIVE, WITHDRAWN
from newsarchive.archive.tables import (
    Article,
    ArticleUrl,
    Capture,
    Page,
    SearchDocument,
    StateChange,
    Version,
)
from newsarchive.items import Article as Item
from newsarchive.run import Outcome
from newsarchive.suppression import SUPPRESSED
from newsarchive.text.fingerprint import jaccard, shingles
from newsarchive.text.kinship import Traits, traits_of

# Why a version was written.
FIRST = "first"
EDIT = "edit"
REREAD = "re-extraction"
ELSEWHERE = "leads to another article"
# Two renderings of one article (a print view, an AMP page) share at least half of
# their three-word runs; two articles of one desk rarely a third.
ALIKE = 0.5
# What tells one article from another: the columns of _IDENTITY.
Found = Row[int, int, str, str | None, str, int]


def article_key(source: str, url: str) -> str:
    """Name an article for ever: its source and a hash of its first canonical address."""
    return f"{source}:{hashlib.sha256(url.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article's address, and the article it leads to."""

    outcome: Outcome
    reason: str | None
    article_id: int | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Under which run something is written, and the capture that shows it, if kept."""

    source_id: int
    run_id: int
    capture_id: int | None = None


def store(connection: Connection, item: Item, shown: Provenance) -> Stored:
    """Write an article; the reason of STORED is "new" or "changed".

    An address that now leads to another article marks its own article as gone and
    changes nothing else. What is suppressed is not stored again.
    """
    before = _article_of_page(connection, shown.source_id, item.requested)
    found = _identify(connection, shown.source_id, item)
    known = [row.id for row in (before, found) if row is not None]
    if suppressions.refuses(connection, item, known):
        article_id = before.id if before is not None else None
        return Stored(Outcome.REJECTED, SUPPRESSED, article_id)
    stored = _store(connection, item, (before, found), shown)
    if stored.article_id is not None:
        suppressions.follow(connection, item, stored.article_id)
    return stored


def _store(
    connection: Connection,
    item: Item,
    met: tuple[Found | None, Found | None],
    shown: Provenance,
) -> Stored:
    """Write an article, given the one its address led to and the one its page shows."""
    before, found = met
    if before is not None:
        return _visit_again(connection, item, before, found, shown)
    if found is None:
        return _add(connection, item, shown)
    if not _alike(connection, found, item):
        # The page calls another article its canonical address: not to be believed. Or
        # that one did so before this page, which is the article of its address, came.
        is_false = item.requested != found.url
        if is_false or _gives_way(connection, found, item.source):
            return _add(connection, _own(item) if is_false else item, shown)
    # Another address of a known article never changes its words.
    _write_urls(connection, found.id, shown.source_id, item)
    return Stored(Outcome.DUPLICATE, None, found.id)


@dataclass(frozen=True, slots=True)
class State:
    """How an article stands at its source: live, gone or withdrawn, since when, why."""

    name: str
    reason: str | None
    at: datetime


def mark(
    connection: Connection, article_id: int, state: State, shown: Provenance
) -> None:
    """Note how an article stands; its words stay, and so does every earlier state.

    One that was withdrawn stays so when its page, too, is gone.
    """
    before = _state(connection, article_id)
    if before.state == WITHDRAWN and state.name == GONE:
        state = State(WITHDRAWN, before.state_reason, state.at)
    _article(connection, article_id, last_checked_at=state.at)
    _change(connection, article_id, state, shown)


def doubt(
    connection: Connection,
    article_id: int,
    reason: str,
    at: datetime,
    shown: Provenance,
) -> None:
    """Note what a live article's address answered in its place; it was not seen."""
    if _state(connection, article_id).state == LIVE:
        _change(connection, article_id, State(LIVE, reason, at), shown)


def _state(connection: Connection, article_id: int) -> Any:
    return connection.execute(
        select(Article.state, Article.state_reason).where(Article.id == article_id)
    ).one()


def _article(connection: Connection, article_id: int, **values: Any) -> None:
    connection.execute(update(Article).where(Article.id == article_id).values(**values))


def _change(
    connection: Connection, article_id: int, state: State, shown: Provenance
) -> None:
    """Write a state that is another than the one before."""
    if tuple(_state(connection, article_id)) == (state.name, state.reason):
        return
    if state.name == WITHDRAWN:
        reviews.flag(connection, article_id, [reviews.WITHDRAWN], state.at)
    _article(connection, article_id, state=state.name, state_reason=state.reason)
    connection.execute(
        insert(StateChange).values(
            article_id=article_id,
            at=state.at,
            state=state.name,
            reason=state.reason,
            run_id=shown.run_id,
            capture_id=shown.capture_id,
        )
    )


def touch(
    connection: Connection, article_id: int, at: datetime, shown: Provenance
) -> None:
    """Note that an article was seen again as it is."""
    mark(connection, article_id, State(LIVE, None, at), shown)


def reread(
    connection: Connection, article_id: int, item: Item, shown: Provenance
) -> None:
    """Write what newer software reads in the page that an article was last read from.

    When the article was seen and how it stands is not touched; nor what was read before,
    which its version keeps.
    """
    row = connection.execute(select(*_IDENTITY).where(Article.id == article_id)).one()
    kept = {"last_checked_at", "state", "state_reason"}
    columns = {k: v for k, v in _columns(item).items() if k not in kept}
    _replace(connection, row, item, columns, shown, REREAD)


def article_of(connection: Connection, source_id: int, url: str) -> int | None:
    """Tell which article a ledger address led to last time."""
    return connection.scalar(
        select(Page.article_id).where(Page.source_id == source_id, Page.url == url)
    )


def _article_of_page(connection: Connection, source_id: int, url: str) -> Found | None:
    return connection.execute(
        select(*_IDENTITY)
        .join(Page, Page.article_id == Article.id)
        .where(Page.source_id == source_id, Page.url == url)
    ).first()


_IDENTITY = (
    Article.id,
    Article.source_id,
    Article.url,
    Article.external_id,
    Article.content_sha256,
    Article.versions,
)


def _identify(connection: Connection, source_id: int, item: Item) -> Found | None:
    """Find the article a page shows, by the surest way that finds one."""
    for way in _ways(source_id, item):
        row = connection.execute(
            select(*_IDENTITY).where(way).order_by(Article.id).limit(1)
        ).first()
        if row is not None:
            return row
    return None


def _ways(source_id: int, item: Item) -> Iterator[ColumnElement[bool]]:
    """Ask by the site's own number, by the page's addresses, by its very words.

    One condition with OR would read all articles of the source. The address asked for
    does not count: a removed article may lead to another one.
    """
    own = Article.source_id == source_id
    if item.external_id is not None:
        yield own & (Article.external_id == item.external_id)
    addresses = {item.url, *item.urls} - ({item.requested} - {item.url})
    yield Article.id.in_(
        select(ArticleUrl.article_id).where(
            ArticleUrl.source_id == source_id, ArticleUrl.url.in_(addresses)
        )
    )
    yield own & (Article.content_sha256 == item.content_sha256)


def _alike(connection: Connection, row: Found, item: Item) -> bool:
    """Whether the words of an article and of a page are mostly the same."""
    if row.content_sha256 == item.content_sha256:
        return True
    text = connection.scalar(
        select(Version.text).where(
            Version.article_id == row.id, Version.number == row.versions
        )
    )
    return jaccard(shingles(text or ""), shingles(item.text)) >= ALIKE


def _add(connection: Connection, item: Item, shown: Provenance) -> Stored:
    article_id: int | None = connection.scalar(
        insert(Article)
        .values(
            key=article_key(item.source, item.url),
            source_id=shown.source_id,
            first_seen_at=item.fetched_at,
            versions=1,
            first_run_id=shown.run_id,
            last_run_id=shown.run_id,
            **_columns(item),
        )
        .returning(Article.id)
    )
    assert article_id is not None  # noqa: S101 (RETURNING gives the row just written)
    _write_version(connection, (article_id, 1, FIRST), item, shown)
    _write_parts(connection, article_id, shown.source_id, item)
    return Stored(Outcome.STORED, "new", article_id)


def _gives_way(connection: Connection, row: Found, source: str) -> bool:
    """Name an article after its own address, where it only called another's canonical.

    It came first; now the page at that address turns out to be another article.
    """
    own = connection.scalar(
        select(Page.url)
        .where(Page.article_id == row.id, Page.url != row.url)
        .order_by(Page.id)
        .limit(1)
    )
    led_there = select(Capture.id).join(Page, Page.id == Capture.page_id)
    led_there = led_there.where(Page.article_id == row.id, Capture.url == row.url)
    if own is None or connection.scalar(led_there.limit(1)) is not None:
        return False
    connection.execute(
        update(Article)
        .where(Article.id == row.id)
        .values(url=own, key=article_key(source, own), external_id=None)
    )
    claimed = (ArticleUrl.article_id == row.id) & (ArticleUrl.url == row.url)
    connection.execute(delete(ArticleUrl).where(claimed))
    stories.arrange(connection, {row.id})
    return True


def _visit_again(
    connection: Connection,
    item: Item,
    before: Found,
    found: Found | None,
    shown: Provenance,
) -> Stored:
    """Compare a page with the article it led to last time."""
    same = before.content_sha256 == item.content_sha256
    if not same and not _is_itself(connection, item, before, found):
        # WordPress answers a removed article with a guess at another one.
        gone = State(GONE, ELSEWHERE, item.fetched_at)
        mark(connection, before.id, gone, shown)
        return Stored(Outcome.GONE, ELSEWHERE, before.id)
    _write_urls(connection, before.id, before.source_id, item)
    if same:
        touch(connection, before.id, item.fetched_at, shown)
        return Stored(Outcome.UNCHANGED, None, before.id)
    if found is not None and found.id != before.id:
        item = _own(item)
    touch(connection, before.id, item.fetched_at, shown)
    _replace(connection, before, item, _columns(item), shown, EDIT)
    return Stored(Outcome.STORED, "changed", before.id)


def _replace(
    connection: Connection,
    before: Found,
    item: Item,
    columns: dict[str, Any],
    shown: Provenance,
    cause: str,
) -> None:
    """Let an article say what a page says now; earlier versions and corrections stay."""
    number = before.versions + 1
    connection.execute(
        update(Article)
        .where(Article.id == before.id)
        .values(versions=number, last_run_id=shown.run_id, **columns)
    )
    forget_parts(connection, before.id)
    _write_version(connection, (before.id, number, cause), item, shown)
    _write_parts(connection, before.id, before.source_id, item)
    corrections.apply(connection, before.id, item.fetched_at)


def _is_itself(
    connection: Connection, item: Item, before: Found, found: Found | None
) -> bool:
    """Whether a page with other words than last time is the same article, edited.

    Its number or its addresses say so; or it has most of the old words, and what it
    calls its canonical address has not.
    """
    if found is not None and found.id == before.id:
        return True
    return _alike(connection, before, item) and (
        found is None or not _alike(connection, found, item)
    )


def _own(item: Item) -> Item:
    """Take a page for itself, whatever canonical address and number it gives."""
    return replace(item, url=item.requested, external_id=None)


def _columns(item: Item) -> dict[str, Any]:
    return {
        "url": item.url,
        "external_id": item.external_id,
        **fields.columns({"title": item.title, **findings_of(item)}),
        "last_checked_at": item.fetched_at,
        "state": LIVE,
        "state_reason": None,
        "content_sha256": item.content_sha256,
        "evidence": _evidence(item),
    }


def _evidence(item: Item) -> dict[str, Any]:
    candidates = item.published.candidates if item.published else ()
    return {
        "origins": dict(item.origins),
        "published": [[c.value, c.origin, c.rule, c.verdict] for c in candidates],
        "authors": [[c.value, c.origin, c.rule] for c in item.authors],
    }


def _write_version(
    connection: Connection, name: tuple[int, int, str], item: Item, shown: Provenance
) -> None:
    article_id, number, cause = name
    connection.execute(
        insert(Version).values(
            article_id=article_id,
            number=number,
            title=item.title,
            body=item.body,
            text=item.text,
            content_sha256=item.content_sha256,
            seen_at=item.fetched_at,
            run_id=shown.run_id,
            extractor=__version__,
            cause=cause,
            findings=findings_of(item),
            capture_id=shown.capture_id,
        )
    )
    reviews.flag(connection, article_id, item.signs, item.fetched_at)
    search.index(connection, article_id, item.title, item.body)
    stories.tie(connection, article_id, _traits(item), item.body)


def _write_urls(
    connection: Connection, article_id: int, source_id: int, item: Item
) -> None:
    rows = [
        {"source_id": source_id, "url": url, "article_id": article_id}
        for url in dict.fromkeys((item.url, item.requested, *item.urls))
    ]
    connection.execute(
        ledger.upsert(connection, ArticleUrl).on_conflict_do_nothing(), rows
    )


def _write_parts(
    connection: Connection, article_id: int, source_id: int, item: Item
) -> None:
    _write_urls(connection, article_id, source_id, item)
    signed = item.byline.credits if item.byline else ()
    names = [credit.name for credit in signed if credit.name is not None]
    people.remember(connection, source_id, names, item.fetched_at)
    for name, value in findings_of(item).items():
        fields.insert_rows(connection, article_id, name, value)


def _traits(item: Item) -> Traits:
    days = [one.date for one in item.event_dates]
    regency = item.regency.code if item.regency else None
    return traits_of(item.body, days=days, regency=regency)


def forget_parts(connection: Connection, article_id: int) -> None:
    """Clear what is derived from an article's words."""
    fields.clear_rows(connection, article_id)
    own = SearchDocument.article_id == article_id
    connection.execute(delete(SearchDocument).where(own))
