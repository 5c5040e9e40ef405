"""Captures in files: what is written, what other tools and we read of it."""

import gzip
import os
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from newsarchive.capture import Capture, Kind, Role, Target, Twin
from newsarchive.captures.reader import read_record, scan
from newsarchive.captures.writer import Answer, CaptureWriter, digest, warc_date
from newsarchive.errors import ArchiveError, CaptureError
from tests.warc import Record as Foreign
from tests.warc import write as write_foreign

AT = datetime(2023, 10, 21, 2, 14, 7, 123456, tzinfo=UTC)
URL = "https://kabaruji.id/patroli/"
PAGE = b"<html><body>Patroli malam di Pasar Lama</body></html>"
TARGET = Target(Role.PAGE, "kabaruji", URL, URL, {"via": "feed", "parts": 2})
HTML = ((b"Content-Type", b"text/html; charset=utf-8"), (b"X-Twice", b"a"))
SOURCE = {"name": "kabaruji", "sections": ["https://kabaruji.id/"]}


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[CaptureWriter]:
    made = CaptureWriter(tmp_path, "kabaruji/2023/run1", SOURCE)
    yield made
    made.close()


def answer(payload: bytes = PAGE, *encoding: bytes, status: int = 200) -> Answer:
    told = tuple((b"Content-Encoding", one) for one in encoding)
    return Answer(URL, AT, status, (*HTML, *told), payload)


def read_back(folder: Path, capture: Capture, *, decode: bool = True) -> bytes:
    return read_record(folder, capture.file, capture.offset, decode=decode).content


@pytest.mark.parametrize(
    ("payload", "encoding"),
    [
        (PAGE, []),
        (gzip.compress(PAGE), [b"gzip"]),
        (zlib.compress(PAGE), [b"deflate"]),
        (brotli.compress(PAGE), [b"br"]),
    ],
    ids=["plain", "gzip", "deflate", "br"],
)
def test_a_page_is_kept_as_it_came(
    writer: CaptureWriter, tmp_path: Path, payload: bytes, encoding: list[bytes]
) -> None:
    kept = writer.write(answer(payload, *encoding), TARGET, None)
    writer.sync()
    assert kept.kind is Kind.RESPONSE
    assert read_back(tmp_path, kept) == PAGE
    assert read_back(tmp_path, kept, decode=False) == payload
    assert kept.length == (tmp_path / kept.file).stat().st_size - kept.offset


