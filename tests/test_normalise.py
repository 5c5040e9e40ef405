"""Strings become values; what cannot be read stays empty, with what was seen."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsarchive.items import Evidence, ScrapedArticle
from newsarchive.normalise import choose_published, normalise
from newsarchive.source import Source

FETCHED = datetime(2023, 10, 22, 3, 0, tzinfo=UTC)
SOURCE = Source(
    title="Kabar Uji",
    domain="kabaruji.id",
    desks=("UJI",),
    sections=("https://kabaruji.id/category/kalimantan-barat/",),
)
SCRAPED = ScrapedArticle(
    source="kabaruji",
    requested="https://kabaruji.id/?p=7",
    url="https://kabaruji.id/patroli/",
    canonical="https://kabaruji.id/patroli/",
    fetched_at=FETCHED,
    title=Evidence("Patroli Malam di Pasar", "json-ld", "headline"),
    body=(
        "KABAR UJI, SEKADAU KALBAR – Polsek Sekadau Hilir berpatroli, Jumat (20/10/2023).",
        "Warga menyambut baik. (Aji/UJI)",
    ),
    body_origin=Evidence("2 paragraphs", "theme", ".entry-content"),
    published=(Evidence("2023-10-21T09:14:07+07:00", "json-ld", "datePublished"),),
)


def test_an_article_whole() -> None:
    article = normalise(SCRAPED, SOURCE)
    assert article.url == "https://kabaruji.id/patroli/"
    assert article.body == (
        "Polsek Sekadau Hilir berpatroli, Jumat (20/10/2023).\n\nWarga menyambut baik."
    )
    assert article.text == "\n\n".join(SCRAPED.body)
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.code) == ("Sekadau", "61.09")
    assert article.byline is not None
    (credit,) = article.byline.credits
    assert (credit.name, credit.role, credit.agency) == ("Aji", "reporter", "UJI")
    assert [event.date for event in article.event_dates] == ["2023-10-20"]
    assert article.regency is not None
    assert article.regency.code == "61.09"
    assert [unit.unit.id for unit in article.units] == ["polsek-sekadau-hilir-sekadau"]
    assert [place.place.name for place in article.places] == ["Sekadau Hilir"]
    assert [topic.topic for topic in article.topics] == ["patroli"]
    assert article.origins == {
        "title": "json-ld headline",
        "body": "theme .entry-content",
        "byline": "text",
        "dateline": "text",
    }


def test_an_article_with_nothing_but_words() -> None:
    bare = replace(
        SCRAPED,
        canonical=None,
        title=None,
        body=("Polisi berpatroli.",),
        body_origin=None,
        published=(),
    )
    article = normalise(bare, SOURCE)
    assert article.url == bare.url
    assert (article.title, article.published, article.dateline, article.byline) == (
        (None,) * 4
    )
    assert article.origins == {}


@pytest.mark.parametrize(
    ("candidates", "value", "origin"),
    [
        (
            [("2023-10-21T09:14:07+07:00", "json-ld"), ("2023-10-20", "url")],
            "2023-10-21T09:14:07+07:00",
            "json-ld",
        ),
        # A day is less than a moment, wherever it stands.
        (
            [("2023-10-21", "json-ld"), ("2023-10-21T02:14:07+00:00", "meta")],
            "2023-10-21T02:14:07+00:00",
            "meta",
        ),
        ([("2023-10-21", "json-ld"), ("21 Okt 2023", "text")], "2023-10-21", "json-ld"),
        # Tomorrow's clock is forgiven, the year after is not, nor is the epoch.
        ([("2023-10-22T20:00:00+07:00", "meta")], "2023-10-22T20:00:00+07:00", "meta"),
        (
            [("2031-01-01T00:00:00+07:00", "json-ld"), ("2023-10-21", "url")],
            "2023-10-21",
            "url",
        ),
        # The page tells in another place which zone its clock is in.
        (
            [("2023-10-21 09:14:07", "json-ld"), ("2023-10-21T09:14:07-03:00", "meta")],
            "2023-10-21T09:14:07-03:00",
            "meta",
        ),
        # Another clock time tells nothing of this one, nor does a Z that may be a lie.
        (
            [("2023-10-21 09:14", "json-ld"), ("2023-10-21T10:14:07-03:00", "meta")],
            "2023-10-21T09:14+07:00",
            "json-ld",
        ),
        (
            [("2023-10-21 09:14", "json-ld"), ("2023-10-21T09:14:00Z", "meta")],
            "2023-10-21T09:14+07:00",
            "json-ld",
        ),
        ([("1970-01-01T00:00:00Z", "json-ld")], None, None),
        ([("9999-12-31T23:59:59Z", "json-ld")], None, None),
        ([("0000-00-00 00:00:00", "meta"), ("kemarin", "text")], "2023-10-21", "text"),
        ([("Redaksi", "text")], None, None),
        # Metadata tells no distances, and readers are no publication.
        (
            [("kemarin sore", "meta"), ("3 jam lalu", "text")],
            "2023-10-22T07:00+07:00",
            "text",
        ),
        ([("kemarin sore", "meta"), ("baru saja dibaca 12 kali", "text")], None, None),
        ([("baru saja", "text")], "2023-10-22T10:00+07:00", "text"),
    ],
)
def test_the_published_date_by_evidence(
    candidates: list[tuple[str, str]], value: str | None, origin: str | None
) -> None:
    evidence = tuple(Evidence(text, where, "rule") for text, where in candidates)
    chosen = choose_published(evidence, SOURCE, FETCHED)
    assert chosen is not None
    assert (chosen.date.value, chosen.origin) == (value, origin)
    assert [(one.value, one.origin) for one in chosen.candidates] == candidates
    taken = [str(one.verdict).startswith("taken") for one in chosen.candidates]
    assert taken.count(True) == (value is not None)
    assert (value is None) is (chosen.date.reason is not None)


def test_no_candidate_no_date() -> None:
    assert choose_published((), SOURCE, FETCHED) is None


def test_every_candidate_has_its_verdict() -> None:
    texts = [
        ("2023-10-21", "json-ld"),
        ("2023-10", "meta"),
        ("2023-10-21T09:00:00+07:00", "meta"),
        ("2023-10-21T08:00:00+07:00", "time"),
        ("2019-10-21T08:00:00+07:00", "time"),
        ("2024-10-21T08:00:00+07:00", "text"),
        ("Redaksi", "text"),
    ]
    evidence = tuple(Evidence(text, where, "rule") for text, where in texts)
    chosen = choose_published(evidence, replace(SOURCE, since=2020), FETCHED)
    assert chosen is not None
    *verdicts, last = [one.verdict for one in chosen.candidates]
    assert verdicts == [
        "no time of day",
        "no day",
        "taken: the best evidence that is plausible",
        "better evidence was taken",
        "before the outlet's first year, 2020",
        "later than the page was fetched",
    ]
    assert str(last).startswith("no date: ")


def test_days_lose_against_days_by_rank_alone() -> None:
    evidence = (Evidence("2023-10-21", "meta", "a"), Evidence("2023-10-20", "url", "b"))
    chosen = choose_published(evidence, SOURCE, FETCHED)
    assert chosen is not None
    assert [one.verdict for one in chosen.candidates] == [
        "taken: the best evidence that is plausible",
        "better evidence was taken",
    ]


@pytest.mark.parametrize(
    ("stamps", "value"),
    [
        ((), "2023-10-20T14:30:00+00:00"),
        (("time",), "2023-10-20T14:30:00+00:00"),
        (("meta pubdate",), "2023-10-20T14:30:00+07:00"),
        (("meta",), "2023-10-20T14:30:00+07:00"),
    ],
)
@pytest.mark.parametrize("zulu", ["Z", "+00:00", "+0000"])
def test_a_stamp_of_local_time_that_claims_to_be_utc(
    stamps: tuple[str, ...], value: str, zulu: str
) -> None:
    # detik's older pages: <meta name="pubdate" content="...Z"> is Jakarta's time.
    evidence = (Evidence(f"2023-10-20T14:30:00{zulu}", "meta", "pubdate"),)
    chosen = choose_published(evidence, replace(SOURCE, local_stamps=stamps), FETCHED)
    assert chosen is not None
    assert chosen.date.value == value


@pytest.mark.parametrize(
    ("modified", "value"),
    [
        (["2023-10-21T10:00:00+07:00"], "2023-10-21T10:00:00+07:00"),
        (
            ["2031-01-01T10:00:00+07:00", "2023-10-21T11:00:00+07:00"],
            "2023-10-21T11:00:00+07:00",
        ),
        (["kapan-kapan"], None),
        ([], None),
    ],
)
def test_modified(modified: list[str], value: str | None) -> None:
    evidence = tuple(Evidence(text, "meta", "modified") for text in modified)
    article = normalise(replace(SCRAPED, modified=evidence), SOURCE)
    assert (article.modified.value if article.modified else None) == value
