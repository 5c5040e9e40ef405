"""What becomes of an article when it is met for the first time, and again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from newsarchive.archive.writing import article_key
from newsarchive.items import Article
from newsarchive.text.fingerprint import content_hash
from tests.archive.articles import FETCHED, article, published, words
from tests.archive.home import Clock, Home

NEW = ("stored", "new")
CHANGED = ("stored", "changed")
SAME = ("unchanged", "")
DUPLICATE = ("duplicate-url", "")
ELSEWHERE = ("gone", "leads to another article")


def edited(item: Article, **changes: Any) -> Article:
    """The same page a day later, with a sentence more and other changes."""
    text = f"{item.text} {words('tambahan', 12)}"
    later = replace(
        item,
        text=text,
        body=f"{item.body} {words('tambahan', 12)}",
        content_sha256=content_hash(item.title, text),
        fetched_at=FETCHED + timedelta(days=1),
    )
    return replace(later, **changes)


def at(item: Article, url: str, **changes: Any) -> Article:
    """The same words asked for at another address that claims to be canonical."""
    return replace(item, requested=url, url=url, urls=(url,), **changes)


def test_a_new_article_is_kept_whole(home: Home) -> None:
    item = article(external_id="7", modified=None)
    assert home.crawl(item) == {NEW: 1}
    kept = home.only()
    row = kept.row
    assert (row.source, row.outlet, row.zone) == (
        "kabaruji",
        "Kabar Uji",
        "Asia/Jakarta",
    )
    assert (row.url, row.external_id, row.language, row.section) == (
        item.url,
        "7",
        "id",
        "Kalbar",
    )
    assert row.published == "2023-10-21T09:14:07+07:00"
    assert row.published_at.isoformat() == "2023-10-21T02:14:07+00:00"
    assert (row.published_precision, row.published_origin) == ("second", "meta")
    assert row.first_seen_at == row.last_checked_at == FETCHED
    assert (row.state, row.state_reason, row.versions) == ("live", None, 1)
    assert row.evidence == {
        "origins": {"title": "json-ld headline"},
        "published": [
            [
                "2023-10-21T09:14:07+07:00",
                "meta",
                "article:published_time",
                "taken: the best",
            ]
        ],
        "authors": [["admin", "json-ld", "author.name"]],
    }
    version = kept.version
    assert (version.number, version.title, version.body, version.text) == (
        1,
        item.title,
        item.body,
        item.text,
    )
    assert kept.urls == (item.url,)
    assert [(c.name, c.role, c.agency) for c in kept.credits] == [
        ("Aji", "reporter", "UJI")
    ]
    assert kept.dateline is not None
    assert (kept.dateline.raw, kept.dateline.place, kept.dateline.scheme) == (
        "KABAR UJI, SEKADAU –",
        "Sekadau",
        "kemendagri",
    )
    assert [(e.date, e.until) for e in kept.event_dates] == [("2023-10-20", None)]
    assert kept.tags == ("polsek", "patroli")
    assert [(i.url, i.caption) for i in kept.images] == [
        ("https://kabaruji.id/a.jpg", "Petugas")
    ]
    assert kept.story is None


def test_an_article_that_says_little_is_kept_too(home: Home) -> None:
    item = article(
        title=None,
        published=None,
        dateline=None,
        byline=None,
        event_dates=(),
        tags=(),
        images=(),
        authors=(),
        body="",
        text="",
    )
    assert home.crawl(item) == {NEW: 1}
    kept = home.only()
    assert (kept.row.published_at, kept.row.byline_raw, kept.dateline) == (
        None,
        None,
        None,
    )
    assert kept.version.body == ""


@pytest.mark.parametrize(
    ("raw", "sorts_by"),
    [
        ("2023-10-21T09:14+07:00", "2023-10-21T02:14:00+00:00"),
        ("2023-10-21", "2023-10-20T17:00:00+00:00"),
        ("bukan tanggal", None),
    ],
)
def test_a_date_sorts_by_its_first_moment(
    home: Home, raw: str, sorts_by: str | None
) -> None:
    home.crawl(article(published=raw))
    row = home.only().row
    assert row.published_raw == raw
    assert (row.published_at and row.published_at.isoformat()) == sorts_by


@pytest.mark.parametrize(
    ("value", "precision", "sorts_by"),
    [
        ("2023-10", "month", "2023-09-30T17:00:00+00:00"),
        ("2023", "year", "2022-12-31T17:00:00+00:00"),
    ],
)
def test_months_and_years_sort_by_their_first_day(
    home: Home, value: str, precision: str, sorts_by: str
) -> None:
    day = published("2023-10-21")
    assert day is not None
    date = replace(day.date, value=value, precision=precision)
    home.crawl(replace(article(), published=replace(day, date=date)))
    assert home.only().row.published_at.isoformat() == sorts_by


def test_the_same_words_again_are_unchanged(home: Home) -> None:
    home.crawl(article())
    later = article(fetched_at=FETCHED + timedelta(days=1))
    assert home.crawl(later) == {SAME: 1}
    row = home.only().row
    assert row.last_checked_at == FETCHED + timedelta(days=1)
    assert (row.versions, row.first_seen_at) == (1, FETCHED)


@pytest.mark.parametrize("number", [None, "7"])
def test_other_words_are_a_second_version(home: Home, number: str | None) -> None:
    item = article(external_id=number)
    home.crawl(item)
    second = edited(item, tags=("lain",), dateline=None, byline=None)
    assert home.crawl(second) == {CHANGED: 1}
    kept = home.only()
    assert (kept.row.versions, kept.version.number) == (2, 2)
    assert kept.version.body == second.body
    assert (kept.tags, kept.dateline, kept.credits) == (("lain",), None, ())
    with home.reader() as reader:
        assert [v.body for v in reader.versions(kept)] == [item.body, second.body]
    assert [a.row.key for a in home.articles(words=words("tambahan", 1))] == [
        kept.row.key
    ]


def test_an_article_keeps_its_key_at_a_new_address(home: Home) -> None:
    item = article(external_id="7")
    home.crawl(item)
    (key,) = {kept.row.key for kept in home.articles()}
    moved = edited(item, url="https://kabaruji.id/2023/10/patroli/")
    assert home.crawl(moved) == {CHANGED: 1}
    row = home.only().row
    assert (row.key, row.url) == (key, moved.url)
    assert set(home.only().urls) == {item.url, moved.url}


def test_an_article_moved_and_edited_at_once_is_still_the_same(home: Home) -> None:
    item = article()
    home.crawl(item)
    url = "https://kabaruji.id/2023/10/patroli/"
    assert home.crawl(edited(item, url=url, urls=(item.url, url))) == {CHANGED: 1}
    assert home.only().row.url == url


def test_another_address_of_the_same_words(home: Home) -> None:
    item = article()
    home.crawl(item)
    alias = "https://kabaruji.id/?p=7"
    assert home.crawl(at(item, alias)) == {DUPLICATE: 1}
    kept = home.only()
    assert (kept.row.url, kept.row.versions) == (item.url, 1)
    assert kept.urls == (alias, item.url)


def test_another_address_with_the_canonical_one(home: Home) -> None:
    item = article()
    home.crawl(item)
    printed = edited(item, requested="https://kabaruji.id/patroli/?print=1")
    assert home.crawl(printed) == {DUPLICATE: 1}
    assert home.only().version.body == item.body


def test_the_canonical_address_met_after_its_alias(home: Home) -> None:
    item = article()
    home.crawl(replace(item, requested="https://kabaruji.id/?p=7"))
    assert home.crawl(item) == {DUPLICATE: 1}
    assert home.only().urls == ("https://kabaruji.id/?p=7", item.url)


def test_a_canonical_address_of_other_words_is_not_believed(home: Home) -> None:
    first = article("satu", external_id="1")
    home.crawl(first)
    wrong = replace(
        article("dua"),
        url=first.url,
        urls=("https://kabaruji.id/dua/",),
        external_id="1",
    )
    assert home.crawl(wrong) == {NEW: 1}
    assert [a.row.url for a in home.articles()] == [wrong.requested, first.url]
    # Its own edit is an edit, and no removal.
    assert home.crawl(edited(wrong)) == {CHANGED: 1}
    assert [(a.row.url, a.row.state, a.row.versions) for a in home.articles()] == [
        (wrong.requested, "live", 2),
        (first.url, "live", 1),
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_whoever_comes_first_the_address_is_its_own_articles(
    home: Home, turned: bool
) -> None:
    """Met first, a page of other words with this canonical address took its name."""
    true = article("asli", external_id="7")
    false = replace(article("lain", body=words("lain")), url=true.url)
    false = replace(false, urls=(false.requested, true.url))
    home.crawl(*((false, true) if turned else (true, false)))
    told = {one.row.url: (one.row.key, one.version.body) for one in home.articles()}
    assert told == {
        item.requested: (article_key("kabaruji", item.requested), item.body)
        for item in (true, false)
    }
    assert home.crawl(true, false) == {("unchanged", ""): 2}


def test_an_address_that_leads_to_a_known_article_now(home: Home) -> None:
    removed, kept = article("hapus"), article("tetap")
    home.crawl(removed, kept)
    led = replace(kept, requested=removed.url, urls=(removed.url, kept.url))
    assert home.crawl(led) == {ELSEWHERE: 1}
    states = {a.row.url: (a.row.state, a.row.versions) for a in home.articles()}
    assert states == {removed.url: ("gone", 1), kept.url: ("live", 1)}


def test_an_address_that_leads_to_an_unknown_article_now(home: Home) -> None:
    removed, stranger = article("hapus"), article("asing")
    home.crawl(removed)
    led = replace(stranger, requested=removed.url, urls=(removed.url, stranger.url))
    assert home.crawl(led) == {ELSEWHERE: 1}
    row = home.only().row
    assert (row.url, row.state, row.state_reason) == (
        removed.url,
        "gone",
        "leads to another article",
    )


def test_a_removed_article_may_come_back(home: Home) -> None:
    removed, stranger = article("hapus"), article("asing")
    home.crawl(removed)
    home.crawl(replace(stranger, requested=removed.url, urls=()))
    assert home.crawl(removed) == {SAME: 1}
    assert home.only().row.state == "live"


def test_outlets_do_not_share_articles(home: Home) -> None:
    home.crawl(article())
    copy = article(domain="suarauji.id", body=words("patroli"), source="suarauji")
    assert home.crawl(copy, name="suarauji") == {NEW: 1}
    assert len(home.articles()) == 2


def test_storing_does_not_read_all_articles_of_an_outlet(tmp_path: Path) -> None:
    """A statement that does makes a crawl quadratic in the size of the archive."""
    home = Home(f"sqlite:///{tmp_path / 'archive.db'}", Clock())
    item = article(external_id="7")
    home.crawl(item)
    asked: list[tuple[str, Any]] = []
    with home.visit() as visit:

        @event.listens_for(visit.engine, "before_cursor_execute")
        def note(_1: Any, _2: Any, sql: str, values: Any, *_3: Any) -> None:
            if sql.lstrip().startswith("SELECT"):
                asked.append((sql, values))

        visit.store(article("lain", body=f"{item.body} {words('ekor')}"))
        visit.store(edited(item))
        visit.flush()
        event.remove(visit.engine, "before_cursor_execute", note)
        with visit.engine.begin() as connection:
            for sql, values in asked:
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
                steps = " / ".join(row[3] for row in plan)
                assert "SCAN article" not in steps, sql
                assert "last_checked_at" not in steps, sql
    assert len(asked) > 10
