"""The official places of the province, and the names people write for them."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsarchive.gazetteer
from newsarchive.gazetteer.places import SCHEME, find_place, places, regency_of

GAZETTEER = Path(newsarchive.gazetteer.__file__).parent


def test_counts() -> None:
    found = places().values()
    assert Counter(place.level for place in found) == {
        "province": 1,
        "regency": 14,
        "district": 174,
        "village": 2145,
    }
    assert Counter(place.kind for place in found)["kelurahan"] == 99
    assert {place.scheme for place in found} == {SCHEME}


def test_every_place_lies_in_its_parent() -> None:
    for place in places().values():
        assert place.parent is None or places()[place.parent].code in place.code


@pytest.mark.parametrize(
    ("code", "name", "bps"),
    [
        ("61", "Kalimantan Barat", "61"),
        ("61.07", "Bengkayang", "6102"),
        ("61.05", "Sintang", "6107"),
        ("61.09", "Sekadau", "6109"),
        ("61.12.01", "Sungai Raya", "6112070"),
        ("61.09.05.2005", "Kumpang Bis", None),
    ],
)
def test_the_two_schemes(code: str, name: str, bps: str | None) -> None:
    assert (places()[code].name, places()[code].bps) == (name, bps)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Sambas", "Kabupaten Sambas"),
        ("SEKADAU", "Kabupaten Sekadau"),
        ("Kab. Sekadau", "Kabupaten Sekadau"),
        ("Kabupaten  Sekadau", "Kabupaten Sekadau"),
        ("Kota Sintang", "Kabupaten Sintang"),
        ("Kota Pontianak", "Kota Pontianak"),
        ("PTK", "Kota Pontianak"),
        ("Kabupaten Pontianak", "Kabupaten Mempawah"),
        ("Kab. Pontianak", "Kabupaten Mempawah"),
        ("Kapuashulu", "Kabupaten Kapuas Hulu"),
        ("KAPUAS HULU", "Kabupaten Kapuas Hulu"),
        ("Putussibau", "Kabupaten Kapuas Hulu"),
        ("Putusibau", "Kabupaten Kapuas Hulu"),
        ("Ngabang", "Kabupaten Landak"),
        ("Nanga Pinoh", "Kabupaten Melawi"),
        ("Ng. Pinoh", "Kabupaten Melawi"),
        ("KKU", "Kabupaten Kayong Utara"),
        ("KKR", "Kabupaten Kubu Raya"),
        ("KMB", "Kecamatan Kuala Mandor B"),
        ("Sui Ambawang", "Kecamatan Sungai Ambawang"),
        ("Sei Pinyuh", "Kecamatan Sungai Pinyuh"),
        ("S. Kakap", "Kecamatan Sungai Kakap"),
        ("Telok Pa'kedai", "Kecamatan Teluk Pakedai"),
        ("Telok Pa’kedai", "Kecamatan Teluk Pakedai"),
        ("Beduwai", "Kecamatan Beduai"),
        ("Kecamatan Sintang", "Kecamatan Sintang"),
        ("Kec. Sintang", "Kecamatan Sintang"),
        ("Mandor", "Kecamatan Mandor"),
        ("Kumpang Bis", "Desa Kumpang Bis"),
        ("Desa Kayong Utara", "Desa Kayong Utara"),
        ("Kayong Utara", "Kabupaten Kayong Utara"),
        ("SEKADAU KALBAR", "Kabupaten Sekadau"),
        ("Ketapang (Kalbar)", "Kabupaten Ketapang"),
        ("Ketapang, Kalimantan Barat", "Kabupaten Ketapang"),
        ("Kalbar", "Provinsi Kalimantan Barat"),
        ("Kalimantan Barat", "Provinsi Kalimantan Barat"),
        ("Sungai Raya", None),
        ("Kecamatan Sungai Raya", None),
        ("Tanjung", None),
        ("Kapuas", None),
        ("Kuala Kapuas", None),
        ("Kabupaten Kapuas", None),
        ("Salatiga", None),
        ("Jakarta", None),
        ("Bontang", None),
        ("Kuala Lumpur", None),
        ("Kabupaten", None),
        ("", None),
        ("…", None),
    ],
)
def test_find_place(name: str, title: str | None) -> None:
    place = find_place(name)
    assert (place.title if place else None) == title


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("Sungai Raya", "61.12", "61.12.01"),
        ("Sungai Raya", "61.07", "61.07.01"),
        ("Sungai Raya", "61", None),
        ("Kapuas", "61.03", "61.03.01"),
        ("Tanjung", "61.02", "61.02.01.1006"),
        ("Sambas", "61.01", "61.01.01"),
        ("Sekadau", "61.12", None),
    ],
)
def test_within_decides(name: str, within: str, code: str | None) -> None:
    place = find_place(name, within=within)
    assert (place.code if place else None) == code


def test_regency_of() -> None:
    assert regency_of(places()["61.09.05.2005"]) == places()["61.09"]
    assert regency_of(places()["61.09"]) == places()["61.09"]
    assert regency_of(places()["61"]) is None


def test_the_borders_are_those_of_the_regencies() -> None:
    borders = json.loads((GAZETTEER / "data/regencies.geojson").read_text("utf-8"))
    drawn = {
        shape["properties"]["code"]: shape["properties"]["name"]
        for shape in borders["features"]
    }
    assert drawn == {
        place.code: place.name if place.kind == "kabupaten" else place.title
        for place in places().values()
        if place.level == "regency"
    }


@given(st.text(), st.text() | st.none())
def test_never_raises(name: str, within: str | None) -> None:
    place = find_place(name, within=within)
    assert place is None or places()[place.code] == place
