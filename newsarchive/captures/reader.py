"""Read our own captures again: one by its place, or all of a file in turn."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warcio.exceptions import ArchiveLoadFailed

from newsarchive.capture import Capture, Kind, Role, Target
from newsarchive.captures.encoding import EncodingError, decoded
from newsarchive.captures.records import Records
from newsarchive.captures.store import File, Store
from newsarchive.errors import CaptureError

# The fields of a file's first record and of each answer's metadata that are ours, as JSON.
SOURCE = "newsarchive-source"
TARGET = "newsarchive-target"
# The address of what is no more.
ERASED = "urn:newsarchive:erased"
_KINDS = {
    "identical-payload-digest": Kind.REVISIT,
    "server-not-modified": Kind.NOT_MODIFIED,
}


class ErasedError(CaptureError):
    """A record was destroyed: there is nothing to read any more."""


@dataclass(frozen=True, slots=True)
class Record:
    """An HTTP answer in a file: header pairs as sent, and the content."""

    headers: tuple[tuple[str, str], ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class Scanned:
    """A capture met in a file, with what the file tells of its source."""

    capture: Capture
    source: Mapping[str, Any]


def read_record(
    folder: Path | Store, file: str, offset: int, *, decode: bool = True
) -> Record:
    """Read the record at a place, its content encoding undone or left as sent.

    CaptureError says what is wrong with it.
    """
    path = folder / file
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            record = next(iter(Records(stream)))
            if _is_erased(record):
                raise ErasedError(f"{path}: the record at byte {offset} was erased")
            headers = tuple(record.http_headers.headers)
            content = record.raw_stream.read()
            return Record(headers, decoded(headers, content) if decode else content)
    except OSError as error:
        raise CaptureError(f"{path}: {error.strerror or error}") from error
    except (ArchiveLoadFailed, EOFError, StopIteration, AttributeError) as error:
        raise CaptureError(f"{path}: no record at byte {offset}") from error
    except EncodingError as error:
        raise CaptureError(f"{path}, byte {offset}: {error}") from error


def scan(path: Path | File, folder: Path | Store) -> Iterator[Scanned]:
    """Read all captures of a file that this software wrote.

    Raises CaptureError where the file is another's, or breaks off; what came before it
    was given.
    """
    scanner = _Scanner(path, _named(path, folder))
    try:
        with path.open("rb") as stream:
            yield from scanner.run(Records(stream))
    except OSError as error:
        raise CaptureError(f"{path}: {error.strerror or error}") from error
    except (ArchiveLoadFailed, EOFError, ValueError, KeyError) as error:
        raise CaptureError(f"{path} breaks off, or is damaged: {error}") from error
    if scanner.source is None:
        raise CaptureError(f"{path} holds no captures of newsarchive")


@dataclass
class _Scanner:
    """A walk through a file: each answer comes behind the record that tells of it."""

    path: Path | File
    name: str
    source: Mapping[str, Any] | None = None
    target: Target | None = None

    def run(self, records: Any) -> Iterator[Scanned]:
        for record in records:
            if record.rec_type == "warcinfo":
                self.source = _source(record, self.path)
            elif record.rec_type == "metadata":
                self.target = _target(record)
            elif self.target is not None and self.source is not None:
                _read_whole(record)
                offset, length = (
                    records.get_record_offset(),
                    records.get_record_length(),
                )
                place = (self.name, offset, length)
                yield Scanned(_capture(record, self.target, place), self.source)
                self.target = None


def _read_whole(record: Any) -> None:
    """Refuse a record that is shorter than it says; the reader would let it pass."""
    record.raw_stream.read()
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("a record is shorter than it says")


def _source(record: Any, path: Path | File) -> Mapping[str, Any]:
    found = _fields(record).get(SOURCE)
    if found is None:
        raise CaptureError(f"{path} holds no captures of newsarchive")
    source: Mapping[str, Any] = json.loads(found)
    return source


def _target(record: Any) -> Target | None:
    """Read what an answer was asked for; an erased record tells nothing."""
    if _is_erased(record):
        return None
    told = json.loads(_fields(record)[TARGET])
    return Target(
        Role(told["role"]), told["source"], told["url"], told["page"], told["told"]
    )


def _is_erased(record: Any) -> bool:
    return bool(record.rec_headers.get_header("WARC-Target-URI") == ERASED)


def _fields(record: Any) -> dict[str, str]:
    lines = record.raw_stream.read().decode("utf-8", "replace").splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)


def _capture(record: Any, target: Target, place: tuple[str, int, int]) -> Capture:
    head = record.rec_headers
    file, offset, length = place
    return Capture(
        target=target,
        url=head.get_header("WARC-Target-URI"),
        at=datetime.fromisoformat(head.get_header("WARC-Date")).astimezone(UTC),
        status=int(record.http_headers.get_statuscode()),
        kind=_kind(head),
        sha256=_sha256(head.get_header("WARC-Payload-Digest")),
        file=file,
        offset=offset,
        length=length,
    )


def _kind(head: Any) -> Kind:
    profile = head.get_header("WARC-Profile") or ""
    return _KINDS.get(profile.rpartition("/")[2], Kind.RESPONSE)


def _sha256(digest: str | None) -> str:
    """Read a digest back; an answer without a payload has the hash of nothing."""
    if digest is None:
        return hashlib.sha256().hexdigest()
    return base64.b32decode(digest.partition(":")[2]).hex()


def _named(path: Path | File, folder: Path | Store) -> str:
    """Name a file as rows do: relative to the folder of captures, where it is in it."""
    if isinstance(path, File):
        return path.file
    if isinstance(folder, Store):
        folder = folder.spool
    absolute, root = path.resolve(), folder.resolve()
    if absolute.is_relative_to(root):
        return absolute.relative_to(root).as_posix()
    return str(absolute)
