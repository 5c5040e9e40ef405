"""Crawls of a blog on loopback that serves Blogger's real endpoints."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.blogger import Blog, Post, blog
from tests.command import crawl, last_run, records
from tests.loopback import serving


@pytest.fixture
def site() -> Iterator[Blog]:
    made = blog(120)
    # Several pages of feed out of few posts.
    made.feed_page = 50
    with serving(made):
        yield made


def urls(site: Blog, label: str | None = None) -> set[str]:
    return {
        site.base + post.path
        for post in site.posts
        if label is None or label in post.labels
    }


def articles_asked(site: Blog) -> list[str]:
    return [path for path in site.asked if path.startswith("/2")]


def test_a_label_comes_whole_and_exact(site: Blog, tmp_path: Path) -> None:
    section = f"{site.base}/search/label/Hukum%20%26%20Kriminal"
    done = crawl(section, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "by blogger" in done.stdout
    found = {record["url"]: record for record in records(tmp_path)}
    assert set(found) == urls(site, "Hukum & Kriminal")
    assert len(articles_asked(site)) == len(found)
    assert not any(path.startswith("/search") for path in site.asked)
    for post in site.posts[::15]:
        record = found[site.base + post.path]
        assert record["title"] == post.title
        assert datetime.fromisoformat(record["published_at"]) == post.published
        assert record["body"].startswith(f"Anggota Polsek ke-{post.number} ")


def test_the_whole_blog_over_feed_pages(site: Blog, tmp_path: Path) -> None:
    # Blogger gives fewer entries than asked for when it likes.
    site.feed_page = 35
    done = crawl(f"{site.base}/", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {record["url"] for record in records(tmp_path)} == urls(site)


def test_later_only_what_changed_is_asked_for(site: Blog, tmp_path: Path) -> None:
    del site.posts[30:]
    crawl(f"{site.base}/", folder=tmp_path)
    site.asked.clear()
    assert "nothing new" in crawl(f"{site.base}/", folder=tmp_path).stdout
    assert articles_asked(site) == []
    assert len(site.asked) <= 4
    edited = site.posts[5]
    edited.body += "<br /><br />Ralat: ronda berakhir pukul tiga."
    edited.updated = datetime.now(UTC)
    site.posts.append(
        Post(
            999,
            "Razia Lalu Lintas",
            "SINTANG – Polisi merazia pengendara di simpang lima.",
            datetime.now(UTC),
            (),
        )
    )
    site.asked.clear()
    done = crawl(f"{site.base}/", folder=tmp_path)
    assert "1 new, 1 changed" in done.stdout
    assert sorted(articles_asked(site)) == sorted([edited.path, site.posts[-1].path])


def test_without_feeds_the_label_pages_lead_on(site: Blog, tmp_path: Path) -> None:
    site.has_feeds = False
    site.robots = ""
    done = crawl(f"{site.base}/search/label/Sekadau", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "by section" in done.stdout
    assert {record["url"] for record in records(tmp_path)} == urls(site, "Sekadau")


def test_a_label_without_feed_that_robots_close_is_said(
    site: Blog, tmp_path: Path
) -> None:
    site.has_feeds = False
    done = crawl(f"{site.base}/search/label/Sekadau", folder=tmp_path)
    assert done.returncode == 3
    assert "robots.txt" in done.stderr


def test_a_backfill_of_a_label(site: Blog, tmp_path: Path) -> None:
    section = f"{site.base}/search/label/Sekadau"
    done = crawl(section, "--backfill", "2023-03-01..2023-03-10", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {record["url"] for record in records(tmp_path)} == {
        site.base + post.path
        for post in site.posts
        if "2023-03-01" <= f"{post.published:%Y-%m-%d}" <= "2023-03-10"
        and "Sekadau" in post.labels
    }


def test_pages_for_telephones_are_the_same_article(site: Blog, tmp_path: Path) -> None:
    del site.posts[3:]
    site.has_feeds = False
    for post in site.posts:
        post.body += f' <a href="{site.base}{site.posts[0].path}?m=1">Baca juga</a>'
    crawl(f"{site.base}/", folder=tmp_path)
    assert {record["url"] for record in records(tmp_path)} == urls(site)
    assert not any("m=1" in path for path in site.asked)


def test_a_backfill_asks_for_its_days_alone(site: Blog, tmp_path: Path) -> None:
    days = "2023-02-20..2023-03-10"
    arguments = ("--backfill", days)
    done = crawl(f"{site.base}/", *arguments, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    wanted = {
        site.base + post.path
        for post in site.posts
        if "2023-02-20" <= f"{post.published:%Y-%m-%d}" <= "2023-03-10"
    }
    assert {record["url"] for record in records(tmp_path)} == wanted
    assert len(articles_asked(site)) == len(wanted)
    site.asked.clear()
    again = crawl(f"{site.base}/", *arguments, folder=tmp_path)
    assert "nothing new" in again.stdout
    assert not any("feeds" in path for path in site.asked)


def test_a_backfill_stops_at_its_budget_and_goes_on(site: Blog, tmp_path: Path) -> None:
    arguments = ("--backfill", "2023-02-01..2023-03-31")
    small = {"NEWSARCHIVE_BACKFILL_LIMIT": "50"}
    done = crawl(f"{site.base}/", *arguments, folder=tmp_path, **small)
    assert done.returncode == 0, done.stderr
    assert "its limit is reached" in done.stdout
    first = {record["url"] for record in records(tmp_path)}
    assert len(first) == 50
    # The newest month comes first; the oldest was not even asked for.
    assert not any("published-min=2023-02" in path for path in site.asked)
    for _ in range(2):
        crawl(f"{site.base}/", *arguments, folder=tmp_path, **small)
    wanted = {
        site.base + post.path
        for post in site.posts
        if "2023-02-01" <= f"{post.published:%Y-%m-%d}" <= "2023-03-31"
    }
    assert {record["url"] for record in records(tmp_path)} == wanted
    assert last_run(tmp_path)["outcome"] == "done"
