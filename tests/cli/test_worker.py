"""newsarchive worker and jobs, as typed."""

import json
import sys
from datetime import timedelta

import pytest

from newsarchive.cli.worker import sentence
from newsarchive.fleet.ending import Ending
from newsarchive.fleet.tasks import Notice
from tests.archive.conftest import free_port, postgresql, server
from tests.cli.conftest import Command

__all__ = ["free_port", "postgresql", "server"]


def test_an_archive_on_sqlite_has_no_workers(
    newsarchive: Command, database: str
) -> None:
    for arguments in (
        ("worker",),
        ("jobs",),
        ("jobs", "add", "--warc", "a.warc.gz"),
        ("jobs", "reset"),
        ("jobs", "cancel", "1"),
    ):
        done = newsarchive(*arguments, "--database", database)
        assert done.code == 2
        assert done.err.count("\n") == 1
        assert "workers need an archive on PostgreSQL" in done.err


@pytest.mark.parametrize("arguments", [("worker",), ("jobs",), ("jobs", "reset")])
def test_a_missing_package_is_named(
    newsarchive: Command,
    database: str,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
) -> None:
    for name in list(sys.modules):
        if name.startswith("newsarchive.fleet"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(sys.modules["newsarchive"], "fleet", raising=False)
    monkeypatch.setitem(sys.modules, "procrastinate", None)
    done = newsarchive(*arguments, "--database", database)
    assert done.code == 2
    assert "install newsarchive[fleet]" in done.err


def test_jobs_are_listed(newsarchive: Command, postgresql: str) -> None:
    def call(*arguments: str) -> str:
        done = newsarchive("jobs", *arguments, "--database", postgresql)
        assert done.code == 0, done.err
        return done.out

    assert call() == "no jobs wait or run\n"
    assert json.loads(call("--json")) == []
    assert call("add", "beritanasional", "--warc", "/data/a.warc.gz") == (
        "beritanasional: queued\n/data/a.warc.gz: queued\n"
    )
    assert call("add", "beritanasional") == "beritanasional: waits or runs already\n"
    first, second = json.loads(call("--json"))
    assert first == {
        "id": first["id"],
        "task": "crawl",
        "target": "beritanasional",
        "state": "waiting",
        "tries": 0,
        "next_at": None,
        "worker": None,
    }
    assert "beritanasional" in call()
    assert call("cancel", str(first["id"])) == f"job {first['id']} is cancelled\n"
    assert [job["id"] for job in json.loads(call("--json"))] == [second["id"]]
    assert call("--state", "failed") == "no jobs that are failed\n"
    assert len(json.loads(call("--json", "--state", "cancelled"))) == 1
    assert call("reset") == "the queue is new and empty\n"
    assert call() == "no jobs wait or run\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--state", "lost"), "--state 'lost' is none of waiting, running"),
        (("cancel", "7"), "no job 7 waits or runs"),
        (("add",), "name outlets, sections by --url, or files by --warc"),
        (("add", "bukan"), "no outlet 'bukan'"),
        (("add", "--warc", "a", "--name", "b"), "--name names the source of exactly"),
        (("add", "--url", "http://127.0.0.1/"), "for a test site of your own"),
    ],
)
def test_wrong_use_is_told(
    newsarchive: Command, postgresql: str, arguments: tuple[str, ...], words: str
) -> None:
    done = newsarchive("jobs", *arguments, "--database", postgresql)
    assert done.code == 2
    assert words in done.err


def test_what_goes_nowhere_is_told(newsarchive: Command, free_port: int) -> None:
    address = f"postgresql://u:geheim@127.0.0.1:{free_port}/x"
    for command in ("worker", "jobs"):
        done = newsarchive(command, "--database", address)
        assert done.code == 4
        assert "cannot use postgresql" in done.err
        assert "geheim" not in done.err


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        (Notice(3, "kabaruji"), "kabaruji: begun, job 3"),
        (Notice(3, "kabaruji", Ending.DONE, 2.4), "kabaruji: done after 2 s"),
        (
            Notice(3, "u", Ending.DIED, 70, "a\x1bb", None),
            "u: died after 70 s: ab",
        ),
    ],
)
def test_sentences(notice: Notice, words: str) -> None:
    assert sentence(notice) == words


def test_the_next_try_is_told() -> None:
    notice = Notice(3, "u", Ending.HELD, 1, "", timedelta(minutes=1))
    assert "; again at 2" in sentence(notice)
