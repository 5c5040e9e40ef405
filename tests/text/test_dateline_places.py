"""Places as datelines print them."""

import pytest

from newsarchive.text.dateline_places import (
    code_of,
    find_place_ends,
    is_known_place,
    is_region,
    nest,
    title,
)


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("Kapuas Hulu – Polres", "Kapuas Hulu"),
        ("Kota Pontianak, Kalbar", "Kota Pontianak"),
        ("Kab. Sekadau –", "Kab. Sekadau"),
        ("Kuching – Polis", "Kuching"),
        ("Seorang warga", None),
        ("sintang", None),
    ],
)
def test_the_longest_place_is_found(text: str, longest: str | None) -> None:
    ends = find_place_ends(text, 0)
    assert (text[: ends[0]] if ends else None) == longest


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Sui Pinyuh", True),
        ("Palangka Raya", True),
        ("Kuala Lumpur", True),
        ("Kecamatan Sepauk", True),
        ("Dalam", False),  # a village of Sambas, and a word
        ("Budi", False),
        ("–", False),
    ],
)
def test_a_place_is_known(name: str, known: bool) -> None:
    assert is_known_place(name) is known


def test_a_region_is_no_place_beside_one() -> None:
    assert is_region("Kalteng")
    assert is_region("KALIMANTAN BARAT")
    assert not is_region("Sekadau")


@pytest.mark.parametrize(
    ("places", "nested"),
    [
        ([], (None, None)),
        (["Sekadau"], ("Sekadau", None)),
        (["Landak", "Menjalin"], ("Menjalin", "Landak")),
        (["Entikong", "Sanggau"], ("Entikong", "Sanggau")),
        (["Jakarta", "Bandung"], ("Jakarta", None)),
    ],
)
def test_the_smaller_place_is_the_place(
    places: list[str], nested: tuple[str | None, str | None]
) -> None:
    assert nest(places) == nested


@pytest.mark.parametrize(
    ("name", "larger", "code"),
    [
        ("SEKADAU", None, "61.09"),
        ("Ngabang", None, "61.08.01"),
        ("Putussibau", None, "61.06"),
        ("Sungai Raya", None, None),
        ("Sungai Raya", "Kubu Raya", "61.12.01"),
        ("Jakarta", None, None),
    ],
)
def test_a_code_is_given_where_it_is_certain(
    name: str, larger: str | None, code: str | None
) -> None:
    assert code_of(name, larger) == code


@pytest.mark.parametrize(
    ("printed", "titled"),
    [
        ("KAYONG UTARA", "Kayong Utara"),
        ("sekadau", "Sekadau"),
        ("Kuala Kapuas", "Kuala Kapuas"),
        ("PA’KEDAI", "Pa’kedai"),
        ("KKU", "KKU"),
    ],
)
def test_a_place_is_titled(printed: str, titled: str) -> None:
    assert title(printed) == titled
