"""What a wrong reading leaves behind is undone; what only looks like it stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.mojibake import mend
from tests.timing import least_seconds

PRINTED = [
    "Jum’at – kopi",
    "“Kata” Kapolsek…",
    "café dan ½ kg",
    "😀 oke",
    "Rp 5 juta • 20°C",
]


@pytest.mark.parametrize("text", PRINTED)
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_a_wrong_reading_is_undone(text: str, wrong: str) -> None:
    broken = "".join(_misread(letter, wrong) for letter in text)
    assert broken != text
    assert mend(broken) == text


def _misread(letter: str, wrong: str) -> str:
    """Read as browsers do, which keep what Windows does not define."""
    raw = letter.encode()
    try:
        return raw.decode(wrong)
    except UnicodeDecodeError:
        return "".join(bytes([one]).decode(wrong, "ignore") or chr(one) for one in raw)


def test_a_reading_twice_wrong_is_undone() -> None:
    once = "Jum’at".encode().decode("cp1252")
    assert mend(once.encode().decode("cp1252")) == "Jum’at"


@pytest.mark.parametrize(
    "text",
    [
        *PRINTED,
        "Café Ângela Über São Paulo",
        "Huruf “Â” dan Ã 5",
        "Ã” â€",
        "suhu 30° Ä±",
        "Привет – мир",
        "rusak \ufffd di sini",
        "",
    ],
)
def test_what_is_no_wrong_reading_stays(text: str) -> None:
    assert mend(text) == text


def test_a_lost_letter_stays_lost() -> None:
    assert mend("â€œkataâ€\ufffd") == "“kata\ufffd"


def test_control_characters_go() -> None:
    assert mend("a\x81b") == "ab"


def test_a_line_without_end_costs_no_time() -> None:
    text = "â€™ Ãa " * 500_000
    assert mend(text) == text
    assert least_seconds(lambda: mend(text)) < 1


@given(st.text(st.characters(exclude_categories=["Cc"], max_codepoint=0x7F)))
def test_plain_text_is_never_touched(text: str) -> None:
    assert mend(text) == text
