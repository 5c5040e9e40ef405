"""newsarchive people and topics: who signs, what is spoken of."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def own(database: str, tmp_path: Path) -> str:
    """A copy of the archive that a test may change."""
    shutil.copy(database.removeprefix("sqlite:///"), tmp_path / "archive.db")
    return f"sqlite:///{tmp_path / 'archive.db'}"


def test_people_and_their_spellings(newsarchive: Command, database: str) -> None:
    done = newsarchive("people", "list", "--json", "--database", database)
    (person,) = json.loads(done.out)
    assert (person["id"], person["articles"]) == ("kabaruji:aji", 3)
    (spelling,) = person["spellings"]
    assert (spelling["name"], spelling["rule"]) == ("Aji", "first seen")
    done = newsarchive("people", "list", "--outlet", "kabaruji", "--database", database)
    assert "kabaruji:aji  Aji       3         first seen" in done.out


def test_a_decision_needs_a_reason(newsarchive: Command, own: str) -> None:
    there = ("--database", own)
    done = newsarchive("people", "part", "kabaruji", "Aji", *there)
    assert done.code == 2
    assert "--why" in done.err
    done = newsarchive("people", "part", "kabaruji", "Aji", "--why", "kata Aji", *there)
    assert done.out == "Aji is a person of its own at kabaruji\n"
    listed = newsarchive("people", "list", *there).out
    assert "by hand" in listed
    assert "kata Aji" in listed
    done = newsarchive(
        *("people", "join", "kabaruji", "Aji", "Budi", "--why", "x"), *there
    )
    assert (done.code, done.out) == (2, "")
    assert "nobody signs as 'Budi' at 'kabaruji'" in done.err
    done = newsarchive(
        *("people", "join", "kabaruji", "Aji", "Aji", "--why", "x"), *there
    )
    assert done.out == "Aji is Aji at kabaruji\n"


def test_topics(newsarchive: Command, database: str, tmp_path: Path) -> None:
    done = newsarchive("topics", "--json", "--database", database)
    told = {topic["id"]: topic for topic in json.loads(done.out)}
    assert told["patroli"]["articles"] == 4
    assert told["kekerasan-seksual"]["sensitive"] is True
    table = newsarchive("topics", "--database", database).out
    assert re.search(r"^patroli +Patroli +Patrols +4 *$", table, re.MULTILINE)
    none = f"sqlite:///{tmp_path / 'none.db'}"
    assert "Patroli" in newsarchive("topics", "--database", none).out
