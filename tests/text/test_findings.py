"""What an article's words name, all at once."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsarchive.text.findings import find_all


@pytest.mark.parametrize(
    ("title", "text", "place", "regency", "units", "places"),
    [
        (
            "Polsek Belitang Hilir Gelar Jumat Curhat",
            "Warga Desa Kumpang Bis bertanya kepada Kapolsek.",
            "Sekadau",
            "61.09",
            ["polsek-belitang-hilir-sekadau"],
            ["Belitang Hilir", "Kumpang Bis"],
        ),
        # The reporter sits in Pontianak, the story does not.
        (
            None,
            "Satreskrim Polres Sambas menangkap pelaku di Kecamatan Tebas.",
            "Pontianak",
            "61.01",
            ["satreskrim-polres-sambas", "polres-sambas"],
            ["Sambas", "Tebas"],
        ),
        ("Harga Karet Naik", "Petani bergembira.", None, None, [], []),
    ],
)
def test_find_all(
    title: str | None,
    text: str,
    place: str | None,
    regency: str | None,
    units: list[str],
    places: list[str],
) -> None:
    found = find_all(title, text, dateline_place=place)
    assert (found.regency.code if found.regency else None) == regency
    assert [mention.unit.id for mention in found.units] == units
    assert [mention.place.name for mention in found.places] == places


@given(st.one_of(st.none(), st.text(max_size=40)), st.text())
@example("\ud800", "\x00 Polsek \u202e Sekadau")
def test_never_raises_and_never_invents(title: str | None, text: str) -> None:
    found = find_all(title, text)
    whole = f"{title}\n\n{text}"
    assert all(place.raw in whole for place in found.places)
    assert all(unit.raw in whole for unit in found.units)
    assert found.regency is None or found.regency.level == "regency"
