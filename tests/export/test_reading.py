"""Exports that come back: into an empty archive, into one of its own, twice."""

import gzip
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsarchive.archive.api import Archive, Came, Choice, Query, Reader
from newsarchive.errors import ConfigurationError, ExportError, NewsArchiveError
from newsarchive.export import release
from newsarchive.export.forms import Compression, Format, Profile
from newsarchive.export.reading import open_export
from newsarchive.export.request import Request
from newsarchive.suppression import Reason, Scope
from newsarchive.text.dateline import Dateline
from tests.archive.articles import OTHER, article, words
from tests.archive.home import Clock, Home

WHOLE = Request(choice=Choice(), profile=Profile.FULL)


def make(address: str, folder: Path, request: Request = WHOLE) -> Path:
    with Reader.open(address) as reader:
        return release.make(reader, folder, request, lambda _done, _total: None).folder


def bring_in(address: str, path: Path) -> dict[str, int]:
    export = open_export(path)
    with Archive.open(address) as archive:
        came = archive.bring_in(export.records(), export.outlets)
    return {str(name): number for name, number in came.items()}


@pytest.fixture
def full(tmp_path: Path) -> Home:
    """An archive with a story of two outlets, an edit, a correction, a removal."""
    home = Home(f"sqlite:///{tmp_path / 'full.db'}", Clock())
    told = words("rilis")
    home.crawl(article("satu", body=f"{told} satu"), article("dua", title=None))
    home.clock.pass_by(days=1)
    home.crawl(article("dua", body=words("sunting"), fetched_at=home.clock.now))
    line = Dateline("SEKADAU –", None, None, "Sekadau", None, "61.09")
    copy = article(
        "tiga", domain="suarauji.id", body=f"{told} tiga", published="2023-10"
    )
    home.crawl(
        replace(copy, source="suarauji", dateline=line), name="suarauji", source=OTHER
    )
    correct(home, "satu", "title", "Judul Benar")
    correct(home, "satu", "topics", [["karhutla", 1.0, []]])
    return home


def correct(home: Home, slug: str, field: str, value: Any) -> None:
    from newsarchive.archive.api import Decision  # noqa: PLC0415

    (found,) = [a for a in home.articles() if f"/{slug}/" in a.row.url]
    with Archive.open(home.address) as archive:
        decision = Decision("periksa", "arif", home.clock.now)
        archive.correct(found, field, value, decision)


@pytest.mark.parametrize("form", [Format.JSONL, Format.JSON])
@pytest.mark.parametrize("compression", Compression)
def test_what_is_exported_comes_back_to_the_same_bytes(
    full: Home, tmp_path: Path, form: Format, compression: Compression
) -> None:
    asked = replace(WHOLE, forms=(form,), compression=compression)
    one = make(full.address, tmp_path / "one", asked)
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert bring_in(other, one) == {Came.NEW: 3}
    two = make(other, tmp_path / "two", asked)
    names = sorted(p.name for p in one.glob("articles*"))
    assert names == sorted(p.name for p in two.glob("articles*"))
    for name in (*names, "stories.csv", "outlets.csv"):
        assert (two / name).read_bytes() == (one / name).read_bytes(), name
    assert bring_in(other, one) == {Came.KNOWN: 3}


