"""Whether parts are a dateline or a sentence."""

import pytest

from newsarchive.text.dateline_parts import Kind, Part
from newsarchive.text.dateline_rules import is_dateline


def part(kind: Kind, text: str, gap: str, *, sure: bool = True) -> Part:
    return Part(kind, text, len(text), gap, sure)


SINTANG = part("place", "Sintang", " – ")
CAPITALS = part("place", "SINTANG", ", ")
OUTLET = part("outlet", "Enggang.id", " – ")
UNIT = part("unit", "Polres Sintang", " – ")


@pytest.mark.parametrize(
    ("parts", "after", "is_one"),
    [
        ([SINTANG], "Polsek Sepauk menggelar patroli", True),
        ([SINTANG], "polsek sepauk menggelar patroli", False),
        ([SINTANG], "Kapuas Hulu ditempuh dua jam", False),
        ([SINTANG], "Kota tua – kini ramai", False),
        ([CAPITALS], "Polsek Sepauk", True),
        ([CAPITALS], "KALBAR", False),
        ([part("place", "SINTANG", " ")], "Polsek Sepauk", False),
        ([part("place", "Sintang", "\n")], "Polsek Sepauk", False),
        ([part("place", "Sintang", ",\n")], "Polsek Sepauk", True),
        ([part("place", "Sintang", "-")], "Sanggau ramai", False),
        ([part("place", "Sintang", "-")], "Polisi menangkap", True),
        ([part("place", "Sintang", ") ")], "Polisi menangkap", True),
        ([part("place", "Sintang", ") ")], "", False),
        ([part("place", "Xanadu", " – ", sure=False)], "Polisi menangkap", True),
        ([part("place", "Xanadu", " – ", sure=False)], "Budi menangkap", False),
        ([part("place", "Xanadu", "-", sure=False)], "Polisi menangkap", False),
        ([part("place", "Xanadu", ". ", sure=False)], "Polisi menangkap", False),
        ([part("place", "Xanadu", "\n-\n", sure=False)], "Budi menangkap", True),
        ([part("place", "XANADU", " – ", sure=False)], "Budi menangkap", True),
        ([part("place", "PETI", " – ", sure=False)], "Budi menangkap", False),
        ([OUTLET], "polisi menangkap", True),
        ([part("outlet", "Kabar Kita", " – ", sure=False)], "polisi", False),
        ([part("outlet", "Kabar Kita", ". ", sure=False)], "Polisi", False),
        ([part("outlet", "Enggang.id", " ")], "Polisi", True),
        ([part("outlet", "Kabar Kita", " ")], "Polisi", False),
        ([OUTLET, part("place", "Sintang", " ")], "Polisi", False),
        ([part("outlet", "Enggang.id", " "), part("place", "Sintang", " ")], "P", True),
        ([part("outlet", "Enggang.id", ", "), SINTANG], "polisi", True),
        ([part("outlet", "Enggang.id", ", "), CAPITALS], "polisi", False),
        ([CAPITALS, part("outlet", "EN", " – ", sure=False)], "polisi", False),
        ([CAPITALS, part("outlet", "EN", "\n", sure=False)], "Polisi", True),
        ([CAPITALS, part("outlet", "EN", "-", sure=False)], "Polisi", True),
        ([CAPITALS, part("outlet", "En", "-", sure=False)], "Polisi", False),
        ([CAPITALS, part("outlet", "EN", " ", sure=False)], "Polisi", False),
        ([UNIT], "Personel menggelar patroli", True),
        ([UNIT], "yang membawahi tujuh polsek", False),
        ([UNIT], "Polres terbesar - terus berbenah", False),
        ([part("unit", "Polres Sintang", ", "), OUTLET], "Personel", True),
        ([part("date", "20 Mei 2024", " – ")], "Personel", False),
    ],
)
def test_a_dateline_is_told_from_a_sentence(
    parts: list[Part], after: str, is_one: bool
) -> None:
    assert is_dateline(parts, after) is is_one
