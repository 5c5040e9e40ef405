"""docs/promises.md names tests that exist, and leaves no promise without one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROMISES = 25
# A promise begins with its number; the tests that guard it stand below it.
TEXT = (ROOT / "docs" / "promises.md").read_text("utf-8")
PARTS = dict(
    re.findall(r"^(\d+)\. (.+?)(?=^\d+\. |\Z)", TEXT, re.MULTILINE | re.DOTALL)
)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_promise_has_its_number() -> None:
    assert list(PARTS) == [str(number) for number in range(1, PROMISES + 1)]


@pytest.mark.parametrize("number", PARTS)
def test_every_promise_has_tests_that_exist(number: str) -> None:
    tests = NAMED.findall(PARTS[number])
    assert tests
    for file, name in tests:
        source = (ROOT / file).read_text("utf-8")
        assert re.search(rf"^(?:async )?def {name}\(", source, re.MULTILINE), name


def test_every_scenario_is_named() -> None:
    scenarios = {path.name for path in (ROOT / "tests" / "scenarios").glob("test_*.py")}
    named = set(re.findall(r"`(test_\w+\.py)`", TEXT))
    assert named <= scenarios
    assert {f"S{number:02}" for number in range(1, 12)} <= set(
        re.findall(r"S\d\d", TEXT)
    )
