"""newsarchive search: hits in a table or as JSON."""

import json
import re

import pytest

from newsarchive.cli import search as searching
from tests.cli.conftest import Command


def test_hits_are_rows(newsarchive: Command, database: str) -> None:
    done = newsarchive("search", "pencuri motor", "--database", database)
    assert done.code == 0
    head, copy, first, last = done.out.splitlines()
    assert head.split() == [*searching._COLUMNS, "text"]
    assert copy.startswith("2023-10-22  Suara Uji  Berita curanmor  Sekadau  -  ")
    assert re.search(r"2023-10-21  Kabar Uji  Berita motor     Sekadau  Aji/UJI", first)
    assert "pencurian sepeda motor di Pasar Lama" in first
    assert last == "2 of 4 articles"


def test_words_need_no_quotes(newsarchive: Command, database: str) -> None:
    quoted = newsarchive("search", "pencuri motor", "--database", database)
    assert newsarchive("search", "pencuri", "motor", "--database", database) == quoted


def test_fewer_are_shown_than_found(newsarchive: Command, database: str) -> None:
    done = newsarchive("search", "motor", "--limit", "1", "--database", database)
    assert done.out.splitlines()[-1] == "2 of 4 articles, the newest 1 shown"


def test_nothing_found(newsarchive: Command, database: str) -> None:
    done = newsarchive("search", "tidakada", "--database", database)
    assert (done.code, done.out) == (0, "0 of 4 articles\n")


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        ([], ["Berita curanmor", "Berita motor", "Berita hilang", "Judul"]),
        (["--source", "suarauji"], ["Berita curanmor"]),
        (["--outlet", "kabaruji", "motor"], ["Berita motor"]),
        (["--place", "sekadau", "--to", "2023-10-05"], ["Berita hilang"]),
        (["--from", "2023-10-21"], ["Berita curanmor", "Berita motor"]),
        (["--from", "2023-10-21", "--to", "2023-10-21"], ["Berita motor"]),
    ],
)
def test_conditions(
    newsarchive: Command, database: str, options: list[str], titles: list[str]
) -> None:
    done = newsarchive("search", *options, "--json", "--database", database)
    assert [row["title"].split(" \x1b")[0] for row in json.loads(done.out)] == titles


def test_json_is_records_with_a_snippet(newsarchive: Command, database: str) -> None:
    done = newsarchive("search", "dicuri", "--json", "--database", database)
    _, first = json.loads(done.out)
    assert first["url"] == "https://kabaruji.id/motor/"
    assert first["dateline"]["place"] == "Sekadau"
    assert "pencurian" in first["snippet"]
    assert "excerpt" in first
    assert "body" not in first


def test_hostile_titles_are_harmless(newsarchive: Command, database: str) -> None:
    for options in ([], ["--json"]):
        done = newsarchive("search", *options, "--database", database)
        assert "merah" in done.out
        assert not set("\x1b\x9b\u202e") & set(done.out)


@pytest.mark.usefixtures("on_terminal")
def test_on_a_terminal_hits_are_marked(newsarchive: Command, database: str) -> None:
    done = newsarchive("search", "motor", "--database", database)
    assert "\x1b[1;33mmotor\x1b[0m" in done.out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", done.out)
    assert max(map(len, plain.splitlines())) <= 100


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([""], "nothing to search for"),
        (["x", "--source", "tidakada"], "it has: kabaruji, suarauji"),
        (["x", "--from", "2023-10-02", "--to", "2023-10-01"], "is after --to"),
        (["x", "--limit", "5000"], "Invalid value for '--limit'"),
    ],
)
def test_wrong_use(
    newsarchive: Command, database: str, arguments: list[str], words: str
) -> None:
    done = newsarchive("search", *arguments, "--database", database)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (["--regency", "Sekadau"], 4),
        (["--regency", "61.09"], 4),
        (["--regency", "Kab. Sintang"], 0),
        (["--unit", "Polsek Belitang Hilir"], 4),
        (["--unit", "polres-sekadau"], 4),
        (["--unit", "Polres Sintang"], 0),
        (["--topic", "Patrols"], 4),
        (["--topic", "patroli"], 4),
        (["--topic", "narkoba"], 0),
        (["--police-only"], 4),
    ],
)
def test_what_articles_name(
    newsarchive: Command, database: str, options: list[str], number: int
) -> None:
    done = newsarchive("search", *options, "--database", database)
    assert done.out.splitlines()[-1] == f"{number} of 4 articles"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--regency", "Malang"], "--regency 'Malang' is none of Sambas, Mempawah"),
        (["--regency", "Belitang Hilir"], "is none of Sambas"),
        (["--unit", "Polsek Belitang Hlir"], "do you mean Polsek Belitang Hilir"),
        (["--unit", "xyz"], "--unit 'xyz' is no unit of Polda Kalbar"),
        (["--topic", "cuaca"], "--topic 'cuaca' is none of narkoba"),
    ],
)
def test_a_name_that_is_not_known(
    newsarchive: Command, database: str, options: list[str], words: str
) -> None:
    done = newsarchive("search", *options, "--database", database)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
