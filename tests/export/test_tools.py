"""What is exported opens in the tools that people have."""

import asyncio
import csv
import json
import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

import duckdb
import jsonschema_rs
import pandas as pd
import polars as pl
import pytest

from newsarchive.archive.api import Choice, Reader
from newsarchive.export import release
from newsarchive.export.forms import Compression, Format, Profile
from newsarchive.export.request import Request
from tests.archive.articles import article, words
from tests.archive.home import Clock, Home

FORMULA = '=HYPERLINK("http://jahat.example";"klik")'
# Its environment is its own: its dependencies would bind ours.
TOOLS = os.environ.get("NEWSARCHIVE_TEST_TOOLS")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release in every form, not compressed."""
    scratch = tmp_path_factory.mktemp("tools")
    home = Home(f"sqlite:///{scratch / 'archive.db'}", Clock())
    told = words("rilis")
    home.crawl(
        article("satu", body=f"{told}\n\n“Jum’at”, satu"),
        article("dua", body=f"{told} dua", title=FORMULA, published="2023-11"),
        article("tiga", published=None, dateline=None, byline=None, title=None),
    )
    asked = Request(
        choice=Choice(),
        forms=tuple(Format),
        profile=Profile.FULL,
        compression=Compression.NONE,
    )
    with Reader.open(home.address) as reader:
        made = release.make(reader, scratch / "x", asked, lambda _done, _total: None)
    return made.folder


@pytest.fixture(scope="module")
def records(folder: Path) -> list[dict[str, Any]]:
    """The records, which lose nothing."""
    text = (folder / "articles.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_jsonl_loses_nothing(records: list[dict[str, Any]]) -> None:
    assert FORMULA in [record["title"] for record in records]


def test_a_schema_validator(folder: Path, records: list[dict[str, Any]]) -> None:
    schema = json.loads((folder / "schema" / "article-1.json").read_bytes())
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    assert all(map(validator.is_valid, records))


def test_a_spreadsheet_runs_nothing(folder: Path) -> None:
    with (folder / "articles.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == 3
    assert f"'{FORMULA}" in [row["title"] for row in rows]
    assert not any(
        cell.startswith(tuple("=+-@\t\r")) for row in rows for cell in row.values()
    )


def test_duckdb(folder: Path, records: list[dict[str, Any]]) -> None:
    parquet = f"read_parquet('{folder}/articles/**/*.parquet', hive_partitioning=true)"
    query = f"SELECT id, year, month, places[1].code FROM {parquet} ORDER BY id"
    told = asked(query)
    assert [row[0] for row in told] == [record["id"] for record in records]
    assert {(row[1], row[2]) for row in told} == {(2023, 10), (2023, 11), (0, 0)}
    for name in ("articles.jsonl", "articles.csv"):
        assert asked(f"SELECT count(*) FROM '{folder}/{name}'") == [(3,)]


def asked(query: str) -> list[Any]:
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def test_pandas(folder: Path, records: list[dict[str, Any]]) -> None:
    frame = pd.read_json(folder / "articles.jsonl", lines=True, dtype=False)
    assert list(frame["id"]) == [record["id"] for record in records]
    parts = pd.read_parquet(folder / "articles")
    assert sorted(parts["title"].dropna()) == sorted(
        record["title"] for record in records if record["title"]
    )
    assert len(pd.read_csv(folder / "articles.csv")) == 3


def test_polars(folder: Path, records: list[dict[str, Any]]) -> None:
    frame = pl.read_ndjson(folder / "articles.jsonl")
    assert frame["body"].to_list() == [record["body"] for record in records]
    found = pl.read_parquet(folder / "articles" / "**" / "*.parquet")
    assert found.height == 3


@pytest.mark.skipif(shutil.which("jq") is None, reason="no jq here")
@pytest.mark.parametrize("name", ["articles.jsonl", "articles.ninjs.jsonl"])
def test_jq(folder: Path, name: str) -> None:
    command = ["jq", "-e", "-s", "length == 3", str(folder / name)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


async def browse(file: Path) -> Any:
    from datasette.app import Datasette  # noqa: PLC0415 (its dependencies warn)

    datasette = Datasette([str(file)])
    address = "/articles/articles.json?_shape=array&_size=max"
    return (await datasette.client.get(address)).json()


def test_datasette(folder: Path, records: list[dict[str, Any]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own dependencies
        rows = asyncio.run(browse(folder / "articles.db"))
    # No spreadsheet runs it: nothing is marked.
    assert [row["title"] for row in rows] == [record["title"] for record in records]


@pytest.mark.skipif(TOOLS is None, reason="`make tools` checks it")
@pytest.mark.parametrize(
    "command",
    [
        ("frictionless", "validate", "datapackage.json"),
        ("mlcroissant", "validate", "--jsonld", "croissant.json"),
        ("cffconvert", "--validate"),
    ],
)
def test_descriptors_are_valid(folder: Path, command: tuple[str, ...]) -> None:
    tool, *rest = command
    done = subprocess.run(
        [f"{TOOLS}/{tool}", *rest],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "INVALID" not in done.stdout
