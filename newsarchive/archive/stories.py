"""Stories: articles that tell one event in mostly the same words are tied, all kept.

First rule: two articles belong together when their texts share most of their words in
order and they appeared within days of each other. Bands of a MinHash signature name the
candidates; the texts themselves decide.
"""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from newsarchive.archive.tables import Article, Band, Membership, Story, Version
from newsarchive.text.fingerprint import jaccard, shingles, signature_bands

# Measured on composed newsrooms: other events of the same kind reach a Jaccard
# similarity of .67 in four-word shingles, so the first rule asks for more.
SAME_WORDS = 0.70
SAME_DAYS = timedelta(days=10)
MOST_CANDIDATES = 50


def is_same_story(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two texts, as shingles, tell one event in the same words."""
    return jaccard(a, b) >= SAME_WORDS


def tie(connection: Connection, article_id: int, body: str) -> None:
    """Index an article's text and tie it to the articles that tell the same."""
    parts = shingles(body)
    bands = signature_bands(parts)
    if not bands:
        return
    kin = {
        other: jaccard(parts, theirs)
        for other, theirs in _candidates(connection, article_id, bands)
        if is_same_story(parts, theirs)
    }
    connection.execute(
        insert(Band),
        [{"hash": band, "article_id": article_id} for band in bands],
    )
    if kin:
        _join(connection, article_id, kin)


def untie(connection: Connection, article_id: int) -> int | None:
    """Take an article out of its bands and its story, before its words change."""
    connection.execute(delete(Band).where(Band.article_id == article_id))
    return connection.scalar(
        delete(Membership)
        .where(Membership.article_id == article_id)
        .returning(Membership.story_id)
    )


def dissolve(connection: Connection, story_id: int | None) -> None:
    """End a story that an article has left when only one is still in it."""
    members = connection.scalar(
        select(func.count())
        .select_from(Membership)
        .where(Membership.story_id == story_id)
    )
    if members == 1:
        connection.execute(delete(Membership).where(Membership.story_id == story_id))
        connection.execute(delete(Story).where(Story.id == story_id))


def _candidates(
    connection: Connection, article_id: int, bands: tuple[str, ...]
) -> list[tuple[int, frozenset[str]]]:
    """Fetch the texts that share a band, those with the most shared bands first."""
    shared = func.count()
    best = connection.scalars(
        select(Band.article_id)
        .where(Band.hash.in_(bands))
        .group_by(Band.article_id)
        .order_by(shared.desc(), Band.article_id)
        .limit(MOST_CANDIDATES)
    ).all()
    if not best:
        return []
    own = connection.scalar(
        select(Article.published_at).where(Article.id == article_id)
    )
    rows = connection.execute(
        select(Article.id, Article.published_at, Version.body)
        .join(Version, Version.article_id == Article.id)
        .where(Article.id.in_(best), Version.number == Article.versions)
        .order_by(Article.id)
    )
    return [
        (row.id, shingles(row.body))
        for row in rows
        if own is None
        or row.published_at is None
        or abs(own - row.published_at) <= SAME_DAYS
    ]


def _join(connection: Connection, article_id: int, kin: dict[int, float]) -> None:
    """Put an article and its kin into one story; the oldest story's name stays."""
    stories = connection.execute(
        select(Story.id, Story.key)
        .distinct()
        .join(Membership, Membership.story_id == Story.id)
        .where(Membership.article_id.in_(kin))
        .order_by(Story.id)
    ).all()
    story_id = stories[0].id if stories else _new_story(connection, [article_id, *kin])
    for story in stories[1:]:
        connection.execute(
            update(Membership)
            .where(Membership.story_id == story.id)
            .values(story_id=story_id)
        )
        connection.execute(delete(Story).where(Story.id == story.id))
    housed = set(
        connection.scalars(
            select(Membership.article_id).where(Membership.article_id.in_(kin))
        )
    )
    rows = [(article_id, max(kin.values()))]
    rows += [(other, kin[other]) for other in kin if other not in housed]
    connection.execute(
        insert(Membership),
        [
            {"article_id": member, "story_id": story_id, "overlap": round(share, 4)}
            for member, share in rows
        ],
    )


def _new_story(connection: Connection, members: Iterable[int]) -> int:
    """Name a story after its first article, which may have named another before."""
    key = connection.scalar(select(Article.key).where(Article.id == min(members)))
    name, number = f"story:{key}", 1
    while connection.scalar(select(Story.id).where(Story.key == name)) is not None:
        number += 1
        name = f"story:{key}-{number}"
    story_id: int | None = connection.scalar(
        insert(Story).values(key=name).returning(Story.id)
    )
    assert story_id is not None  # noqa: S101 (RETURNING gives the row just written)
    return story_id
