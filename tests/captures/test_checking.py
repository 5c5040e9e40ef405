"""Records that are not as they were written are told from those that are."""

import gzip
import hashlib
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsarchive.capture import Capture, Role, Target
from newsarchive.captures.checking import between, payload_sha256, warc_files
from newsarchive.captures.writer import Answer, CaptureWriter
from newsarchive.errors import CaptureError

AT = datetime(2023, 10, 22, 3, 0, tzinfo=UTC)
PAGE = b"<html>Patroli malam</html>"


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, list[Capture]]:
    """A file of three captures."""
    writer = CaptureWriter(tmp_path, "uji", {"name": "uji"})
    found = []
    for number in range(3):
        url = f"https://kabaruji.id/{number}/"
        answer = Answer(url, AT, 200, ((b"Content-Type", b"text/html"),), PAGE)
        target = Target(Role.PAGE, "uji", url, url, {})
        found.append(writer.write(answer, target, None))
    writer.close()
    return tmp_path / found[0].file, found


def test_a_record_that_is_whole(written: tuple[Path, list[Capture]]) -> None:
    file, captures = written
    with file.open("rb") as stream:
        for one in captures:
            found = payload_sha256(stream, one.offset, one.length)
            assert found == one.sha256 == hashlib.sha256(PAGE).hexdigest()


def test_every_flipped_bit_is_noticed(written: tuple[Path, list[Capture]]) -> None:
    """Headers count, too: the packing has a checksum of its own."""
    file, (_, one, _) = written
    raw = file.read_bytes()
    for at in range(one.offset, one.offset + one.length):
        spoilt = bytearray(raw)
        spoilt[at] ^= 4
        try:
            found = payload_sha256(io.BytesIO(spoilt), one.offset, one.length)
        except CaptureError:
            continue
        # Bytes of gzip's own header that say when and where it was packed; and bits
        # behind the last of what is packed, before its checksum and length.
        assert at - one.offset in {*range(3, 10), one.length - 9}
        assert found == one.sha256


@pytest.mark.parametrize(
    ("offset", "length", "words"),
    [
        (0, 10**6, "breaks off in the record at byte 0"),
        (0, 20, "record at byte 0 is damaged"),
        (1, 20, "record at byte 1 is damaged"),
    ],
)
def test_what_is_no_record(
    written: tuple[Path, list[Capture]], offset: int, length: int, words: str
) -> None:
    file, _ = written
    with file.open("rb") as stream, pytest.raises(CaptureError, match=words):
        payload_sha256(stream, offset, length)


def test_what_is_packed_and_no_record() -> None:
    raw = gzip.compress(b"tidak ada apa-apa")
    with pytest.raises(CaptureError, match="no record at byte 0"):
        payload_sha256(io.BytesIO(raw), 0, len(raw))


@pytest.mark.parametrize(
    ("known", "tail", "strays"),
    [
        ([0, 1, 2], b"", 0),
        ([0, 1], b"", "from 1"),
        ([1, 2], b"", "first"),
        ([0, 1, 2], b"\0" * 7, 7),
        ([0, 1, 2], gzip.compress(b"no record", mtime=0), 29),
        ([0, 1, 2], b"\0" * (2**20 + 1), 2**20 + 1),
    ],
)
def test_what_no_row_knows_is_counted(
    written: tuple[Path, list[Capture]],
    known: list[int],
    tail: bytes,
    strays: int | str,
) -> None:
    file, captures = written
    spans = [
        (one.offset, one.offset + one.length) for one in (captures[n] for n in known)
    ]
    raw = file.read_bytes()
    expected = {
        "from 1": len(raw) - spans[-1][1],
        "first": spans[0][0],
    }.get(str(strays), strays)
    content = raw + tail
    found = between(io.BytesIO(content), len(content), spans)
    assert (found.unknown, found.damaged) == (expected, ())


def test_damage_between_captures(written: tuple[Path, list[Capture]]) -> None:
    """What tells of a capture is needed to build the archive again."""
    file, captures = written
    spans = [(one.offset, one.offset + one.length) for one in captures]
    content = bytearray(file.read_bytes())
    gap = (spans[0][1], spans[1][0])
    content[sum(gap) // 2] ^= 1
    found = between(io.BytesIO(content), len(content), spans)
    assert (found.unknown, found.damaged) == (0, (gap,))
    far = [spans[0], (spans[1][0] + 2**21, spans[1][1] + 2**21)]
    content[gap[0] : gap[0]] = bytes(2**21)
    found = between(io.BytesIO(content), len(content), far)
    assert (found.damaged, found.unknown > 2**21) == ((), True)
    content[gap[0] :] = content[gap[0] : gap[0] + 9]
    found = between(io.BytesIO(content), len(content), spans[:1])
    assert (found.unknown, found.damaged) == (9, ())


def test_files_are_named_as_rows_do(tmp_path: Path) -> None:
    assert warc_files(tmp_path / "none") == {}
    (tmp_path / "uji" / "2023").mkdir(parents=True)
    (tmp_path / "uji" / "2023" / "a.warc.gz").write_bytes(b"abc")
    (tmp_path / "uji" / "lain.txt").write_bytes(b"x")
    assert warc_files(tmp_path) == {"uji/2023/a.warc.gz": 3}


def test_nothing_stands_between_records_that_touch() -> None:
    found = between(io.BytesIO(), 10, [(0, 5), (5, 10)])
    assert (found.unknown, found.damaged) == (0, ())
