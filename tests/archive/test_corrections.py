"""Corrections: every field, taken back, made twice, and what is read again meanwhile."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsarchive.archive import fields, writing
from newsarchive.archive.api import Archive, Decision, StoredCorrection
from newsarchive.errors import ConfigurationError
from newsarchive.items import Article
from newsarchive.text.dates import parse_date
from newsarchive.text.event_dates import EventDate
from newsarchive.text.fingerprint import content_hash
from newsarchive.typed.values import FIELDS
from tests.archive.articles import FETCHED, article, published, words
from tests.archive.home import Home

AT = datetime(2023, 11, 1, 2, 0, tzinfo=UTC)
PUBLISHED = {
    "value": "2023-10-19",
    "precision": "day",
    "raw": "19 Oktober 2023",
    "origin": "correction",
    "flags": [],
}
LINE = {
    "raw": "SINTANG –",
    "outlet": None,
    "org": None,
    "place": "Sintang",
    "region": None,
    "code": "61.05",
}
# Each field, a value, and another one.
VALUES: list[tuple[str, Any, Any]] = [
    ("title", "Judul Benar", None),
    ("published", PUBLISHED, {**PUBLISHED, "value": None, "precision": None}),
    ("modified", "2023-10-21T10:00+07:00", None),
    ("section", "Hukum", None),
    ("language", "ms", None),
    ("tags", ["satu", "dua"], []),
    ("dateline", LINE, None),
    ("byline", {"raw": "(Budi)", "credits": [["Budi", "reporter", None]]}, None),
    ("event_dates", [["2023-10-18", "2023-10-19", "18-19/10", []]], []),
    ("regency", "61.05", None),
    ("places", [["61.05", "Sintang"], ["61.09", "Sekadau"]], []),
    ("police_units", [["polres-sintang", "Polres Sintang"]], []),
    ("topics", [["pencurian", 0.0, []]], []),
]


# A page that says of every field something else.
OTHERWISE: dict[str, Any] = {
    "title": "Judul Lain",
    "published": published("2023-10-20T08:00:00+07:00"),
    "modified": parse_date("2023-10-21T11:00+07:00"),
    "section": "Lain",
    "language": "en",
    "tags": ("lain",),
    "dateline": None,
    "byline": None,
    "event_dates": (EventDate("2023-10-21", "Sabtu", ("future",)),),
    "regency": None,
    "places": (),
    "units": (),
    "topics": (),
}


def reason(why: str = "dilihat di halaman", days: float = 0) -> Decision:
    return Decision(why, "arif", AT + timedelta(days=days))


def correct(home: Home, name: str, value: Any, why: str = "salah") -> StoredCorrection:
    kept = home.only()
    days = len(every(home))
    with Archive.open(home.address) as archive:
        return archive.correct(kept, name, value, reason(why, days))


def undo(home: Home, name: str) -> StoredCorrection:
    kept = home.only()
    with Archive.open(home.address) as archive:
        return archive.undo_correction(kept, name, reason("ternyata benar", 100))


def every(home: Home) -> list[StoredCorrection]:
    with home.reader() as reader:
        return reader.corrections(undone=True)


def said(home: Home) -> dict[str, Any]:
    """What the tables say of the only article, in the form of findings."""
    number = home.only().row.id
    with Archive.open(home.address) as archive, archive.engine.begin() as connection:
        return {name: fields.read(connection, number, name) for name in FIELDS}


def edited(item: Article, **changes: Any) -> Article:
    """The page a day later, with other words."""
    body = f"{item.body} {words('tambahan', 12)}"
    later = replace(
        item,
        body=body,
        text=body,
        content_sha256=content_hash(item.title, body),
        fetched_at=FETCHED + timedelta(days=1),
    )
    return replace(later, **changes)


def test_every_field_can_be_corrected() -> None:
    assert [name for name, _, _ in VALUES] == list(FIELDS)


@pytest.mark.parametrize(("name", "value", "other"), VALUES)
def test_a_field_is_corrected_twice_and_taken_back(
    home: Home, name: str, value: Any, other: Any
) -> None:
    home.crawl(article())
    read = said(home)
    made = correct(home, name, value)
    assert (made.value, made.replaced, made.machine) == (value, read[name], read[name])
    assert said(home) == {**read, name: value}
    again = correct(home, name, other)
    assert (again.value, again.machine) == (other, read[name])
    assert said(home) == {**read, name: other}
    (standing,) = home.only().corrections
    assert standing == again
    assert undo(home, name).value == other
    assert said(home) == read
    assert home.only().corrections == ()
    first, second = every(home)
    assert first.undone == Decision("corrected again", "arif", AT + timedelta(days=1))
    assert second.undone == reason("ternyata benar", 100)
    with pytest.raises(ConfigurationError, match=f"no correction of {name} stands"):
        undo(home, name)
    assert len(every(home)) == 2


@pytest.mark.parametrize(("name", "value", "other"), VALUES)
def test_an_edit_and_a_rereading_leave_it(
    home: Home, name: str, value: Any, other: Any
) -> None:
    item = article()
    home.crawl(item)
    correct(home, name, value)
    home.crawl(edited(item, **OTHERWISE))
    now = said(home)
    assert now[name] == value
    kept = home.only()
    assert (kept.version.number, kept.version.title) == (2, "Judul Lain")
    (standing,) = kept.corrections
    machine = {"title": "Judul Lain", **(kept.version.findings or {})}
    assert standing.machine == machine[name]
    with home.visit() as visit, visit.engine.begin() as connection:
        shown = writing.Provenance(visit.source_id, visit.run_id)
        writing.reread(connection, kept.row.id, item, shown)
    assert said(home)[name] == value
    assert home.only().version.cause == "re-extraction"
    undo(home, name)
    before = home.only().version.findings or {}
    assert said(home)[name] == {"title": item.title, **before}[name]
    assert other != value


def found(home: Home, **query: Any) -> int:
    return len(home.articles(**query))


def test_search_and_filters_follow(home: Home) -> None:
    home.crawl(article())
    for name, value, _ in VALUES:
        correct(home, name, value)
    day = AT.replace(month=10, day=19).date()
    asked: list[tuple[dict[str, Any], int]] = [
        ({"words": '"judul benar"'}, 1),
        ({"words": '"berita patroli"'}, 0),
        ({"regency": "61.05"}, 1),
        ({"regency": "61.09"}, 0),
        ({"place": "Sintang"}, 1),
        ({"place": "Belitang Hilir"}, 0),
        ({"unit": "polres-sintang"}, 1),
        ({"unit": "polsek-belitang-hilir-sekadau"}, 0),
        ({"topic": "pencurian"}, 1),
        ({"topic": "patroli"}, 0),
        ({"since": day, "until": day}, 1),
    ]
    assert [found(home, **query) for query, _ in asked] == [n for _, n in asked]
    assert home.only().title == "Judul Benar"
    assert home.only().people["Budi"] == "kabaruji:budi"
    for name in FIELDS:
        undo(home, name)
    assert [found(home, **query) for query, _ in asked] == [
        0,
        1,
        0,
        1,
        0,
        1,
        0,
        1,
        0,
        1,
        0,
    ]


def test_an_earlier_version_keeps_its_own_headline(home: Home) -> None:
    home.crawl(article())
    correct(home, "title", "Judul Benar")
    kept = home.only()
    with home.reader() as reader:
        (version,) = reader.versions(kept)
    assert kept.title == "Judul Benar"
    assert replace(kept, version=replace(version, number=0)).title == version.title


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("event_dates", [["2023-10-01", None, "1/10", []]]),
        ("published", {**PUBLISHED, "value": "2023-09-01"}),
    ],
)
def test_the_story_follows(home: Home, name: str, value: Any) -> None:
    """Two tellings of one event, until one of them is said to be of another day."""
    told = (
        "AKP Budi Santoso menangkap Rudi Hartono dan Siti Aminah di Pasar Lama dengan 7 "
        "paket dan 12 butir, kata Iptu Agus Salim. "
    )
    home.crawl(article("satu", body=told + words("a", 30)))
    home.crawl(article("dua", body=told + words("b", 30)))
    one, two = home.articles()
    assert one.story is not None
    with Archive.open(home.address) as archive:
        archive.correct(two, name, value, reason())
    assert [a.story for a in home.articles()] == [None, None]
    with Archive.open(home.address) as archive:
        archive.undo_correction(two, name, reason())
    assert [a.story for a in home.articles()] == [one.story, two.story]


def test_what_was_read_too_keeps_its_words(home: Home) -> None:
    home.crawl(article())
    read = said(home)
    added = ["pencurian", 0.0, []]
    made = correct(home, "topics", [added, ["patroli", 0.0, []]])
    assert made.value == [added, *read["topics"]]
    assert read["topics"][0][1] > 0
    days = correct(home, "event_dates", [["2023-10-20", None, "20/10", []]])
    assert days.value == read["event_dates"]


def test_a_version_of_earlier_software(home: Home) -> None:
    """It kept fewer values, or none: what stood there is what is written back."""
    home.crawl(article())
    read = said(home)
    home.rows(
        "UPDATE version SET findings = "
        '\'{"topics": ["patroli"], "event_dates": [["2023-10-20", null, '
        '"Jumat (20/10/2023)"]]}\''
    )
    for name in ("topics", "event_dates", "places"):
        correct(home, name, [])
        undo(home, name)
        assert said(home) == read
    correct(home, "topics", [])
    home.rows('UPDATE version SET findings = \'{"topics": ["narkoba"]}\'')
    undo(home, "topics")
    assert said(home)["topics"] == [["narkoba", 0.0, []]]
    home.rows("UPDATE version SET findings = NULL")
    correct(home, "tags", [])
    undo(home, "tags")
    assert said(home)["tags"] == read["tags"]


def test_only_one_of_a_field_stands(home: Home) -> None:
    """Two archivists at once: one decision after the other."""
    home.crawl(article())
    kept = home.only()
    failed: list[Exception] = []

    def decide(value: str) -> None:
        try:
            with Archive.open(home.address) as archive:
                archive.correct(kept, "title", value, reason(value))
        except Exception as error:  # noqa: BLE001 (told below)
            failed.append(error)

    both = [threading.Thread(target=decide, args=(title,)) for title in ("A", "B")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert failed == []
    (standing,) = home.only().corrections
    assert home.only().title == standing.value
    assert [one.machine for one in every(home)] == ["Berita patroli"] * 2


def test_corrections_are_read_by_article(home: Home) -> None:
    home.crawl(article("satu"), article("dua"))
    one, two = home.articles()
    with Archive.open(home.address) as archive:
        archive.correct(one, "section", "A", reason("a"))
        archive.correct(two, "section", "B", reason("b", 1))
        archive.correct(one, "language", "ms", reason("c", 2))
    with home.reader() as reader:
        assert [c.reason.why for c in reader.corrections()] == ["a", "b", "c"]
        assert [c.value for c in reader.corrections(two)] == ["B"]
    named: dict[str, list[str]] = {
        a.row.key: [c.field for c in a.corrections] for a in home.articles()
    }
    assert named == {one.row.key: ["section", "language"], two.row.key: ["section"]}


def test_a_page_without_a_date_can_get_one(home: Home) -> None:
    home.crawl(article(published=None))
    assert correct(home, "published", PUBLISHED).machine is None
    row = home.only().row
    assert row.published_at.isoformat() == "2023-10-18T17:00:00+00:00"
    assert (row.published_origin, row.published_raw) == (
        "correction",
        "19 Oktober 2023",
    )
    undo(home, "published")
    assert said(home)["published"] is None
    assert home.only().row.published_at is None
