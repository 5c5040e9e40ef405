"""Stories: which articles are tied, and what ties survive an edit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from newsarchive.archive import stories
from newsarchive.items import Article
from newsarchive.text.fingerprint import content_hash, shingles
from tests.archive.articles import OTHER, article, words
from tests.archive.home import Home

RELEASE = words("rilis")


def told(slug: str, body: str = RELEASE, **changes: str) -> Article:
    """An article that adds a word of its own, so that no two are equal."""
    return article(slug, body=f"{body} {slug}", **changes)


def with_body(item: Article, body: str) -> Article:
    text = f"KABAR UJI, SEKADAU – {body}"
    return replace(
        item,
        body=body,
        text=text,
        content_sha256=content_hash(item.title, text),
        fetched_at=item.fetched_at + timedelta(days=1),
    )


def houses(home: Home) -> dict[str, str | None]:
    """The story of each article, by its slug."""
    return {
        a.row.url.split("/")[3]: a.story.id if a.story else None
        for a in home.articles()
    }


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("a b c d e f g h", "a b c d e f g h", True),
        ("a b c d e f g h", "a b c d e f g x", True),
        ("a b c d e f g h", "a b c d x f g h", False),
        ("a b c d", "", False),
        ("", "", False),
    ],
)
def test_most_words_in_order_make_one_story(a: str, b: str, same: bool) -> None:
    assert stories.is_same_story(shingles(a), shingles(b)) is same


def test_copies_are_tied_across_outlets(home: Home) -> None:
    home.crawl(told("satu"), told("beda", words("beda")))
    home.crawl(
        replace(told("dua", domain="suarauji.id"), source="suarauji"),
        name="suarauji",
        source=OTHER,
    )
    found = {a.row.url.split("/")[3]: a for a in home.articles()}
    first, copy = found["satu"].story, found["dua"].story
    assert first is not None
    assert copy is not None
    assert found["beda"].story is None
    assert first.id == copy.id == f"story:{found['satu'].row.key}"
    assert (first.size, copy.size) == (2, 2)
    assert 0.9 < first.overlap == copy.overlap < 1


def test_the_earliest_is_the_first(home: Home) -> None:
    home.crawl(
        told("kemudian", published="2023-10-21T12:00+07:00"),
        told("dahulu", published="2023-10-21T08:00+07:00"),
        told("entah", published=""),
    )
    roles = {a.row.url.split("/")[3]: a.story.role for a in home.articles() if a.story}
    assert roles == {"dahulu": "first", "kemudian": "copy", "entah": "copy"}


def test_the_same_words_weeks_apart_are_two_stories(home: Home) -> None:
    home.crawl(
        told("lama", published="2023-09-01T12:00+07:00"),
        told("baru", published="2023-10-21T08:00+07:00"),
    )
    assert set(houses(home).values()) == {None}


def test_an_article_without_words_has_no_story(home: Home) -> None:
    home.crawl(article("satu", body=""), article("dua", body=""))
    assert set(houses(home).values()) == {None}


def test_two_stories_become_one(home: Home) -> None:
    left, right = words("kiri", 100), words("kanan", 20)
    home.crawl(told("a1", left), told("a2", left))
    home.crawl(told("b1", f"{left} {words('lain', 45)}"))
    assert houses(home)["b1"] is None
    home.crawl(told("b2", f"{left} {words('lain', 45)} {right}"))
    assert houses(home)["b1"] == houses(home)["b2"] != houses(home)["a1"]
    home.crawl(told("c", f"{left} {words('lain', 20)}"))
    assert len(set(houses(home).values())) == 1
    assert home.rows("SELECT count(*) FROM story") == [(1,)]


def test_a_light_edit_keeps_the_story(home: Home) -> None:
    item = told("satu")
    home.crawl(item, told("dua"))
    before = houses(home)
    home.crawl(with_body(item, f"{item.body} koreksi"))
    assert houses(home) == before


def test_an_article_told_anew_leaves_its_story(home: Home) -> None:
    item = told("satu")
    home.crawl(item, told("dua"), told("tiga"))
    home.crawl(with_body(item, words("baru")))
    found = houses(home)
    assert found["satu"] is None
    assert found["dua"] == found["tiga"] is not None


def test_a_story_of_one_is_none(home: Home) -> None:
    item = told("satu")
    home.crawl(item, told("dua"))
    home.crawl(with_body(item, words("baru")))
    assert set(houses(home).values()) == {None}
    assert home.rows("SELECT count(*) FROM story") == [(0,)]


def test_a_name_is_given_once(home: Home) -> None:
    """An article may have left the story that is named after it."""
    item = told("satu")
    home.crawl(item, told("dua"), told("tiga"))
    home.crawl(with_body(item, words("baru")))
    home.crawl(told("empat", words("baru")))
    found = houses(home)
    assert found["satu"] == found["empat"] == f"{found['dua']}-2"


def test_the_nearest_candidates_are_looked_at(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "MOST_CANDIDATES", 1)
    home.crawl(*(told(f"s{i}") for i in range(4)))
    assert len(set(houses(home).values())) == 1
