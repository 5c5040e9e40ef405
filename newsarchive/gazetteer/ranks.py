"""The ranks of the Indonesian police, also the military ones used until 2000."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from newsarchive.gazetteer.spelling import key
from newsarchive.gazetteer.tables import listed, read_table


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank: short name, full name, class, and its order among all (10 is highest).

    `until` is the last year of a rank that is no longer given.
    """

    name: str
    full: str
    group: str
    order: int
    until: int | None
    variants: tuple[str, ...]


@cache
def ranks() -> tuple[Rank, ...]:
    """Give all ranks, the highest first, the old ones last."""
    return tuple(
        Rank(
            row["rank"],
            row["full"],
            row["class"],
            int(row["order"]),
            int(row["until"]) if row["until"] else None,
            listed(row["variants"]),
        )
        for row in read_table("ranks.tsv")
    )


@cache
def ranks_by_name() -> Mapping[str, Rank]:
    """Give each rank by every folded spelling of it."""
    return MappingProxyType(
        {
            key(name): rank
            for rank in ranks()
            for name in (rank.name, rank.full, *rank.variants)
        }
    )


def find_rank(name: str) -> Rank | None:
    """Find a rank as people write it: "IPTU", "Irjen (Pol)", "Kombespol"."""
    return ranks_by_name().get(key(name))
