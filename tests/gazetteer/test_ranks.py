"""The ranks of the police."""

import pytest

from newsarchive.gazetteer.ranks import find_rank, ranks


def test_ranks_are_ordered() -> None:
    now = [rank.order for rank in ranks() if rank.until is None]
    assert len(now) == 22
    assert now == sorted(now, reverse=True)


@pytest.mark.parametrize(
    ("written", "name", "until"),
    [
        ("IPTU", "Iptu", None),
        ("Iptu.", "Iptu", None),
        ("Irjen (Pol)", "Irjen Pol", None),
        ("Irjen. Pol.", "Irjen Pol", None),
        ("Kombespol", "Kombes Pol", None),
        ("Ajun Komisaris Besar (Pol)", "AKBP", None),
        ("Letkol Pol", "Letkol Pol", 2000),
    ],
)
def test_find_rank(written: str, name: str, until: int | None) -> None:
    rank = find_rank(written)
    assert rank is not None
    assert (rank.name, rank.until) == (name, until)


def test_unknown_rank() -> None:
    assert find_rank("Bupati") is None
