"""What a version keeps is compared with what is read now, also where it kept less."""

from typing import Any

import pytest

from newsarchive.archive.snapshot import changes

DAY = ["2023-10-20", None, "20/10"]


@pytest.mark.parametrize(
    ("before", "after", "differ"),
    [
        ("Kalbar", "Kalbar", False),
        ("Kalbar", None, True),
        (None, [], True),
        ([DAY], [[*DAY, ["future"]]], False),
        ([[*DAY, []]], [[*DAY, ["future"]]], True),
        ([DAY], [[*DAY, []], [*DAY, []]], True),
        (["patroli"], [["patroli", 5.0, ["patroli"]]], False),
        (["patroli"], [["narkoba", 5.0, ["sabu"]]], True),
        ([["patroli", 4.0, []]], [["patroli", 5.0, []]], True),
        (["a", "b"], ["a", "b"], False),
        (["a", "b"], ["b", "a"], True),
    ],
)
def test_changes(before: Any, after: Any, differ: bool) -> None:
    told = changes({"x": before, "y": 1}, {"x": after, "y": 1})
    assert told == ({"x": (before, after)} if differ else {})
