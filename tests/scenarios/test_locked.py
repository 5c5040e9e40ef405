"""Others at the database, others at the source."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import ask, crawl
from tests.loopback import Site
from tests.scenarios.crawls import (
    LASTING,
    SLOW,
    addresses,
    begin,
    end,
    section,
    stored,
    wait_for_articles,
)
from tests.test_crawl import fill

pytestmark = pytest.mark.slow


def test_a_long_reader_stops_nobody(site: Site, tmp_path: Path) -> None:
    fill(site, 5)
    assert crawl(section(site), folder=tmp_path).returncode == 0
    expected = addresses(site, fill(site, 40))
    with closing(sqlite3.connect(tmp_path / "archive.db")) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM article").fetchone() == (5,)
        done = crawl(section(site), folder=tmp_path)
        assert done.returncode == 0, done.stderr
        assert reader.execute("SELECT count(*) FROM article").fetchone() == (5,)
    assert sorted(stored(tmp_path)) == expected


def test_a_writer_of_eight_seconds_is_waited_for(site: Site, tmp_path: Path) -> None:
    expected = addresses(site, fill(site, 60))
    process = begin(site, tmp_path, **SLOW)
    wait_for_articles(site, 5)
    with closing(sqlite3.connect(tmp_path / "archive.db", timeout=60)) as writer:
        writer.isolation_level = None
        writer.execute("BEGIN IMMEDIATE")
        threading.Event().wait(8)
        writer.execute("ROLLBACK")
    code, said = end(process)
    assert code == 0, said
    assert sorted(stored(tmp_path)) == expected


def test_a_writer_that_never_lets_go_is_told(site: Site, tmp_path: Path) -> None:
    expected = addresses(site, fill(site, 60))
    process = begin(site, tmp_path, **SLOW)
    wait_for_articles(site, 5)
    with closing(sqlite3.connect(tmp_path / "archive.db", timeout=60)) as writer:
        writer.isolation_level = None
        writer.execute("BEGIN IMMEDIATE")
        code, said = end(process)
    assert code == 4, said
    assert "database is locked" in said
    assert "Traceback" not in said
    done = crawl(section(site), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(stored(tmp_path)) == expected


def test_a_second_run_touches_nothing(site: Site, tmp_path: Path) -> None:
    expected = addresses(site, fill(site, 60))
    first = begin(site, tmp_path, **LASTING)
    wait_for_articles(site, 5)
    runs = ask("runs", "--json", folder=tmp_path).stdout
    second = crawl(section(site), folder=tmp_path, USER_AGENT="second")
    assert second.returncode == 75
    assert f"process {first.pid} on " in second.stderr
    assert "nothing was touched" in second.stderr
    assert ask("runs", "--json", folder=tmp_path).stdout.count('"id"') == (
        runs.count('"id"')
    )
    first.kill()
    end(first)
    third = crawl(section(site), folder=tmp_path)
    assert third.returncode == 0, third.stderr
    assert sorted(stored(tmp_path)) == expected
