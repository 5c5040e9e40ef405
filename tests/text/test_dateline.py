"""Datelines: cut off the text, and read."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsarchive.text.dateline import Dateline, split_dateline
from tests.timing import least_seconds

# Extracts as outlets print them (`seen_at`), and kin of theirs that we wrote.
CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data/datelines.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
DATED = [case for case in CASES if case["raw"] is not None]
UNDATED = [case for case in CASES if case["raw"] is None]


def solid(text: str) -> str:
    return "".join(text.split())


def words_of(*texts: str) -> str:
    return solid("".join(texts)).casefold()


@pytest.mark.parametrize("case", DATED, ids=lambda case: case["text"][:40])
def test_a_dateline_is_read(case: dict[str, Any]) -> None:
    dateline, rest = split_dateline(case["text"], outlet=case["hint"])
    assert dateline == Dateline(
        raw=case["raw"],
        outlet=case["outlet"],
        org=case["org"],
        place=case["place"],
        region=case["region"],
        code=case["code"],
    )
    before, _, after = case["text"].partition(case["raw"])
    assert solid(rest) == solid(before + after)


@pytest.mark.parametrize("case", UNDATED, ids=lambda case: case["text"][:40])
def test_a_sentence_is_left_alone(case: dict[str, Any]) -> None:
    assert split_dateline(case["text"], outlet=case["hint"]) == (None, case["text"])


def test_there_are_cases_of_both_kinds() -> None:
    assert len(DATED) > 250
    assert len(UNDATED) > 50


@pytest.mark.parametrize(
    "hint",
    [
        None,
        "enggangkita.com",
        "https://www.enggangkita.com",
        "Enggang Kita",
        ("Warta Lain", "Enggang Kita"),
    ],
)
def test_an_outlet_is_known_by_any_of_its_names(
    hint: str | tuple[str, ...] | None,
) -> None:
    dateline, rest = split_dateline(
        "ENGGANG KITA, SINTANG – Polsek Sepauk menangkap", outlet=hint
    )
    assert dateline is not None
    assert (dateline.outlet, dateline.place) == ("ENGGANG KITA", "Sintang")
    assert rest == "Polsek Sepauk menangkap"


def test_a_lead_line_stays_for_the_byline() -> None:
    text = (
        "Laporan Wartawan Kabar Enggang, Budi\nKABARENGGANG.ID, SINTANG- Kasat Lantas"
    )
    assert split_dateline(text)[1] == (
        "Laporan Wartawan Kabar Enggang, Budi\nKasat Lantas"
    )


def test_what_follows_a_dateline_is_the_report() -> None:
    text = "Enggang.id – Pontianak. Sungai Kakap. Kubu Raya merupakan wilayah luas."
    dateline, rest = split_dateline(text)
    assert dateline is not None
    assert dateline.place == "Pontianak"
    assert rest == "Sungai Kakap. Kubu Raya merupakan wilayah luas."


PIECES = st.sampled_from(
    [
        "SINTANG",
        "Sekadau",
        "KALBAR",
        "Kalbar",
        "enggangnews.com",
        "Enggang",
        "News",
        "Polres",
        "Polda",
        "Sui",
        "Raya",
        "(",
        ")",
        "[",
        "]",
        "–",
        "-",
        "—",
        ",",
        ".",
        ":",
        "|",
        "//",
        "~",
        "*",
        "\n",
        "20",
        "Oktober",
        "2023",
        "(20/10/2023)",
        "Seorang",
        "pria",
        "ditangkap",
        "Laporan",
        "oleh",
        "\x00",
        "\ud800",
        "\u202e",
        "Ā",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=14).map(" ".join))


@given(TEXTS, st.one_of(st.none(), st.text(max_size=12)))
@example("\ud800 SINTANG – \x00", "\ud800")
def test_nothing_is_lost_and_nothing_invented(text: str, outlet: str | None) -> None:
    dateline, rest = split_dateline(text, outlet=outlet)
    if dateline is None:
        assert rest == text
        return
    at = text.index(dateline.raw)
    assert solid(rest) == solid(text[:at] + text[at + len(dateline.raw) :])
    for value in (dateline.outlet, dateline.place, dateline.region):
        assert value is None or words_of(value) in words_of(dateline.raw)
    for unit in (dateline.org or "").split(" > "):
        assert unit in dateline.raw


@pytest.mark.parametrize("case", DATED, ids=lambda case: case["text"][:40])
def test_a_second_split_finds_no_more(case: dict[str, Any]) -> None:
    _, rest = split_dateline(case["text"], outlet=case["hint"])
    assert split_dateline(rest, outlet=case["hint"]) == (None, rest)


@pytest.mark.parametrize(
    "unit",
    ["(", " ", "\n", "-", "Polres ", "Sekadau, ", "www.", "oleh\n", "A. co. id "],
)
def test_time_does_not_grow_with_the_text(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert least_seconds(lambda: split_dateline(text)) < 0.2
