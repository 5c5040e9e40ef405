"""Names of places as they stand among words."""

import pytest

from newsarchive.text.scan import scan
from newsarchive.text.sightings import sightings, written


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("Sambas", {("sambas",)}),
        ("Kapuas Hulu", {("kapuas", "hulu"), ("kapuashulu",)}),
        ("Sungai Raya", {("sungai", "raya"), ("sungairaya",), ("s", "raya")}),
        ("Sungaijawi", {("sungaijawi",), ("sungai", "jawi"), ("s", "jawi")}),
        ("Batuk", {("batuk",)}),
    ],
)
def test_written(name: str, ways: set[tuple[str, ...]]) -> None:
    assert written(name) == ways


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Kabupaten Sambas", [("kabupaten", ["61.01"])]),
        ("Kecamatan Sambas", [("kecamatan", ["61.01.01"])]),
        ("Sambas", [("", ["61.01"])]),
        ("Sungai Raya", [("", ["61.07.01", "61.12.01"])]),
        ("Desa Sambas", []),
        ("Desa", []),
        ("Desa, Kumpang Bis", []),
    ],
)
def test_sightings(text: str, seen: list[tuple[str, list[str]]]) -> None:
    found = sightings(scan(text))
    assert [(one.before, [p.code for p in one.candidates]) for one in found] == seen
