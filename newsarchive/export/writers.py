"""Write records as JSON Lines, JSON or CSV: a file is whole, or it is not there."""

import csv
import fcntl
import io
import os
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from newsarchive.errors import ExportError
from newsarchive.export.cells import cells, header
from newsarchive.export.forms import Format
from newsarchive.export.sidecar import sidecar_of, write_sidecar

Record = dict[str, Any]


def write(
    records: Iterable[Record], output: Path | None, form: Format, fields: list[str]
) -> int:
    """Write records into a file, or to stdout when it is None; return how many.

    The file that was there before stands until the new one is whole and on the disk;
    its hash is written beside it.
    """
    with _opened(output) as stream:
        return _WRITERS[form](records, stream, fields)


def _opened(output: Path | None) -> AbstractContextManager[BinaryIO]:
    if output is None:
        return _through(sys.stdout.buffer)
    if output.exists() and not output.is_file():
        # A pipe or a device is written to; a rename would replace it.
        return _straight(output)
    return _whole(output)


@contextmanager
def _through(stream: BinaryIO) -> Iterator[BinaryIO]:
    yield stream
    stream.flush()


@contextmanager
def _straight(output: Path) -> Iterator[BinaryIO]:
    try:
        with output.open("wb") as stream:
            yield stream
    except OSError as error:
        raise ExportError(f"cannot write {output}: {error.strerror}") from error


@contextmanager
def _whole(output: Path) -> Iterator[BinaryIO]:
    """Give a file beside the output that takes its place when all went well."""
    target = Path(os.path.realpath(output))
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(target)
        with part.open("xb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        # A file without its hash is told from one that has changed.
        sidecar_of(target).unlink(missing_ok=True)
        part.replace(target)
        write_sidecar(target)
        _sync(target.parent)
    except OSError as error:
        raise ExportError(f"cannot write {output}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _clear(target: Path) -> None:
    """Remove what killed exports left; what is still written to is locked."""
    for litter in target.parent.glob(f".{escape(target.name)}.*.part"):
        with suppress(OSError), litter.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            litter.unlink()


def _sync(folder: Path) -> None:
    """Write a rename to the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_jsonl(records: Iterable[Record], stream: BinaryIO, _: list[str]) -> int:
    count = 0
    for record in records:
        stream.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
        count += 1
    return count


def _write_json(records: Iterable[Record], stream: BinaryIO, _: list[str]) -> int:
    """Write one array with one record a line, so that it can be read as lines, too."""
    count = 0
    for record in records:
        stream.write((b",\n" if count else b"[\n") + orjson.dumps(record))
        count += 1
    stream.write(b"\n]\n" if count else b"[]\n")
    return count


def _write_csv(records: Iterable[Record], stream: BinaryIO, fields: list[str]) -> int:
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, quoting=csv.QUOTE_ALL)
        writer.writerow(header(fields))
        count = 0
        for record in records:
            writer.writerow(cells(record))
            count += 1
        return count
    finally:
        text.detach()


_WRITERS: dict[Format, Callable[[Iterable[Record], BinaryIO, list[str]], int]] = {
    Format.JSONL: _write_jsonl,
    Format.JSON: _write_json,
    Format.CSV: _write_csv,
}
