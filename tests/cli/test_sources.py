"""newsarchive sources: what is declared, and what was crawled."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsarchive import crawl as crawling
from newsarchive.check import Check, Finding, Verdict
from newsarchive.cli.sources import tell
from newsarchive.spiders.base import NewsSpider
from newsarchive.spiders.registry import spiders
from tests.archive.articles import OTHER, SOURCE
from tests.cli.conftest import Command


class Outlet(NewsSpider):
    source = SOURCE


class Other(NewsSpider):
    source = replace(OTHER, retired=2018)


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
        one["name"]: (one["articles"], one["state"], one["last_outcome"])
        for one in tell({"a": Outlet, "c": Other}, {"a": row, "b": row})
    }
    assert told == {
        "a": (7, "stable", "done"),
        "b": (7, "stable", "done"),
        "c": (0, "retired", None),
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
    assert "BeritaNasional.ID" in done.out


def test_sources_of_a_broken_archive(newsarchive: Command, tmp_path: object) -> None:
    done = newsarchive("sources", "--database", f"sqlite:///{tmp_path}")
    assert (done.code, done.out) == (4, "")


def test_markdown_is_readmes_table(newsarchive: Command) -> None:
    table = newsarchive("sources", "--markdown").out.strip()
    assert len(table.splitlines()) == len(spiders()) + 2
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert table in readme, "put the output of `newsarchive sources --markdown` there"


LOOK = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
SOUND = Check(
    "beritanasional",
    LOOK,
    (
        Finding("listing", Verdict.OK, "10 articles", "sections"),
        Finding("sitemap", Verdict.ABSENT, "at none of the usual places"),
    ),
)
FAULTY = Check("detik", LOOK, (Finding("listing", Verdict.BROKEN, "lists none"),))


def looking(monkeypatch: pytest.MonkeyPatch, *checks: Check) -> None:
    """Let a live look find what the test says; no site is asked."""

    def check(_: object, __: object, take: Callable[[Check], None]) -> None:
        for one in checks:
            take(one)

    monkeypatch.setattr(crawling, "check", check)


def test_check_tells_what_was_found(
    newsarchive: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking(monkeypatch, SOUND)
    done = newsarchive("sources", "check", "beritanasional")
    assert (done.code, done.err) == (0, "")
    assert "beritanasional: ok" in done.out
    assert "10 articles" in done.out
    assert "as declared: sections" in done.out
    told = json.loads(newsarchive("sources", "check", "beritanasional", "--json").out)
    assert told[0]["findings"][1]["verdict"] == "absent"


def test_check_ends_with_3_where_something_broke(
    newsarchive: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking(monkeypatch, SOUND, FAULTY)
    done = newsarchive("sources", "check", "beritanasional", "detik", "rri")
    assert done.code == 3
    assert "broken: detik, rri" in done.err
    assert newsarchive("sources", "check", "tiada").code == 2


def test_what_was_written_turns_inferred_into_verified(
    newsarchive: Command, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    looking(monkeypatch, SOUND, FAULTY)
    newsarchive(
        *("sources", "check", "beritanasional", "detik"),
        *("--write", "--json", "--database", database),
    )
    done = newsarchive("sources", "--json", "--database", database)
    told = {one["name"]: one for one in json.loads(done.out)}
    found = told["beritanasional"]
    assert (found["state"], found["inferred"]) == ("stable", [])
    assert (found["verified"], found["verdict"]) == (["sections"], "ok")
    assert found["checked_at"] == "2026-11-24T13:00:00+07:00"
    assert told["detik"]["state"] == "quarantined"
    assert told["rri"]["state"] == "unproven"
    assert told["prokal"]["state"] == "retired"
