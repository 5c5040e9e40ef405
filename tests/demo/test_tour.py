"""The tour, walked as a user walks it."""

import json
from pathlib import Path

import pytest

from newsarchive.cli.console import when
from newsarchive.demo.tour import DemoError, Step, run, sights
from tests.command import newsarchive


def test_the_demo_shows_the_whole_way(tmp_path: Path) -> None:
    done = newsarchive(
        *("demo", "--keep", "kept", "--output", "demo.jsonl"), folder=tmp_path
    )
    assert done.returncode == 0, done.stderr
    for words in (
        "kabar-sekayam: done by rest",
        "suara-enggang: done by feed",
        "1 changed",
        "1 gone",
        "One story, told by several",
        "version 2",
        "withdrawn: ",
        "NEWSARCHIVE_DATABASE_URL=sqlite:///kept/archive.db",
    ):
        assert words in done.stdout
    lines = (tmp_path / "demo.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert len(records) == 64
    assert all(record["body"] and record["published_at"] for record in records)
    shown = sights(tmp_path / "kept")
    assert shown.total == 64
    moments = [article.row.published_at for article in shown.story]
    assert len(moments) == 2
    assert moments == sorted(moments)
    # One of the two tells its times in UTC.
    lines = [f"{when(a.row.published_at)}  {a.row.source}: " for a in shown.story]
    assert done.stdout.index(lines[0]) < done.stdout.index(lines[1])
    assert shown.edited is not None
    assert [version.number for version in shown.edited[1]] == [1, 2]
    assert shown.gone is not None


def test_a_step_that_fails_ends_the_tour() -> None:
    with pytest.raises(DemoError, match="`newsarchive crawl` ended with 2"):
        run(Step("Crawl nothing", ("crawl", "tidakada")))
