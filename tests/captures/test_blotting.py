"""Records destroyed in a file that stays readable."""

import gzip
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from newsarchive.capture import Role, Target
from newsarchive.captures.blotting import blot
from newsarchive.captures.reader import ErasedError, read_record, scan
from newsarchive.captures.writer import Answer, CaptureWriter
from newsarchive.errors import CaptureError

AT = datetime(2023, 10, 21, 2, 14, 7, tzinfo=UTC)
SOURCE = {"name": "kabaruji", "sections": ["https://kabaruji.id/"]}


def page(words: str, number: int = 0) -> bytes:
    """Make a page that is larger than a gzip header's extra field."""
    noise = random.Random(words).randbytes(number)
    return f"<p>{words}</p>".encode() + noise


@pytest.mark.parametrize("size", [0, 1, 2, 100, 70_000, 300_000])
def test_only_what_is_named_is_destroyed(tmp_path: Path, size: int) -> None:
    with_words = [page("satu"), page("rahasia", size), page("tiga")]
    made = CaptureWriter(tmp_path, "kabaruji/run1", SOURCE)
    kept = []
    for number, body in enumerate(with_words):
        url = f"https://kabaruji.id/{number}/"
        target = Target(Role.PAGE, "kabaruji", url, url, {})
        kept.append(made.write(Answer(url, AT, 200, (), body), target, None))
    made.close()
    path = tmp_path / kept[1].file
    before = path.stat().st_size
    assert blot(path, [kept[1].offset]) == 2  # the answer, and what tells of it
    assert blot(path, [kept[1].offset]) == 2  # done again, it is as it was
    assert path.stat().st_size == before
    for one, body in ((kept[0], with_words[0]), (kept[2], with_words[2])):
        assert read_record(tmp_path, one.file, one.offset).content == body
    with pytest.raises(ErasedError, match="was erased"):
        read_record(tmp_path, kept[1].file, kept[1].offset)
    assert b"rahasia" not in gzip.decompress(path.read_bytes())
    assert b"/1/" not in gzip.decompress(path.read_bytes())
    found = [one.capture.offset for one in scan(path, tmp_path)]
    assert found == [kept[0].offset, kept[2].offset]
    with path.open("rb") as file:
        types = [record.rec_type for record in ArchiveIterator(file)]
    stones = ["metadata", "metadata"]
    assert types == [
        "warcinfo",
        "metadata",
        "response",
        *stones,
        "metadata",
        "response",
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="No such file"):
        blot(tmp_path / "x.warc.gz", [0])


def test_a_damaged_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"no warc at all")
    with pytest.raises(CaptureError, match="nothing was erased"):
        blot(path, [0])
    assert path.read_bytes() == b"no warc at all"


def test_a_record_that_is_too_short(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(
        gzip.compress(b"WARC/1.1\r\nWARC-Type: x\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
    )
    with pytest.raises(CaptureError, match="too short to be erased"):
        blot(path, [0])
