"""Read an export back: a file of records, or a release."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import orjson

from newsarchive.errors import ConfigurationError, ExportError
from newsarchive.export.checking import SUMS
from newsarchive.export.forms import SUFFIXES, Compression
from newsarchive.export.records import Record
from newsarchive.export.schema import check
from newsarchive.export.sidecar import faults
from newsarchive.export.streams import expanded
from newsarchive.source import Source

_ARRAY = (b"[\n", b"]\n", b"[]\n")


@dataclass(frozen=True, slots=True)
class Export:
    """An export to be read: its records' file, its outlets, what it wants removed."""

    file: Path
    outlets: Mapping[str, Source] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()

    def records(self) -> Iterator[Record]:
        """Read the records; one that is none ends it, with its line."""
        with self._opened() as stream:
            for number, row in enumerate(stream, 1):
                if row in _ARRAY:
                    continue
                yield _record(row, f"{self.file}, line {number}")

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        compression = next(
            (c for c, end in SUFFIXES.items() if end and self.file.name.endswith(end)),
            Compression.NONE,
        )
        try:
            with self.file.open("rb") as raw, expanded(raw, compression) as stream:
                yield stream
        except (OSError, EOFError) as error:
            raise ExportError(f"cannot read {self.file}: {error}") from error


def open_export(path: Path) -> Export:
    """Open a file of records, or a release, which must be as it was published."""
    if not path.is_dir():
        return Export(path)
    if not (path / SUMS).is_file():
        raise ConfigurationError(f"{path} is no release: it has no {SUMS}")
    if wrong := next(faults(path / SUMS), None):
        raise ExportError(f"not imported: {wrong}")
    return Export(_articles(path), _outlets(path), _removed(path))


def _articles(folder: Path) -> Path:
    for suffix in SUFFIXES.values():
        for name in ("articles.jsonl", "articles.json"):
            if (file := folder / f"{name}{suffix}").is_file():
                return file
    raise ConfigurationError(
        f"{folder} has no articles.jsonl or articles.json to import"
    )


def _record(row: bytes, where: str) -> Record:
    try:
        record: Record = orjson.loads(row.rstrip().rstrip(b","))
        check(record)
    except (orjson.JSONDecodeError, ExportError, AttributeError) as error:
        raise ExportError(f"{where}: no record of an export: {error}") from error
    if "body" not in record:
        raise ConfigurationError(
            f"{where}: has no body; only an export with --profile full can be imported"
        )
    return record


def _outlets(folder: Path) -> dict[str, Source]:
    return {
        row["source"]: Source(
            title=row["outlet"],
            domain=row["domain"],
            zone=row["zone"],
            sections=tuple(orjson.loads(row["sections"])),
        )
        for row in _rows(folder / "outlets.csv")
    }


def _removed(folder: Path) -> frozenset[str]:
    return frozenset(row["id"] for row in _rows(folder / "removed.csv"))


def _rows(file: Path) -> Iterator[dict[str, str]]:
    if file.is_file():
        with file.open(encoding="utf-8", newline="") as text:
            yield from csv.DictReader(text)
