"""Reading WARC files: whole ones, packed or not, broken ones, and what is none."""

import gzip
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from newsarchive.captures.warc import read_captures
from newsarchive.errors import ConfigurationError, IncompleteError
from tests.warc import Record, write

URL = "https://kabaruji.id/berita-1/"


@pytest.mark.parametrize("is_packed", [True, False])
def test_an_answer_is_read_whole(tmp_path: Path, is_packed: bool) -> None:
    packed = {"Content-Type": "text/html", "Content-Encoding": "gzip", "ETag": '"a"'}
    path = write(
        tmp_path / "a.warc.gz",
        Record(URL, "<p>isi</p>"),
        Record(f"<{URL}?p=2>", gzip.compress(b"<p>dua</p>"), headers=packed),
        Record(URL, kind="request"),
        Record(URL, status="404 Not Found"),
        Record(URL, at="kapan"),
        Record(URL, at="2025-11-02T03:04:05"),
        Record(URL, status="aneh"),
        is_packed=is_packed,
    )
    found = list(read_captures(path))
    assert [(one.url, one.body, one.status) for one in found] == [
        (URL, b"<p>isi</p>", 200),
        (f"{URL}?p=2", b"<p>dua</p>", 200),
        (URL, b"<html></html>", 404),
        (URL, b"<html></html>", 200),
    ]
    assert {one.at for one in found} == {datetime(2025, 11, 2, 3, 4, 5, tzinfo=UTC)}
    assert found[1].headers["etag"] == '"a"'


def test_a_file_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", *[Record(URL, "x" * 500)] * 3, is_packed=False)
    path.write_bytes(path.read_bytes()[:1500] + b"\r\n\r\nbukan rekaman\r\n\r\n")
    found = read_captures(path)
    assert next(found).url == URL
    with pytest.raises(IncompleteError, match=r"a\.warc breaks off in record 3"):
        list(found)


def test_a_packed_file_that_breaks_off(tmp_path: Path) -> None:
    bodies = [
        f"{n}-" + "".join(chr(33 + (n * i) % 90) for i in range(9000))
        for n in (7, 11, 13)
    ]
    path = write(tmp_path / "a.warc.gz", *[Record(URL, body) for body in bodies])
    whole = path.read_bytes()
    path.write_bytes(whole[:-60])
    found = read_captures(path)
    assert [next(found).url, next(found).url] == [URL, URL]
    with pytest.raises(IncompleteError, match="breaks off in record 4"):
        list(found)


@pytest.mark.parametrize("content", [b"<html>bukan warc</html>", b"\x1f\x8bxx"])
def test_what_is_no_warc_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="is no WARC file"):
        list(read_captures(path))


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="No such file"):
        list(read_captures(tmp_path / "tiada.warc.gz"))


def test_bodies_come_unpacked_whatever_the_headers_say(tmp_path: Path) -> None:
    """Brotli; chunks; headers kept of a page that was unpacked; an unknown coding."""
    page = "<p>isi</p>"
    html = {"Content-Type": "text/html"}
    path = write(
        tmp_path / "a.warc.gz",
        Record(
            URL,
            brotli.compress(page.encode()),
            headers={**html, "Content-Encoding": "br"},
        ),
        Record(
            URL,
            "6\r\n<p>isi\r\n4\r\n</p>\r\n0\r\n\r\n",
            headers={**html, "Transfer-Encoding": "chunked"},
        ),
        Record(URL, page, headers={**html, "Content-Encoding": "gzip"}),
        Record(URL, page, headers={**html, "Content-Encoding": "zstd"}),
        Record(
            URL,
            zlib.compress(page.encode())[2:-4],
            headers={**html, "Content-Encoding": "deflate"},
        ),
    )
    assert [one.body for one in read_captures(path)] == [page.encode()] * 5


def test_a_record_without_an_address_is_damage(tmp_path: Path) -> None:
    # The library stumbles over it: found by tests/fuzz.
    path = write(tmp_path / "a.warc", Record(URL), is_packed=False)
    target = f"WARC-Target-URI: {URL}\r\n".encode()
    path.write_bytes(path.read_bytes().replace(target, b""))
    with pytest.raises(IncompleteError, match="breaks off in record 1"):
        list(read_captures(path))
