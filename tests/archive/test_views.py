"""Views: their columns, and rows that say what the reader says, asked by pandas."""

from typing import Any

import pandas as pd
import pytest
from sqlalchemy import create_engine, inspect

from newsarchive.archive.api import Answer, Archive
from newsarchive.archive.connection import read_url
from newsarchive.archive.views import VIEWS
from newsarchive.run import Outcome
from newsarchive.suppression import Reason, Scope
from newsarchive.text.byline import Byline, Credit
from tests.archive.articles import OTHER, article, words
from tests.archive.home import Home

BODY = words("siaran", 150)
NAMES = [view.name for view in VIEWS]


@pytest.fixture
def filled(home: Home) -> Home:
    """A release told by two outlets, an article edited, one removed, one of a month."""
    home.crawl(
        article("patroli", body=BODY, published="2023-10-20T23:30:00+00:00"),
        article("lama", published="2023-08", byline=None, dateline=None),
        article("hilang"),
    )
    home.crawl(
        article("patroli", body=BODY, domain=OTHER.domain), name="s", source=OTHER
    )
    home.crawl(
        article("lama", published="2023-08", body=words("baru"), title="Judul baru"),
        Answer(url=article("hilang").url, outcome=Outcome.GONE, reason="HTTP 410"),
    )
    return home


def ask(home: Home, statement: str) -> list[dict[str, Any]]:
    """Ask as pandas does, over a connection of its own."""
    engine = create_engine(read_url(home.address))
    try:
        frame = pd.read_sql(statement, engine)
    finally:
        engine.dispose()
    known = frame.astype(object).where(frame.notna(), None)
    return [dict(zip(frame.columns, row, strict=True)) for row in known.to_numpy()]


def test_the_views_have_the_documented_columns(home: Home) -> None:
    home.crawl()
    engine = create_engine(read_url(home.address))
    found = inspect(engine)
    assert sorted(found.get_view_names()) == sorted(NAMES)
    for view in VIEWS:
        columns = [column["name"] for column in found.get_columns(view.name)]
        assert columns == list(view.columns), view.name
    engine.dispose()


def test_what_is_withheld_is_not_among_them(home: Home) -> None:
    home.crawl(article("a"), article("b"), article("c"))
    with Archive.open(home.address) as archive:
        for slug, scope in (("a", Scope.ALL), ("b", Scope.EXPORT)):
            name = f"https://kabaruji.id/{slug}/"
            archive.suppress(name, Reason.LEGAL, scope, erase=False, by="arif")
        (last,) = (one for one in home.articles() if one.row.url.endswith("/c/"))
        archive.hold(last, by="arif", why="alamat")
    told = ask(home, "SELECT url, withheld FROM articles ORDER BY url")
    assert [(row["url"][-3:], row["withheld"]) for row in told] == [
        ("/b/", "export"),
        ("/c/", "held"),
    ]
    assert len(ask(home, "SELECT * FROM bylines")) == 2


def test_one_row_an_article(filled: Home) -> None:
    rows = {row["url"]: row for row in ask(filled, "SELECT * FROM articles")}
    stored = {one.row.url: one for one in filled.articles()}
    assert rows.keys() == stored.keys()
    for url, row in rows.items():
        one = stored[url]
        story = one.story
        assert row == {
            "id": one.row.key,
            "source": one.row.source,
            "outlet": one.row.outlet,
            "url": url,
            "title": one.version.title,
            "body": one.version.body,
            "published": one.row.published,
            "published_at": row["published_at"],
            "published_precision": one.row.published_precision,
            "section": "Kalbar",
            "dateline_place": one.dateline.place if one.dateline else None,
            "regency": one.regency.name if one.regency else None,
            "byline": one.row.byline_raw,
            "state": one.row.state,
            "first_seen_at": row["first_seen_at"],
            "last_checked_at": row["last_checked_at"],
            "versions": one.row.versions,
            "story": story.id if story else None,
            "story_role": story.role if story else None,
            "story_size": story.size if story else None,
            "content_sha256": one.version.content_sha256,
            "withheld": None,
        }
        for name in ("published_at", "first_seen_at", "last_checked_at"):
            assert pd.Timestamp(row[name]) == getattr(one.row, name), name
    assert {row["state"] for row in rows.values()} == {"live", "gone"}
    assert rows["https://kabaruji.id/lama/"]["title"] == "Judul baru"
    assert rows["https://kabaruji.id/patroli/"]["story_size"] == 2


