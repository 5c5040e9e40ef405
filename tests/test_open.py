"""A crawled archive in the hands of other tools, which only read."""

import asyncio
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from newsarchive import __version__
from newsarchive.archive.views import VIEWS
from newsarchive.demo.newsroom import Newsroom
from tests.command import crawl, newsarchive, records

NAMES = [view.name for view in VIEWS]
# How many pages are compared byte for byte.
SOME = 3
PYWB = os.environ.get("NEWSARCHIVE_TEST_PYWB")
# Asks pywb's own application for each address as it was captured, "id_": unchanged.
PLAY = """
import hashlib, json, sys
from pywb.apps.frontendapp import FrontEndApp
from webtest import TestApp
app = TestApp(FrontEndApp(config_file=None))
for url in json.load(sys.stdin):
    page = app.get(f"/kabar/2id_/{url}", status="*")
    print(page.status_int, hashlib.sha256(page.body).hexdigest(), url)
"""


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


Records = dict[str, dict[str, Any]]
Pages = dict[str, bytes]


@pytest.fixture(scope="module")
def exported(crawled: Path) -> Records:
    """All articles of the archive by id, as our own command exports them."""
    return {record["id"]: record for record in records(crawled)}


@pytest.fixture(scope="module")
def pages(crawled: Path, exported: Records) -> Pages:
    """Some articles' pages by address, as our own command writes them out."""
    found = {}
    for record in islice(exported.values(), SOME):
        out = crawled / "page.txt"
        arguments = ("captures", "export", record["id"], "--raw", "--force", "-o")
        done = newsarchive(*arguments, str(out), folder=crawled)
        assert done.returncode == 0, done.stderr
        found[record["url"]] = out.read_bytes()
    return found


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


def test_datasette_shows_the_views(crawled: Path, exported: Records) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own dependencies
        told = asyncio.run(browse(crawled / "archive.db"))
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


def test_pandas_reads_the_views(crawled: Path, exported: Records) -> None:
    file = (crawled / "archive.db").as_uri()
    with sqlite3.connect(f"{file}?mode=ro", uri=True) as connection:
        frames = {
            name: pd.read_sql(f"SELECT * FROM {name}", connection) for name in NAMES
        }
    connection.close()
    articles = frames["articles"].set_index("id")
    assert set(articles.index) == set(exported)
    for column in ("published_at", "first_seen_at", "last_checked_at"):
        instants = pd.to_datetime(articles[column], utc=True).dt.floor("s")
        for key, record in exported.items():
            assert instants[key] == pd.Timestamp(record[column]), (key, column)
    days = pd.to_datetime(frames["coverage"]["day"], format="%Y-%m-%d")
    assert days.notna().all()
    assert frames["coverage"]["runs_done"].sum() == 2


def warcio(*arguments: str) -> bytes:
    """Run warcio's own command."""
    command = [sys.executable, "-m", "warcio.cli", *arguments]
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout


def files_of(folder: Path) -> list[str]:
    return [str(file) for file in sorted((folder / "captures").rglob("*.warc.gz"))]


def test_warcio_indexes_checks_and_extracts(
    crawled: Path, exported: Records, pages: Pages
) -> None:
    files = files_of(crawled)
    assert len(files) == 2
    assert warcio("check", *files) == b""
    told = warcio("extract", "--payload", files[0], "0").decode()
    assert f"software: newsarchive/{__version__}\r\n" in told
    assert re.search(r"isPartOf: run [12] of 127-0-0-1-\d+\r\n", told)
    fields = "offset,warc-type,warc-target-uri,http:status,filename"
    lines = warcio("index", "-f", fields, *files).splitlines()
    index = [json.loads(line) for line in lines]
    shown = {
        row["warc-target-uri"]: row for row in index if row["warc-type"] == "response"
    }
    for record in exported.values():
        file, offset = record["capture"]["record"].rsplit(":", 1)
        row = shown[record["url"]]
        assert (row["filename"], row["offset"]) == (Path(file).name, offset)
        assert row["http:status"] == "200"
    for url, page in pages.items():
        row = shown[url]
        (file,) = (one for one in files if one.endswith(row["filename"]))
        assert warcio("extract", "--payload", file, row["offset"]) == page


@pytest.mark.skipif(
    not PYWB, reason="NEWSARCHIVE_TEST_PYWB names no folder with pywb: `make pywb`"
)
def test_pywb_indexes_the_folder_and_plays_its_pages(
    crawled: Path, pages: Pages, tmp_path: Path
) -> None:
    folder = Path(str(PYWB))
    for arguments in (["init", "kabar"], ["add", "kabar", *files_of(crawled)]):
        command = [str(folder / "wb-manager"), *arguments]
        subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    done = subprocess.run(
        [str(folder / "python"), "-c", PLAY],
        input=json.dumps(list(pages)),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    played = [line for line in done.stdout.splitlines() if line.startswith("200 ")]
    assert played == [
        f"200 {hashlib.sha256(page).hexdigest()} {url}" for url, page in pages.items()
    ]
