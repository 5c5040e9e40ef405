"""What readers find, in which order, and how whole it is."""

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsarchive.archive import reading
from newsarchive.archive.api import Query
from newsarchive.errors import ArchiveError, ConfigurationError
from tests.archive.articles import OTHER, article
from tests.archive.home import Clock, Home


def slugs(articles: Any) -> list[str]:
    return [found.row.url.split("/")[3] for found in articles]


@pytest.fixture
def filled(home: Home) -> Home:
    """Three dated articles of one outlet, one of another, one without a date."""
    home.crawl(
        article("malam", published="2023-10-19T23:30+07:00"),
        article(
            "pagi",
            published="2023-10-20T00:30+07:00",
            named="Satresnarkoba Polres Sintang menyita sabu di Kecamatan Tempunak.",
        ),
        article("hari", published="2023-10-21", dateline=None, named=""),
        article("entah", published=None),
    )
    home.crawl(
        article(
            "lain",
            domain="suarauji.id",
            source="suarauji",
            published="2023-10-20T10:00+08:00",
        ),
        name="suarauji",
        source=OTHER,
    )
    return home


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["hari", "lain", "pagi", "malam", "entah"]),
        ({"source": "suarauji"}, ["lain"]),
        ({"source": "tidakada"}, []),
        ({"place": "sekadau"}, ["lain", "pagi", "malam", "entah"]),
        ({"place": "Tempunak"}, ["pagi"]),
        ({"place": "Malang"}, []),
        ({"regency": "61.05"}, ["pagi"]),
        ({"regency": "61.09"}, ["lain", "malam", "entah"]),
        ({"police": True}, ["lain", "pagi", "malam", "entah"]),
        ({"regency": "61.01"}, []),
        ({"unit": "polres-sintang"}, ["pagi"]),
        ({"unit": "satresnarkoba-polres-sintang"}, ["pagi"]),
        ({"unit": "polsek-tempunak-sintang"}, []),
        ({"unit": "polda-kalbar"}, ["lain", "pagi", "malam", "entah"]),
        ({"topic": "narkoba"}, ["pagi"]),
        ({"topic": "patroli", "source": "suarauji"}, ["lain"]),
        ({"since": date(2023, 10, 20)}, ["hari", "lain", "pagi"]),
        ({"until": date(2023, 10, 19)}, ["malam"]),
        ({"since": date(2023, 10, 20), "until": date(2023, 10, 20)}, ["lain", "pagi"]),
        ({"words": "berita pagi"}, ["pagi"]),
        ({"words": "berita", "source": "suarauji"}, ["lain"]),
    ],
)
def test_every_condition_holds(
    filled: Home, query: dict[str, Any], found: list[str]
) -> None:
    with filled.reader() as reader:
        assert slugs(reader.newest(Query(**query))) == found
        assert reader.count(Query(**query)) == len(found)
        assert sorted(slugs(reader.every(Query(**query)))) == sorted(found)


def test_the_newest_are_as_many_as_asked(filled: Home) -> None:
    with filled.reader() as reader:
        assert slugs(reader.newest(Query(), limit=2)) == ["hari", "lain"]


def test_all_articles_come_by_key_in_chunks(
    filled: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CHUNK", 2)
    with filled.reader() as reader:
        keys = [found.row.key for found in reader.every(Query())]
    assert len(keys) == 5
    assert keys == sorted(keys)


def test_a_reading_is_one_moments_picture(filled: Home) -> None:
    with filled.reader() as reader:
        articles = reader.every(Query())
        first = next(articles)
        filled.crawl(article("sela"))
        assert len([first, *articles]) == 5
        assert reader.count(Query()) == 6


def test_a_reader_may_ask_while_it_reads(filled: Home) -> None:
    with filled.reader() as reader:
        for found in reader.every(Query()):
            assert reader.find(found.row.key) is not None
            assert reader.count(Query()) == 5


def test_a_reading_may_outlive_its_reader(filled: Home) -> None:
    with filled.reader() as reader:
        articles = reader.every(Query())
        next(articles)
    assert len(list(articles)) == 4


def test_a_reader_that_stops_early_lets_go(filled: Home) -> None:
    with filled.reader() as reader:
        articles = reader.every(Query())
        next(articles)
        del articles
    filled.crawl(article("sesudah"))


@pytest.mark.parametrize(
    "name", ["{key}", "{hash}", "{end}", "https://kabaruji.id/pagi/", "{alias}"]
)
def test_an_article_is_found_by_its_names(filled: Home, name: str) -> None:
    alias = "https://kabaruji.id/?p=7"
    filled.crawl(article("pagi", url=alias, title="Berita pagi"))
    (kept,) = filled.articles(words="berita pagi")
    key = kept.row.key
    given = name.format(key=key, hash=key[-16:], end=key[-7:], alias=alias)
    with filled.reader() as reader:
        found = reader.find(given)
    assert found is not None
    assert found.row.key == key
    assert found.urls == (alias, "https://kabaruji.id/pagi/")


@pytest.mark.parametrize("name", ["", "x", "%", "kabaruji:", "0000000", "%%%%%%%", "'"])
def test_other_names_find_nothing(filled: Home, name: str) -> None:
    with filled.reader() as reader:
        assert reader.find(name) is None


def test_a_name_of_two_articles_is_refused(home: Home) -> None:
    """One section may be crawled under two names; then an address is in both."""
    home.crawl(article())
    home.crawl(article(source="kabaruji-id"), name="kabaruji-id")
    with (
        home.reader() as reader,
        pytest.raises(
            ConfigurationError, match=r"may be kabaruji-id:\w+, kabaruji:\w+:"
        ),
    ):
        reader.find("https://kabaruji.id/patroli/")


def test_sources_tell_what_was_crawled(filled: Home) -> None:
    with filled.reader() as reader:
        told = reader.sources()
    assert list(told) == ["kabaruji", "suarauji"]
    assert told["kabaruji"]["articles"] == 4
    assert told["kabaruji"]["newest"].isoformat() == "2023-10-20T17:00:00+00:00"
    assert told["suarauji"]["sections"] == ["https://suarauji.id/kalbar/"]
    assert told["suarauji"]["outcome"] == "done"


def test_a_source_that_brought_nothing_is_told_too(home: Home) -> None:
    home.crawl()
    with home.reader() as reader:
        told = reader.sources()["kabaruji"]
    assert (told["articles"], told["newest"]) == (0, None)


def test_a_reader_cannot_write(filled: Home) -> None:
    with (
        filled.reader() as reader,
        pytest.raises(ArchiveError, match=r"read-?only"),
        reader._transaction() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM page")


def test_readers_and_a_writer_do_not_wait_for_each_other(tmp_path: Path) -> None:
    file = tmp_path / "archive.db"
    home = Home(f"sqlite:///{file}", Clock())
    home.crawl()
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with home.reader() as reader:
        assert reader.count(Query()) == 0
    writer.close()


def test_topics_are_counted(filled: Home) -> None:
    with filled.reader() as reader:
        assert reader.topics() == {"narkoba": 1, "patroli": 3}
