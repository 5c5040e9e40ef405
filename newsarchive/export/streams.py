"""Streams that compress what is written into them, to the same bytes every time."""

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from newsarchive.export.forms import Compression
from newsarchive.export.heavy import arrow

# So many bytes go to the disk at a time.
BUFFER = 1 << 18
# 6 takes twice as long for a twentieth less.
LEVEL = 5


@contextmanager
def compressed(stream: BinaryIO, compression: Compression) -> Iterator[BinaryIO]:
    """Give a stream whose bytes arrive compressed in another, which stays open."""
    if compression is Compression.NONE:
        yield stream
    elif compression is Compression.GZIP:
        # Neither a name nor a time, or no two exports would be the same.
        with gzip.GzipFile("", "wb", LEVEL, stream, mtime=0) as inner:
            yield cast("BinaryIO", inner)
    else:
        pa = arrow()
        sink = pa.PythonFile(stream, mode="w")
        with pa.CompressedOutputStream(sink, "zstd") as inner:
            yield inner


@contextmanager
def expanded(stream: BinaryIO, compression: Compression) -> Iterator[BinaryIO]:
    """Give a stream that reads what is compressed in another."""
    if compression is Compression.NONE:
        yield stream
    elif compression is Compression.GZIP:
        with gzip.GzipFile(fileobj=stream) as inner:
            yield cast("BinaryIO", inner)
    else:
        pa = arrow()
        source = pa.PythonFile(stream, mode="r")
        with pa.CompressedInputStream(source, "zstd") as inner:
            # It has no lines of its own.
            yield io.BufferedReader(inner)
