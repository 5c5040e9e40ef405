"""An article whose address answers with something else keeps its words, live and replayed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsarchive.archive.api import Archive
from tests.command import ask, crawl, records
from tests.loopback import Answer, Site, serving
from tests.test_crawl import SECTION, fill

HOME = '<html><body class="home blog"><h2><a href="/x-y/">Berita</a></h2></body></html>'
REPAIR = "<p>Mohon maaf, situs sedang dalam pemeliharaan.</p>"
LOST = "<p>Maaf, halaman yang Anda cari tidak ditemukan.</p>"
TAKEN = "<p>Berita ini telah dicabut atas permintaan keluarga korban.</p>"


def shell(inner: str) -> str:
    return (
        "<html><head><title>Kabar Uji</title></head><body><article>"
        f"<div class='entry-content'>{inner}</div></article></body></html>"
    )


ANSWERS = (
    (Answer(status=301, headers={"Location": "/"}), "gone", "leads to no article: "),
    (Answer(shell(LOST)), "gone", "soft 404: the words"),
    (Answer(shell(REPAIR)), "live", "maintenance: the words"),
    (Answer(shell(TAKEN)), "withdrawn", "withdrawn: the words 'Berita ini telah"),
    (Answer(shell(TAKEN), 410), "withdrawn", "withdrawn: the words 'Berita ini telah"),
    (Answer(shell("<h1>410</h1>"), 410), "gone", "HTTP 410"),
)

LIVE = "live"
REPAIRED = 2  # which of them is an article again in the end


def states(folder: Path) -> list[tuple[Any, ...]]:
    """All changes of state with the capture that shows each."""
    with (
        Archive.open(f"sqlite:///{folder / 'archive.db'}") as archive,
        archive.engine.begin() as connection,
    ):
        found = connection.exec_driver_sql(
            "SELECT a.url, s.state, s.reason, c.file, c.offset FROM state_change s"
            " JOIN article a ON a.id = s.article_id"
            " JOIN capture c ON c.id = s.capture_id ORDER BY a.url, s.at"
        )
        return [tuple(row) for row in found]


def lasting(folder: Path) -> list[dict[str, Any]]:
    """All records but for the numbers of runs."""
    return [{**record, "run": None} for record in records(folder)]


def words(folder: Path) -> dict[str, tuple[Any, ...]]:
    told = ("title", "body", "versions", "content_sha256")
    return {r["url"]: tuple(r[name] for name in told) for r in records(folder)}


@dataclass(frozen=True)
class Crawled:
    """An archive, the articles' addresses, and their words before they were replaced."""

    folder: Path
    urls: list[str]
    before: dict[str, tuple[Any, ...]]
    said: str


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """Three crawls: articles, something else in their place, and one of them again."""
    folder = tmp_path_factory.mktemp("crawled")
    with serving(Site()) as site:
        paths = fill(site, len(ANSWERS))
        again = site.routes[paths[REPAIRED]]
        site.routes["/"] = Answer(HOME)
        crawl(site.base + SECTION, folder=folder)
        before = words(folder)
        for path, (answer, _, _) in zip(paths, ANSWERS, strict=True):
            site.routes[path] = answer
        done = crawl(site.base + SECTION, "--recheck", "9999d", folder=folder)
        site.routes[paths[REPAIRED]] = again
        crawl(site.base + SECTION, "--recheck", "9999d", folder=folder)
        urls = [site.base + path for path in paths]
        return Crawled(folder, urls, before, done.stdout)


def test_the_words_stay_and_the_answer_is_evidence(crawled: Crawled) -> None:
    assert "1 rejected (1 maintenance), 5 gone" in crawled.said
    assert words(crawled.folder) == crawled.before
    now = {r["url"]: r["state"] for r in records(crawled.folder)}
    changes = states(crawled.folder)
    for url, (_, state, reason) in zip(crawled.urls, ANSWERS, strict=True):
        told = [change for change in changes if change[0] == url]
        assert (told[0][1], now[url]) == (state, state), url
        assert told[0][2].startswith(reason)
        assert [s[1:3] for s in told[1:]] == ([("live", None)] if state == LIVE else [])


def test_the_history_tells_it(crawled: Crawled) -> None:
    shown = ask("history", crawled.urls[3], folder=crawled.folder).stdout
    assert "withdrawn (withdrawn: the words 'Berita ini telah dicabut'), run" in shown


def test_a_replay_tells_the_same(crawled: Crawled, tmp_path: Path) -> None:
    (tmp_path / "captures").symlink_to(crawled.folder / "captures")
    ask("replay", folder=tmp_path)
    assert states(tmp_path) == states(crawled.folder)
    assert json.dumps(lasting(tmp_path)) == json.dumps(lasting(crawled.folder))
