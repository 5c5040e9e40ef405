"""Words as search sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.stem import alternatives, stems, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jum’at Curhat", ["jumat", "curhat"]),
        ("Jum'at, (20/10/2023)", ["jumat", "20", "10", "2023"]),
        ("POLSEK_Belitang", ["polsek", "belitang"]),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "family",
    [
        ["gelar", "menggelar", "digelar"],
        ["polisi", "kepolisian"],
        ["mencuri", "dicuri", "pencurian"],
        ["kebakaran", "membakar"],
    ],
)
def test_a_family_has_one_stem(family: list[str]) -> None:
    assert len({stems(word)[0] for word in family}) == 1


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("menangkap", "ditangkap"),
        ("ditangkap", "penangkapan"),
        ("tambang", "menambang"),
        ("penipuan", "tipu"),
    ],
)
def test_alternatives_join_families_that_the_stemmer_splits(
    query: str, written: str
) -> None:
    assert stems(written)[0] in alternatives(query)


def test_alternatives_of_nothing() -> None:
    assert alternatives("!") == ("",)


@given(st.text())
def test_never_raises(text: str) -> None:
    assert len(stems(text)) == len(words(text))
