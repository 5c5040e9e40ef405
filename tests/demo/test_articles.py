import dataclasses
from datetime import UTC, datetime

import pytest

from newsarchive.demo.articles import Article, Byline, Dateline, Edit, reword
from newsarchive.errors import ConfigurationError

MOMENT = datetime(2023, 10, 20, tzinfo=UTC)
LATER = datetime(2023, 10, 21, tzinfo=UTC)
PLAIN = Article(
    number=1,
    slug="a",
    title="A",
    published=MOMENT,
    modified=MOMENT,
    sections=("kalimantan-barat",),
    tags=(),
    author="Redaksi",
    paragraphs=("Satu.", "Dua.", "Tiga."),
)
DATELINE = Dateline(raw="SEKADAU –", place="Sekadau")


@pytest.mark.parametrize(
    ("change", "printed"),
    [
        ({}, ("Satu.", "Dua.", "Tiga.")),
        ({"dateline": DATELINE}, ("SEKADAU – Satu.", "Dua.", "Tiga.")),
        ({"byline": Byline(raw="(*)")}, ("Satu.", "Dua.", "Tiga. (*)")),
        (
            {"byline": Byline(raw="(*)", apart=True)},
            ("Satu.", "Dua.", "Tiga.", "(*)"),
        ),
    ],
)
def test_printed(change: dict[str, object], printed: tuple[str, ...]) -> None:
    assert dataclasses.replace(PLAIN, **change).printed() == printed  # type: ignore[arg-type]


def test_parts_keep_every_paragraph() -> None:
    article = dataclasses.replace(PLAIN, pages=(1, 2))

    assert article.parts() == (("Satu.",), ("Dua.",), ("Tiga.",))
    assert PLAIN.parts() == (PLAIN.paragraphs,)


def test_an_edit_shows_from_its_day_on() -> None:
    edit = Edit(day=2, modified=LATER, change=(("Dua", "Empat"),))
    article = dataclasses.replace(PLAIN, edit=edit)

    assert article.on(1) == article
    assert article.on(2).paragraphs == ("Satu.", "Empat.", "Tiga.")
    assert article.on(2).modified == LATER


def test_a_wording_that_is_not_there_is_loud() -> None:
    with pytest.raises(ConfigurationError, match="Lima"):
        reword(PLAIN.paragraphs, [("Lima", "Enam")])
