"""newsarchive review: what waits for a look, released or held by hand."""

import json
import shutil
from pathlib import Path

import pytest

from newsarchive.text.identifying import Sign
from tests.archive.articles import article
from tests.archive.home import Clock, Home
from tests.cli.conftest import Command


@pytest.fixture(scope="module")
def flagged(tmp_path_factory: pytest.TempPathFactory) -> str:
    home = Home(f"sqlite:///{tmp_path_factory.mktemp('review') / 'a.db'}", Clock())
    home.crawl(article("a", signs=(Sign("child", ("AB (16)",)),)), article("b"))
    return home.address


@pytest.fixture
def own(flagged: str, tmp_path: Path) -> str:
    shutil.copy(flagged.removeprefix("sqlite:///"), tmp_path / "archive.db")
    return f"sqlite:///{tmp_path / 'archive.db'}"


def exported(newsarchive: Command, own: str, profile: str) -> tuple[int, str]:
    done = newsarchive("export", "-o", "-", "--profile", profile, "--database", own)
    return len(done.out.splitlines()), done.err


def test_held_until_released(newsarchive: Command, own: str) -> None:
    there = ("--database", own)
    assert exported(newsarchive, own, "full")[0] == 2
    number, said = exported(newsarchive, own, "excerpt")
    assert (number, "left out: 1 articles" in said) == (1, True)
    listed = newsarchive("review", *there).out
    assert "child  AB (16)  Berita a" in listed
    (held,) = json.loads(newsarchive("review", "--json", *there).out)
    assert held["signs"] == [{"rule": "child", "words": ["AB (16)"]}]
    done = newsarchive("review", "release", held["article"], "--why", "x", *there)
    assert (done.code, done.out) == (0, f"{held['article']} is released\n")
    assert newsarchive("review", *there).out == "no article waits for a look\n"
    assert "Berita a" in newsarchive("review", "--released", *there).out
    assert exported(newsarchive, own, "excerpt") == (2, "")
    again = newsarchive("review", "release", held["article"], "--why", "x", *there)
    assert (again.code, "is not held" in again.err) == (2, True)
    done = newsarchive("review", "hold", held["article"], "--why", "alamat", *there)
    assert "is held from public exports" in done.out
    assert exported(newsarchive, own, "metadata")[0] == 1


def test_nothing_released_yet(newsarchive: Command, own: str) -> None:
    done = newsarchive("review", "--released", "--database", own)
    assert done.out == "no article was released\n"


@pytest.mark.parametrize("command", ["release", "hold"])
def test_a_decision_needs_an_article_and_a_reason(
    newsarchive: Command, own: str, command: str
) -> None:
    done = newsarchive("review", command, "entah", "--why", "x", "--database", own)
    assert (done.code, "no article 'entah'" in done.err) == (2, True)
    done = newsarchive("review", command, "entah", "--database", own)
    assert (done.code, "--why" in done.err) == (2, True)
