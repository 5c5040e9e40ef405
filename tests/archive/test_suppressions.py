"""What is suppressed is shown nowhere, stored no more, and known again."""

from dataclasses import replace
from typing import Any

import pytest

from newsarchive.archive.api import Archive, Lead, Query
from newsarchive.errors import ConfigurationError
from newsarchive.run import Outcome
from newsarchive.suppression import Audience, Reason, Scope, Suppression, url_mark
from tests.archive.articles import OTHER, article, words
from tests.archive.home import Home

EVERYBODY = list(Audience)


def suppress(
    home: Home, name: str, scope: Scope = Scope.ALL, *, erase: bool = False
) -> tuple[Suppression, list[str]]:
    with Archive.open(home.address) as archive:
        return archive.suppress(name, Reason.MINOR, scope, erase=erase, by="arsiparis")


def lift(home: Home, name: str) -> list[Suppression]:
    with Archive.open(home.address) as archive:
        return archive.lift(name, by="arsiparis", why="keliru")


def seen_by(home: Home) -> dict[Audience, list[str]]:
    """Who sees which addresses."""
    return {
        audience: [one.row.url for one in home.articles(audience=audience)]
        for audience in EVERYBODY
    }


def url(slug: str) -> str:
    return f"https://kabaruji.id/{slug}/"


def test_a_scope_says_from_whom(home: Home) -> None:
    home.crawl(article("a"), article("b"), article("c"))
    suppress(home, url("a"), Scope.EXPORT)
    suppress(home, url("b"), Scope.ALL)
    assert seen_by(home) == {
        Audience.ARCHIVIST: [url("a"), url("c")],
        Audience.RESEARCH: [url("c")],
        Audience.PUBLIC: [url("c")],
    }


def test_nothing_that_reads_shows_it(home: Home) -> None:
    home.crawl(article("a", byline=None), article("b"))
    suppress(home, url("b"))
    with home.reader() as reader:
        assert reader.find(url("b")) is None
        assert reader.count(Query()) == 1
        assert [one.row.url for one in reader.newest(Query())] == [url("a")]
        assert reader.count(Query(words=words("b", 3))) == 0
        assert reader.people() == ()
        assert set(reader.topics().values()) == {1}
        hidden = reader.suppressed_as(url("b"))
        assert hidden is not None
        assert (hidden.reason, hidden.scope) == (Reason.MINOR, Scope.ALL)
        assert reader.suppressed_as(hidden.target) == hidden
        assert reader.suppressed_as(url("a")) is None


def test_it_is_not_fetched_again_nor_stored_under_another_address(home: Home) -> None:
    secret = article("a")
    home.crawl(secret)
    _, articles = suppress(home, url("a"))
    assert articles == [key_of(home, "a")]
    refused = {(Outcome.REJECTED, "suppressed"): 1}
    # The listing goes on telling of it; nothing waits.
    with home.visit() as visit:
        assert visit.met([Lead(url("a"))], "test", visit.clock()) == 0
        assert visit.take(10) == []
    # The same words elsewhere, at the same outlet and at another one.
    assert (
        home.crawl(replace(secret, requested=url("x"), url=url("x"), urls=()))
        == refused
    )
    copy = article("y", domain="suarauji.id", body=secret.body, title=secret.title)
    copy = replace(copy, text=secret.text, content_sha256=secret.content_sha256)
    assert home.crawl(copy, name="suarauji", source=OTHER) == refused
    # Other words at an address that led to it once.
    assert home.crawl(article("x")) == refused
    assert seen_by(home)[Audience.ARCHIVIST] == []
    assert (
        home.rows("SELECT outcome, reason FROM page WHERE outcome <> 'rejected'") == []
    )


def test_an_article_known_by_its_number_stays_refused(home: Home) -> None:
    home.crawl(article("a", external_id="17"))
    suppress(home, url("a"))
    moved = article("pindah", external_id="17")
    assert home.crawl(moved) == {(Outcome.REJECTED, "suppressed"): 1}


def test_what_is_left_out_of_exports_is_kept_up(home: Home) -> None:
    home.crawl(article("a"))
    suppress(home, url("a"), Scope.EXPORT)
    assert home.crawl(article("a", body=words("lain"))) == {
        (Outcome.STORED, "changed"): 1
    }
    copy = article("b", body=words("lain"), title="Berita a")
    home.crawl(replace(copy, content_sha256=article("a").content_sha256))
    assert seen_by(home) == {
        Audience.ARCHIVIST: [url("a"), url("b")],
        Audience.RESEARCH: [],
        Audience.PUBLIC: [],
    }


def test_an_address_that_nobody_met_yet(home: Home) -> None:
    home.crawl(article("b"))
    decided, articles = suppress(home, url("nanti"))
    assert (decided.target, articles) == (url_mark(url("nanti")), [])
    with home.visit() as visit:
        assert (
            visit.met([Lead(url("nanti")), Lead(url("c"))], "test", visit.clock()) == 1
        )
        assert [page.url for page in visit.take(10)] == [url("c")]
    # The ledger knows it by its hash alone.
    assert home.rows("SELECT url FROM page WHERE reason = 'suppressed'") == [
        (url_mark(url("nanti")),)
    ]


