"""The part of a text that shows why it was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.cli.snippet import LENGTH, marked, snippet

LONG = " ".join(f"kata{i:03}" for i in range(100))


@pytest.mark.parametrize(
    ("text", "hit", "shown"),
    [
        ("", None, ""),
        ("Polisi menangkap.", 7, "Polisi menangkap."),
        (LONG, None, LONG[:159] + " …"),
        (LONG, 0, LONG[:159] + " …"),
        (LONG, 400, f"… {LONG[360:519]} …"),
        (LONG, len(LONG) - 7, f"… {LONG[640:]}"),
        ("x" * 500, 250, f"… {'x' * LENGTH} …"),
    ],
)
def test_a_window_around_the_first_hit(text: str, hit: int | None, shown: str) -> None:
    hits = [] if hit is None else [(hit, hit + 7), (hit + 8, hit + 15)]
    assert snippet(text, hits) == shown


@given(st.text(alphabet="ab ", max_size=600), st.integers(0, 600))
def test_a_window_is_short_and_holds_the_hit(text: str, hit: int) -> None:
    text = " ".join(text.split())
    if hit < len(text):
        shown = snippet(text, [(hit, hit + 1)])
        assert len(shown) <= LENGTH + 4
        assert text[hit] in shown
        assert shown.removeprefix("… ").removesuffix(" …") in text


def test_hits_are_marked() -> None:
    shown = marked("Polisi menangkap pelaku", [(7, 16)])
    assert shown.plain == "Polisi menangkap pelaku"
    assert [(span.start, span.end) for span in shown.spans] == [(7, 16)]
