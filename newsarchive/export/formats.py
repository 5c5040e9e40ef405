"""How records become one stream of bytes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, BinaryIO

import orjson

from newsarchive.export.cells import cells, header
from newsarchive.export.forms import Format
from newsarchive.export.jsonld import article_of
from newsarchive.export.ninjs import item_of
from newsarchive.export.records import Record, Told

# Takes records, one after the other.
Put = Callable[[Told], Any]
# Opens what writes records with these fields into a stream.
Writer = Callable[[BinaryIO, list[str]], AbstractContextManager[Put]]


@contextmanager
def _jsonl(stream: BinaryIO, _: list[str]) -> Iterator[Put]:
    yield lambda told: stream.write(told.line)


@contextmanager
def _json(stream: BinaryIO, _: list[str]) -> Iterator[Put]:
    """Write one array with one record a line, so that it can be read as lines, too."""
    before = b"[\n"

    def put(told: Told) -> None:
        nonlocal before
        stream.write(before + told.line[:-1])
        before = b",\n"

    yield put
    stream.write(b"\n]\n" if before == b",\n" else b"[]\n")


@contextmanager
def _csv(stream: BinaryIO, fields: list[str]) -> Iterator[Put]:
    stream.write(_row(header(fields)))
    yield lambda told: stream.write(_row(cells(told.record)))


def _row(cells: list[str]) -> bytes:
    """Write a row as RFC 4180 has it, every cell in quotes.

    Python's writer looks at every character, and takes five times as long.
    """
    quoted = b'","'.join([cell.encode().replace(b'"', b'""') for cell in cells])
    return b'"%b"\r\n' % quoted


def _mapped(make: Callable[[Record], Record]) -> Writer:
    """Write what is made of each record, one a line."""

    @contextmanager
    def opened(stream: BinaryIO, _: list[str]) -> Iterator[Put]:
        newline = orjson.OPT_APPEND_NEWLINE
        yield lambda told: stream.write(orjson.dumps(make(told.record), option=newline))

    return opened


FORMATS: Mapping[Format, Writer] = {
    Format.JSONL: _jsonl,
    Format.JSON: _json,
    Format.CSV: _csv,
    Format.NINJS: _mapped(item_of),
    Format.JSONLD: _mapped(article_of),
}