def test_an_address_that_waits(home: Home) -> None:
    with home.visit() as visit:
        visit.met([Lead(url("nanti"))], "test", visit.clock())
    suppress(home, url("nanti"))
    with home.visit() as visit:
        assert visit.take(10) == []


def test_a_story_with_all_its_articles_and_those_to_come(home: Home) -> None:
    release = words("rilis", 150)
    home.crawl(article("a", body=release), article("b"))
    home.crawl(
        article("c", domain="suarauji.id", body=release), name="suarauji", source=OTHER
    )
    (first, *_) = [one for one in home.articles() if one.story]
    assert first.story is not None
    decided, articles = suppress(home, first.story.id, Scope.EXPORT)
    assert (decided.target, len(articles)) == (first.story.id, 2)
    later = article("d", domain="suarauji.id", body=release, title="Lain lagi")
    home.crawl(later, name="suarauji", source=OTHER)
    assert seen_by(home)[Audience.RESEARCH] == [url("b")]
    with home.reader() as reader:
        story = reader.story(first.story.id)
    assert story is not None
    assert len(story.members) == 3


def test_a_story_without_a_member_that_may_be_shown(home: Home) -> None:
    release = words("rilis", 150)
    home.crawl(article("a", body=release), article("b", body=release, title="Dua"))
    one, other = home.articles()
    assert one.story is not None
    suppress(home, one.row.key)
    with home.reader() as reader:
        told = reader.story(one.story.id)
        assert told is not None
        assert [member.row.key for member in told.members] == [other.row.key]
        assert reader.find(other.row.key).story.size == 1  # type: ignore[union-attr]
    suppress(home, other.row.key)
    with home.reader() as reader:
        assert reader.story(one.story.id) is None


def test_what_is_lifted_is_shown_and_looked_at_again(home: Home) -> None:
    home.crawl(article("a"))
    decided, _ = suppress(home, url("a"))
    (lifted,) = lift(home, url("a"))
    assert lifted.uid == decided.uid
    assert lift(home, url("a")) == []
    assert seen_by(home)[Audience.PUBLIC] == [url("a")]
    assert home.crawl(article("a")) == {(Outcome.UNCHANGED, ""): 1}
    with home.reader() as reader:
        (told,) = reader.suppressions()
        assert (told.lifted_by, told.lifted_why) == ("arsiparis", "keliru")


@pytest.mark.parametrize("way", ["uid", "target"])
def test_it_is_lifted_by_its_id_or_what_it_names(home: Home, way: str) -> None:
    home.crawl(article("a"))
    decided, _ = suppress(home, url("a"))
    assert len(lift(home, getattr(decided, way))) == 1


def test_two_that_overlap(home: Home) -> None:
    home.crawl(article("a"))
    suppress(home, url("a"), Scope.ALL)
    again, _ = suppress(home, url("a"), Scope.EXPORT)
    (first,) = lift_all_but(home, again.uid)
    assert first.scope is Scope.ALL
    assert seen_by(home)[Audience.ARCHIVIST] == [url("a")]
    assert seen_by(home)[Audience.RESEARCH] == []


def test_what_is_nothing_cannot_be_suppressed(home: Home) -> None:
    home.crawl(article("a"))
    with pytest.raises(ConfigurationError, match="no story, no article and no address"):
        suppress(home, "entah")
    assert home.rows("SELECT * FROM suppression") == []


def test_an_archive_takes_in_what_another_decided(home: Home, tmp_path: Any) -> None:
    other = Home(f"sqlite:///{tmp_path / 'other.db'}", home.clock)
    for one in (home, other):
        one.crawl(article("a"), article("b"), article("c"))
    suppress(home, url("a"))
    suppress(home, url("b"), Scope.EXPORT)
    lifted, _ = suppress(home, url("c"))
    lift(home, lifted.uid)
    with home.reader() as reader:
        told = reader.snapshot_of_suppressions()
    with Archive.open(other.address) as archive:
        assert archive.adopt_suppressions(told) == 3
        assert archive.adopt_suppressions(told) == 0
    assert seen_by(other)[Audience.ARCHIVIST] == [url("b"), url("c")]
    assert seen_by(other)[Audience.RESEARCH] == [url("c")]
    # What was lifted there is lifted here.
    lift(home, url("a"))
    with home.reader() as reader:
        told = reader.snapshot_of_suppressions()
    with Archive.open(other.address) as archive:
        assert archive.adopt_suppressions(told) == 0
    assert url("a") in seen_by(other)[Audience.PUBLIC]


def lift_all_but(home: Home, uid: str) -> list[Suppression]:
    with home.reader() as reader:
        others = [one.uid for one in reader.suppressions() if one.uid != uid]
    return [one for other in others for one in lift(home, other)]


def key_of(home: Home, slug: str) -> str:
    with home.reader() as reader:
        hidden = reader.suppressed_as(url(slug))
    assert hidden is not None
    return hidden.target
