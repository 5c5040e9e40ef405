"""The authority table of the police units."""

from collections import Counter

import pytest

from newsarchive.gazetteer.places import places
from newsarchive.gazetteer.police import find_unit, lineage, polres_of, units


def test_counts() -> None:
    rows = Counter((unit.level, unit.status) for unit in units().values())
    assert rows["polres", "verified"] == 14
    assert rows["polsek", "verified"] == 40
    assert rows["polsek", "derived"] == 135


def test_every_unit_but_the_polda_has_a_parent_and_a_real_place() -> None:
    for unit in units().values():
        assert lineage(unit)[-1].id == "polda-kalbar"
        assert unit.place is None or unit.place in places()
        assert unit.status == "derived" or unit.source


def test_a_polsek_lies_in_the_regency_of_its_polres() -> None:
    for unit in units().values():
        if unit.level == "polsek" and unit.place and unit.parent:
            assert unit.place.startswith(f"{units()[unit.parent].place}.")


def test_lineage() -> None:
    unit = units()["unit-ppa-polres-sekadau"]
    assert [above.name for above in lineage(unit)] == [
        "Unit PPA Polres Sekadau",
        "Satreskrim Polres Sekadau",
        "Polres Sekadau",
        "Polda Kalbar",
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Polsek Belitang Hilir", "polsek-belitang-hilir-sekadau"),
        ("polsek blt hilir", "polsek-belitang-hilir-sekadau"),
        ("POLRES SEKADAU", "polres-sekadau"),
        ("Polresta Pontianak Kota", "polresta-pontianak"),
        ("Satlantas Polres Sintang", "satlantas-polres-sintang"),
        ("Polda Kalimantan Barat", "polda-kalbar"),
        ("Polsek Sungai Raya", None),
        ("Polres Kapuas", None),
    ],
)
def test_find_unit(name: str, found: str | None) -> None:
    unit = find_unit(name)
    assert (unit.id if unit else None) == found


def test_polres_of_one_regency_only() -> None:
    assert polres_of({"61", "61.09.05", "61.09"}) == units()["polres-sekadau"]
    assert polres_of({"61.09", "61.12"}) is None
    assert polres_of({"61"}) is None
