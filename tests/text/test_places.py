"""Places that texts name, and the regency of a story."""

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.gazetteer.places import find_place
from newsarchive.gazetteer.police import units
from newsarchive.text.places import find_places, find_regency
from tests.timing import least_seconds

DATA = Path(__file__).parent / "data"


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


CASES = _rows("places.jsonl")
PAGES = _rows("pages.jsonl")


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_find_places(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_places(text)
    assert [[m.place.code, m.raw] for m in found] == case["places"], case["why"]
    assert all(text.startswith(m.raw, m.start) for m in found)


@pytest.mark.parametrize("hint", ["Kubu Raya", "61.12"])
def test_a_hint_decides(hint: str) -> None:
    assert find_places("Kecamatan Sungai Raya") == ()
    (found,) = find_places("Kecamatan Sungai Raya", hint=hint)
    assert found.place.code == "61.12.01"


def test_an_unknown_hint_decides_nothing() -> None:
    assert find_places("Kecamatan Sungai Raya", hint="Balikpapan") == ()


@pytest.mark.parametrize(
    ("text", "title", "dateline", "unit", "regency"),
    [
        ("Kapolsek Belitang Hilir berkata.", None, "Sanggau", None, "Sekadau"),
        (
            "Media sosial.",
            "Isu Penggerebekan Polres Melawi",
            "Kubu Raya",
            None,
            "Melawi",
        ),
        ("Ia ditangkap di Sintang.", None, "Pontianak", None, "Pontianak"),
        ("Ia ditangkap.", None, "Pontianak", "polres-landak", "Landak"),
        ("Ia ditangkap.", None, None, "ditlantas-polda-kalbar", None),
        ("Dari Sambas ke Sintang.", None, None, None, None),
        ("Sungai Raya.", "Kubu Raya", None, None, "Kubu Raya"),
        ("Kalbar.", None, "Kalbar", None, None),
        ("", None, "Kuala Kapuas", None, None),
        ("", "", "", None, None),
    ],
)
def test_find_regency(
    text: str,
    title: str | None,
    dateline: str | None,
    unit: str | None,
    regency: str | None,
) -> None:
    named = [units()[unit]] if unit else []
    found = find_regency(text, title=title, dateline_place=dateline, units=named)
    assert (found.name if found else None) == regency


def test_regencies_of_real_pages() -> None:
    """Counts every answer for precision, and for recall what the extract shows."""
    right = given_ = visible = 0
    for page in PAGES:
        text = "\n\n".join(filter(None, (page["head"], page["tail"])))
        found = find_regency(
            text, title=page["title"], dateline_place=page["dateline_place"]
        )
        gold = find_place(page["regency"]) if page["regency"] else None
        given_ += found is not None
        visible += page["regency_visible"] and gold is not None
        right += found is not None and found == gold
    assert right / given_ >= 0.95
    assert right / visible >= 0.95


def _seconds(text: str) -> float:
    """Time a reading; nothing is remembered of a text not read before."""
    turns = count()
    return least_seconds(lambda: find_places(f"{text} {next(turns)}"))


def test_time_grows_with_length_only() -> None:
    # Were it with the square, sixteen times the text would take 256 times as long.
    text = " ".join(case["text"] for case in CASES)
    assert _seconds(text * 80) < 16 * 4 * _seconds(text * 5)


@given(st.text(), st.text() | st.none())
def test_never_raises_and_never_invents(text: str, hint: str | None) -> None:
    for mention in find_places(text, hint=hint):
        assert text.startswith(mention.raw, mention.start)
    find_regency(text, title=hint, dateline_place=hint)


PIECES = st.sampled_from(
    [
        "Desa",
        "Kec.",
        " ",
        ", ",
        "Polsek",
        " dan ",
        "Sungai Raya",
        "Kapuas",
        "Sambas",
        "Tanjung",
        "Menjalin",
        "S.",
        "@",
        ".com",
        "’",
        "\n\n",
        "\x00",
        "�",
        "\u202e",
        "İ",
    ]
)


@given(st.lists(PIECES).map("".join))
def test_any_order_of_pieces(text: str) -> None:
    found = find_places(text)
    assert len({mention.place.code for mention in found}) == len(found)
    for mention in found:
        assert text.startswith(mention.raw, mention.start)
