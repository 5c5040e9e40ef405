"""Text that is safe on a terminal, and dates as the region reads them."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.cli import console

MOMENT = datetime(2023, 10, 20, 20, 5, 9, tzinfo=UTC)


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
    assert console.clean(text) == shown


@pytest.mark.parametrize(
    ("text", "line"),
    [(None, "-"), ("", "-"), (" \n ", "-"), ("a\n b\u2028c", "a b c"), ("\x1b", "-")],
)
def test_one_line(text: str | None, line: str) -> None:
    assert console.one_line(text) == line


def test_moments_are_told_by_the_regions_clocks() -> None:
    assert console.when(MOMENT) == "2023-10-21 03:05 WIB"
    assert console.day(MOMENT) == "2023-10-21"
    assert console.iso(MOMENT) == "2023-10-21T03:05:09+07:00"
    assert (console.when(None), console.day(None), console.iso(None)) == (
        "-",
        "-",
        None,
    )


@given(st.text())
def test_json_is_the_same_and_safe(text: str) -> None:
    written = console.escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert console.clean(written).replace("\ufffd", "") == "".join(
        letter for letter in written if not "\ud800" <= letter <= "\udfff"
    ).replace("\ufffd", "")


def test_json_is_printed_with_its_moments(capsys: pytest.CaptureFixture[str]) -> None:
    console.print_json([{"at": MOMENT, "title": "\x9b2J Jum’at"}])
    out = capsys.readouterr().out
    assert "\x9b" not in out
    assert "Jum’at" in out
    assert json.loads(out) == [
        {"at": "2023-10-21T03:05:09+07:00", "title": "\x9b2J Jum’at"}
    ]


def test_a_table_is_never_read_as_markup(capsys: pytest.CaptureFixture[str]) -> None:
    made = console.table(["[bold]a"], [["[red]x[/red]" * 40]])
    console.output().print(made)
    assert "[red]x[/red]" * 40 in capsys.readouterr().out
