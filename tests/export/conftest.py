"""An archive with articles to export."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsarchive.archive.api import Query, Reader, StoredArticle
from newsarchive.text.dateline import Dateline
from tests.archive.articles import article, words
from tests.archive.home import Clock, Home

RELEASE = words("rilis")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an archive with a full, an empty and two tied articles."""
    file = tmp_path_factory.mktemp("export") / "archive.db"
    home = Home(f"sqlite:///{file}", Clock())
    empty = article(
        "kosong",
        named="",
        title=None,
        published=None,
        language=None,
        section=None,
        tags=(),
        authors=(),
        dateline=None,
        byline=None,
        event_dates=(),
        images=(),
        body="",
        text="",
    )
    polda = Dateline(
        "Polda Kalbar – Polres Sintang –", None, "Polres Sintang", *[None] * 3
    )
    home.crawl(
        article("penuh"),
        empty,
        replace(article("rilis", body=f"{RELEASE} satu"), dateline=polda),
        article("salinan", body=f"{RELEASE} dua", published="2023-10-22"),
    )
    return home.address


@pytest.fixture
def stored(address: str) -> Iterator[dict[str, StoredArticle]]:
    """The articles by their slugs."""
    with Reader.open(address) as reader:
        yield {a.row.url.split("/")[3]: a for a in reader.every(Query())}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that exports go to."""
    return tmp_path / "exports"
