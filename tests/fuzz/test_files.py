"""WARC files, our own and others': read up to where they are broken, and that is told."""

import gzip
import tempfile
from io import BytesIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.captures.checking import between, payload_sha256
from newsarchive.captures.reader import read_record, scan
from newsarchive.captures.warc import read_captures
from tests.fuzz.mutations import mutated
from tests.fuzz.profile import fuzz
from tests.fuzz.quick import quick
from tests.warc import Record, write

URL = "https://kabaruji.id/berita-1/"


def file_of(*, is_packed: bool) -> bytes:
    packed = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    chunked = {"Content-Type": "text/html", "Transfer-Encoding": "chunked"}
    with tempfile.TemporaryDirectory() as folder:
        path = write(
            Path(folder) / "a.warc",
            Record(URL, "<p>isi</p>"),
            Record(URL, gzip.compress(b"<p>dua</p>"), headers=packed),
            Record(URL, b"5\r\n<p>ti\r\n5\r\nga</p\r\n0\r\n\r\n", headers=chunked),
            is_packed=is_packed,
        )
        return path.read_bytes()


SAMPLES = [file_of(is_packed=False), file_of(is_packed=True)]


@fuzz
@given(mutated(SAMPLES))
def test_files_of_others(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.warc"
        path.write_bytes(data)
        with quick():
            for capture in read_captures(path):
                assert capture.url


@fuzz
@given(mutated(SAMPLES))
def test_our_files(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.warc.gz"
        path.write_bytes(data)
        with quick():
            list(scan(path, Path(folder)))


@fuzz
@given(mutated(SAMPLES), st.integers(0, 600), st.integers(0, 900))
def test_places_in_files(data: bytes, offset: int, length: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.warc.gz").write_bytes(data)
        with quick():
            between(BytesIO(data), len(data), [(offset, offset + length)])
        with quick():
            payload_sha256(BytesIO(data), offset, length)
        with quick():
            read_record(Path(folder), "a.warc.gz", offset)
