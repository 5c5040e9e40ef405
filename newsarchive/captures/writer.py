"""Write captures as WARC 1.1 (ISO 28500:2017), one file a run.

An answer is one `response` record, gzipped by itself, with its headers and its body in
the content encoding it came in; a payload that was captured before becomes a `revisit`
record, as does an answer 304. A `metadata` record before each tells what the page was
asked for, so that the files alone are enough to build an archive again.

Header names are in their usual case, as the HTTP library gives them; transfer encoding is
undone, and its header left out.
"""

import base64
import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsarchive import __version__
from newsarchive.capture import Capture, Kind, Target, Twin
from newsarchive.captures.reader import SOURCE, TARGET
from newsarchive.errors import ArchiveError
from newsarchive.room import settle

VERSION = "WARC/1.1"
NOT_MODIFIED = 304
_PROFILES = {
    Kind.REVISIT: "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    Kind.NOT_MODIFIED: "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as received: header names and values as bytes, the body undecoded."""

    url: str
    at: datetime
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    payload: bytes

    @property
    def sha256(self) -> str:
        """Hash the payload, in hexadecimal."""
        return hashlib.sha256(self.payload).hexdigest()


@dataclass
class CaptureWriter:
    """Writes the captures of one run below `folder`; a new file begins at `largest` bytes.

    `source` is what reading the pages again needs to know of the outlet; with `about` it is
    written into each file's first record. A file is made with its first
    capture; a name that is taken is never written to. Each file is locked while it is
    open, and `on_closed` is called afterwards.
    """

    folder: Path
    name: str
    source: dict[str, Any]
    about: dict[str, str] = field(default_factory=dict)
    largest: int = 2**30
    on_closed: Callable[[], None] = lambda: None
    _file: BinaryIO | None = None
    _path: Path = field(default_factory=Path)
    _serial: int = 0
    _unsynced: bool = False

    def write(self, answer: Answer, target: Target, twin: Twin | None) -> Capture:
        """Write one answer; it is safe on the disk after the next `sync`."""
        with self._told():
            return self._write(answer, target, twin)

    def _write(self, answer: Answer, target: Target, twin: Twin | None) -> Capture:
        file = self._open()
        kind = _kind(answer, twin)
        response = _record(answer, kind, twin)
        self._unsynced = True
        _write(file, _metadata(answer, target, response))
        offset = file.tell()
        _write(file, response)
        return Capture(
            target=target,
            url=answer.url,
            at=answer.at,
            status=answer.status,
            kind=kind,
            sha256=answer.sha256,
            file=self._path.relative_to(self.folder).as_posix(),
            offset=offset,
            length=file.tell() - offset,
        )

    def sync(self) -> None:
        """Bring all that was written to the disk; the rows that point to it may follow."""
        if self._file is not None and self._unsynced:
            with self._told():
                self._file.flush()
                os.fsync(self._file.fileno())
            self._unsynced = False

    def close(self) -> None:
        """Bring all to the disk and close the file."""
        if self._file is None:
            return
        try:
            self.sync()
        finally:
            file, self._file = self._file, None
            with suppress(OSError):
                file.close()
        self.on_closed()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the disk says into one clear line."""
        try:
            yield
        except OSError as error:
            raise ArchiveError(
                f"cannot write captures below {self.folder}: {error.strerror}"
            ) from error

    def _open(self) -> BinaryIO:
        if self._file is not None and self._file.tell() >= self.largest:
            self.close()
        if self._file is None:
            self._file = self._begin()
        return self._file

    def _begin(self) -> BinaryIO:
        while True:
            self._serial += 1
            path = self.folder / f"{self.name}-{self._serial:05}.warc.gz"
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                file = path.open("xb")
                fcntl.flock(file, fcntl.LOCK_EX)
            except FileExistsError:
                # A run of another archive that keeps its captures here, too.
                continue
            self._path = path
            _write(file, _warcinfo(path.name, self.source, self.about))
            settle(path.parent)
            return file


def warc_date(at: datetime) -> str:
    """Write an instant as WARC 1.1 does, to the microsecond."""
    utc = at.astimezone(UTC).replace(tzinfo=None)
    return f"{utc.isoformat(timespec='microseconds')}Z"


def digest(sha256: str) -> str:
    """Write a hash as WARC does: base32, with its name."""
    return f"sha256:{base64.b32encode(bytes.fromhex(sha256)).decode()}"


def _kind(answer: Answer, twin: Twin | None) -> Kind:
    if answer.status == NOT_MODIFIED:
        return Kind.NOT_MODIFIED
    return Kind.REVISIT if twin is not None and answer.payload else Kind.RESPONSE


def _record(answer: Answer, kind: Kind, twin: Twin | None) -> ArcWarcRecord:
    headers = {"WARC-Date": warc_date(answer.at)}
    if kind is not Kind.NOT_MODIFIED:
        headers["WARC-Payload-Digest"] = digest(answer.sha256)
    if kind is not Kind.RESPONSE:
        headers["WARC-Profile"] = _PROFILES[kind]
    if kind is Kind.REVISIT and twin is not None:
        headers["WARC-Refers-To-Target-URI"] = twin.url
        headers["WARC-Refers-To-Date"] = warc_date(twin.at)
    whole = kind is Kind.RESPONSE
    return WARCWriter(BytesIO(), warc_version=VERSION).create_warc_record(
        answer.url,
        "response" if whole else "revisit",
        payload=BytesIO(answer.payload if whole else b""),
        length=len(answer.payload) if whole else 0,
        warc_headers_dict=headers,
        http_headers=_http_headers(answer),
    )


def _http_headers(answer: Answer) -> StatusAndHeaders:
    known = {status.value: status.phrase for status in HTTPStatus}
    return StatusAndHeaders(
        f"{answer.status} {known.get(answer.status, '')}".strip(),
        [(_text(name), _text(value)) for name, value in answer.headers],
        protocol="HTTP/1.1",
    )


def _text(header: bytes) -> str:
    """Read a header as the bytes it is; a line break in it would forge another."""
    return header.decode("latin-1").replace("\r", " ").replace("\n", " ")


def _metadata(answer: Answer, target: Target, response: ArcWarcRecord) -> ArcWarcRecord:
    value = json.dumps(asdict(target), ensure_ascii=False, sort_keys=True)
    told = f"{TARGET}: {value}\r\n".encode()
    return WARCWriter(BytesIO(), warc_version=VERSION).create_warc_record(
        answer.url,
        "metadata",
        payload=BytesIO(told),
        length=len(told),
        warc_headers_dict={
            "WARC-Date": warc_date(answer.at),
            "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
        },
    )


def _warcinfo(
    name: str, source: dict[str, Any], about: dict[str, str]
) -> ArcWarcRecord:
    info = {
        "software": f"newsarchive/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/"
        "specifications/warc-format/warc-1.1/",
        **about,
        SOURCE: json.dumps(source, ensure_ascii=False),
    }
    return WARCWriter(BytesIO(), warc_version=VERSION).create_warcinfo_record(
        name, info
    )


def _write(file: BinaryIO, *records: ArcWarcRecord) -> None:
    writer = WARCWriter(file, gzip=True, warc_version=VERSION)
    for record in records:
        writer.write_record(record)


def headers_of(
    pairs: Iterable[tuple[bytes, Iterable[bytes]]],
) -> tuple[tuple[bytes, bytes], ...]:
    """Flatten headers that may come several times."""
    return tuple((name, value) for name, values in pairs for value in values)
