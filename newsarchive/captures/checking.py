"""Check stored records against what is known of them: bytes, places, what nobody knows."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.exceptions import ArchiveLoadFailed

from newsarchive.captures.records import Records
from newsarchive.errors import CaptureError

# Between two answers stands what one of them was asked for, far shorter than this.
LONGEST_GAP = 2**20
_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"
_DESCRIBING = {"warcinfo", "metadata"}
# First byte, and the byte behind the last.
Span = tuple[int, int]


def payload_sha256(stream: BinaryIO, offset: int, length: int) -> str:
    """Hash the payload of the record that stands whole at a place in a file.

    CaptureError says what is wrong with it.
    """
    stream.seek(offset)
    raw = stream.read(length)
    if len(raw) < length:
        raise CaptureError(f"the file breaks off in the record at byte {offset}")
    if not _is_whole(raw):
        raise CaptureError(f"the record at byte {offset} is damaged")
    try:
        record = next(iter(Records(BytesIO(raw))))
        return hashlib.sha256(record.raw_stream.read()).hexdigest()
    except (ArchiveLoadFailed, EOFError, StopIteration, ValueError) as error:
        raise CaptureError(f"there is no record at byte {offset}") from error


def _is_whole(raw: bytes) -> bool:
    """Whether what was packed unpacks to its own checksum, and ends where it should."""
    return raw.startswith(_MAGIC) and _is_packed(raw)


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between the known records of a file, before and behind them.

    `unknown` counts bytes that are other records; `damaged` are stretches between known
    records that cannot be read. What a killed crawl left at the end is unknown.
    """

    unknown: int
    damaged: tuple[Span, ...]


def between(stream: BinaryIO, size: int, known: Sequence[Span]) -> Between:
    """Read what a file holds beside its known records."""
    unknown, damaged = 0, list[Span]()
    last = max((end for _, end in known), default=0)
    for start, end in _gaps(size, known):
        stream.seek(start)
        raw = stream.read(min(end - start, LONGEST_GAP))
        is_all = len(raw) == end - start
        if is_all and _describes(raw):
            continue
        if end <= last and is_all and not _is_packed(raw):
            damaged.append((start, end))
        else:
            unknown += end - start
    return Between(unknown, tuple(damaged))


def _gaps(size: int, known: Iterable[Span]) -> Iterator[Span]:
    """Give what lies between spans that are sorted, before the first, behind the last."""
    at = 0
    for start, end in known:
        if start > at:
            yield at, start
        at = max(at, end)
    if size > at:
        yield at, size


def _describes(raw: bytes) -> bool:
    """Whether a stretch of a file is whole, and only tells of the records around it."""
    if not _is_packed(raw):
        return False
    try:
        records = Records(BytesIO(raw))
        return all(record.rec_type in _DESCRIBING for record in records)
    except (ArchiveLoadFailed, EOFError, ValueError):
        return False


def _is_packed(raw: bytes) -> bool:
    """Whether bytes are packed records, one after the other, each by its checksum."""
    while raw:
        packed = zlib.decompressobj(_GZIP)
        try:
            packed.decompress(raw)
        except zlib.error:
            return False
        if not packed.eof:
            return False
        raw = packed.unused_data
    return True


def warc_files(folder: Path) -> dict[str, int]:
    """Name the files of captures below a folder as rows do, with their sizes."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*.warc.gz"))
    }
