"""Crawls of real servers on loopback, by processes, compared with what is true."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsarchive.demo.newsroom import Newsroom
from tests.command import (
    ask,
    crawl,
    crawl_arguments,
    environment,
    last_run,
    newsarchive,
    records,
)
from tests.loopback import Answer, Site, article, listing, serving

SECTION = "/category/kalimantan-barat/"
BODY = """KABAR UJI, SEKADAU – Anggota Polsek Sekadau Hilir menggelar patroli malam di Pasar Lama, Jumat (20/10/2023).

Patroli menyasar lorong yang gelap dan tempat parkir sepeda motor yang sering sepi selepas jam sembilan malam.

Warga menyambut baik kehadiran petugas dan berharap patroli serupa dilakukan setiap malam. (Aji/UJI)"""


OTHER_BODY = """KABAR UJI, SINTANG – Dua perahu motor bertabrakan di Sungai Kapuas pada Minggu (22/10/2023) dini hari.

Satpolairud Polres Sintang menyisir tepian sungai sejauh lima kilometer untuk mencari seorang penumpang yang belum ditemukan.

Kedua juru mudi dimintai keterangan di markas dan mengaku tidak menyalakan lampu. (Ria/UJI)"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as served:
        yield served


def fill(site: Site, number: int, *, pages: int = 1) -> list[str]:
    """A section of `number` articles over some pages; no REST, no feed."""
    paths = [f"/berita-ke-{i}/" for i in range(number)]
    for i, path in enumerate(paths):
        site.routes[path] = article(
            site, path, title=f"Berita ke-{i}", body=BODY.replace("Lama", f"Lama {i}")
        )
    size = -(-number // pages)
    for page in range(pages):
        path = SECTION if page == 0 else f"{SECTION}page/{page + 1}/"
        more = f"{SECTION}page/{page + 2}/" if page + 1 < pages else None
        chunk = [(p, p.strip("/")) for p in paths[page * size : (page + 1) * size]]
        site.routes[path] = listing(site, chunk, more)
    return paths


def visit_all(newsroom: Newsroom, folder: Path, *extra: str) -> list[dict[str, Any]]:
    """Crawl every section; give the runs' reports."""
    runs = []
    for section in newsroom.sections.values():
        done = crawl(section, *extra, folder=folder)
        assert done.returncode == 0, done.stderr
        runs.append(last_run(folder))
    return runs


def compare(newsroom: Newsroom, folder: Path) -> dict[str, dict[str, Any]]:
    """Compare the archive with the newsroom's truth, whole."""
    found = {record["url"]: record for record in records(folder)}
    truth = [row for row in newsroom.truth() if row.expect in {"archive", "gone"}]
    assert set(found) == {row.url for row in truth}
    for row in truth:
        record = found[row.url]
        assert record["title"] == row.article.title
        assert record["body"].split("\n\n") == list(row.article.paragraphs)
        # The page that stands in its place says that the newsroom took it back.
        assert record["state"] == ("withdrawn" if row.expect == "gone" else "live")
    return found


def test_newsroom_comes_out_as_it_is(tmp_path: Path) -> None:
    with Newsroom() as newsroom:
        visit_all(newsroom, tmp_path)
        compare(newsroom, tmp_path)
        for run in visit_all(newsroom, tmp_path):
            assert run["new"] == run["changed"] == 0
            assert run["requests"] <= 6
        newsroom.advance()
        visit_all(newsroom, tmp_path, "--recheck", "30d")
        found = compare(newsroom, tmp_path)
        assert sum(record["versions"] == 2 for record in found.values()) == 1


def test_section_pages_are_the_last_way(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 9, pages=3)
    done = crawl(site.base + SECTION, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {r["url"] for r in records(tmp_path)} == {site.base + p for p in paths}
    assert "/lain/" not in site.asked
    assert "/nasional/" not in site.asked
    assert "by section" in done.stdout


def test_second_crawl_stops_at_known_ground(site: Site, tmp_path: Path) -> None:
    fill(site, 30, pages=10)
    crawl(site.base + SECTION, folder=tmp_path)
    site.asked.clear()
    assert crawl(site.base + SECTION, folder=tmp_path).returncode == 0
    assert not any("page/2" in path or "berita" in path for path in site.asked)


def test_killed_crawl_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 40, pages=4)
    slow = {"DOWNLOAD_DELAY": "0.05", "CONCURRENT_REQUESTS_PER_DOMAIN": "1"}
    arguments = crawl_arguments(site.base + SECTION, **slow)
    process = subprocess.Popen(
        [sys.executable, "-m", "newsarchive", *arguments],
        env=environment(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while sum("berita" in path for path in site.asked) < 15:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert crawl(site.base + SECTION, folder=tmp_path).returncode == 0
    urls = [record["url"] for record in records(tmp_path)]
    assert sorted(urls) == sorted(site.base + path for path in paths)
    done = ask("runs", "--json", folder=tmp_path)
    assert '"killed"' in done.stdout


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_cleanly(
    site: Site, tmp_path: Path, signum: signal.Signals
) -> None:
    fill(site, 40)
    # Behind a delay of seconds few may wait: each would hold up the end by as much.
    slow = {"DOWNLOAD_DELAY": "1", "CONCURRENT_REQUESTS_PER_DOMAIN": "1"}
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "newsarchive",
            *crawl_arguments(site.base + SECTION, **slow),
        ],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while sum("berita" in path for path in site.asked) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(process.pid, signum)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 3
    assert "what was stored is kept" in out
    assert "Traceback" not in err
    run = last_run(tmp_path)
    assert run["outcome"] == "interrupted"
    assert len(records(tmp_path)) == run["new"] >= 2


def test_503_with_retry_after_loses_nothing(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 12)
    told: set[str] = set()

    def stumbling(path: str, good: Answer) -> None:
        def answer(_: dict[str, str]) -> Answer:
            if path in told:
                return good
            told.add(path)
            return Answer("later", 503, {"Retry-After": "1"})

        site.routes[path] = answer

    for path in [SECTION, *paths[::3]]:
        good = site.routes[path]
        assert isinstance(good, Answer)
        stumbling(path, good)
    done = crawl(site.base + SECTION, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(records(tmp_path)) == len(paths)


def test_failures_are_tried_again_next_run(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 3)
    good = site.routes[paths[1]]
    site.routes[paths[1]] = Answer("kaputt", 500)
    done = crawl(site.base + SECTION, folder=tmp_path, RETRY_TIMES="1")
    assert done.returncode == 3
    assert "1 addresses failed" in done.stderr
    assert len(records(tmp_path)) == 2
    site.routes[paths[1]] = good
    assert crawl(site.base + SECTION, folder=tmp_path).returncode == 0
    assert len(records(tmp_path)) == 3


def test_one_article_at_many_addresses(site: Site, tmp_path: Path) -> None:
    body = BODY.replace("Lama", "Baru")
    first = article(site, "/asli/", title="Satu", body=body, number=7)
    site.routes["/asli/"] = first
    site.routes["/?p=7"] = Answer(status=301, headers={"Location": "/asli/"})
    site.routes["/ASLI/"] = first
    other = article(
        site, "/lain-lagi/", title="Lain", body=OTHER_BODY, canonical="/asli/"
    )

    def late(_: dict[str, str]) -> Answer:
        """Come after the article whose address it claims."""
        time.sleep(1)
        return other

    site.routes["/lain-lagi/"] = late
    links = [("/asli/", "Satu"), ("/?p=7", "Satu"), ("/ASLI/", "Satu")]
    links.append(("/lain-lagi/", "Lain"))
    site.routes[SECTION] = listing(site, links)
    done = crawl(site.base + SECTION, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    found = {record["url"]: record for record in records(tmp_path)}
    # A canonical link does not make two texts one.
    assert set(found) == {site.base + "/asli/", site.base + "/lain-lagi/"}
    assert {"/asli/", "/ASLI/", "/?p=7"} <= {
        url.removeprefix(site.base) for url in found[site.base + "/asli/"]["urls"]
    }


def test_removed_article_that_leads_to_another(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 2)
    crawl(site.base + SECTION, folder=tmp_path)
    site.routes[paths[0]] = Answer(status=301, headers={"Location": paths[1]})
    crawl(site.base + SECTION, "--recheck", "1d", folder=tmp_path)
    states = {r["url"].removeprefix(site.base): r["state"] for r in records(tmp_path)}
    assert states == {paths[0]: "gone", paths[1]: "live"}


def test_unchanged_pages_are_not_fetched_whole(site: Site, tmp_path: Path) -> None:
    (path,) = fill(site, 1)
    good = site.routes[path]
    assert isinstance(good, Answer)

    def conditional(headers: dict[str, str]) -> Answer:
        if headers.get("if-none-match") == '"v1"':
            return Answer(status=304, headers={"ETag": '"v1"'})
        return Answer(good.body, headers={"ETag": '"v1"'})

    site.routes[path] = conditional
    crawl(site.base + SECTION, folder=tmp_path)
    assert (
        crawl(site.base + SECTION, "--recheck", "1d", folder=tmp_path).returncode == 0
    )
    run = last_run(tmp_path)
    assert (run["new"], run["changed"], run["unchanged"]) == (0, 0, 1)


def test_robots_are_obeyed(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 2)
    site.routes["/robots.txt"] = Answer(
        f"User-agent: *\nDisallow: {paths[0]}", kind="text/plain"
    )
    done = crawl(site.base + SECTION, folder=tmp_path)
    assert done.returncode == 3
    assert "1 addresses blocked" in done.stderr
    assert paths[0] not in site.asked


def test_the_limit_leaves_the_rest_for_later(site: Site, tmp_path: Path) -> None:
    fill(site, 10)
    crawl(site.base + SECTION, "--limit", "4", folder=tmp_path)
    assert len(records(tmp_path)) == 4
    crawl(site.base + SECTION, folder=tmp_path)
    assert len(records(tmp_path)) == 10


def test_no_news_site_is_said_so(site: Site, tmp_path: Path) -> None:
    site.routes[SECTION] = Answer("<h1>Selamat datang</h1><p>Toko bunga kami.</p>")
    done = crawl(site.base + SECTION, folder=tmp_path)
    assert done.returncode == 3
    assert "no links to articles" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_host_that_refuses(tmp_path: Path) -> None:
    with serving(Site()) as gone:
        section = gone.base + SECTION
    done = crawl(section, folder=tmp_path, RETRY_TIMES="0")
    assert done.returncode == 3
    assert "refused" in done.stderr.lower()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["crawl", "--url", "kalbar"], 2, "no section address"),
        (["crawl", "--url", "ftp://a.id/k/"], 2, "no section address"),
        (["crawl", "--url", "http://127.0.0.1:9/k/"], 2, "not a public address"),
        (["crawl", "tidakada"], 2, "no outlet 'tidakada'"),
        (["crawl", "beritanasional", "--url", "http://a.id/k/"], 2, "not several"),
        (["crawl", "beritanasional", "--recheck", "bulan"], 2, "is no age"),
        (["crawl", "beritanasional", "-s", "DELAY"], 2, "write NAME=VALUE"),
        (["crawl", "--name", "x", "beritanasional"], 2, "exactly one --url"),
        (
            ["crawl", "beritanasional", "--database", "sqlite:////proc/x/a.db"],
            4,
            "cannot use sqlite:////proc/x/a.db",
        ),
        (["crawl", "beritanasional", "--database", "mysql://u:p@h/x"], 2, "mysql"),
    ],
)
def test_wrong_use_is_one_clear_line(
    tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    done = newsarchive(*arguments, folder=tmp_path)
    assert done.returncode == code
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_scrapys_own_commands(tmp_path: Path, site: Site) -> None:
    fill(site, 2)
    env = environment(tmp_path)
    root = Path(__file__).parent.parent
    scrapy = [sys.executable, "-m", "scrapy"]
    listed = subprocess.run(
        [*scrapy, "list"], env=env, cwd=root, capture_output=True, text=True, check=True
    )
    assert {"beritanasional", "generic"} <= set(listed.stdout.split())
    output = tmp_path / "items.jsonl"
    subprocess.run(
        [
            *scrapy,
            *("crawl", "generic", "-a", f"url={site.base}{SECTION}", "-O", str(output)),
            *("-s", f"NEWSARCHIVE_ALLOWED_ADDRESSES={site.address}"),
            *("-s", "DOWNLOAD_DELAY=0"),
        ],
        env=env,
        cwd=root,
        capture_output=True,
        check=True,
    )
    assert len(output.read_text("utf-8").splitlines()) == 2
    assert len(records(tmp_path)) == 2
