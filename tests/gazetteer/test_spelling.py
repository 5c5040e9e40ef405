"""Names folded to one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.gazetteer.spelling import fold, key, plain


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Sui Raya", ("sungai", "raya")),
        ("S. Raya", ("sungai", "raya")),
        ("S", ("s",)),
        ("Ng. Mahap", ("nanga", "mahap")),
        ("Teluk Pa’kedai", ("teluk", "pakedai")),
        ("BELITANG_HILIR", ("belitang", "hilir")),
        (" ' ", ()),
    ],
)
def test_fold(name: str, words: tuple[str, ...]) -> None:
    assert fold(name) == words


def test_key_joins() -> None:
    assert key("Kapuas Hulu") == key("Kapuashulu") == "kapuashulu"


@given(st.text())
def test_a_plain_text_is_as_long_as_it_was(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_letters_that_grow_in_small_stay_one() -> None:
    assert plain("İSTANBUL’s") == "İstanbulʼs"
