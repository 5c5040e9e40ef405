"""Who crawls what: one host by one at a time, shares for processes."""

import logging
from dataclasses import replace

import pytest

from newsarchive.crew import Ends, Job, grouped, hosts_of, without_traceback
from newsarchive.errors import ArchiveError
from newsarchive.spiders.generic import GenericSpider
from newsarchive.workers import shares
from tests.archive.articles import SOURCE


def job(name: str, *hosts: str) -> Job:
    return Job(GenericSpider, {"name": name}, frozenset(hosts))


def names(groups: list[list[Job]]) -> list[str]:
    return ["".join(job.arguments["name"] for job in group) for group in groups]


@pytest.mark.parametrize(
    ("jobs", "groups"),
    [
        ([], []),
        ([job("a", "a.id"), job("b", "b.id")], ["a", "b"]),
        ([job("a", "a.id"), job("b", "b.id"), job("c", "a.id")], ["b", "ac"]),
        (
            [job("a", "a.id"), job("b", "b.id"), job("c", "b.id", "a.id")],
            ["abc"],
        ),
        ([job("a"), job("b")], ["a", "b"]),
    ],
)
def test_grouped(jobs: list[Job], groups: list[str]) -> None:
    assert names(grouped(jobs)) == groups


@pytest.mark.parametrize(
    ("groups", "number", "dealt"),
    [
        ("abcde", 2, ["ace", "bd"]),
        ("ab", 8, ["a", "b"]),
        ("abc", 1, ["abc"]),
        ("", 4, []),
    ],
)
def test_shares(groups: str, number: int, dealt: list[str]) -> None:
    found = shares([[job(name, name)] for name in groups], number)
    assert ["".join(names(share)) for share in found] == dealt


def test_hosts_of_a_source() -> None:
    sections = ("https://www.a.id/k/", "https://b.id:8080/")
    source = replace(SOURCE, domain="a.id", sections=sections, hosts=("b.id:8080",))
    assert hosts_of(source) == {"a.id", "b.id:8080"}


def test_ends_are_added_up() -> None:
    ends = Ends(runs=[1], held=["a"])
    ends.add(Ends(runs=[1, 2], held=["b"], broken=["c"], not_begun=3))
    assert ends == Ends(runs=[1, 2], held=["a", "b"], broken=["c"], not_begun=3)


@pytest.mark.parametrize(
    ("error", "kept"),
    [(ArchiveError("gone"), False), (KeyError("x"), True), (None, False)],
)
def test_trouble_with_the_archive_is_logged_in_a_line(
    error: Exception | None, kept: bool
) -> None:
    info = (type(error), error, None) if error is not None else None
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "x", None, info)
    assert without_traceback(record)
    assert bool(record.exc_info) is kept
