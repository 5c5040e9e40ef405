"""Articles that may identify a child or a victim: held back until a person looked."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from newsarchive.archive.tables import Article, Review, Source
from newsarchive.archive.withheld import shown
from newsarchive.text.identifying import Sign

# A publisher's withdrawal must be followed, says Dewan Pers (1/2012, article 5).
WITHDRAWN = Sign("withdrawn", ("withdrawn at its source",))
BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Held:
    """An article and why it waits, or waited, for a look: signs of rule and words."""

    key: str
    title: str | None
    source: str
    signs: list[dict[str, Any]]
    flagged_at: datetime
    released_at: datetime | None
    by: str | None
    why: str | None


def flag(
    connection: Connection, article_id: int, signs: Iterable[Sign], at: datetime
) -> None:
    """Hold an article back; one that was released is held again for new signs only."""
    told = [{**asdict(one), "words": list(one.words)} for one in signs]
    if not told:
        return
    mine = Review.article_id == article_id
    before = connection.scalar(select(Review.signs).where(mine))
    if before is None:
        connection.execute(
            insert(Review).values(article_id=article_id, signs=told, flagged_at=at)
        )
        return
    known = {one["rule"] for one in before}
    new = [one for one in told if one["rule"] not in known]
    if new:
        held = {"signs": [*before, *new], "flagged_at": at, "released_at": None}
        connection.execute(update(Review).where(mine).values(**held))


def release(
    connection: Connection, article_id: int, *, by: str, why: str, at: datetime
) -> bool:
    """Let an article go out; False when it was not held."""
    return bool(
        connection.execute(
            update(Review)
            .where(Review.article_id == article_id, Review.released_at.is_(None))
            .values(released_at=at, by=by, why=why)
        ).rowcount
    )


def hold(
    connection: Connection, article_id: int, *, by: str, why: str, at: datetime
) -> None:
    """Hold an article back by hand, whatever the rules say."""
    flag(connection, article_id, [Sign(BY_HAND, (why,))], at)
    connection.execute(
        update(Review)
        .where(Review.article_id == article_id)
        .values(released_at=None, by=by, why=why)
    )


def listed(connection: Connection, *, released: bool = False) -> list[Held]:
    """Read what waits for a look, or what was released, the newest first."""
    done = Review.released_at
    rows = connection.execute(
        select(
            *(Article.key, Article.title, Source.name, Review.signs),
            *(Review.flagged_at, Review.released_at, Review.by, Review.why),
        )
        .join(Article, Article.id == Review.article_id)
        .join(Source, Source.id == Article.source_id)
        .where(done.is_not(None) if released else done.is_(None))
        .where(shown(Review.article_id))
        .order_by(Review.flagged_at.desc(), Article.key)
    )
    return [Held(*row) for row in rows]
