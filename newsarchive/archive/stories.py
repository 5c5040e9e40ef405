"""Stories: the copies and rewrites of one press release, tied together and all kept.

Two articles are kin by their traits and days alone, whichever came first; a story is all
that hang together by kinship. Membership, roles and ids are thus a function of the set of
articles: no order or batch of storing them makes a difference.

Candidates are found by indexed rows: bands of a MinHash signature (near copies share one)
and the names in a text (rewrites share some), within days of each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    case,
    delete,
    func,
    insert,
    select,
    update,
)

from newsarchive.archive.tables import (
    Article,
    Band,
    Fingerprint,
    Kinship,
    Membership,
    Story,
    StoryAlias,
)
from newsarchive.archive.traits import pack, unpack
from newsarchive.text.fingerprint import shingles, signature_bands
from newsarchive.text.kinship import Traits, anchors, is_kin, overlap, role

# A release is copied within days; older ones that are run again are news of their own.
SAME_DAYS = 14
# One shared band, or two shared names, make a candidate.
ENOUGH = 2
# Names are hashed to 32 bits, bands to 62: a band's number lies above all names.
_NAMES = 2**32
_BAND_BIT = 1 << 62
# A guard against floods of one text; far above any release.
MOST_CANDIDATES = 500
FIRST = "first"


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story: `at` is when it was published, or else first seen."""

    id: int
    key: str
    at: datetime

    @property
    def rank(self) -> tuple[datetime, str]:
        """What puts members in order: the earliest is the story's first."""
        return self.at, self.key


def tie(connection: Connection, article_id: int, traits: Traits, body: str) -> None:
    """Find an article's kin by its words of today, and put the stories in order."""
    former = _forget(connection, article_id)
    day = _day(_members(connection, [article_id])[0].at)
    connection.execute(
        insert(Fingerprint).values(article_id=article_id, traits=pack(traits))
    )
    hashes = _hashes(traits, body)
    kin = [
        other
        for other, theirs in _candidates(connection, hashes, day)
        if is_kin(traits, theirs)
    ]
    _insert(
        connection,
        Band,
        [{"hash": one, "day": day, "article_id": article_id} for one in sorted(hashes)],
    )
    _insert(
        connection,
        Kinship,
        [
            {"article_id": a, "other_id": b}
            for other in kin
            for a, b in ((article_id, other), (other, article_id))
        ],
    )
    if kin or former:
        _arrange(connection, {article_id, *former})


def untie(connection: Connection, article_id: int) -> None:
    """Take an article out of its story."""
    _arrange(connection, _forget(connection, article_id))


def _forget(connection: Connection, article_id: int) -> set[int]:
    """Clear what an article is compared by; return who was in its story with it."""
    story = select(Membership.story_id).where(Membership.article_id == article_id)
    former = set(
        connection.scalars(
            select(Membership.article_id).where(
                Membership.story_id == story.scalar_subquery()
            )
        )
    )
    for table in (Band, Fingerprint, Membership):
        connection.execute(delete(table).where(table.article_id == article_id))
    pairs = (Kinship.article_id == article_id) | (Kinship.other_id == article_id)
    connection.execute(delete(Kinship).where(pairs))
    return former - {article_id}


def _hashes(traits: Traits, body: str) -> set[int]:
    bands = {int(one, 16) >> 2 | _BAND_BIT for one in signature_bands(shingles(body))}
    return bands | anchors(traits)


def _candidates(
    connection: Connection, hashes: Iterable[int], day: int
) -> list[tuple[int, Traits]]:
    """Fetch the traits of articles that share a band or some names, in these days."""
    weight = func.sum(case((Band.hash < _NAMES, 1), else_=ENOUGH))
    near: ColumnElement[bool] = Band.day.between(day - SAME_DAYS, day + SAME_DAYS)
    alike = (
        select(Band.article_id)
        .where(Band.hash.in_(hashes), near)
        .group_by(Band.article_id)
        .having(weight >= ENOUGH)
        .order_by(weight.desc(), Band.article_id)
        .limit(MOST_CANDIDATES)
        .subquery()
    )
    rows = connection.execute(
        select(Fingerprint.article_id, Fingerprint.traits).join(
            alike, alike.c.article_id == Fingerprint.article_id
        )
    )
    return [(row.article_id, unpack(row.traits)) for row in rows]


