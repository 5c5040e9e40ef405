"""What is told of one article, also when it is doubtful or odd."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsarchive.cli.card import facts, people
from newsarchive.items import Article, Published
from newsarchive.text.byline import Byline, Credit
from newsarchive.text.dateline import Dateline
from newsarchive.text.event_dates import EventDate
from tests.archive.articles import article
from tests.archive.home import Clock, Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(f"sqlite:///{tmp_path / 'archive.db'}", Clock())


def told(home: Home, item: Article) -> dict[str, str]:
    home.crawl(item)
    kept = home.only()
    return dict(facts(kept, []))


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], ""),
        ([("Aji", "reporter", "UJI")], "Aji/UJI"),
        ([("Aji", "reporter", None), ("Budi", "editor", None)], "Aji, Budi (editor)"),
        ([(None, None, "Humas Polres Sintang")], "Humas Polres Sintang"),
        ([("Dok", "photographer", "UJI")], "Dok/UJI (photographer)"),
    ],
)
def test_people(home: Home, names: list[tuple[str, str, str]], shown: str) -> None:
    credited = tuple(Credit(name, role, agency) for name, role, agency in names)  # type: ignore[arg-type]
    home.crawl(article(byline=Byline("(…)", credited)))
    assert people(home.only()) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (
            "2023-10-21T09:14+07:00",
            "2023-10-21 09:14 WIB (meta: '2023-10-21T09:14+07:00')",
        ),
        ("2023-10-21", "2023-10-21 (meta: '2023-10-21')"),
        ("entah", "unknown (no origin: 'entah')"),
    ],
)
def test_the_date_with_its_origin(home: Home, raw: str, shown: str) -> None:
    item = article(published=raw)
    assert item.published is not None
    if item.published.date.value is None:
        item = replace(item, published=replace(item.published, origin=None, rule=None))
    assert told(home, item)["published"] == shown


def test_doubts_are_told(home: Home) -> None:
    item = article(
        event_dates=(
            EventDate("2023-10-20", "Kamis (20/10/2023)", ("weekday-mismatch",)),
            EventDate("2023-10-09", "9-10/10", (), "2023-10-10"),
        )
    )
    published = item.published
    assert isinstance(published, Published)
    date = replace(published.date, flags=("future",))
    card = told(home, replace(item, published=replace(published, date=date)))
    assert card["published"].startswith("2023-10-21 09:14 WIB, future (meta: ")
    assert card["happened"] == (
        "2023-10-20, weekday-mismatch (Kamis (20/10/2023)); "
        "2023-10-09 to 2023-10-10 (9-10/10)"
    )


def test_a_police_unit_as_source(home: Home) -> None:
    line = Dateline("Polres Sintang –", None, "Polres Sintang", None, None, None)
    card = told(home, article(dateline=line))
    assert card["from unit"] == "Polres Sintang"
    assert "place" not in card


def test_other_addresses(home: Home) -> None:
    item = article(urls=("https://kabaruji.id/?p=7",))
    assert told(home, item)["also at"] == "https://kabaruji.id/?p=7"
