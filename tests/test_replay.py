"""Captures of a crawl, read again: nothing changes but what newer software reads."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from newsarchive.archive.api import Archive, holding
from newsarchive.archive.connection import read_url, writer
from tests.command import ask, crawl
from tests.loopback import Answer, Site, article, listing, serving
from tests.test_crawl import BODY, OTHER_BODY, SECTION


@dataclass(frozen=True)
class Home:
    """An archive in a folder with its captures."""

    folder: Path

    def run(self, *arguments: str, code: int = 0) -> str:
        done = ask(*arguments, folder=self.folder)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), done
        return done.stdout if code == 0 else done.stderr

    def export(self) -> list[dict[str, Any]]:
        file = self.folder / "out.jsonl"
        self.run("export", "--profile", "full", "--output", str(file))
        return [json.loads(line) for line in file.read_text().splitlines()]

    def write(self, statement: str) -> None:
        address = f"sqlite:///{self.folder / 'archive.db'}"
        engine = writer(read_url(address))
        with engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        address = f"sqlite:///{self.folder / 'archive.db'}"
        with Archive.open(address) as archive, archive.engine.begin() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]


def page(site: Site, path: str, title: str, body: str) -> Answer:
    made = article(site, path, title=title, body=body)
    assert isinstance(made.body, str)
    return made


def publish(site: Site) -> None:
    """A section with a plain page, a packed one, a moved one, one that stumbles."""
    for path, title, body in (
        ("/polos/", "Patroli Malam di Pasar Lama", BODY),
        ("/padat/", "Dua Perahu Bertabrakan", OTHER_BODY),
        ("/baru/", "Lomba Dayung Sambut Hari Jadi", BODY.replace("patroli", "lomba")),
        ("/goyah/", "Razia di Jalan Lintas", BODY.replace("Lama", "Baru")),
    ):
        site.routes[path] = page(site, path, title, body)
    packed = site.routes["/padat/"]
    assert isinstance(packed, Answer)
    site.routes["/padat/"] = Answer(
        gzip.compress(str(packed.body).encode()), headers={"Content-Encoding": "gzip"}
    )
    site.routes["/lama/"] = Answer("", 301, {"Location": "/baru/"})
    good = site.routes["/goyah/"]
    told: list[str] = []

    def stumbling(_: dict[str, str]) -> Answer:
        told.append("once")
        assert isinstance(good, Answer)
        return good if len(told) > 1 else Answer("later", 503)

    site.routes["/goyah/"] = stumbling
    paths = ("/polos/", "/padat/", "/lama/", "/goyah/", "/bukan/")
    site.routes["/bukan/"] = Answer("<html><body>Kontak kami</body></html>")
    site.routes[SECTION] = listing(site, [(p, p.strip("/")) for p in paths])


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two crawls: the second finds an edit, a removal, and a page as it was."""
    home = Home(tmp_path_factory.mktemp("crawled"))
    with serving(Site()) as site:
        publish(site)
        crawl(site.base + SECTION, folder=home.folder)
        edited = BODY.replace("setiap malam", "dua kali semalam")
        site.routes["/polos/"] = page(
            site, "/polos/", "Patroli Malam di Pasar Lama", edited
        )
        site.routes["/padat/"] = Answer("tidak ada", 410)
        crawl(site.base + SECTION, "--recheck", "9999d", folder=home.folder)
    return home


def copied(crawled: Home, folder: Path) -> Home:
    """An archive of its own with the same captures."""
    home = Home(folder)
    (folder / "captures").symlink_to(crawled.folder / "captures")
    return home


def test_an_empty_archive_is_built_again_from_the_captures(
    crawled: Home, tmp_path: Path
) -> None:
    home = copied(crawled, tmp_path)
    assert "read for the first time" in home.run("replay")
    before, after = crawled.export(), home.export()
    assert {record.pop("run") for record in (*before, *after)}
    assert [json.dumps(r) for r in after] == [json.dumps(r) for r in before]
    states = {
        r["url"].rpartition("/")[0][-5:]: (r["state"], r["versions"]) for r in after
    }
    assert sorted(states.values()) == [
        ("gone", 1),
        ("live", 1),
        ("live", 1),
        ("live", 2),
    ]
    question = "SELECT at, state, reason FROM state_change ORDER BY at"
    assert home.rows(question) == crawled.rows(question) != []