def test_other_tools_read_the_file(
    writer: CaptureWriter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = writer.write(answer(), TARGET, None)
    later = replace(answer(), at=AT + timedelta(days=1))
    writer.write(later, TARGET, Twin(first.url, first.at))
    writer.write(answer(b"", status=304), TARGET, None)
    writer.close()
    file = tmp_path / first.file
    with file.open("rb") as stream:
        found = [
            (one.rec_type, one.rec_headers.get_header("WARC-Profile"))
            for one in ArchiveIterator(stream)
        ]
    profile = "http://netpreserve.org/warc/1.1/revisit"
    assert found == [
        ("warcinfo", None),
        ("metadata", None),
        ("response", None),
        ("metadata", None),
        ("revisit", f"{profile}/identical-payload-digest"),
        ("metadata", None),
        ("revisit", f"{profile}/server-not-modified"),
    ]
    checker = Checker(type("Asked", (), {"inputs": [str(file)], "verbose": True})())
    checker.process_all()
    assert checker.exit_value == 0
    assert "digest pass" in capsys.readouterr().out


def test_a_record_says_what_the_standard_asks_for(
    writer: CaptureWriter, tmp_path: Path
) -> None:
    kept = writer.write(answer(), TARGET, None)
    writer.close()
    with (tmp_path / kept.file).open("rb") as stream:
        stream.seek(kept.offset)
        record = next(iter(ArchiveIterator(stream)))
        head = dict(record.rec_headers.headers)
        assert record.rec_headers.protocol == "WARC/1.1"
        assert head["WARC-Target-URI"] == URL
        assert head["WARC-Date"] == "2023-10-21T02:14:07.123456Z" == warc_date(AT)
        assert head["WARC-Payload-Digest"] == digest(kept.sha256)
        assert record.http_headers.get_statuscode() == "200"
        assert record.http_headers.headers[1] == ("X-Twice", "a")


def test_all_captures_come_back_with_what_they_were_asked_for(
    writer: CaptureWriter, tmp_path: Path
) -> None:
    first = writer.write(answer(), TARGET, None)
    part = replace(TARGET, role=Role.PART, url=f"{URL}2/", told={})
    written = [
        first,
        writer.write(answer(), part, Twin(first.url, first.at)),
        writer.write(answer(b"", status=304), TARGET, None),
        writer.write(answer(b"gone", status=410), TARGET, None),
        writer.write(answer(b"", status=301), TARGET, None),
    ]
    writer.close()
    scanned = list(scan(tmp_path / first.file, tmp_path))
    assert [one.capture for one in scanned] == written
    assert {one.source["name"] for one in scanned} == {"kabaruji"}


def test_a_file_of_elsewhere_is_named_whole(
    writer: CaptureWriter, tmp_path: Path
) -> None:
    kept = writer.write(answer(), TARGET, None)
    writer.close()
    (scanned,) = scan(tmp_path / kept.file, tmp_path / "other")
    assert scanned.capture.file == str(tmp_path / kept.file)
    assert read_back(tmp_path / "other", scanned.capture) == PAGE


def test_a_large_file_is_followed_by_another(tmp_path: Path) -> None:
    writer = CaptureWriter(tmp_path, "k/run1", SOURCE, largest=25_000)
    kept = [writer.write(answer(os.urandom(9_000)), TARGET, None) for _ in range(5)]
    writer.close()
    files = sorted({one.file for one in kept})
    assert files == [f"k/run1-0000{i}.warc.gz" for i in (1, 2)]
    for name in files:
        assert list(scan(tmp_path / name, tmp_path))


def test_a_file_that_is_there_is_never_written_to(tmp_path: Path) -> None:
    taken = tmp_path / "k" / "run1-00001.warc.gz"
    taken.parent.mkdir()
    taken.write_bytes(b"of another archive")
    writer = CaptureWriter(tmp_path, "k/run1", SOURCE)
    kept = writer.write(answer(), TARGET, None)
    writer.close()
    assert kept.file == "k/run1-00002.warc.gz"
    assert taken.read_bytes() == b"of another archive"


def test_a_header_cannot_forge_another(writer: CaptureWriter, tmp_path: Path) -> None:
    forged = replace(answer(), headers=((b"X", b"a\r\nContent-Encoding: br"),))
    kept = writer.write(forged, TARGET, None)
    writer.sync()
    record = read_record(tmp_path, kept.file, kept.offset)
    assert record.headers == (("X", "a  Content-Encoding: br"),)


def test_nothing_is_written_without_a_capture(
    writer: CaptureWriter, tmp_path: Path
) -> None:
    writer.sync()
    writer.close()
    assert list(tmp_path.iterdir()) == []


@given(payload=st.binary(max_size=2000), status=st.sampled_from([200, 404, 500]))
def test_any_payload_comes_back(
    tmp_path_factory: pytest.TempPathFactory, payload: bytes, status: int
) -> None:
    folder = tmp_path_factory.mktemp("any")
    writer = CaptureWriter(folder, "run", SOURCE)
    kept = writer.write(answer(payload, status=status), TARGET, None)
    writer.close()
    assert read_back(folder, kept) == payload
    assert [one.capture for one in scan(folder / kept.file, folder)] == [kept]


def test_a_truncated_file_gives_what_came_before(
    writer: CaptureWriter, tmp_path: Path
) -> None:
    first = writer.write(answer(), TARGET, None)
    second = writer.write(answer(os.urandom(5000)), TARGET, None)
    writer.close()
    file = tmp_path / first.file
    file.write_bytes(file.read_bytes()[: second.offset + 1000])
    scanned = scan(file, tmp_path)
    assert next(scanned).capture == first
    with pytest.raises(CaptureError, match="breaks off, or is damaged"):
        next(scanned)
    with pytest.raises(CaptureError, match=f"no record at byte {second.length * 9}"):
        read_record(tmp_path, first.file, second.length * 9)


@pytest.mark.parametrize(
    "content",
    [b"", b"no WARC at all", gzip.compress(b"<html>"), b"\x1f\x8b broken"],
    ids=["empty", "text", "another gzip", "half a gzip"],
)
def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.warc.gz"
    file.write_bytes(content)
    with pytest.raises(CaptureError, match=str(file)):
        list(scan(file, tmp_path))


def test_a_file_of_other_software_is_refused(tmp_path: Path) -> None:
    file = write_foreign(tmp_path / "foreign.warc.gz", Foreign(URL, PAGE.decode()))
    with pytest.raises(CaptureError, match="holds no captures of newsarchive"):
        list(scan(file, tmp_path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="No such file"):
        read_record(tmp_path, "gone.warc.gz", 0)
    with pytest.raises(CaptureError, match="No such file"):
        list(scan(tmp_path / "gone.warc.gz", tmp_path))


PYWB = os.environ.get("NEWSARCHIVE_TEST_PYWB")


@pytest.mark.skipif(not PYWB, reason="NEWSARCHIVE_TEST_PYWB names no folder with pywb")
def test_pywb_plays_the_page(writer: CaptureWriter, tmp_path: Path) -> None:
    first = writer.write(answer(gzip.compress(PAGE), b"gzip"), TARGET, None)
    later = replace(answer(gzip.compress(PAGE, mtime=1), b"gzip"), at=AT)
    twin = replace(later, payload=gzip.compress(PAGE), at=AT + timedelta(days=1))
    writer.write(twin, TARGET, Twin(first.url, first.at))
    writer.close()
    code = (
        "import sys\n"
        "from pywb.apps.frontendapp import FrontEndApp\n"
        "from webtest import TestApp\n"
        "app = TestApp(FrontEndApp(config_file=None))\n"
        "for day in ('20231021', '20231022'):\n"
        f"    page = app.get('/kabar/' + day + 'id_/{URL}', status='*')\n"
        "    print(page.status, page.text)\n"
    )
    folder = Path(str(PYWB))
    manager = str(folder / "wb-manager")
    for arguments in (["init", "kabar"], ["add", "kabar", str(tmp_path / first.file)]):
        subprocess.run([manager, *arguments], cwd=tmp_path, check=True)
    done = subprocess.run(
        [str(folder / "python"), "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.count(f"200 OK {PAGE.decode()}\n") == 2


def test_bytes_are_on_the_disk_after_sync(
    writer: CaptureWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(descriptor)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    kept = writer.write(answer(), TARGET, None)
    before = len(synced)
    writer.sync()
    writer.sync()
    assert len(synced) == before + 1
    with (tmp_path / kept.file).open("rb") as stream:
        assert len(stream.read()) == kept.offset + kept.length


def test_a_disk_without_room_is_told(
    writer: CaptureWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    writer.write(answer(), TARGET, None)
    monkeypatch.setattr("newsarchive.captures.writer.os.fsync", fail)
    words = f"cannot write captures below {tmp_path}: No space left on device"
    for act in (writer.sync, writer.close):
        with pytest.raises(ArchiveError, match=words):
            act()
    # It is let go of all the same, and a second time there is nothing to do.
    writer.close()
