"""Stories: the copies and rewrites of one press release, tied together and all kept.

Two articles are kin by their traits and days alone, whichever came first; a story is all
that hang together by kinship. Membership, roles and ids are thus a function of the set of
articles: no order or batch of storing them makes a difference.

Candidates are found by indexed rows, within days of each other: by what a text says of
its event only, of which kin share at least half; and, where it says next to nothing, by the
bands of a MinHash signature. Nothing that is kin is left out but in a flood of one text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    bindparam,
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
from newsarchive.text.kinship import LEAST_SHARE, Traits, is_kin, overlap, role

# A release is copied within days; older ones that are run again are news of their own.
SAME_DAYS = 7
# What is hashed to 32 bits lies below all bands; bands of vague texts stand apart as well.
_SPECIFICS = 2**32
_BAND, _VAGUE_BAND = 1 << 62, 3 << 61
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
        insert(Fingerprint).values(
            article_id=article_id,
            specifics=len(traits.specifics),
            traits=pack(traits),
        )
    )
    bands = bands_of(body)
    kin = {
        other
        for other, theirs in _candidates(connection, traits, bands, day)
        if other != article_id and is_kin(traits, theirs)
    }
    _insert(
        connection,
        Band,
        [
            {"hash": one, "day": day, "article_id": article_id}
            for one in sorted(hashes_of(traits, bands))
        ],
    )
    _insert(
        connection,
        Kinship,
        [
            {"article_id": a, "other_id": b}
            for other in sorted(kin)
            for a, b in ((article_id, other), (other, article_id))
        ],
    )
    if kin and not former and _join(connection, article_id, kin):
        return
    if kin or former:
        arrange(connection, {article_id, *former})


def _join(connection: Connection, article_id: int, kin: set[int]) -> bool:
    """Add an article behind the first of the one story that all its kin are in.

    Nothing else changes then, however long the story is; else this does nothing.
    """
    homes = connection.execute(
        select(Membership.story_id).where(Membership.article_id.in_(kin))
    ).scalars()
    counts = Counter(homes)
    if len(counts) != 1 or counts.total() < len(kin):
        return False
    (story_id,) = counts
    first_id = connection.scalars(
        select(Membership.article_id).where(
            Membership.story_id == story_id, Membership.role == FIRST
        )
    ).one()
    members = _members(connection, [first_id, article_id])
    first, last = sorted(members, key=lambda one: one.rank)
    if last.id != article_id:
        return False
    traits = _traits(connection, [first_id, article_id])
    _insert(connection, Membership, [_row(story_id, last, first, traits)])
    return True


def bands_of(body: str) -> list[int]:
    """Give the bands of a text's signature as numbers below the bits that mark them."""
    return [int(one, 16) >> 3 for one in signature_bands(shingles(body))]


def hashes_of(traits: Traits, bands: Iterable[int]) -> frozenset[int]:
    """Give all by which an article can be looked up."""
    known = traits.specifics.union(_BAND | band for band in bands)
    vague = (_VAGUE_BAND | band for band in bands)
    return known.union(vague) if traits.is_vague else known


def untie(connection: Connection, article_id: int) -> None:
    """Take an article out of its story."""
    arrange(connection, _forget(connection, article_id))


def _forget(connection: Connection, article_id: int) -> set[int]:
    """Clear what an article is compared by; return who was in its story with it."""
    known = select(Fingerprint.specifics).where(Fingerprint.article_id == article_id)
    if connection.scalar(known) is None:
        return set()
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


def _candidates(
    connection: Connection, traits: Traits, bands: Iterable[int], day: int
) -> Iterator[tuple[int, Traits]]:
    """Fetch the traits of all articles of these days that may be kin, and of few others.

    A vague text may be kin of any that shares a band; any other one of those that share
    enough specifics, and of vague ones.
    """
    bit = _BAND if traits.is_vague else _VAGUE_BAND
    ways = [([bit | band for band in bands], _ONE_IS_ENOUGH)]
    if not traits.is_vague:
        ways.append((list(traits.specifics), len(traits.specifics)))
    for hashes, own in ways:
        asked = {
            "hashes": hashes,
            "first": day - SAME_DAYS,
            "last": day + SAME_DAYS,
            "own": own,
            "most": MOST_CANDIDATES,
        }
        for row in connection.execute(_SHARING, asked):
            yield row.article_id, unpack(row.traits)


def _sharing() -> Select[int, bytes]:
    """Select articles by how many of some hashes they share, those with most first.

    Enough is LEAST_SHARE of what the one tells that tells less.
    """
    own = bindparam("own", type_=Integer)
    found = (
        select(Band.article_id, func.count().label("shared"))
        .where(
            Band.hash.in_(bindparam("hashes", expanding=True)),
            Band.day.between(bindparam("first"), bindparam("last")),
        )
        .group_by(Band.article_id)
        .subquery()
    )
    fewer = case((Fingerprint.specifics < own, Fingerprint.specifics), else_=own)
    return (
        select(Fingerprint.article_id, Fingerprint.traits)
        .join(found, found.c.article_id == Fingerprint.article_id)
        .where(found.c.shared >= fewer * LEAST_SHARE)
        .order_by(found.c.shared.desc(), Fingerprint.article_id)
        .limit(bindparam("most"))
    )


# Built once: building it takes as long as asking.
_SHARING = _sharing()
_ONE_IS_ENOUGH = 2


def arrange(connection: Connection, touched: set[int]) -> None:
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
    _insert(
        connection,
        Membership,
        [_row(story_id, member, members[0], traits) for member in members],
    )


def _row(
    story_id: int, member: Member, first: Member, traits: Mapping[int, Traits]
) -> dict[str, Any]:
    is_first = member.id == first.id
    own, other = traits[member.id], traits[first.id]
    return {
        "article_id": member.id,
        "story_id": story_id,
        "role": FIRST if is_first else role(own, other),
        "overlap": 1.0 if is_first else round(overlap(own, other), 4),
    }


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
