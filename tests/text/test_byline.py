"""Bylines: cut off the text, and read."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsarchive.text.byline import Byline, Credit, read_author, split_byline
from tests.timing import least_seconds

# Extracts as outlets print them (`seen_at`), and kin of theirs that we wrote.
CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data/bylines.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
SIGNED = [case for case in CASES if case["raw"] is not None]
UNSIGNED = [case for case in CASES if case["raw"] is None]

BODY = "Situasi tetap aman.\n\nKegiatan berakhir pukul 11.00 WIB dengan tertib."
# Values a table gives: the agency of codes such as T011.
TABLE = {"ANTARA"}


def solid(text: str) -> str:
    return "".join(text.split())


def without(text: str, pieces: tuple[str, ...]) -> str:
    """Take pieces out of a text in their order, the last at its last place."""
    for piece in pieces[:-1]:
        text = text.replace(piece, "", 1)
    before, _, after = text.rpartition(pieces[-1])
    return before + after


@pytest.mark.parametrize("case", SIGNED, ids=lambda case: case["raw"])
def test_a_byline_is_read(case: dict[str, Any]) -> None:
    byline, rest = split_byline(case["text"], desks=case["desks"])
    assert byline is not None
    assert byline.raw == case["raw"]
    assert byline.credits == tuple(Credit(*credit) for credit in case["credits"])
    assert solid(rest) == solid(without(case["text"], byline.pieces))


@pytest.mark.parametrize("case", UNSIGNED, ids=lambda case: case["text"][-40:])
def test_prose_and_captions_are_left_alone(case: dict[str, Any]) -> None:
    assert split_byline(case["text"], desks=case["desks"]) == (None, case["text"])


def test_there_are_cases_of_both_kinds() -> None:
    assert len(SIGNED) > 200
    assert len(UNSIGNED) > 60


@pytest.mark.parametrize(
    "signature",
    [
        "(Budi/ENGGANG)",
        "(BUDI/Enggang)",
        "(Humas Polres Sekadau)",
        "(Tim/Red)",
        "***(Budi/ENGGANG)",
        "[Budi]",
        "(*)",
    ],
)
@pytest.mark.parametrize("gap", [" ", "", "\n", "\n\n"])
def test_the_body_loses_the_byline_and_nothing_else(signature: str, gap: str) -> None:
    byline, rest = split_byline(f"{BODY}{gap}{signature}")
    assert byline is not None
    assert byline.raw == signature
    assert rest == BODY


def test_pieces_above_and_under_a_text_are_one_byline() -> None:
    text = f"Penulis: Budi Hartono | Editor: Sari\n\n{BODY} (bdi)"
    assert split_byline(text) == (
        Byline(
            raw="Penulis: Budi Hartono | Editor: Sari … (bdi)",
            credits=(
                Credit("Budi Hartono", "reporter", None),
                Credit("Sari", "editor", None),
                Credit("bdi", "reporter", None),
            ),
            pieces=("Penulis: Budi Hartono | Editor: Sari", "(bdi)"),
        ),
        BODY,
    )


def test_one_name_in_two_pieces_is_one_credit() -> None:
    text = f"Laporan Wartawan Kabar Enggang, Budi\n\n{BODY}\nPenulis: Budi"
    byline, _ = split_byline(text)
    assert byline is not None
    assert byline.credits == (Credit("Budi", "reporter", "Kabar Enggang"),)


def test_headings_under_a_byline_stay() -> None:
    text = f"{BODY} (bdi)\n\nKomentar\nTags\nBagikan"
    assert split_byline(text)[1] == f"{BODY}\n\nKomentar\nTags\nBagikan"


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY} (bdi)\n\nSatu\nDua\nTiga\nEmpat",
        f"{BODY} (bdi)\n\n{BODY}\n\n{BODY}",
        f"Satu\nDua\nTiga\nEmpat\nPenulis: Budi\n\n{BODY} {BODY} {BODY}\n\n{BODY}",
    ],
)
def test_what_stands_further_in_is_no_byline(text: str) -> None:
    assert split_byline(text) == (None, text)


def test_the_end_of_a_line_is_not_taken_for_a_line() -> None:
    labelled = "Penulis: Budi\n"
    under = "Warga diimbau waspada. ".ljust(700 - len(labelled), "x") + "."
    text = f"{BODY}\n\nKata kapolsek. {labelled}{under[:-1]}"
    assert split_byline(text) == (None, text)
    byline, _ = split_byline(text.replace(" Penulis", "\nPenulis"))
    assert byline is not None


@pytest.mark.parametrize(
    ("name", "desks", "credited"),
    [
        ("Budi Hartono", (), [("Budi Hartono", None, None)]),
        ("Budi, Sari", (), [("Budi", None, None), ("Sari", None, None)]),
        ("Budi - BERNAS", ("BERNAS",), [("Budi", None, "BERNAS")]),
        ("Penulis: Budi", (), [("Budi", "reporter", None)]),
        ("Budi (Kontributor)", (), [("Budi", "contributor", None)]),
        ("Humas Polres Sekadau", (), [(None, None, "Humas Polres Sekadau")]),
        ("BERNAS", ("BERNAS",), [(None, None, "BERNAS")]),
        ("Drs. Budi Hartono, M.Si", (), [("Budi Hartono", None, None)]),
        ("admin", (), []),
        ("Admin2", (), []),
        ("Redaksi", (), []),
        ("By Admin", (), []),
        ("budi@enggang.id", (), []),
        ("https://enggang.id/author/budi", (), []),
        ("Kegiatan itu dihadiri oleh warga", (), []),
        ("x" * 1000, (), []),
        ("", (), []),
    ],
)
def test_an_author_is_read(
    name: str, desks: tuple[str, ...], credited: list[tuple[Any, Any, Any]]
) -> None:
    assert read_author(name, desks=desks) == tuple(Credit(*one) for one in credited)


PIECES = st.sampled_from(
    [
        "Kegiatan berakhir tertib. ",
        "(Budi/BERNAS)",
        "(bdi)",
        "(*)",
        "[SK]",
        "***",
        "(T011/N005)",
        "\n",
        "\n\n",
        "Penulis: ",
        "Editor : Sari",
        "Budi",
        "Komentar",
        "Laporan Wartawan Kabar Enggang, Budi",
        "Sumber: Humas Polres Sintang",
        "ditulis oleh:",
        "(20/10/2023)",
        "(PETI)",
        "<br>",
        "&nbsp;",
        "Tim Redaksi",
        "Sari,\nBudi\nTim Redaksi",
        "\x00",
        "\ud800",
        "\u202e",
        " ",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join))


@given(TEXTS)
@example("\ud800. (\x00)")
def test_nothing_is_lost_and_nothing_invented(text: str) -> None:
    byline, rest = split_byline(text)
    if byline is None:
        assert rest == text
        return
    assert byline.raw == " … ".join(byline.pieces)
    assert sorted(solid(rest + "".join(byline.pieces))) == sorted(solid(text))
    for credit in byline.credits:
        assert credit.name is None or credit.name in text
        assert (
            credit.agency is None
            or credit.agency in {*TABLE}
            or (credit.agency in text)
        )


@given(st.lists(PIECES, max_size=6).map("".join))
def test_a_second_split_finds_no_more(text: str) -> None:
    _, rest = split_byline(text)
    assert split_byline(rest) == (None, rest)


@given(st.text())
def test_an_author_never_raises(name: str) -> None:
    for credit in read_author(name):
        assert (credit.name or credit.agency or "") in name


@pytest.mark.parametrize(
    "unit", ["(", " ", "\n", "*", "(a).", "S.H. ", "A, ", "<a>", "Penulis: ", "…"]
)
def test_time_does_not_grow_with_the_text(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert least_seconds(lambda: split_byline(text)) < 0.2
