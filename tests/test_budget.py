"""What is spent on addresses that bring nothing has an end; on articles it has none."""

from collections.abc import Iterable

import pytest

from newsarchive.budget import BARREN, BARREN_PER_ARTICLE, PROBES, Budget

A = "https://a.id"


def nothing(_: str) -> Iterable[tuple[str, bool]]:
    return ()


def spend(budget: Budget, url: str, number: int, words: str | None = None) -> int:
    """Ask addresses one after the other; count those that were let through."""
    asked = 0
    for n in range(number):
        if budget.refuses(url.format(n)) is None:
            budget.tell(url.format(n), words and words.format(n))
            asked += 1
    return asked


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (A + "/kalender/2023/{}/", None),
        (A + "/b/?PHPSESSID={}", None),
        (A + "/berita/?sort={}&arah=naik", None),
        # One article under endlessly many names.
        (A + "/berita/?cetak={}", "kata yang sama"),
    ],
)
def test_what_brings_nothing_has_an_end(url: str, words: str | None) -> None:
    budget = Budget(nothing)
    most = BARREN + PROBES + (BARREN_PER_ARTICLE + 1 if words else 0)
    assert spend(budget, url, 1000, words) <= most
    assert "brought no article" in (budget.refuses(url.format(1)) or "")


def test_articles_have_no_end() -> None:
    budget = Budget(nothing)
    assert spend(budget, A + "/berita/nomor-{}/", 1000, "kata nomor {}") == 1000
    # Nor does a trap beside them take what is theirs.
    spend(budget, A + "/kalender/{}/", 1000)
    assert budget.refuses(A + "/berita/nomor-1001/") is None


def test_a_shape_that_came_to_nothing_is_looked_at_again() -> None:
    """A site in trouble answers its articles with something else for a while."""
    budget = Budget(nothing)
    spend(budget, A + "/berita/rusak-{}/", BARREN)
    assert spend(budget, A + "/berita/nomor-{}/", 100, "kata nomor {}") == 100


def test_earlier_runs_are_remembered() -> None:
    asked = []

    def history(beginning: str) -> Iterable[tuple[str, bool]]:
        asked.append(beginning)
        yield from ((f"{A}/kalender/{n}/", False) for n in range(BARREN))
        yield from ((f"{A}/kalender/berita-{n}/", True) for n in range(9))

    budget = Budget(history)
    assert spend(budget, A + "/kalender/{}/", 100) <= PROBES
    assert asked == ["a.id/kalender/"]


def test_an_address_without_end_is_not_asked_at_all() -> None:
    assert Budget(nothing).refuses(A + "/x/x/x/x/") is not None
