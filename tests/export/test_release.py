"""A release: whole, the same every time, checked, held against the last one."""

import csv
import gzip
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq
import pytest

from newsarchive.archive.api import Archive, Choice, Entry, Picture, Query, Reader
from newsarchive.errors import ConfigurationError, ExportError
from newsarchive.export import parquet, release, staging
from newsarchive.export.checking import check_release
from newsarchive.export.forms import Compression, Format, Profile
from newsarchive.export.gates import GateError
from newsarchive.export.records import Told
from newsarchive.export.release import Release
from newsarchive.export.request import Request
from newsarchive.suppression import Audience, Reason, Scope
from newsarchive.verify import check_exports
from tests.archive.articles import article, words
from tests.archive.home import Clock, Home

EVERYTHING = Request(choice=Choice(), forms=tuple(Format), profile=Profile.FULL)
PLAIN = Request(choice=Choice(), profile=Profile.FULL)


def make(address: str, folder: Path, request: Request = PLAIN) -> Release:
    with Reader.open(address) as reader:
        return release.make(reader, folder, request, lambda _done, _total: None)


def read(folder: Path) -> list[dict[str, Any]]:
    lines = gzip.decompress((folder / "articles.jsonl.gz").read_bytes()).splitlines()
    return [orjson.loads(line) for line in lines]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_archive_gives_the_same_bytes(address: str, tmp_path: Path) -> None:
    one = make(address, tmp_path / "a", EVERYTHING).folder
    other = make(address, tmp_path / "b", EVERYTHING).folder
    assert one.name == other.name
    assert contents(one) == contents(other)
    again = make(address, tmp_path / "a", EVERYTHING).folder
    assert again == one
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == [one.name, "latest"]
    assert (tmp_path / "a" / "latest").resolve() == one


def test_it_is_sound_until_something_changes(address: str, tmp_path: Path) -> None:
    folder = make(address, tmp_path).folder
    assert list(check_release(folder)) == []
    (folder / "extra.txt").write_text("x")
    assert [one.partition(": ")[2] for one in check_release(folder)] == [
        "is not in SHA256SUMS"
    ]
    (folder / "outlets.csv").write_text("x")
    assert any("outlets.csv: has changed" in one for one in check_release(folder))


def resummed(folder: Path) -> None:
    """Write the sums anew, as somebody would who wants to hide a change."""
    (folder / "SHA256SUMS").write_text("".join(release._sums(folder)))


def test_records_are_held_against_schema_order_and_counts(
    address: str, tmp_path: Path
) -> None:
    folder = make(address, tmp_path).folder
    (folder / "SHA256SUMS").unlink()
    file = folder / "articles.jsonl.gz"
    first, *rest = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    broken = first.replace(b'"state":"live"', b'"state":"alive"')
    file.write_bytes(gzip.compress(b"".join([*rest, broken, broken])))
    resummed(folder)
    wrong = [one.removeprefix(f"{file}: ") for one in check_release(folder)]
    assert "does not fit the published schema: state" in wrong[0]
    assert "is not in its place, or twice there" in wrong[1]
    assert wrong[-1] == "has not the articles that manifest.json counts"


def test_what_is_no_release_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="is no release: it has no SHA256SUMS"):
        list(check_release(tmp_path))


def test_a_manifest_says_what_was_asked_and_what_is_there(
    address: str, tmp_path: Path
) -> None:
    query = Query(source="kabaruji", audience=Audience.PUBLIC)
    asked = Request(choice=Choice(query=query), filters={"source": "kabaruji"})
    manifest = make(address, tmp_path, asked).manifest
    assert manifest["asked"]["filters"] == {"source": "kabaruji"}
    assert manifest["counts"]["articles"] == 4
    assert manifest["counts"]["by_outlet"] == {"kabaruji": 4}
    assert manifest["counts"]["by_month"] == {"2023-10": 3, "unknown": 1}
    assert manifest["schema"] == "urn:newsarchive:article:1"
    assert manifest["runs"] == ["1"]
    assert manifest["tables"]["stories"] == 1


