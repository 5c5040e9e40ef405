"""CSV cells: one row an article, lists joined, nothing a spreadsheet would run."""

from typing import Any

import pytest

from newsarchive.archive.api import StoredArticle
from newsarchive.export.cells import cells, header
from newsarchive.export.forms import Profile
from newsarchive.export.records import fields, full_record, shortened


def row(record: dict[str, Any]) -> dict[str, str]:
    return dict(zip(header(record), cells(record), strict=True))


def test_a_row(stored: dict[str, StoredArticle]) -> None:
    made = row(full_record(stored["penuh"]))
    assert made["title"] == "Berita penuh"
    assert made["tags"] == "polsek | patroli"
    assert made["dateline_place"] == "Sekadau"
    assert made["dateline_org"] == ""
    assert (made["byline_raw"], made["byline_names"]) == ("(Aji/UJI)", "Aji")
    assert (made["byline_roles"], made["byline_agencies"]) == ("reporter", "UJI")
    assert made["event_dates"] == "2023-10-20"
    assert made["image_captions"] == "Petugas"
    assert (made["version"], made["story_id"], made["capture_record"]) == ("1", "", "")


def test_a_row_of_an_article_that_says_little(stored: dict[str, StoredArticle]) -> None:
    made = row(full_record(stored["kosong"]))
    assert made["byline_raw"] == made["byline_names"] == made["dateline_raw"] == ""
    assert made["published_at"] == made["tags"] == ""


def test_a_story_takes_four_columns(stored: dict[str, StoredArticle]) -> None:
    made = row(full_record(stored["salinan"]))
    assert (made["story_size"], made["story_role"]) == ("2", "copy")
    assert 0.9 < float(made["story_overlap"]) <= 1


def test_objects_take_a_column_a_property() -> None:
    made = row(
        {
            "event_dates": [
                {"date": "2023-10-09", "end": "2023-10-10", "raw": "9-10/10"},
                {"date": "2023-10-20", "end": None, "raw": "Jumat"},
            ],
            "regency": {"code": "61.09", "name": "Sekadau"},
            "places": [
                {"code": "61.09", "name": "Sekadau"},
                {"code": "61.09.05", "name": "Belitang Hilir"},
            ],
            "police_units": [{"id": "polres-sekadau", "name": "Polres Sekadau"}],
            "byline": {
                "raw": "(a/b)",
                "credits": [
                    {"name": "a", "role": "reporter", "agency": None, "person": "x:a"},
                    {"name": "b", "role": "editor", "agency": "X", "person": None},
                ],
            },
            "capture": {"sha256": "ab", "fetched_at": "2023", "record": "a.warc:7"},
            "corrections": [
                {"field": "title", "machine": None, "why": "x", "at": "2023"},
                {"field": "tags", "machine": ["a"], "why": "y", "at": "2024"},
            ],
        }
    )
    assert made == {
        "event_dates": "2023-10-09/2023-10-10 | 2023-10-20",
        "event_dates_raw": "9-10/10 | Jumat",
        "regency": "Sekadau",
        "regency_code": "61.09",
        "places": "Sekadau | Belitang Hilir",
        "place_codes": "61.09 | 61.09.05",
        "police_units": "Polres Sekadau",
        "police_unit_ids": "polres-sekadau",
        "byline_raw": "(a/b)",
        "byline_names": "a | b",
        "byline_roles": "reporter | editor",
        "byline_agencies": " | X",
        "byline_people": "x:a | ",
        "capture_sha256": "ab",
        "capture_fetched_at": "2023",
        "capture_record": "a.warc:7",
        "corrected_fields": "title | tags",
        "corrected_machine": 'null | ["a"]',
        "corrected_why": "x | y",
        "corrected_at": "2023 | 2024",
    }


@pytest.mark.parametrize("start", [*"=+-@\t\r", *"＝＋－＠"])  # noqa: RUF001
def test_a_formula_is_made_a_text(start: str) -> None:
    for value in (f"{start}1+1", [f"{start}1+1", "b"]):
        (cell,) = cells({"title": value})
        assert cell.startswith(f"'{start}1+1")


@pytest.mark.parametrize("before", [" ", "\n", "\xa0", "\ufeff", "\u200b \u200e"])
def test_a_formula_is_one_behind_what_nobody_sees(before: str) -> None:
    assert cells({"title": f"{before}=1+1"}) == [f"'{before}=1+1"]


@pytest.mark.parametrize("text", ["", "1=1", " kata", "kata", "'=1", "«", "2023-10-20"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert cells({"title": text}) == [text]


@pytest.mark.parametrize("profile", Profile)
def test_rows_have_as_many_cells_as_columns(
    stored: dict[str, StoredArticle], profile: Profile
) -> None:
    columns = header(fields(profile))
    assert len(columns) == len(set(columns))
    for kept in stored.values():
        assert len(cells(shortened(full_record(kept), profile))) == len(columns)
