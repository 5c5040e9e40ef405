"""A crawled archive in the hands of other tools, which only read."""

import asyncio
import sqlite3
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from newsarchive.archive.views import VIEWS
from newsarchive.demo.newsroom import Newsroom
from tests.command import crawl, records

NAMES = [view.name for view in VIEWS]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an archive of two outlets, which must be as it was afterwards."""
    folder = tmp_path_factory.mktemp("crawled")
    with Newsroom() as newsroom:
        for section in newsroom.sections.values():
            assert crawl(section, folder=folder).returncode == 0
    before = (folder / "archive.db").read_bytes()
    yield folder
    assert (folder / "archive.db").read_bytes() == before


async def browse(file: Path) -> dict[str, Any]:
    """Open a file with Datasette; give what its own client is answered."""
    from datasette.app import Datasette  # noqa: PLC0415 (its dependencies warn)

    datasette = Datasette([str(file)])
    asked = {
        "database": "/archive.json",
        "search": "/archive/search_index.json?_shape=array&_search=polsek",
        **{name: f"/archive/{name}.json?_shape=array&_size=max" for name in NAMES},
        **{f"{name} page": f"/archive/{name}" for name in NAMES},
    }
    told = {}
    for name, address in asked.items():
        answer = await datasette.client.get(address)
        assert answer.status_code == 200, address
        told[name] = answer.text if name.endswith("page") else answer.json()
    return told


def test_datasette_shows_the_views(crawled: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own dependencies
        told = asyncio.run(browse(crawled / "archive.db"))
    exported = {record["id"]: record for record in records(crawled)}
    assert sorted(view["name"] for view in told["database"]["views"]) == sorted(NAMES)
    assert {row["id"]: row["title"] for row in told["articles"]} == {
        key: record["title"] for key, record in exported.items()
    }
    signed = [r["byline"]["credits"] for r in exported.values() if r["byline"]]
    assert len(told["bylines"]) == sum(map(len, signed)) > 0
    stories = {r["story"]["id"]: r["story"] for r in exported.values() if r["story"]}
    assert {row["id"]: row["size"] for row in told["stories"]} == {
        key: story["size"] for key, story in stories.items()
    }
    assert sum(row["first_seen"] for row in told["coverage"]) == len(exported)
    assert len(told["search"]) > 0
    assert "Sekayam" in told["articles page"]


def test_pandas_reads_the_views(crawled: Path) -> None:
    file = (crawled / "archive.db").as_uri()
    with sqlite3.connect(f"{file}?mode=ro", uri=True) as connection:
        frames = {
            name: pd.read_sql(f"SELECT * FROM {name}", connection) for name in NAMES
        }
    connection.close()
    articles = frames["articles"].set_index("id")
    exported = {record["id"]: record for record in records(crawled)}
    assert set(articles.index) == set(exported)
    for column in ("published_at", "first_seen_at", "last_checked_at"):
        instants = pd.to_datetime(articles[column], utc=True).dt.floor("s")
        for key, record in exported.items():
            assert instants[key] == pd.Timestamp(record[column]), (key, column)
    days = pd.to_datetime(frames["coverage"]["day"], format="%Y-%m-%d")
    assert days.notna().all()
    assert frames["coverage"]["runs_done"].sum() == 2