def test_what_was_read_is_not_read_into_something_else(crawled: Home) -> None:
    before = crawled.export()
    told = json.loads(crawled.run("replay", "--dry-run", "--json"))
    assert (told["changed"], told["fields"], told["entered"]) == (0, {}, {})
    assert told["unchanged"] == 4
    assert json.loads(crawled.run("replay", "--json"))["changed"] == 0
    assert crawled.export() == before


def test_an_outlet_that_another_run_has_is_left_alone(
    crawled: Home, tmp_path: Path
) -> None:
    address = f"sqlite:///{crawled.folder / 'archive.db'}"
    (name,) = {record["source"] for record in crawled.export()}
    with holding(address, name):
        assert f"{name}: process" in crawled.run("replay", code=75)
        assert json.loads(crawled.run("replay", "--dry-run", "--json"))["read"] > 0
    home = copied(crawled, tmp_path)
    with holding(f"sqlite:///{tmp_path / 'archive.db'}", name):
        home.run("replay", code=75)
        assert home.rows("SELECT id FROM capture") == []


def test_newer_software_writes_a_version_of_its_own(
    crawled: Home, tmp_path: Path
) -> None:
    """Play an older reader: it saw no byline and cut the body short."""
    home = copied(crawled, tmp_path)
    home.run("replay")
    good = {record["url"]: record for record in home.export()}
    home.write(
        "UPDATE version SET body = 'Pendek.', title = title || ' - Kabar',"
        " findings = json_set(findings, '$.byline', NULL)"
        " WHERE number = (SELECT versions FROM article WHERE id = article_id)"
    )
    told = json.loads(home.run("replay", "--dry-run", "--json"))
    assert told["changed"] == 4
    assert told["fields"] == {"title": 4, "body": 4, "byline": 4}
    assert all(r["body"] == "Pendek." for r in home.export())
    assert "changed 4 articles (4 title, 4 body, 4 byline)" in home.run("replay")
    after = {record["url"]: record for record in home.export()}
    for url, record in after.items():
        assert record["versions"] == good[url]["versions"] + 1
        for name in ("title", "body", "byline", "state", "last_checked_at", "capture"):
            assert record[name] == good[url][name], name
    causes = home.rows("SELECT cause, body FROM version ORDER BY article_id, number")
    assert sum(cause == "re-extraction" for cause, _ in causes) == 4
    assert sum(body == "Pendek." for _, body in causes) == 4
    assert "changed 0 articles" in home.run("replay")
    key = next(iter(after.values()))["id"]
    assert "re-extraction" in home.run("history", key)


def test_a_correction_stands_when_pages_are_read_again(
    crawled: Home, tmp_path: Path
) -> None:
    """Play an older reader, correct what it read, and read the pages again."""
    home = copied(crawled, tmp_path)
    home.run("replay")
    (record, *_) = (r for r in home.export() if r["versions"] == 2)
    url, title = record["url"], record["title"]
    home.write("UPDATE version SET title = 'Dibaca Lama'")
    home.write("UPDATE article SET title = 'Dibaca Lama'")
    home.run("correct", url, "title", "Judul Arsip", "--why", "salah", "--by", "arif")
    home.run("correct", url, "tags", "a, b", "--why", "salah", "--by", "arif")
    assert "Dibaca Lama" in home.run("corrections", url)
    assert "changed 4 articles (4 title)" in home.run("replay")
    now = next(r for r in home.export() if r["url"] == url)
    assert (now["title"], now["tags"], now["versions"]) == (
        "Judul Arsip",
        ["a", "b"],
        3,
    )
    told = {one["field"]: one["machine"] for one in now["corrections"]}
    assert told == {"title": title, "tags": record["tags"]}
    assert "changed 0 articles" in home.run("replay")
    assert "1 of 4 articles" in home.run("search", '"judul arsip"')
    for field in ("title", "tags"):
        home.run("correct", url, field, "--undo", "--why", "betul", "--by", "arif")
    now = next(r for r in home.export() if r["url"] == url)
    assert (now["title"], now["tags"], now["corrections"]) == (
        title,
        record["tags"],
        [],
    )