def test_one_row_a_credit(home: Home) -> None:
    signed = (
        Credit(name="Aji", role="reporter", agency="UJI"),
        Credit(name=None, role=None, agency="ANTARA"),
    )
    home.crawl(
        article("dua", byline=Byline(raw="(Aji/UJI/ANTARA)", credits=signed)),
        article("tanpa", byline=None),
    )
    told = ask(home, "SELECT * FROM bylines ORDER BY position")
    assert [
        (row["position"], row["name"], row["role"], row["agency"], row["person"])
        for row in told
    ] == [
        (0, "Aji", "reporter", "UJI", "kabaruji:aji"),
        (1, None, None, "ANTARA", None),
    ]
    assert {row["article"] for row in told} == {home.articles()[0].row.key}
    assert told[0]["outlet"] == "Kabar Uji"
    assert told[0]["published"] == "2023-10-21T09:14:07+07:00"


def test_one_row_a_story(filled: Home) -> None:
    first, copy = (one for one in filled.articles() if one.story)
    (told,) = ask(filled, "SELECT * FROM stories")
    assert (first.row.source, first.story and first.story.role) == ("kabaruji", "first")
    at = told.pop("first_published_at")
    assert pd.Timestamp(at) == first.row.published_at
    assert told == {
        "id": copy.story.id if copy.story else None,
        "size": 2,
        "first_article": first.row.key,
        "first_outlet": "Kabar Uji",
        "first_published": first.row.published,
        "outlets": 2,
        "copies": 1,
        "rewrites": 0,
    }


def test_one_row_an_outlet_and_day(filled: Home) -> None:
    """23:30 UTC is the next morning there; a month is no day; a run that is killed."""
    with filled.visit() as visit:
        visit.flush()
    told = ask(
        filled,
        "SELECT source, day, published, first_seen, runs, runs_done, runs_running"
        " FROM coverage WHERE day < '2024' ORDER BY source, day",
    )
    assert [tuple(row.values()) for row in told] == [
        ("kabaruji", "2023-10-21", 2, 0, 0, 0, 0),
        ("kabaruji", "2023-10-22", 0, 3, 0, 0, 0),
        ("s", "2023-10-21", 1, 0, 0, 0, 0),
        ("s", "2023-10-22", 0, 1, 0, 0, 0),
    ]
    runs = ask(
        filled,
        "SELECT sum(runs) AS runs, sum(runs_done) AS done, sum(runs_running) AS open,"
        " sum(published) AS published FROM coverage WHERE day >= '2024'",
    )
    assert runs == [{"runs": 4, "done": 3, "open": 1, "published": 0}]


def test_coverage_says_how_each_day_stands(filled: Home) -> None:
    rows = ask(
        filled,
        "SELECT source, day, state FROM coverage WHERE day < '2024' ORDER BY 1, 2",
    )
    told = ask(filled, "SELECT count(*) AS days FROM coverage_day WHERE day < '2024'")
    stood = [tuple(row.values()) for row in rows if row["state"] is not None]
    assert len(stood) == told[0]["days"] > 0
    assert ("kabaruji", "2023-10-21", "stored") in stood


def test_pandas_reads_every_view_and_its_instants(filled: Home) -> None:
    engine = create_engine(read_url(filled.address))
    names = [name for name in NAMES if name != "withheld"]
    frames = {name: pd.read_sql(f"SELECT * FROM {name}", engine) for name in names}
    engine.dispose()
    assert {name: len(frame) > 0 for name, frame in frames.items()} == dict.fromkeys(
        names, True
    )
    for column in ("published_at", "first_seen_at", "last_checked_at"):
        instants = pd.to_datetime(frames["articles"][column], utc=True)
        assert str(instants.dtype).startswith("datetime64[")
        assert instants.notna().all()
    days = pd.to_datetime(frames["coverage"]["day"], format="%Y-%m-%d")
    assert days.notna().all()
