"""An archive read from Python."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import newsarchive
from newsarchive.archive.api import Archive, NoArchiveError
from newsarchive.errors import ConfigurationError
from newsarchive.library import Library
from newsarchive.suppression import Reason, Scope
from tests.archive.articles import article, words
from tests.archive.home import Clock, Home

RELEASE = words("rilis")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a story, an edit, and an article that must not be shown."""
    file = tmp_path_factory.mktemp("library") / "archive.db"
    home = Home(f"sqlite:///{file}", Clock())
    home.crawl(
        article("satu", body=f"{RELEASE} satu", title="Pencurian Motor"),
        article("dua", body=f"{RELEASE} dua", published="2023-10-22"),
        article("tiga", body=words("tiga"), published=None),
        article("rahasia", body=words("rahasia")),
    )
    home.clock.pass_by(days=1)
    home.crawl(article("tiga", body=words("lain"), fetched_at=home.clock.now))
    with Archive.open(home.address) as archive:
        url = "https://kabaruji.id/rahasia/"
        archive.suppress(url, Reason.LEGAL, Scope.EXPORT, erase=False, by="arif")
    return file


@pytest.fixture
def archive(file: Path) -> Iterator[Library]:
    """The archive, opened as a user does."""
    with newsarchive.open(file) as opened:
        yield opened


def test_articles(archive: Library) -> None:
    found = list(archive.articles())
    assert [one["id"] for one in found] == sorted(one["id"] for one in found)
    assert len(found) == archive.count() == 3
    assert all(one["body"] for one in found)


def test_filters_are_given_by_names(archive: Library) -> None:
    assert archive.count(regency="Sekadau", unit="Polres Sekadau") == 3
    assert archive.count(since=date(2023, 10, 22), until=date(2023, 10, 22)) == 1
    assert archive.count(once=True) == 2
    assert archive.count(as_of=datetime(2020, 1, 1, tzinfo=UTC)) == 0
    with pytest.raises(
        ConfigurationError, match=r"regency 'Sekadu' is none of .*Sekadau"
    ):
        archive.count(regency="Sekadu")


def test_search(archive: Library) -> None:
    (found,) = archive.search("mencuri motor", topic=None)
    assert found["title"] == "Pencurian Motor"


def test_one_article_its_story_and_history(archive: Library) -> None:
    one = archive.article("https://kabaruji.id/satu/")
    assert one is not None
    story = archive.story(one["id"])
    assert story is not None
    assert story.id == one["story"]["id"]
    assert [member["version"] for member in story.articles] == [1, 1]
    told = list(archive.history("https://kabaruji.id/tiga/"))
    assert [(v.number, v.cause) for v in told] == [(1, "first"), (2, "edit")]


def test_what_must_not_leave_is_not_there(archive: Library) -> None:
    hidden = "https://kabaruji.id/rahasia/"
    assert archive.article(hidden) is None
    assert archive.article("https://kabaruji.id/none/") is None
    assert archive.story(hidden) is None
    with pytest.raises(ConfigurationError, match="there is no article"):
        list(archive.history(hidden))


def test_frames(archive: Library) -> None:
    table = archive.to_arrow()
    assert table.num_rows == 3
    frame = archive.to_pandas()
    assert list(frame["id"]) == table.column("id").to_pylist()
    polars = archive.to_polars("pencurian motor")
    assert polars["title"].to_list() == ["Pencurian Motor"]
    assert polars["places"].to_list()[0][0]["code"].startswith("61.")
    assert archive.to_arrow(source="none").num_rows == 0


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoArchiveError):
        newsarchive.open(tmp_path / "none.db")


def test_the_package_stays_light() -> None:
    """Nothing heavy is loaded before it is asked for."""
    script = (
        "import sys, newsarchive\n"
        "heavy = {'sqlalchemy', 'pyarrow', 'pandas', 'polars', 'numpy', 'scrapy', 'lxml'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "import newsarchive.library, newsarchive.export.release\n"
        "print(sorted((heavy - {'sqlalchemy', 'lxml'}) & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n[]\n"
