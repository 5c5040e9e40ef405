"""One id for all spellings of a name at one outlet, and what is decided by hand."""

from typing import Any

import pytest

from newsarchive.archive.api import Archive
from newsarchive.archive.people import letters
from newsarchive.errors import ConfigurationError
from newsarchive.items import Article
from newsarchive.text.byline import Byline, Credit
from tests.archive.articles import OTHER, article
from tests.archive.home import Home


def signed(slug: str, *names: str | None, **changes: Any) -> Article:
    credits_ = tuple(Credit(name=name, role="reporter", agency=None) for name in names)
    return article(slug, byline=Byline(raw=str(names), credits=credits_), **changes)


@pytest.fixture
def filled(home: Home) -> Home:
    home.crawl(
        signed("a", "Aji S.", "Budi"),
        signed("b", "AJI S", None),
        signed("c", "Aji Saputra", "Budi"),
        signed("d", "***"),
    )
    home.crawl(
        signed("e", "Budi", domain="suarauji.id", source="suarauji"),
        name="suarauji",
        source=OTHER,
    )
    return home


def people(home: Home, source: str | None = None) -> dict[str, dict[str, int]]:
    with home.reader() as reader:
        return {
            person.id: {alias.name: alias.articles for alias in person.aliases}
            for person in reader.people(source)
        }


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Aji S.", "ajis"), ("aji  s", "ajis"), ("T011", "t011"), ("***", "***")],
)
def test_letters(name: str, expected: str) -> None:
    assert letters(name) == expected


def test_spellings_of_the_same_letters_are_one_person(filled: Home) -> None:
    assert people(filled, "kabaruji") == {
        "kabaruji:***": {"***": 1},
        "kabaruji:ajis": {"AJI S": 1, "Aji S.": 1},
        "kabaruji:ajisaputra": {"Aji Saputra": 1},
        "kabaruji:budi": {"Budi": 2},
    }
    assert people(filled)["suarauji:budi"] == {"Budi": 1}


def test_every_spelling_has_its_rule(filled: Home) -> None:
    with filled.reader() as reader:
        rules = {
            alias.name: alias.rule
            for person in reader.people("kabaruji")
            for alias in person.aliases
        }
        assert [person.articles for person in reader.people("suarauji")] == [1]
    assert rules["Aji S."] == "first seen"
    assert rules["AJI S"] == "same letters"


def test_a_decision_by_hand_and_back(filled: Home) -> None:
    with Archive.open(filled.address) as archive:
        archive.join_people("kabaruji", "Aji S.", into="Aji Saputra", why="so he says")
    assert people(filled)["kabaruji:ajisaputra"] == {
        "AJI S": 1,
        "Aji S.": 1,
        "Aji Saputra": 1,
    }
    assert filled.articles(source="kabaruji")[0].people["Aji S."] == (
        "kabaruji:ajisaputra"
    )
    # A spelling met later follows the decision.
    filled.crawl(signed("f", "aji. s."))
    assert "aji. s." in people(filled)["kabaruji:ajisaputra"]
    with Archive.open(filled.address) as archive:
        archive.part_people("kabaruji", "Aji S.", why="he is not")
    assert people(filled)["kabaruji:ajis"] == {"AJI S": 1, "Aji S.": 1, "aji. s.": 1}
    with filled.reader() as reader:
        whys = {a.why for person in reader.people() for a in person.aliases}
    assert whys == {"he is not", None}


@pytest.mark.parametrize(
    ("source", "name", "into"),
    [("kabaruji", "Tidak Ada", "Budi"), ("lain", "Budi", "Budi")],
)
def test_nobody_of_that_name(filled: Home, source: str, name: str, into: str) -> None:
    before = people(filled)
    with (
        Archive.open(filled.address) as archive,
        pytest.raises(ConfigurationError, match="nobody signs as"),
    ):
        archive.join_people(source, name, into=into, why="x")
    assert people(filled) == before
