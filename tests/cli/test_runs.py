"""newsarchive runs: the reports, and the contract of their JSON."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

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


def test_all_of_a_run(newsarchive: Command, database: str) -> None:
    done = newsarchive("runs", "show", "2", "--json", "--database", database)
    (told,) = json.loads(done.out)
    assert told["outcomes"] == {
        **dict.fromkeys(told["outcomes"], 0),
        "changed": 1,
        "rejected": 1,
        "gone": 1,
    }
    assert sum(told["outcomes"].values()) == told["asked"] == 3
    assert (told["exit_code"], told["sight"], told["articles"]) == (0, "well", 1)
    assert told["filled"] == {"date": 1, "body": 1, "byline": 1, "dateline": 1}
    assert told["origins"]["published"] == {"meta": 1}
    assert told["new_bytes"] > 100
    assert {(one["outcome"], one["reason"]) for one in told["not_stored"]} == {
        ("gone", "HTTP 410"),
        ("rejected", "password"),
    }
    assert told["alarms"] == told["hosts"] == told["slowest"] == []


def test_all_of_a_run_for_people(newsarchive: Command, database: str) -> None:
    done = newsarchive("runs", "show", "2", "3", "--database", database)
    assert "run 2: kabaruji" in done.out
    assert "run 3: suarauji" in done.out
    assert "3 addresses: 1 changed, 1 rejected, 1 gone" in done.out
    assert "1 rejected  password  https://kabaruji.id/x/" in done.out


def test_a_run_as_a_page(newsarchive: Command, database: str, tmp_path: Path) -> None:
    file = tmp_path / "run.html"
    done = newsarchive("runs", "show", "2", "--html", str(file), "--database", database)
    assert (done.code, done.out) == (0, f"{file}: 1 runs\n")
    html = file.read_text("utf-8")
    assert "<script" not in html
    assert "https://kabaruji.id/x/" in html
    done = newsarchive("runs", "show", "2", "--html", "/no/x", "--database", database)
    assert (done.code, done.out) == (4, "")
    assert "cannot write /no/x: No such file" in done.err


@pytest.mark.parametrize("number", ["99", "0"])
def test_a_run_that_is_not_there(
    newsarchive: Command, database: str, number: str
) -> None:
    done = newsarchive("runs", "show", "2", number, "--database", database)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"newsarchive: no run {number}: `newsarchive runs` lists them\n"


def test_a_run_that_has_not_ended_is_shown(
    newsarchive: Command, tmp_path: Path
) -> None:
    home = Home(f"sqlite:///{tmp_path}/archive.db", Clock())
    with home.visit() as visit:
        visit.flush()
    done = newsarchive("runs", "show", "1", "--database", home.address)
    assert "running" in done.out
    assert done.code == 0
