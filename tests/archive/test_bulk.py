"""What exports read: the same as articles one by one, as of any moment, on either database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsarchive.archive.api import (
    Answer,
    Archive,
    Beside,
    Choice,
    Decision,
    Entry,
    Lead,
    Query,
)
from newsarchive.capture import Capture, Kind, Role, Target
from newsarchive.export.records import full_record
from newsarchive.run import Outcome, RunState
from newsarchive.suppression import Audience, Reason, Scope
from tests.archive.articles import FETCHED, OTHER, article, words
from tests.archive.home import LONG_AGO, Home

RELEASE = words("rilis")


def entries(home: Home, choice: Choice) -> list[Entry]:
    with home.reader() as reader, reader.picture() as picture:
        found = list(picture.entries(choice))
        assert picture.count(choice) == len(found)
        return found


def slugs(found: list[Entry]) -> list[str]:
    return [one.row.url.split("/")[3] for one in found]


def correct(home: Home, slug: str, field: str, value: Any) -> None:
    (found,) = [a for a in home.articles() if f"/{slug}/" in a.row.url]
    with Archive.open(home.address) as archive:
        decision = Decision("periksa", "arif", home.clock.now)
        archive.correct(found, field, value, decision)


@pytest.fixture
def filled(home: Home) -> Home:
    """An archive with a story, an edit, a removal, a correction and a capture."""
    home.crawl(
        article("satu", body=f"{RELEASE} satu"),
        article("dua", title=None, published=None, byline=None, dateline=None),
        article("tiga", body=f"{RELEASE} tiga", published="2023-10-22"),
    )
    with home.visit() as visit:
        visit.met([Lead("https://kabaruji.id/lama/")], "test", LONG_AGO)
        visit.keep(capture("https://kabaruji.id/lama/"))
        visit.store(article("lama", published="2020"))
        visit.finish(RunState.DONE)
    home.clock.pass_by(days=10)
    home.crawl(
        article(
            "dua", body=words("sunting"), published=None, fetched_at=home.clock.now
        ),
        Answer(
            url="https://kabaruji.id/tiga/",
            outcome=Outcome.GONE,
            reason="HTTP 410",
            at=home.clock.now,
        ),
    )
    correct(home, "satu", "title", "Judul Benar")
    return home


def capture(url: str) -> Capture:
    return Capture(
        target=Target(Role.PAGE, "kabaruji", url, url, {}),
        url=url,
        at=FETCHED,
        status=200,
        kind=Kind.RESPONSE,
        sha256="a" * 64,
        file="kabaruji/a.warc.gz",
        offset=7,
        length=9,
    )


def test_they_are_the_articles_that_are_read_one_by_one(filled: Home) -> None:
    with filled.reader() as reader:
        alone = [full_record(one) for one in reader.every(Query())]
    assert list(map(full_record, entries(filled, Choice()))) == alone


def test_a_story_is_counted_once(filled: Home) -> None:
    found = {one.row.url: one for one in entries(filled, Choice(once=True))}
    copy = next(o for o in entries(filled, Choice()) if "/tiga/" in o.row.url)
    assert len(found) == 3
    assert found["https://kabaruji.id/satu/"].copies == [copy.row.key]
    assert found["https://kabaruji.id/dua/"].copies == []
    # Where the first is not found, the earliest that is stands for the story.
    late = Query(since=datetime(2023, 10, 22, tzinfo=UTC).date(), source="kabaruji")
    assert slugs(entries(filled, Choice(query=late, once=True))) == ["tiga"]


def test_as_it_stood(filled: Home) -> None:
    moment = filled.clock.now - timedelta(days=5)
    found = {slugs([one])[0]: one for one in entries(filled, Choice(as_of=moment))}
    assert found["dua"].version.body == words("dua")
    assert (found["dua"].row.versions, found["dua"].row.byline_raw) == (1, None)
    assert found["tiga"].row.state == "live"
    assert found["satu"].title == "Berita satu"
    assert found["satu"].corrections == []
    assert found["lama"].capture is not None
    assert all(one.row.last_checked_at <= moment for one in found.values())
    assert entries(filled, Choice(as_of=datetime(2020, 1, 1, tzinfo=UTC))) == []


def test_as_it_stands_is_as_of_now(filled: Home) -> None:
    later = filled.clock.now + timedelta(days=1)
    now = [full_record(one) for one in entries(filled, Choice())]
    then = [full_record(one) for one in entries(filled, Choice(as_of=later))]
    passing = "last_checked_at"
    assert [{**one, passing: ""} for one in then] == [
        {**one, passing: ""} for one in now
    ]


def test_a_correction_that_was_taken_back_stood_meanwhile(filled: Home) -> None:
    between = filled.clock.now + timedelta(hours=1)
    filled.clock.pass_by(days=1)
    (found,) = [a for a in filled.articles() if "/satu/" in a.row.url]
    with Archive.open(filled.address) as archive:
        undo = Decision("keliru", "arif", filled.clock.now)
        archive.undo_correction(found, "title", undo)
    (then,) = [
        o for o in entries(filled, Choice(as_of=between)) if "/satu/" in o.row.url
    ]
    assert (then.title, then.corrections[0].machine) == ("Judul Benar", "Berita satu")


def test_a_version_of_earlier_software_is_told_as_today(filled: Home) -> None:
    filled.rows("UPDATE version SET findings = NULL")
    moment = filled.clock.now - timedelta(days=5)
    found = {slugs([one])[0]: one for one in entries(filled, Choice(as_of=moment))}
    assert found["dua"].version.body == words("dua")
    assert found["satu"].tags == ["polsek", "patroli"]


def beside(home: Home, name: str, told: Beside) -> list[tuple[Any, ...]]:
    with home.reader() as reader, reader.picture() as picture:
        return list(picture.rows(name, told))


def test_tables_beside_tell_no_more_than_an_audience_may_see(filled: Home) -> None:
    everything = Beside(Audience.PUBLIC)
    ((key, first, source, published, *counts),) = beside(filled, "stories", everything)
    assert (key.split(":")[0], source) == ("story", "kabaruji")
    assert published == "2023-10-21T09:14:07+07:00"
    assert counts == [2, 1, 1, 0]
    with Archive.open(filled.address) as archive:
        archive.suppress(first, Reason.MINOR, Scope.EXPORT, erase=False, by="arif")
    ((_, _, _, _, *counts),) = beside(filled, "stories", everything)
    assert counts == [1, 1, 1, 0]
    ((removed, _, reason),) = beside(filled, "removed", everything)
    assert (removed, reason) == (first, "minor")
    ((name, *_, articles, _),) = beside(filled, "outlets", everything)
    assert (name, articles) == ("kabaruji", 3)
    past = Beside(Audience.PUBLIC, datetime(2020, 1, 1, tzinfo=UTC))
    assert beside(filled, "stories", past) == []
    assert beside(filled, "coverage", past) == []


def test_lists_are_told_whole(home: Home) -> None:
    home.crawl(
        replace(article("satu", domain="suarauji.id"), source="suarauji"),
        name="suarauji",
        source=OTHER,
    )
    told = Beside(Audience.PUBLIC)
    assert ("61.09", "Sekadau") in {
        (code, name) for code, _, name, *_ in beside(home, "places", told)
    }
    assert any(r[1] == "Polres Sekadau" for r in beside(home, "police_units", told))
    assert beside(home, "coverage", told) != []


def test_the_last_change(home: Home) -> None:
    home.crawl(article("satu"))
    with home.reader() as reader, reader.picture() as picture:
        assert picture.last_change() >= home.clock.now
