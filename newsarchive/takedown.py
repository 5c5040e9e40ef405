"""Carry a suppression out beyond the database: captures destroyed, decisions kept outside.

What is suppressed is written beside the captures too, so that it stays suppressed when an
older backup is restored, or an archive is built anew from captures.
"""

import json
import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newsarchive.archive.api import Archive, Reader, Record, Traces
from newsarchive.captures.blotting import blot
from newsarchive.captures.reader import ErasedError, read_record
from newsarchive.captures.store import Store
from newsarchive.errors import ArchiveError
from newsarchive.suppression import Suppression

_INSTANTS = {f.name for f in fields(Suppression) if f.name.endswith("at")}


def decisions_file(data: Path) -> Path:
    """Name the file that keeps the suppressions outside of the database."""
    return data / "suppressions.json"


def keep_outside(reader: Reader, data: Path) -> None:
    """Write all suppressions beside the captures; the file is whole, or that of before."""
    told = reader.snapshot_of_suppressions()
    path = decisions_file(data)
    part = path.with_suffix(".part")
    try:
        data.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8") as file:
            json.dump(told, file, indent=1, default=datetime.isoformat)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise ArchiveError(
            f"the suppression stands, but cannot be kept in {path}: {error.strerror}"
        ) from error


def bring_in(archive: Archive, data: Path) -> int:
    """Suppress what is suppressed by the file beside the captures; return how many."""
    path = decisions_file(data)
    try:
        told = json.loads(path.read_text(encoding="utf-8"), object_hook=_instants)
    except FileNotFoundError:
        return 0
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{path} cannot be read: {error}") from error
    return archive.adopt_suppressions(told)


def carry_out(archive: Archive, place: Path | Store) -> Traces:
    """Destroy what is to be erased: captures first, so that a break can be gone on from.

    Raises CaptureError where a file cannot be read; nothing in the database changed then.
    """
    found = archive.to_erase()
    if found.is_empty:
        return found
    blotted = [*found.captures, *_telling(place, found)]
    by_file: defaultdict[str, list[int]] = defaultdict(list)
    for one in blotted:
        by_file[one.file].append(one.offset)
    for file, offsets in by_file.items():
        if isinstance(place, Store):
            place.change(file, partial(blot, offsets=offsets))
        else:
            blot(place / file, offsets)
    archive.erase(found, blotted)
    return found


def _telling(folder: Path | Store, found: Traces) -> list[Record]:
    """Find the captured lists and feeds that name an article that is to be erased."""
    paths = [urlsplit(url).path.encode() for url in found.urls if urlsplit(url).path]
    return [one for one in found.listings if _tells(folder, one, paths)]


def _tells(folder: Path | Store, place: Record, paths: Sequence[bytes]) -> bool:
    try:
        content = read_record(folder, place.file, place.offset).content
    except ErasedError:
        return True
    return any(path in content for path in paths if path != b"/")


def _instants(told: dict[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(value) if name in _INSTANTS and value else value
        for name, value in told.items()
    }
