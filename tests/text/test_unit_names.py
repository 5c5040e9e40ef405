"""Names of police units as they stand among words."""

import pytest

from newsarchive.text.scan import scan
from newsarchive.text.unit_names import seen_units


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Kapolres Sekadau", [("polres", True, ["polres-sekadau"], [])]),
        ("Kapolres", [("polres", False, [], [])]),
        ("Polres Kapuas", [("polres", True, [], [])]),
        ("Polres tetangga", [("polres", False, [], [])]),
        ("Polda Kalteng", [("polda", True, [], [])]),
        ("Satres Narkoba", [("section", False, [], ["satresnarkoba"])]),
        ("Humas", [("section", False, [], ["bidhumas", "si-humas"])]),
        ("Satuan", []),
        ("Kepolisian", []),
    ],
)
def test_seen_units(
    text: str, seen: list[tuple[str, bool, list[str], list[str]]]
) -> None:
    found = seen_units(scan(text))
    assert [
        (
            one.level,
            one.named,
            [unit.id for unit in one.units],
            [section.id for section in one.sections],
        )
        for one in found
    ] == seen
