"""Stories: which articles are tied, in which roles, whatever the order they come in."""

import itertools
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsarchive.archive import stories
from newsarchive.items import Article
from newsarchive.text.event_dates import find_event_dates
from newsarchive.text.findings import find_all
from newsarchive.text.fingerprint import content_hash
from tests.archive.articles import FETCHED, OTHER, article, words
from tests.archive.home import Clock, Home
from tests.text.releases import RELEASES

RELEASE = words("rilis")


def told(slug: str, body: str = RELEASE, **changes: str) -> Article:
    """An article that adds a word of its own, so that no two are equal."""
    return article(slug, body=f"{body} {slug}", **changes)


def news(slug: str, body: str, published: str = "2024-08-15T08:00+07:00") -> Article:
    """An article with what its body names, as the pipelines find it."""
    found = find_all(None, body)
    return replace(
        article(slug, body=body, published=published),
        regency=found.regency,
        event_dates=find_event_dates(body, published=FETCHED.replace(year=2024)),
    )


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


def told_stories(home: Home) -> dict[str, tuple[str, int, str, float]]:
    """Id, size, role and overlap, by the article's slug."""
    return {
        a.row.url.split("/")[3]: (
            a.story.id,
            a.story.size,
            a.story.role,
            a.story.overlap,
        )
        for a in home.articles()
        if a.story
    }


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
    earliest = min((found["satu"].row.key, found["dua"].row.key))
    assert first.id == copy.id == f"story:{earliest}"
    assert (first.size, copy.size) == (2, 2)
    assert sorted((first.role, copy.role)) == ["copy", "first"]
    assert (
        0.9 < min(first.overlap, copy.overlap) < max(first.overlap, copy.overlap) == 1
    )


def test_a_release_is_tied_with_its_cuts_and_rewrites_and_not_with_its_twins(
    home: Home,
) -> None:
    items, expected = [], {}
    for n, release in enumerate(RELEASES):
        items.append(news(f"asli-{n}", release.original))
        expected[f"asli-{n}"] = (n, "first")
        for kind, role in (("cuts", "copy"), ("rewrites", "rewrite")):
            for i, text in enumerate(getattr(release, kind)):
                items.append(news(f"{kind}-{n}-{i}", text, "2024-08-15T11:00+07:00"))
                expected[f"{kind}-{n}-{i}"] = (n, role)
        items += [news(f"kembar-{n}-{i}", t) for i, t in enumerate(release.twins)]
    home.crawl(*items)
    found = told_stories(home)
    assert {slug: role for slug, (_, _, role, _) in found.items()} == {
        slug: role for slug, (_, role) in expected.items()
    }
    for a, b in itertools.combinations(expected, 2):
        assert (found[a][0] == found[b][0]) is (expected[a][0] == expected[b][0])


def test_the_earliest_is_the_first(home: Home) -> None:
    home.crawl(
        told("kemudian", published="2023-10-21T12:00+07:00"),
        told("dahulu", published="2023-10-21T08:00+07:00"),
        told("entah", published=""),
    )
    roles = {slug: role for slug, (_, _, role, _) in told_stories(home).items()}
    assert roles == {"dahulu": "first", "kemudian": "copy", "entah": "copy"}


def test_an_earlier_article_names_the_story_and_the_former_name_leads_on(
    home: Home,
) -> None:
    home.crawl(told("dua"), told("tiga", published="2023-10-21T18:00+07:00"))
    before = houses(home)["dua"]
    home.crawl(told("satu", published="2023-10-21T06:00+07:00"))
    now = houses(home)
    assert len(set(now.values())) == 1
    assert now["dua"] != before
    assert home.rows("SELECT key FROM story_alias") == [(before,)]
    with home.reader() as reader:
        assert before is not None
        story = reader.story(before)
    assert story is not None
    assert [member.row.url.split("/")[3] for member in story.members] == [
        "satu",
        "dua",
        "tiga",
    ]


def test_the_same_words_weeks_apart_are_two_stories(home: Home) -> None:
    home.crawl(
        told("lama", published="2023-09-01T12:00+07:00"),
        told("baru", published="2023-10-21T08:00+07:00"),
    )
    assert set(houses(home).values()) == {None}


def test_an_article_without_words_has_no_story(home: Home) -> None:
    home.crawl(article("satu", body=""), article("dua", body=""))
    assert set(houses(home).values()) == {None}


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
    assert home.rows("SELECT count(*) FROM story") == [(1,)]


def test_a_story_of_one_is_none(home: Home) -> None:
    item = told("satu")
    home.crawl(item, told("dua"))
    home.crawl(with_body(item, words("baru")))
    assert set(houses(home).values()) == {None}
    assert home.rows("SELECT key FROM story UNION SELECT key FROM story_alias") == []


def test_an_article_that_held_two_together_lets_them_go(home: Home) -> None:
    """Half of one text and half of the other: without it they are strangers."""
    left, right = words("kiri", 90), words("kanan", 90)
    bridge = told("tengah", f"{left} {right}")
    home.crawl(told("kiri", left), told("kanan", right), bridge)
    assert len(set(houses(home).values())) == 1
    home.crawl(with_body(bridge, words("baru")))
    assert set(houses(home).values()) == {None}


def test_the_nearest_candidates_are_looked_at(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "MOST_CANDIDATES", 1)
    home.crawl(*(told(f"s{i}") for i in range(4)))
    assert len(set(houses(home).values())) == 1


def everything() -> list[Article]:
    """Releases with all their tellings, and one telling that is edited later."""
    made = []
    for n, release in enumerate(RELEASES[:4]):
        texts = (release.original, *release.cuts, *release.rewrites, *release.twins)
        for i, text in enumerate(texts):
            at = f"2024-08-{15 + i % 3}T0{(n + 3 * i) % 9}:00+07:00"
            made.append(news(f"b-{n}-{i}", text, at))
    return made


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32), batches=st.integers(1, 6))
def test_any_order_and_batching_gives_the_same_stories(
    tmp_path_factory: pytest.TempPathFactory, seed: int, batches: int
) -> None:
    items = everything()
    edited = with_body(items[0], RELEASES[5].original)
    chance = random.Random(seed)

    def run(order: list[Article], size: int) -> dict[str, tuple[str, int, str, float]]:
        folder: Path = tmp_path_factory.mktemp("order")
        home = Home(f"sqlite:///{folder / 'a.db'}", Clock())
        for start in range(0, len(order), size):
            home.crawl(*order[start : start + size])
        home.crawl(edited)
        home.crawl(with_body(edited, items[0].body))
        return told_stories(home)

    shuffled = chance.sample(items, len(items))
    expected = run(items, len(items))
    assert run(shuffled, -(-len(items) // batches)) == expected
    assert len({story for story, *_ in expected.values()}) == 4
