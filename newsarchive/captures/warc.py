"""Read WARC files (ISO 28500): the web pages that were captured in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from newsarchive.captures.encoding import LARGEST, EncodingError, decoded
from newsarchive.captures.records import Records
from newsarchive.errors import ConfigurationError, IncompleteError


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer as it was captured; header names in lower case, body decoded."""

    url: str
    at: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes


def read_captures(path: Path) -> Iterator[Capture]:
    """Read the answers in a WARC file, gzipped or not, one after the other.

    What is not an HTTP answer, or has no readable date or status, is left out. Raises
    ConfigurationError for what is no WARC file, IncompleteError for one that breaks
    off; what came before it was read.
    """
    number = 0
    with _opened(path) as file:
        try:
            for record in Records(file):
                number += 1
                capture = _capture(record)
                if capture is not None:
                    _require_whole(record)
                    yield capture
        except (ArchiveLoadFailed, EOFError, OSError) as error:
            if number == 0:
                raise ConfigurationError(f"{path} is no WARC file: {error}") from error
            raise IncompleteError(f"{path} breaks off in record {number}") from error


def _require_whole(record: Any) -> None:
    """Refuse a record that is shorter than it says; the reader would let it pass."""
    if len(record.raw_stream.read(1)) == 0 and _unread(record) > 0:
        raise EOFError


def _unread(record: Any) -> int:
    """Count the bytes a record announces and has not given; 0 where it tells no length."""
    left: int = getattr(record.raw_stream, "limit", 0)
    return left


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from error


def _capture(record: Any) -> Capture | None:
    """Read a record; None for one that is no answer."""
    if record.rec_type != "response" or record.http_headers is None:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI")
    at = _moment(record.rec_headers.get_header("WARC-Date"))
    status = record.http_headers.get_statuscode()
    if not url or at is None or not status.isdecimal():
        return None
    # WARC 1.0 writers put the address between < and >.
    return Capture(
        url=url.strip("<>"),
        at=at,
        status=int(status),
        headers={name.lower(): value for name, value in record.http_headers.headers},
        body=_body(record),
    )


def _body(record: Any) -> bytes:
    """Read a page; one whose encoding is not as its headers say stays as it is.

    Some crawls keep the headers of pages that they unpacked.
    """
    coding = record.http_headers.get_header("Transfer-Encoding") or ""
    is_chunked = "chunked" in coding.lower()
    stream = ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream
    raw: bytes = stream.read(LARGEST)
    try:
        return decoded(record.http_headers.headers, raw)
    except EncodingError:
        return raw


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
