"""Destroy records in a WARC file without moving any other: the file stays readable.

A record is a gzip member of its own. Another of the very same length takes its place,
which says that something was here and is erased; the rest of its room is a comment in the
gzip header, which readers skip.
"""

import os
import struct
import zlib
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path

from warcio.exceptions import ArchiveLoadFailed
from warcio.warcwriter import WARCWriter

from newsarchive.captures.reader import ERASED
from newsarchive.captures.records import Records
from newsarchive.errors import CaptureError

_GZIP = struct.pack("<BBB", 0x1F, 0x8B, 8)
_COMMENT = 16
Extent = tuple[int, int]


def blot(path: Path, offsets: Collection[int]) -> int:
    """Destroy the records at these offsets with what tells of them; return how many.

    Raises CaptureError where the file cannot be read or written.
    """
    try:
        extents = list(_extents(path, frozenset(offsets)))
        with path.open("r+b") as file:
            for start, length in extents:
                file.seek(start)
                file.write(_stone(length))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CaptureError(f"{path}: {error.strerror}") from error
    except (ArchiveLoadFailed, EOFError) as error:
        raise CaptureError(f"{path} is damaged, nothing was erased: {error}") from error
    return len(extents)


def _extents(path: Path, offsets: frozenset[int]) -> Iterator[Extent]:
    """Find where records stand, and the metadata records before them that tell of them."""
    with path.open("rb") as file:
        records, told = Records(file), None
        for record in records:
            record.raw_stream.read()
            extent = records.get_record_offset(), records.get_record_length()
            if extent[0] in offsets:
                yield from filter(None, (told, extent))
            told = extent if record.rec_type == "metadata" else None


def _stone(length: int) -> bytes:
    """Make a record of exactly so many bytes that says that something was erased here."""
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=False, warc_version="WARC/1.1")
    record = writer.create_warc_record(
        ERASED, "metadata", payload=BytesIO(b""), length=0
    )
    writer.write_record(record)
    plain = stream.getvalue()
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(plain) + packer.flush()
    tail = struct.pack("<II", zlib.crc32(plain), len(plain))
    room = length - len(_GZIP) - 7 - len(packed) - len(tail)
    if room < 0:
        raise CaptureError(f"a record of {length} bytes is too short to be erased")
    flags = _COMMENT if room else 0
    comment = b" " * (room - 1) + b"\0" if room else b""
    head = _GZIP + struct.pack("<BIBB", flags, 0, 2, 255)
    return head + comment + packed + tail
