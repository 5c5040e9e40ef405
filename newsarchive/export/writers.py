"""Write records into one file: it is whole, or it is not there."""

import fcntl
import glob
import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from newsarchive.errors import ExportError
from newsarchive.export.formats import FORMATS
from newsarchive.export.forms import Compression, Format
from newsarchive.export.pace import rarely_collected
from newsarchive.export.records import Told
from newsarchive.export.sidecar import sidecar_of, write_sidecar
from newsarchive.export.streams import BUFFER, compressed
from newsarchive.room import settle


def write(
    records: Iterable[Told],
    output: Path | None,
    form: Format,
    fields: list[str],
    compression: Compression = Compression.NONE,
) -> int:
    """Write records into a file, or to stdout when it is None; return how many.

    The file that was there before stands until the new one is whole and on the disk;
    its hash is written beside it.
    """
    count = 0
    with (
        _opened(output) as stream,
        compressed(stream, compression) as inner,
        FORMATS[form](inner, fields) as put,
        rarely_collected(),
    ):
        for told in records:
            put(told)
            count += 1
    return count


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
        with output.open("wb", BUFFER) as stream:
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
        _sweep(target)
        with part.open("xb", BUFFER) as stream:
            # Tells others that somebody still writes it; it ends with the process.
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        # A file without its hash is told from one that has changed.
        sidecar_of(target).unlink(missing_ok=True)
        part.replace(target)
        write_sidecar(target)
        settle(target.parent)
    except OSError as error:
        raise ExportError(f"cannot write {output}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _sweep(target: Path) -> None:
    """Remove what killed exports of the same file left behind."""
    for part in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        with suppress(OSError), part.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()
