"""newsarchive runs: the reports, and the contract of their JSON."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.cli.runs import took
from tests.archive.home import Clock, Home
from tests.cli.conftest import Command

BEGAN = datetime(2023, 10, 22, tzinfo=UTC)


def test_the_json_is_the_contract(newsarchive: Command, database: str) -> None:
    done = newsarchive("runs", "--json", "--database", database)
    third, second, _ = json.loads(done.out)
    assert third["source"] == "suarauji"
    assert list(second) == [
        *("id", "source", "started_at", "finished_at", "outcome", "requests", "new"),
        *("changed", "unchanged", "rejected", "failed", "gone", "bytes"),
        *("duplicate", "blocked", "re-extracted", "asked", "found", "new_bytes"),
        *("seconds", "exit_code", "reason", "discovery", "version", "settings"),
    ]
    assert (second["id"], second["source"], second["outcome"]) == (
        "2",
        "kabaruji",
        "done",
    )
    assert second["finished_at"] == "2023-10-23T11:00:00+07:00"
    assert datetime.fromisoformat(second["started_at"]).tzinfo is not None
    figures = ("new", "changed", "unchanged", "failed", "gone", "requests", "bytes")
    assert [second[name] for name in figures] == [0, 1, 0, 0, 1, 0, 0]
    assert second["rejected"] == {"password": 1}


def test_a_table_newest_first(newsarchive: Command, database: str) -> None:
    done = newsarchive("runs", "--database", database)
    head, *rows = done.out.splitlines()
    assert head.split()[:4] == ["run", "outlet", "began", "took"]
    assert [row.split()[:2] for row in rows] == [
        ["3", "suarauji"],
        ["2", "kabaruji"],
        ["1", "kabaruji"],
    ]
    assert " WIB " in rows[0]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--limit", "1"], ["3"]),
        (["--source", "kabaruji"], ["2", "1"]),
        (["--outlet", "suarauji"], ["3"]),
        (["--source", "tidakada"], []),
    ],
)
def test_a_choice_of_runs(
    newsarchive: Command, database: str, options: list[str], ids: list[str]
) -> None:
    done = newsarchive("runs", *options, "--json", "--database", database)
    assert [run["id"] for run in json.loads(done.out)] == ids


def test_no_runs_yet(newsarchive: Command, tmp_path: object) -> None:
    address = f"sqlite:///{tmp_path}/archive.db"
    newsarchive("db", "upgrade", "--database", address)
    assert "no runs yet" in newsarchive("runs", "--database", address).out
    assert newsarchive("runs", "--json", "--database", address).out == "[]\n"


def test_a_run_that_goes_on(newsarchive: Command, tmp_path: object) -> None:
    home = Home(f"sqlite:///{tmp_path}/archive.db", Clock())
    with home.visit() as visit:
        visit.flush()
    done = newsarchive("runs", "--database", home.address)
    assert done.out.splitlines()[1].split()[5:7] == ["-", "running"]


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (timedelta(seconds=7, milliseconds=900), "0:00:07"),
        (timedelta(hours=27, minutes=3), "1 day, 3:03:00"),
        (None, "-"),
    ],
)
def test_how_long_a_run_took(span: timedelta | None, shown: str) -> None:
    assert took(BEGAN, BEGAN + span if span else None) == shown
