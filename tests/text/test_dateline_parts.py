"""The parts of a dateline."""

import pytest

from newsarchive.text.dateline_parts import read_parts, split_units, unit_size


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Enggang.id, SINTANG –", ["outlet Enggang.id", "place SINTANG"]),
        ("Kabar Enggang (SAMBAS) –", ["outlet Kabar Enggang", "place SAMBAS"]),
        ("MELAWI, EN – Kapolres", ["place MELAWI", "name EN"]),
        ("TANJUNG SELOR – Polda", ["name TANJUNG SELOR"]),
        ("Kalbar Satu – Warga", ["name Kalbar Satu"]),
        ("Sekadau, 20 Mei 2024 – Warga", ["place Sekadau", "date 20 Mei 2024"]),
        ("JAKARTA, NASIONAL – Polri", ["place JAKARTA", "rubric NASIONAL"]),
        ("Pontianak-RK. Warga", ["place Pontianak", "desk RK"]),
        ("Sanggau-Enggang.com – Warga", ["place Sanggau", "outlet Enggang.com"]),
        ("Polsek Tebas~ Polres Sambas ~", ["unit Polsek Tebas", "unit Polres Sambas"]),
        (
            "Warta Kita SINTANG KALBAR – Warga",
            ["outlet Warta Kita", "place SINTANG", "region KALBAR"],
        ),
        ("BREAKING NEWS – Polisi", []),
        ("Kapolres Sintang – Budi", []),
        ("seorang warga, katanya", []),
        ("", []),
    ],
)
def test_parts_are_read(text: str, parts: list[str]) -> None:
    read = [f"{part.kind} {part.text}" for part in read_parts(text, 0, None)]
    assert read[: len(parts) or None] == parts


@pytest.mark.parametrize(
    ("text", "mark", "close"),
    [
        ("Sintang – Warga", "dash", "Sintang –"),
        ("Sintang- Warga", "dash", "Sintang-"),
        ("Sintang-Warga", "hyphen", "Sintang-"),
        ("Sintang // Warga", "bar", "Sintang //"),
        ("Sintang : Warga", "colon", "Sintang :"),
        ("Sintang. Warga", "stop", "Sintang."),
        ("Sintang,\nWarga", "line", "Sintang,"),
        ("Sintang, Warga", "comma", "Sintang,"),
        ("Sintang) Warga", "close", "Sintang)"),
        ("Sintang (Kabar", "none", "Sintang"),
        ("Sintang – (Kabar", "dash", "Sintang –"),
        ("Sintang Kapolres", "none", "Sintang"),
    ],
)
def test_a_part_ends_with_a_mark(text: str, mark: str, close: str) -> None:
    part = next(read_parts(text, 0, None))
    assert part.mark == mark
    assert text[: part.close] == close


def test_no_more_parts_are_read_than_a_dateline_has() -> None:
    assert len(list(read_parts("Sintang, " * 40, 0, None))) == 9


def test_units_are_ranked_by_size() -> None:
    units = split_units("Polsek Tebas Humas Polres Sambas Polda Kalbar")
    assert sorted(units, key=unit_size) == [
        "Polda Kalbar",
        "Humas Polres Sambas",
        "Polsek Tebas",
    ]
    assert unit_size("Humas") > unit_size("Polsubsektor Jelimpo")
