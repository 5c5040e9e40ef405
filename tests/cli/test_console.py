"""Text that is safe on a terminal, and dates as the region reads them."""

import json
from datetime import UTC, datetime

import pytest

from newsarchive.cli import console

MOMENT = datetime(2023, 10, 20, 20, 5, 9, tzinfo=UTC)


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
