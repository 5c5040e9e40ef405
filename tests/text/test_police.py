"""Police units that texts name."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.gazetteer.police import Unit, lineage
from newsarchive.text.police import find_units

DATA = Path(__file__).parent / "data"


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


CASES = _rows("units.jsonl")
PAGES = _rows("pages.jsonl")
PARTS = {"section", "unit", "directorate", "office"}


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_find_units(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_units(text)
    assert [[m.unit.id, m.raw] for m in found] == case["units"]
    assert all(text.startswith(m.raw, m.start) for m in found)


def _whole(unit: Unit) -> set[str]:
    """A section stands for the Polres or Polda it is a part of, as in the gold."""
    first, *above = lineage(unit)
    names = {first.name}
    for owner in above if first.level in PARTS else []:
        names.add(owner.name)
        if owner.level not in PARTS:
            break
    return names


def test_units_of_real_pages() -> None:
    """Counts what the extract shows.

    A unit is visible where title, head or tail name it in any spelling, by its head,
    office or section, or name its kind alone beside its place. A unit found is right
    where the article names it or what it is a part of, or a part of it.
    """
    visible = hit = right = found = 0
    for page in PAGES:
        text = "\n\n".join(filter(None, (page["title"], page["head"], page["tail"])))
        named = [mention.unit for mention in find_units(text)]
        whole = [_whole(unit) for unit in named]
        gold = set(page["units"])
        visible += len(page["visible_units"])
        hit += sum(
            any(unit in names for names in whole) for unit in page["visible_units"]
        )
        found += len(named)
        right += sum(bool(names & gold) for names in whole)
        assert set(page["visible_units"]) <= gold
    assert visible > 40
    assert right / found >= 0.95
    assert hit / visible >= 0.95


PIECES = st.sampled_from(
    [
        "Polsek",
        "Polres",
        "Polresta",
        "Kapolda",
        "Satlantas",
        "Humas",
        " ",
        ", ",
        " dan ",
        " (",
        ") ",
        "Sungai Raya",
        "Kapuas",
        "Sambas",
        "Pontianak",
        "Kalbar",
        "Kalteng",
        "Unit PPA",
        "Brimob",
        "Kota",
        "’",
        "\n\n",
        "\x00",
        "�",
        "\u202e",
        "İ",
    ]
)


@given(st.text() | st.lists(PIECES).map("".join))
def test_never_raises_and_never_invents(text: str) -> None:
    found = find_units(text)
    assert len({mention.unit.id for mention in found}) == len(found)
    for mention in found:
        assert text.startswith(mention.raw, mention.start)
