"""What a person types for a field: read as the archive reads, or refused in one line."""

from datetime import UTC, datetime
from typing import Any

import pytest

from newsarchive.errors import ConfigurationError
from newsarchive.typed.dates import Setting
from newsarchive.typed.values import FIELDS, check, nothing, read

SETTING = Setting(
    first_seen=datetime(2023, 10, 22, 3, 0, tzinfo=UTC),
    last_checked=datetime(2023, 11, 22, 3, 0, tzinfo=UTC),
    published=datetime(2023, 10, 21, 2, 0, tzinfo=UTC),
    outlet=("Kabar Uji", "kabaruji.id"),
    desks=("UJI",),
)


def date(value: str | None, precision: str | None, raw: str | None) -> dict[str, Any]:
    return {
        "value": value,
        "precision": precision,
        "raw": raw,
        "origin": "correction",
        "flags": [],
    }


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("title", "  Dua   Pelaku\nDitangkap ", "Dua Pelaku Ditangkap"),
        ("section", "Hukum & Kriminal", "Hukum & Kriminal"),
        ("language", "en-GB", "en-GB"),
        ("tags", "polsek, patroli , polsek,", ["polsek", "patroli"]),
        (
            "published",
            "Jumat, 20 Oktober 2023 pukul 14.30 WIB",
            date(
                *("2023-10-20T14:30+07:00", "minute"),
                "Jumat, 20 Oktober 2023 pukul 14.30 WIB",
            ),
        ),
        ("published", "20/10", date("2023-10-20", "day", "20/10")),
        ("published", "Oktober 2023", date("2023-10", "month", "Oktober 2023")),
        ("published", "2023", date("2023", "year", "2023")),
        ("modified", "2023-11-20", "2023-11-20"),
        (
            "dateline",
            "KABAR UJI, SINTANG",
            {
                "raw": "KABAR UJI, SINTANG",
                "outlet": "KABAR UJI",
                "org": None,
                "place": "Sintang",
                "region": None,
                "code": "61.05",
            },
        ),
        (
            "byline",
            "(Aji/UJI)",
            {"raw": "(Aji/UJI)", "credits": [["Aji", "reporter", "UJI"]]},
        ),
        (
            "byline",
            "Budi Santoso",
            {"raw": "Budi Santoso", "credits": [["Budi Santoso", None, None]]},
        ),
        ("byline", "***", {"raw": "***", "credits": []}),
        (
            "event_dates",
            "Jumat, 20 Oktober 2023, 18-19/10/2023, 2023-10-20",
            [
                ["2023-10-20", None, "2023-10-20", []],
                ["2023-10-18", "2023-10-19", "18-19/10/2023", []],
            ],
        ),
        (
            "event_dates",
            "20/10 pukul 14.30",
            [["2023-10-20", None, "20/10 pukul 14.30", []]],
        ),
        ("regency", "Kab. Sintang", "61.05"),
        ("regency", "61.09", "61.09"),
        (
            "places",
            "Belitang Hilir, 61.12.01",
            [["61.09.05", "Belitang Hilir"], ["61.12.01", "61.12.01"]],
        ),
        (
            "police_units",
            "Polsek Belitang Hilir, polres-sintang",
            [
                ["polsek-belitang-hilir-sekadau", "Polsek Belitang Hilir"],
                ["polres-sintang", "polres-sintang"],
            ],
        ),
        ("topics", "Theft, patroli", [["pencurian", 0.0, []], ["patroli", 0.0, []]]),
    ],
)
def test_a_value_is_read(field: str, text: str, value: Any) -> None:
    assert read(field, text, SETTING) == value


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("title", "  ", "nothing is given for title: --none"),
        ("tags", " , ", "nothing is given for tags: --none"),
        ("language", "Bahasa Indonesia", "is no language tag: write id, ms"),
        ("published", "tidak tahu", "'tidak tahu' is no date: "),
        ("published", "31 Februari 2023", "is no date: day is out of range"),
        ("published", "Senin, 20 Oktober 2023", "2023-10-20 is another weekday"),
        ("published", "19-20 Oktober 2023", "more than one day"),
        (
            "published",
            "2023-10-24",
            r"\(2023-10-24\) is after the archive saw the article, 2023-10-22T10:00\+07:00",
        ),
        ("modified", "2023-11-24", "after the archive saw the article, 2023-11-22"),
        ("event_dates", "Oktober 2023", r"'Oktober 2023' \(2023-10\) is no day"),
        ("event_dates", "20/10/2023, entah", "'entah' is no date"),
        (
            "dateline",
            "Polisi menangkap dua orang",
            "is no dateline: write it as printed",
        ),
        ("byline", "x" * 200, "is no byline: write it as printed"),
        ("byline", "(Aji/UJI) menulis berita ini kemarin.", "is no byline"),
        ("regency", "Belitang Hilir", "'Belitang Hilir' is none of Sambas, "),
        ("places", "Atlantis", "'Atlantis' is no regency, district or village"),
        ("places", "Kalimantan Barat", "is no regency, district or village"),
        (
            "places",
            "Sungai Raya",
            r"give a code: 61.07.01 \(district in Bengkayang\), ",
        ),
        ("places", "Mekar Sari", r"and \d+ more$|give a code"),
        ("police_units", "Polsek Sungai Raya", "give an id: polsek-sungai-raya-beng"),
        ("police_units", "Polsek Belitang Hulu Raya", "is no unit of Polda Kalbar"),
        ("police_units", "Polres Sekadauu", "do you mean Polres Sekadau"),
        ("topics", "patroli, cuaca", "'cuaca' is none of "),
        ("body", "x", "the words are the page's and stay.*replay"),
        ("warna", "x", "'warna' cannot be corrected, only title, published, "),
    ],
)
def test_what_cannot_be_read_is_told(field: str, text: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told) as error:
        read(field, text, SETTING)
    assert "\n" not in str(error.value)


def test_event_dates_without_a_published_date() -> None:
    bare = Setting(first_seen=SETTING.first_seen, last_checked=SETTING.last_checked)
    assert read("event_dates", "20/10", bare)[0][0] == "2023-10-20"


def test_there_may_be_none() -> None:
    assert {name: nothing(name) for name in FIELDS} == {
        **dict.fromkeys(FIELDS),
        "published": date(None, None, None),
        **{n: [] for n in ("tags", "event_dates", "places", "police_units", "topics")},
    }
    with pytest.raises(ConfigurationError, match="stay as they are"):
        nothing("body")
    assert check("title") == "title"
