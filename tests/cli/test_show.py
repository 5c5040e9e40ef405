"""newsarchive show: one article, whole."""

import json

import pytest

from newsarchive.archive.api import Reader, StoredArticle
from tests.cli.conftest import MOTOR, Command

MOTOR_URL = "https://kabaruji.id/motor/"


def stored(database: str, url: str) -> StoredArticle:
    with Reader.open(database) as reader:
        found = reader.find(url)
    assert found is not None
    return found


@pytest.fixture
def key(database: str) -> str:
    found: str = stored(database, MOTOR_URL).row.key
    return found


def lines(out: str) -> dict[str, list[str]]:
    """The facts of a card by their names."""
    found: dict[str, list[str]] = {}
    for line in out.partition("\n\n")[0].splitlines()[1:]:
        found.setdefault(line[:11].strip(), []).append(line[11:])
    return found


def test_an_article_is_shown_whole(
    newsarchive: Command, database: str, key: str
) -> None:
    done = newsarchive("show", MOTOR_URL, "--database", database)
    assert done.code == 0
    assert done.out.startswith("Berita motor\n")
    assert done.out.endswith(f"\n\n{MOTOR}\n\nRalat.\n")
    card = lines(done.out)
    assert card["outlet"] == ["Kabar Uji (kabaruji)"]
    assert card["published"] == [
        "2023-10-21 09:14 WIB (meta: '2023-10-21T09:14:07+07:00')"
    ]
    assert card["dateline"] == ["KABAR UJI, SEKADAU –"]
    assert card["place"] == ["Sekadau, 61.09"]
    assert (card["byline"], card["people"]) == (["(Aji/UJI)"], ["Aji/UJI"])
    assert card["system"] == ["admin (json-ld)"]
    assert card["happened"] == ["2023-10-20 (Jumat (20/10/2023))"]
    assert card["tags"] == ["polsek, patroli"]
    assert card["image"] == ["https://kabaruji.id/a.jpg, Petugas, Dok. Polsek"]
    assert (card["id"], card["address"]) == ([key], [MOTOR_URL])
    assert card["checked"] == ["2023-10-23 11:00 WIB: live"]
    assert card["rule"] == ["title: json-ld headline"]
    assert card["version"] == [
        "1: seen 2023-10-22 10:00 WIB, 21 words",
        "2: seen 2023-10-23 11:00 WIB, 22 words, shown here",
    ]
    (story,) = card["story"]
    assert story == f"story:{key}: first of 2, 100% alike"
    assert "unit" not in card


@pytest.mark.parametrize("cut", [0, 9, -16, -7])
def test_an_id_may_be_cut(
    newsarchive: Command, database: str, key: str, cut: int
) -> None:
    done = newsarchive("show", key[cut:], "--database", database)
    assert f"\nid         {key}\n" in done.out


def test_an_earlier_version(newsarchive: Command, database: str) -> None:
    done = newsarchive("show", MOTOR_URL, "--version", "1", "--database", database)
    assert done.out.endswith(f"\n\n{MOTOR}\n")
    assert "21 words, shown here" in done.out


def test_a_removed_article_says_so(newsarchive: Command, database: str) -> None:
    done = newsarchive("show", "https://kabaruji.id/hilang/", "--database", database)
    card = lines(done.out)
    assert card["checked"] == ["2023-10-23 11:00 WIB: gone (HTTP 410)"]
    assert card["published"] == ["2023-10-01 (meta: '2023-10-01')"]
    assert "story" not in card


def test_a_hostile_article_is_harmless(newsarchive: Command, database: str) -> None:
    done = newsarchive("show", "https://kabaruji.id/hostil/", "--database", database)
    assert done.out.startswith("Judul [31mmerah[0m txet 2J\n")
    assert not set("\x1b\x9b\u202e") & set(done.out)
    assert "published" not in lines(done.out)


def test_the_record_for_programs(newsarchive: Command, database: str, key: str) -> None:
    whole = newsarchive("show", MOTOR_URL, "--json", "--database", database)
    record = json.loads(whole.out)
    assert (record["id"], record["version"], record["versions"]) == (key, 2, 2)
    early = newsarchive(
        "show", MOTOR_URL, "--json", "--version", "1", "--database", database
    )
    record = json.loads(early.out)
    assert (record["body"], record["version"], record["versions"]) == (MOTOR, 1, 2)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tidakada"], "no article 'tidakada' in the archive"),
        ([MOTOR_URL, "--version", "9"], "has 2 versions, none is number 9"),
        ([MOTOR_URL, "--version", "0"], "Invalid value for '--version'"),
    ],
)
def test_what_is_not_there_is_said_so(
    newsarchive: Command, database: str, arguments: list[str], words: str
) -> None:
    done = newsarchive("show", *arguments, "--database", database)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