def test_nothing_found_is_a_valid_release(address: str, tmp_path: Path) -> None:
    asked = replace(EVERYTHING, choice=Choice(query=Query(topic="karhutla")))
    made = make(address, tmp_path, asked)
    assert made.manifest["counts"]["articles"] == 0
    assert read(made.folder) == []
    assert list(check_release(made.folder)) == []


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An archive of its own, which a test changes."""
    return Home(f"sqlite:///{tmp_path / 'own.db'}", Clock())


def test_a_delta_has_what_is_new_changed_and_gone(home: Home, tmp_path: Path) -> None:
    home.crawl(article("satu"), article("dua"), article("tiga"))
    before = make(home.address, tmp_path / "x")
    (gone,) = [r["id"] for r in read(before.folder) if "/tiga/" in r["url"]]
    home.clock.pass_by(days=1)
    home.crawl(
        article("satu", fetched_at=home.clock.now),
        article("dua", body=words("lain"), fetched_at=home.clock.now),
        article("empat", body=words("baru")),
    )
    suppress(home, gone)
    delta = replace(PLAIN, since=before.folder)
    made = make(home.address, tmp_path / "x", delta)
    assert made.manifest["changes"] == {"added": 1, "changed": 1, "removed": 1}
    assert {r["url"] for r in read(made.folder)} == {
        "https://kabaruji.id/dua/",
        "https://kabaruji.id/empat/",
    }
    assert [(r["id"], r["reason"]) for r in table(made.folder, "removed")] == [
        (gone, "request")
    ]
    # The index is of all, so that the next delta can be made against this one.
    same = make(home.address, tmp_path / "x", replace(delta, since=made.folder))
    assert same.manifest["changes"] == {"added": 0, "changed": 0, "removed": 0}


def suppress(home: Home, key: str) -> None:
    with Archive.open(home.address) as archive:
        archive.suppress(key, Reason.REQUEST, Scope.EXPORT, erase=False, by="arif")


def test_what_left_the_choice_is_gone_without_a_reason(
    home: Home, tmp_path: Path
) -> None:
    home.crawl(article("satu"))
    folder = make(home.address, tmp_path / "x").folder
    none = Choice(query=Query(topic="karhutla"))
    made = make(home.address, tmp_path / "x", replace(PLAIN, choice=none, since=folder))
    assert [r["reason"] for r in table(made.folder, "removed")] == [""]


def test_a_delta_needs_a_release(home: Home, tmp_path: Path) -> None:
    home.crawl(article("satu"))
    with pytest.raises(ConfigurationError, match=r"is no release: it has no articles"):
        make(home.address, tmp_path / "x", replace(PLAIN, since=tmp_path))
    (tmp_path / "articles.index.tsv.gz").write_bytes(b"none")
    with pytest.raises(ConfigurationError, match=r"index.tsv.gz cannot be read"):
        make(home.address, tmp_path / "x", replace(PLAIN, since=tmp_path))


def test_an_export_that_lost_much_is_not_published(home: Home, tmp_path: Path) -> None:
    home.crawl(*(article(f"a{n}", body=words(f"a{n}")) for n in range(4)))
    folder = tmp_path / "x"
    first = make(home.address, folder, replace(PLAIN, max_loss=0.1)).folder
    suppress(home, read(first)[0]["id"])
    with pytest.raises(GateError, match=r"3 articles, 1 fewer than the 4 of .*--force"):
        make(home.address, folder, replace(PLAIN, max_loss=0.1))
    assert sorted(p.name for p in folder.iterdir()) == [first.name, "latest"]
    # Another choice is another matter.
    others = replace(PLAIN, profile=Profile.METADATA, max_loss=0.1)
    make(home.address, folder, others)
    forced = make(home.address, folder, replace(PLAIN, max_loss=0.1, force="asked for"))
    assert forced.manifest["forced"] == "asked for"
    assert (folder / "latest").resolve() == forced.folder


def test_what_killed_exports_left_is_removed(address: str, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    (folder / ".part-dead").mkdir(parents=True)
    (folder / ".part-dead" / "articles.jsonl.gz").write_bytes(b"half")
    (folder / ".part-link").symlink_to("nowhere")
    with staging.staged(folder) as alive:
        made = make(address, folder)
        assert alive.is_dir()
    assert sorted(p.name for p in folder.iterdir()) == [made.folder.name, "latest"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ExportError("bad record")])
def test_the_release_before_stands_when_it_breaks(
    address: str, tmp_path: Path, error: BaseException
) -> None:
    before = make(address, tmp_path).folder
    stood = contents(before)

    def breaking(_done: int, _total: int) -> None:
        raise error

    with Reader.open(address) as reader, pytest.raises(type(error)):
        release.make(reader, tmp_path, EVERYTHING, breaking)
    assert contents(before) == stood
    assert sorted(p.name for p in tmp_path.iterdir()) == [before.name, "latest"]


def test_a_folder_that_cannot_be_written(address: str) -> None:
    with pytest.raises(
        ExportError, match="cannot write /proc/x: No such file"
    ) as error:
        make(address, Path("/proc/x"))
    assert error.value.exit_code == 4


def test_a_full_disk_says_how_much_was_written(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = make(address, tmp_path).folder

    def full(_: Path) -> None:
        raise OSError(28, os.strerror(28), "SHA256SUMS")

    monkeypatch.setattr(staging, "settle", full)
    with pytest.raises(
        ExportError, match=r"No space left on device; about .* are needed"
    ):
        make(address, tmp_path, EVERYTHING)
    assert sorted(p.name for p in tmp_path.iterdir()) == [before.name, "latest"]


@pytest.mark.parametrize("compression", Compression)
def test_compressions(address: str, tmp_path: Path, compression: Compression) -> None:
    made = make(address, tmp_path, replace(PLAIN, compression=compression))
    assert list(check_release(made.folder)) == []


def test_masked_texts_name_nobody(home: Home, tmp_path: Path) -> None:
    told = "Tersangka Budi Santoso ditangkap. Budi menyesal."
    home.crawl(article("satu", body=told, title="Budi Santoso Ditangkap"))
    made = make(home.address, tmp_path / "x", replace(PLAIN, profile=Profile.MASKED))
    (record,) = read(made.folder)
    assert record["title"] == "[nama] Ditangkap"
    assert record["body"] == "Tersangka [nama] ditangkap. [nama] menyesal."
    assert record["images"][0]["caption"] is None
    assert "Budi" not in str(record)


def test_as_of_a_day(home: Home, tmp_path: Path) -> None:
    home.crawl(article("satu", body=words("dulu")))
    home.clock.pass_by(days=30)
    home.crawl(
        article("satu", body=words("kini"), fetched_at=home.clock.now),
        article("dua", body=words("baru"), fetched_at=home.clock.now),
    )
    moment = datetime.fromisoformat("2023-10-30T07:00:00+07:00")
    asked = replace(PLAIN, choice=Choice(as_of=moment))
    made = make(home.address, tmp_path / "x", asked)
    (record,) = read(made.folder)
    assert (record["body"], record["versions"]) == (words("dulu"), 1)
    assert made.manifest["as_of"] == "2023-10-30T00:00:00Z"
    assert made.folder.name.startswith("20231030T0000Z-")
    assert made.manifest["tables"]["stories"] == 0


def rows(address: str) -> Iterator[Any]:
    with Reader.open(address) as reader:
        yield from reader.every(Query())


def test_count_once(address: str, tmp_path: Path) -> None:
    made = make(address, tmp_path, replace(EVERYTHING, choice=Choice(once=True)))
    records = read(made.folder)
    assert len(records) == 3
    ids = {one.row.url: one.row.key for one in rows(address)}
    told = {r["url"]: r["copies"] for r in records}
    assert told == {
        "https://kabaruji.id/penuh/": [],
        "https://kabaruji.id/kosong/": [],
        "https://kabaruji.id/rilis/": [ids["https://kabaruji.id/salinan/"]],
    }
    assert list(check_release(made.folder)) == []
    shutil.rmtree(made.folder)


def test_every_form_is_written_of_one_reading(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[Choice] = []
    read_all = Picture.entries

    def counted(picture: Picture, choice: Choice) -> Iterator[Entry]:
        readings.append(choice)
        return read_all(picture, choice)

    monkeypatch.setattr(Picture, "entries", counted)
    alone = [
        make(address, tmp_path / form, replace(PLAIN, forms=(form,))).folder
        for form in Format
    ]
    assert len(readings) == len(alone)
    together = make(address, tmp_path / "all", replace(PLAIN, forms=tuple(Format)))
    assert len(readings) == len(alone) + 1
    together_files = contents(together.folder)
    for folder in alone:
        for name, data in contents(folder).items():
            if name.startswith("articles"):
                assert together_files[name] == data
    no_articles = make(address, tmp_path / "none", replace(PLAIN, forms=()))
    assert no_articles.manifest["counts"] == together.manifest["counts"]
    assert len(readings) == len(alone) + 2


def test_parquet_takes_any_order_long_lines_and_many_months(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "WAITING", 7)
    monkeypatch.setattr(parquet, "GROUP", 4)
    names = ["id", "body", "published_at", "corrections"]
    made: list[dict[str, Any]] = [
        {
            "id": f"{number:04}",
            "body": "x" * (3 * parquet.BLOCK if number == 5 else number),
            "published_at": None
            if number % 9 == 0
            else f"{1900 + number}-0{number % 9}",
            "corrections": [],
        }
        for number in range(100)
    ]
    with parquet.parted(tmp_path / "articles", names) as put:
        for record in made[::-1]:
            put(Told(record, orjson.dumps(record) + b"\n"))
    found = pq.read_table(tmp_path / "articles", partitioning=None)
    assert sorted(found.to_pylist(), key=itemgetter("id")) == made
    parts = sorted(p for p in (tmp_path / "articles").rglob("*") if p.is_file())
    assert len(parts) == 89
    assert {p.name for p in parts} == {"part-0.parquet"}


def test_verify_looks_at_releases(address: str, tmp_path: Path) -> None:
    folder = make(address, tmp_path).folder
    assert check_exports(tmp_path).failing == 0
    (folder / "README.md").write_text("x")
    assert check_exports(tmp_path).names == (
        f"{folder / 'README.md'}: has changed since it was written",
    )
