"""Texts of others on a terminal, in a log, on a page."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text import terminal


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jum’at “Curhat” – 🚓", "Jum’at “Curhat” – 🚓"),
        ("satu\n\tdua", "satu\n\tdua"),
        ("\x1b[31mmerah\x1b[0m", "[31mmerah[0m"),
        ("\x1b]0;judul\x07", "]0;judul"),
        ("\x9b2J\x85\x7f\x00\r", "2J"),
        ("\u202etxet\u202c\u2066x\u2069\u200f\u061c", "txetx"),
        ("\ud83d", "\ufffd"),
    ],
)
def test_a_stored_text_cannot_drive_the_terminal(text: str, shown: str) -> None:
    assert terminal.clean(text) == shown


@given(st.text())
def test_json_is_the_same_and_safe(text: str) -> None:
    written = terminal.escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert terminal.clean(written).replace("\ufffd", "") == "".join(
        letter for letter in written if not "\ud800" <= letter <= "\udfff"
    ).replace("\ufffd", "")


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("satu", "satu"),
        ("a\n2026-11-30 [x] ERROR: palsu", "a\n    2026-11-30 [x] ERROR: palsu"),
        ("a\r\nb\rc\x85d\u2028e", "a\n    b\n    c\n    d\n    e"),
        ("\x1b[2Ja\ud800", "[2Ja\ufffd"),
    ],
)
def test_an_entry_of_a_log_forges_no_other(text: str, entry: str) -> None:
    assert terminal.entry(text) == entry


def test_markup_of_a_text_is_text() -> None:
    assert terminal.markup("<b \"x'&\x1b\x00") == "&lt;b &quot;x&#x27;&amp;"
