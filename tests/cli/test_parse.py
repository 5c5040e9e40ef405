"""newsarchive parse: one text a line in, one object a line out."""

import json
from typing import Any

import pytest

from tests.cli.conftest import Command


def told(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("date", "Jumat, 20 Oktober 2023 14.30 WIB", {"value": "2023-10-20T14:30+07:00", "precision": "minute", "zone": "WIB", "flags": []}),
        ("date", "32 Oktober 2023", {"value": None, "reason": "day is out of range for month"}),
        ("date", "9-10/10/2023", {"value": "2023-10-09", "end": "2023-10-10"}),
        ("event-dates", "Jum’at (20/10/2023) pagi", {"event_dates": [{"date": "2023-10-20", "end": None, "raw": "Jum’at (20/10/2023)", "flags": []}]}),
        ("dateline", "BeritaNasional.ID, SEKADAU KALBAR – Polsek", {"outlet": "BeritaNasional.ID", "place": "Sekadau", "region": "Kalbar", "code": "61.09", "rest": "Polsek"}),
        ("dateline", "Polisi berpatroli.", {"raw": None, "place": None, "rest": "Polisi berpatroli."}),
        ("byline", "Demikian. (Aji/BERNAS)", {"raw": "(Aji/BERNAS)", "credits": [{"name": "Aji", "role": "reporter", "agency": "BERNAS"}], "rest": "Demikian."}),
        ("byline", "Demikian.", {"raw": None, "credits": [], "rest": "Demikian."}),
    ],
)  # fmt: skip
def test_a_line_is_an_object(
    newsarchive: Command, kind: str, text: str, expected: dict[str, Any]
) -> None:
    done = newsarchive("parse", kind, stdin=f"{text}\n")
    assert done.code == 0
    (found,) = told(done.out)
    assert found.items() >= expected.items()


@pytest.mark.parametrize(
    ("kind", "text", "word"),
    [
        ("places", "di Desa Kumpang Bis, Kecamatan Belitang Hilir, Sekadau", "Sekadau"),
        ("units", "Polsek Belitang Hilir, Polres Sekadau", "Polres Sekadau"),
        ("topics", "Polisi menangkap pengedar sabu", "narkoba"),
    ],
)
def test_what_a_text_names(
    newsarchive: Command, kind: str, text: str, word: str
) -> None:
    done = newsarchive("parse", kind, stdin=f"{text}\n")
    (found,) = told(done.out)
    assert word in json.dumps(found[kind])


def test_objects_in_with_their_reference(newsarchive: Command) -> None:
    rows = [
        {"text": "kemarin", "reference": "2023-10-20T14:30:00+07:00"},
        {"text": "Senin (24/4)", "reference": None},
        {"text": "NGABANG, KabarUji – Polisi", "outlet": "kabaruji.id"},
    ]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    done = newsarchive(
        *("parse", "date", "--jsonl", "--reference", "2023-05-01"), stdin=text
    )
    assert [row["value"] for row in told(done.out)] == [
        "2023-10-19",
        "2023-04-24",
        None,
    ]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"text": 3}', '{"text": "x", "reference": 3}', '{"text": "x", "reference": "nanti"}'],
)  # fmt: skip
def test_a_wrong_line_is_told_and_the_next_is_read(
    newsarchive: Command, line: str
) -> None:
    good = '{"text": "20/10/2023"}'
    done = newsarchive("parse", "date", "--jsonl", stdin=f"{line}\n{good}\n")
    assert done.code == 2
    wrong, right = told(done.out)
    assert "error" in wrong
    assert right["value"] == "2023-10-20"
    assert "1 lines could not be read" in done.err


def test_a_wrong_kind_and_a_wrong_reference(newsarchive: Command) -> None:
    assert newsarchive("parse", "moon").code == 2
    assert newsarchive("parse", "date", "--reference", "nanti").code == 2