def _arrange(connection: Connection, touched: set[int]) -> None:
    """Make the stories of articles, and of all that hang together with them, anew."""
    groups = _components(connection, touched)
    everyone = sorted(set().union(*groups)) if groups else []
    before = dict(
        connection.execute(
            select(Story.id, Story.key)
            .distinct()
            .join(Membership, Membership.story_id == Story.id)
            .where(Membership.article_id.in_([*everyone, *touched]))
        ).all()
    )
    connection.execute(delete(Membership).where(Membership.article_id.in_(everyone)))
    homes: dict[int, int] = {}
    for group in groups:
        members = sorted(_members(connection, group), key=lambda one: one.rank)
        if len(members) > 1:
            story_id = _story(connection, f"story:{members[0].key}")
            _house(connection, story_id, members)
            homes |= {member.id: story_id for member in members}
    for story_id, key in before.items():
        if story_id not in homes.values():
            _close(connection, story_id, key, homes)


def _components(connection: Connection, seeds: Iterable[int]) -> list[set[int]]:
    """Give the sets of articles that hang together with the seeds, each set once."""
    groups: list[set[int]] = []
    for seed in sorted(seeds):
        if any(seed in group for group in groups):
            continue
        group, edge = {seed}, {seed}
        while edge:
            found = connection.scalars(
                select(Kinship.other_id).where(Kinship.article_id.in_(edge))
            )
            edge = set(found) - group
            group |= edge
        groups.append(group)
    return groups


def _members(connection: Connection, ids: Iterable[int]) -> list[Member]:
    at = func.coalesce(
        Article.published_at, Article.first_seen_at, type_=Article.first_seen_at.type
    )
    rows = connection.execute(
        select(Article.id, Article.key, at).where(Article.id.in_(list(ids)))
    )
    return [Member(*row) for row in rows]


def _story(connection: Connection, key: str) -> int:
    """Find or make the story of a name; a name in use is nobody's former name."""
    connection.execute(delete(StoryAlias).where(StoryAlias.key == key))
    found = connection.scalar(select(Story.id).where(Story.key == key))
    if found is None:
        found = connection.scalar(insert(Story).values(key=key).returning(Story.id))
    assert found is not None  # noqa: S101 (RETURNING gives the row just written)
    return found


def _house(connection: Connection, story_id: int, members: Sequence[Member]) -> None:
    """Write a story's members, the first first."""
    traits = _traits(connection, [member.id for member in members])
    first = traits[members[0].id]
    _insert(
        connection,
        Membership,
        [
            {
                "article_id": member.id,
                "story_id": story_id,
                "role": role(traits[member.id], first) if place else FIRST,
                "overlap": round(overlap(traits[member.id], first), 4)
                if place
                else 1.0,
            }
            for place, member in enumerate(members)
        ],
    )


def _traits(connection: Connection, ids: Sequence[int]) -> Mapping[int, Traits]:
    rows = connection.execute(
        select(Fingerprint.article_id, Fingerprint.traits).where(
            Fingerprint.article_id.in_(ids)
        )
    )
    return {row.article_id: unpack(row.traits) for row in rows}


def _close(
    connection: Connection, story_id: int, key: str, homes: Mapping[int, int]
) -> None:
    """End a story; its name leads on to where the article is that it was named after."""
    namesake = connection.scalar(
        select(Article.id).where(Article.key == key.removeprefix("story:"))
    )
    heir = homes.get(namesake or 0)
    former = StoryAlias.story_id == story_id
    if heir is None:
        connection.execute(delete(StoryAlias).where(former))
    else:
        connection.execute(update(StoryAlias).where(former).values(story_id=heir))
        connection.execute(insert(StoryAlias).values(key=key, story_id=heir))
    connection.execute(delete(Story).where(Story.id == story_id))


def _insert(
    connection: Connection,
    table: type[Band | Kinship | Membership],
    rows: list[dict[str, Any]],
) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _day(at: datetime) -> int:
    return at.toordinal()
