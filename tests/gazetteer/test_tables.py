"""The tables that ship with the package."""

import subprocess
import sys
from pathlib import Path

import pytest

import newsarchive.gazetteer
from newsarchive.gazetteer.tables import listed, read_table

GAZETTEER = Path(newsarchive.gazetteer.__file__).parent
TABLES = sorted(path.name for path in (GAZETTEER / "data").glob("*.tsv"))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_reads_and_is_described(name: str) -> None:
    rows = read_table(name)
    assert rows
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    assert f"`{name}`" in (GAZETTEER / "NOTICE.md").read_text("utf-8")


def test_listed() -> None:
    assert listed("a;b") == ("a", "b")
    assert listed("") == ()


def test_importing_reads_no_table() -> None:
    code = (
        "import newsarchive.text.places, newsarchive.text.police, newsarchive.text.topics\n"
        "from newsarchive.gazetteer import places, police, spelling, topics\n"
        "readers = places.places, police.units, spelling.spellings, topics.topics\n"
        "print([reader.cache_info().currsize for reader in readers])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert done.stdout == "[0, 0, 0, 0]\n"
