"""newsarchive sources: what is declared, and what was crawled."""

import json

from newsarchive.cli.sources import tell
from tests.archive.articles import OTHER, SOURCE
from tests.cli.conftest import Command


def test_declared_and_crawled_are_put_together() -> None:
    row = {
        "title": "Kabar Uji",
        "domain": "kabaruji.id",
        "sections": ["https://kabaruji.id/kalbar/"],
        "articles": 7,
        "newest": None,
        "started_at": None,
        "outcome": "done",
    }
    told = {
        one["name"]: (one["articles"], one["confidence"], one["last_outcome"])
        for one in tell({"a": SOURCE, "c": OTHER}, {"a": row, "b": row})
    }
    assert told == {
        "a": (7, "low", "done"),
        "b": (7, "no outlet file: crawled by its address", "done"),
        "c": (0, "low", None),
    }


def test_sources_with_an_archive(newsarchive: Command, database: str) -> None:
    done = newsarchive("sources", "--json", "--database", database)
    told = {one["name"]: one for one in json.loads(done.out)}
    assert {"beritanasional", "kabaruji", "suarauji"} <= set(told)
    assert told["kabaruji"]["articles"] == 3
    assert told["kabaruji"]["newest"] == "2023-10-21T09:14:07+07:00"
    assert told["beritanasional"]["domain"] == "beritanasional.id"
    assert told["beritanasional"]["sections"]
    assert told["beritanasional"]["inferred"] == ["sections"]
    assert (told["kabaruji"]["scope"], told["kabaruji"]["inferred"]) == (None, [])
    table = newsarchive("sources", "--database", database).out.splitlines()
    assert len(table) == len(told) + 1
    assert "2023-10-21" in next(line for line in table if line.startswith("kabaruji"))


def test_sources_without_an_archive(newsarchive: Command, tmp_path: object) -> None:
    done = newsarchive("sources", "--database", f"sqlite:///{tmp_path}/none.db")
    assert done.code == 0
    assert "beritanasional.id" in done.out


def test_sources_of_a_broken_archive(newsarchive: Command, tmp_path: object) -> None:
    done = newsarchive("sources", "--database", f"sqlite:///{tmp_path}")
    assert (done.code, done.out) == (4, "")
