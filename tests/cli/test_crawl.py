"""Which outlets a crawl takes: said before it is done, and refused where it is wrong."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsarchive.archive.api import Archive, Rest
from newsarchive.spiders.registry import spiders
from newsarchive.text.urls import host_of
from tests.cli.conftest import Command

NAME = "beritanasional"
SOURCE = spiders()[NAME].source
(SECTION,) = SOURCE.sections


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'archive.db'}"


def visited(address: str) -> None:
    """Look at an outlet as a crawl does that finds nothing."""
    with Archive.open(address) as archive:
        visit = archive.begin(NAME, SOURCE)
        visit.open_listing(SECTION, "section")
        visit.close_listing(SECTION)


def test_all_that_was_never_crawled_is_due(newsarchive: Command, address: str) -> None:
    done = newsarchive("crawl", "--dry-run", "--json", "--database", address)
    assert done.code == 0
    told = {one["source"]: one for one in json.loads(done.out)}
    # Retired outlets are crawled when they are named.
    assert set(spiders()) - set(told) == {"prokal"}
    assert told[NAME] == {
        "source": NAME,
        "due": True,
        "why": "never crawled",
        "next_at": None,
    }


def test_what_was_looked_at_waits_for_its_time(
    newsarchive: Command, address: str
) -> None:
    visited(address)
    plan = ("crawl", "--dry-run", "--json", "--database", address)
    told = {one["source"]: one for one in json.loads(newsarchive(*plan).out)}
    assert told[NAME]["due"] is False
    wait = datetime.fromisoformat(told[NAME]["next_at"]) - datetime.now(UTC)
    assert timedelta(minutes=50) < wait < timedelta(minutes=70)
    for asked, why in (((NAME,), "named"), (("--all",), "all are asked for")):
        told = {
            one["source"]: one for one in json.loads(newsarchive(*plan, *asked).out)
        }
        assert (told[NAME]["due"], told[NAME]["why"]) == (
            True,
            f"{why}; nothing is due",
        )
    (told,) = json.loads(newsarchive(*plan, NAME, "--due").out)
    assert (told["due"], told["why"]) == (False, "nothing is due")


def test_a_table_for_people(newsarchive: Command, address: str) -> None:
    visited(address)
    done = newsarchive(
        *("crawl", "--dry-run", "--database", address, "--tag", "wordpress"),
        *("--tag", "high"),
    )
    lines = done.out.splitlines()
    assert lines[0].split() == ["outlet", "crawl", "why", "due"]
    assert {line.split()[0] for line in lines[1:]} == {
        name
        for name, spider in spiders().items()
        if spider.system == "WordPress" and spider.source.confidence == "high"
    }
    (ours,) = (line for line in lines if line.startswith(f"{NAME} "))
    assert " no " in ours
    assert "WIB" in ours


def test_nothing_is_due(
    newsarchive: Command, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    visited(address)
    monkeypatch.setattr("newsarchive.crawl._active", lambda: [NAME])
    done = newsarchive("crawl", "--database", address)
    assert done.code == 0
    assert done.out.startswith(f"nothing is due; {NAME} is next, 20")


def test_a_host_that_is_left_alone_is_said_so(
    newsarchive: Command, address: str
) -> None:
    now = datetime.now(UTC)
    host = host_of(SECTION)
    with Archive.open(address) as archive:
        visit = archive.begin(NAME, SOURCE)
        visit.refused(Rest(host, 5, now, now + timedelta(hours=6), "HTTP 403"))
    plan = ("crawl", "--dry-run", "--json", "--database", address)
    told = {one["source"]: one for one in json.loads(newsarchive(*plan).out)}
    assert (told[NAME]["due"], told[NAME]["why"]) == (False, "left alone: HTTP 403")
    heedless = newsarchive(*plan, "-s", "NEWSARCHIVE_BLOCKED_REST=0")
    assert {one["source"]: one for one in json.loads(heedless.out)}[NAME]["due"] is True


def test_sources_tell_when_each_is_due(newsarchive: Command, address: str) -> None:
    visited(address)
    done = newsarchive("sources", "--json", "--database", address)
    told = {one["name"]: one for one in json.loads(done.out)}
    assert told[NAME]["due"] is False
    assert told[NAME]["due_at"] > datetime.now(UTC).isoformat()
    assert (told["kompas"]["due"], told["kompas"]["due_at"]) == (True, None)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--json"], "--json goes with --dry-run"),
        (["--tag", "kompa", "--dry-run"], "no outlet has the tag 'kompa': use antara"),
        (["--outlet", "tidakada"], "no outlet 'tidakada'"),
        (["--time-budget", "bald"], "'bald' is no age: write 30d, 12h or 90m"),
        (["--url", "https://a.id/k/", "--all"], "choose outlets, not --url"),
        (["--warc", "a.warc", "--tag", "high"], "choose outlets, not --url"),
    ],
)
def test_wrong_use(
    newsarchive: Command, address: str, arguments: list[str], words: str
) -> None:
    done = newsarchive("crawl", "--database", address, *arguments)
    assert done.code == 2
    assert words in done.err