def test_what_came_back_holds_together(full: Home, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    bring_in(other, make(full.address, tmp_path / "one"))
    with Reader.open(other) as reader:
        wrong = [c for c in reader.verify(lambda _: None) if c.failing]
        assert wrong == []
        assert reader.count(Query(words="judul benar")) == 1
        assert len(reader.held()) == len(full.reader().held())


def test_two_archives_are_joined(full: Home, tmp_path: Path) -> None:
    other = Home(f"sqlite:///{tmp_path / 'other.db'}", Clock())
    other.crawl(article("lain", body=words("lain")), article("satu", title="Lama"))
    export = make(full.address, tmp_path / "one")
    came = bring_in(other.address, export)
    assert sum(came.values()) == 3
    assert bring_in(other.address, export) == {Came.KNOWN: 3 - came.get("older", 0)} | (
        {"older": came["older"]} if "older" in came else {}
    )
    assert len(other.articles()) == 4


def test_newer_words_become_the_next_version(full: Home, tmp_path: Path) -> None:
    other = Home(f"sqlite:///{tmp_path / 'other.db'}", Clock())
    other.crawl(article("dua", title=None, body=words("dua")))
    came = bring_in(other.address, make(full.address, tmp_path / "one"))
    assert came == {Came.NEW: 2, Came.CHANGED: 1}
    (dua,) = [a for a in other.articles() if "/dua/" in a.row.url]
    assert (dua.row.versions, dua.version.cause) == (2, "import")
    assert dua.version.body == words("sunting")


def test_older_words_change_nothing(full: Home, tmp_path: Path) -> None:
    other = Home(f"sqlite:///{tmp_path / 'other.db'}", Clock())
    later = full.clock.now + timedelta(days=9)
    other.crawl(article("dua", body=words("kini"), fetched_at=later))
    came = bring_in(other.address, make(full.address, tmp_path / "one"))
    assert came == {Came.NEW: 2, Came.OLDER: 1}
    (dua,) = [a for a in other.articles() if "/dua/" in a.row.url]
    assert dua.version.body == words("kini")


def test_what_is_suppressed_here_does_not_come_back(full: Home, tmp_path: Path) -> None:
    export = make(full.address, tmp_path / "one")
    other = f"sqlite:///{tmp_path / 'other.db'}"
    with Archive.open(other) as archive:
        for slug, scope in (("satu", Scope.ALL), ("dua", Scope.EXPORT)):
            url = f"https://kabaruji.id/{slug}/"
            archive.suppress(url, Reason.LEGAL, scope, erase=False, by="arif")
    assert bring_in(other, export) == {Came.NEW: 2, Came.SUPPRESSED: 1}
    exported = make(other, tmp_path / "two")
    told = gzip.decompress((exported / "articles.jsonl.gz").read_bytes())
    assert [orjson.loads(line)["source"] for line in told.splitlines()] == ["suarauji"]


def test_places_nobody_knows_are_rejected(full: Home, tmp_path: Path) -> None:
    export = make(
        full.address, tmp_path / "one", replace(WHOLE, compression=Compression.NONE)
    )
    rows = [
        orjson.loads(r) for r in (export / "articles.jsonl").read_bytes().splitlines()
    ]
    rows[0]["places"] = [{"code": "99.99", "name": "Antah", "level": "regency"}]
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"".join(orjson.dumps(r) + b"\n" for r in rows))
    came = bring_in(f"sqlite:///{tmp_path / 'other.db'}", file)
    assert Counter(came) == {Came.NEW: 2, Came.REJECTED: 1}


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (b"{}\n", ExportError, "line 1: no record of an export: article None"),
        (b"[1]\n", ExportError, "line 1: no record of an export"),
        (b"<html>\n", ExportError, "line 1: no record of an export"),
    ],
)
def test_what_is_no_export_is_said(
    tmp_path: Path, data: bytes, error: type[NewsArchiveError], said: str
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(data)
    with pytest.raises(error, match=said):
        list(open_export(file).records())


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(b"no gzip")
    with pytest.raises(ExportError, match=r"cannot read .*a.jsonl.gz: Not a gzipped"):
        list(open_export(file).records())


def test_an_excerpt_cannot_be_imported(full: Home, tmp_path: Path) -> None:
    export = make(full.address, tmp_path / "one", Request(choice=Choice()))
    with pytest.raises(ConfigurationError, match="only an export with --profile full"):
        list(open_export(export).records())


def test_a_release_that_changed_is_refused(full: Home, tmp_path: Path) -> None:
    export = make(full.address, tmp_path / "one")
    (export / "outlets.csv").write_text("x")
    with pytest.raises(ExportError, match=r"not imported: .*outlets.csv: has changed"):
        open_export(export)
    (export / "SHA256SUMS").unlink()
    with pytest.raises(ConfigurationError, match="is no release"):
        open_export(export)


def test_a_release_without_records_is_refused(full: Home, tmp_path: Path) -> None:
    export = make(full.address, tmp_path / "one", replace(WHOLE, forms=(Format.CSV,)))
    with pytest.raises(ConfigurationError, match=r"has no articles.jsonl or articles"):
        open_export(export)