def test_only_one_outlet_or_only_what_is_younger(crawled: Home) -> None:
    assert (
        json.loads(crawled.run("replay", "--json", "--since", "2999-01-01"))["read"]
        == 0
    )
    assert "no captures of 'x'" in crawled.run("replay", "--outlet", "x", code=2)


def test_a_broken_file_is_told_and_the_rest_is_read(
    crawled: Home, tmp_path: Path
) -> None:
    home = Home(tmp_path)
    files = sorted((crawled.folder / "captures").rglob("*.warc.gz"))
    broken = tmp_path / "rusak.warc.gz"
    broken.write_bytes(files[0].read_bytes()[:-100])
    refused = home.run("replay", str(broken), code=2)
    assert "breaks off, or is damaged" in refused
    assert refused.count("\n") == 1
    assert home.rows("SELECT id FROM run UNION SELECT id FROM capture") == []
    home.run("replay", str(broken), "--salvage")
    assert home.rows("SELECT count(*) FROM article")[0][0] >= 2
    assert (
        "0 captures taken in"
        in ask("replay", str(broken), "--salvage", folder=tmp_path).stderr
    )
    broken.unlink()
    assert "captures that cannot be read" in home.run("replay", code=3)


def test_without_captures_there_is_nothing_to_read(tmp_path: Path) -> None:
    assert "there are no captures below" in Home(tmp_path).run("replay", code=2)


def test_a_crawl_can_do_without_captures(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serving(Site()) as site:
        publish(site)
        crawl(site.base + SECTION, folder=tmp_path, NEWSARCHIVE_CAPTURE="none")
    assert not (tmp_path / "captures").exists()
    assert all(record["capture"] is None for record in home.export())


def test_listings_are_kept_on_request(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serving(Site()) as site:
        publish(site)
        crawl(site.base + SECTION, folder=tmp_path, NEWSARCHIVE_CAPTURE="all")
        done = crawl(site.base + SECTION, folder=tmp_path, NEWSARCHIVE_CAPTURE="some")
    assert "use articles, all, none" in done.stderr
    roles = dict(home.rows("SELECT role, count(*) FROM capture GROUP BY role"))
    assert roles["listing"] >= 2
    assert roles["page"] >= 5


def test_the_captures_of_an_article(crawled: Home, tmp_path: Path) -> None:
    url = next(r["url"] for r in crawled.export() if r["versions"] == 2)
    told = json.loads(crawled.run("captures", url, "--json"))
    assert [one["version"] for one in told] == [1, 2]
    assert told[0]["outcome"] == "stored"
    assert "version 2 (changed)" in crawled.run("captures", url)
    shown = crawled.run("captures", "export", url)
    assert "<article" in shown
    out = tmp_path / "page.html"
    crawled.run("captures", "export", url, "-o", str(out), "-n", str(told[0]["number"]))
    assert "&lt;article" in out.read_text()
    assert "setiap malam" in out.read_text()
    assert "--force" in crawled.run("captures", "export", url, "-o", str(out), code=2)
    crawled.run("captures", "export", url, "-o", str(out), "--raw", "--force")
    assert "<article" in out.read_text()
    nowhere = str(tmp_path / "nowhere" / "page.html")
    refused = crawled.run("captures", "export", url, "-o", nowhere, code=4)
    assert f"cannot write {nowhere}: No such file" in refused
    assert "no such capture" in crawled.run(
        "captures", "export", url, "-n", "99", code=2
    )
    assert "no article 'x'" in crawled.run("captures", "x", code=2)


def test_the_history_of_an_article(crawled: Home) -> None:
    records = crawled.export()
    edited = next(r["url"] for r in records if r["versions"] == 2)
    told = crawled.run("history", edited)
    assert "[-setiap malam.-]" in told
    assert "{+dua kali semalam.+}" in told
    gone = next(r["url"] for r in records if r["state"] == "gone")
    assert "gone (HTTP 410)" in crawled.run("history", gone)
    data = json.loads(crawled.run("history", gone, "--json"))
    assert [s["status"] for s in data["states"]] == [410]
    assert [v["cause"] for v in data["versions"]] == ["first"]
