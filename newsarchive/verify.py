"""Check the files of an archive against its rows: captures, exports."""

from collections.abc import Iterator
from itertools import groupby
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from newsarchive.archive.api import Advance, Checked, Place, Reader, checked
from newsarchive.capture import Kind
from newsarchive.captures.checking import between, payload_sha256, warc_files
from newsarchive.captures.store import File, Store
from newsarchive.errors import CaptureError
from newsarchive.export.checking import SUMS
from newsarchive.export.sidecar import SUFFIX, faults

CAPTURES = "captures are in their files as they came"
EXPORTS = "exports are as they were written"


def check_captures(reader: Reader, folder: Path | Store, advance: Advance) -> Checked:
    """Read every capture's record again, and hash what it holds."""
    notes, broken = list[str](), list[str]()
    looked_at = 0
    there = folder.sizes() if isinstance(folder, Store) else warc_files(folder)
    for file, group in groupby(reader.places(), key=lambda place: place.file):
        places = list(group)
        there.pop(file, None)
        broken += _file_faults(folder / file, places, advance, notes)
        looked_at += len(places)
    notes += [f"{file}: no row knows its {size} bytes" for file, size in there.items()]
    return checked(CAPTURES, looked_at, broken, notes)


def check_exports(folder: Path) -> Checked:
    """Hash every export again that has its hash beside it, or its release's sums."""
    sidecars = sorted([*folder.rglob(f"*{SUFFIX}"), *folder.rglob(SUMS)])
    return checked(
        EXPORTS, len(sidecars), (fault for one in sidecars for fault in faults(one))
    )


def _file_faults(
    path: Path | File, places: list[Place], advance: Advance, notes: list[str]
) -> Iterator[str]:
    """Name what is wrong with the captures in one file; note what nobody knows of it."""
    try:
        with path.open("rb") as stream:
            for place in places:
                advance(1)
                if fault := _fault(stream, place):
                    yield f"capture {place.id}, {path}: {fault}"
            yield from _beside(stream, path, places, notes)
    except (OSError, CaptureError) as error:
        why = getattr(error, "strerror", None) or error
        for place in places:
            yield f"capture {place.id}, {path}: {why}"


def _beside(
    stream: BinaryIO, path: Path | File, places: list[Place], notes: list[str]
) -> Iterator[str]:
    """Name what is damaged between the captures of a file, and note what is unknown."""
    spans = [(one.offset, one.offset + one.length) for one in places]
    found = between(stream, stream.seek(0, SEEK_END), spans)
    for start, end in found.damaged:
        yield f"{path}: bytes {start} to {end}, between captures, are damaged"
    if found.unknown:
        notes.append(f"{path}: no row knows {found.unknown} of its bytes")


def _fault(stream: BinaryIO, place: Place) -> str | None:
    try:
        found = payload_sha256(stream, place.offset, place.length)
    except CaptureError as error:
        return str(error)
    if place.kind is Kind.RESPONSE and found != place.sha256:
        return f"the page at byte {place.offset} is not the one that was captured"
    return None
