"""Words with their positions, and names among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.scan import Names, scan

NAMES = Names(
    [
        (("kapuas", "hulu"), 1),
        (("kapuas",), 2),
        (("nanga", "taman"), 3),
        (("kapuas",), 4),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kapuas Hulu", ("Kapuas Hulu", (1,))),
        ("Kapuas-Hulu,", ("Kapuas-Hulu", (1,))),
        ("KAPUAS\nHULU", ("KAPUAS\nHULU", (1,))),
        ("Kapuas. Hulu", ("Kapuas", (2, 4))),
        ("Kapuas, Hulu", ("Kapuas", (2, 4))),
        ("Ng. Taman", ("Ng. Taman", (3,))),
        ("‘Kapuas’", ("Kapuas", (2, 4))),
        ("Nanga", None),
        ("Sintang", None),
        ("", None),
    ],
)
def test_longest(text: str, found: tuple[str, tuple[int, ...]] | None) -> None:
    words = scan(text)
    name = NAMES.longest(words, 0)
    assert (name and (words.raw(0, name[0]), name[1])) == found


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Kapuas, Kapuas dan Nanga Taman", [(2, 4), (3,)]),
        ("Kapuas, Kapuas, dan Nanga Taman", [(2, 4), (3,)]),
        ("Kapuas & Nanga Taman", [(3,)]),
        ("Kapuas/Nanga Taman", [(3,)]),
        ("Kapuas, Nanga Taman", []),
        ("Kapuas dan", []),
        ("Kapuas dan Sintang", []),
        ("Kapuas: Nanga Taman dan Kapuas", []),
    ],
)
def test_listed(text: str, listed: list[tuple[int, ...]]) -> None:
    assert [values for _, _, values in NAMES.listed(scan(text), 1)] == listed


@pytest.mark.parametrize(
    ("text", "close"),
    [
        ("Kec. Belitang", True),
        ("Polsek\nSandai", True),
        ("Polsek\n\nSandai", False),
        ("Polres. Sintang", False),
        ("Polres, Sintang", False),
    ],
)
def test_close(text: str, close: bool) -> None:
    assert scan(text).close(1) == close


@given(st.text())
def test_words_and_gaps_make_the_text(text: str) -> None:
    words = scan(text)
    assert len(words.gaps) == len(words) + 1 == len(words.folded)
    for index in range(len(words)):
        assert words.raw(index, index + 1) in text
