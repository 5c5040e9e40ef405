"""Whether a release still is what was published: its files, its records, its counts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from newsarchive.errors import ConfigurationError, ExportError
from newsarchive.export.forms import SUFFIXES
from newsarchive.export.gates import MANIFEST
from newsarchive.export.schema import check
from newsarchive.export.sidecar import faults
from newsarchive.export.streams import expanded
from newsarchive.export.tally import Tally

SUMS = "SHA256SUMS"


def check_release(folder: Path) -> Iterator[str]:
    """Name what is wrong with a release."""
    if not (folder / SUMS).is_file():
        raise ConfigurationError(f"{folder} is no release: it has no {SUMS}")
    wrong = [*faults(folder / SUMS), *_strangers(folder)]
    yield from wrong
    # What has changed is not read: it may be anything.
    if not wrong:
        yield from _records(folder)


def _strangers(folder: Path) -> Iterator[str]:
    """Name files that the sums do not know."""
    told = (folder / SUMS).read_text("utf-8").splitlines()
    known = {row.partition("  ")[2] for row in told} | {SUMS}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and str(path.relative_to(folder)) not in known:
            yield f"{path}: is not in {SUMS}"


def _records(folder: Path) -> Iterator[str]:
    """Hold the records against the schema, their order, and the manifest's counts."""
    manifest: dict[str, Any] = orjson.loads((folder / MANIFEST).read_bytes())
    for compression, suffix in SUFFIXES.items():
        file = folder / f"articles.jsonl{suffix}"
        if file.is_file():
            tally = Tally()
            with file.open("rb") as raw, expanded(raw, compression) as stream:
                yield from (f"{file}: {fault}" for fault in _lines(stream, tally))
            if tally.told() != manifest["counts"]:
                yield f"{file}: has not the articles that {MANIFEST} counts"


def _lines(stream: BinaryIO, tally: Tally) -> Iterator[str]:
    last = ""
    for row in stream:
        record = orjson.loads(row)
        try:
            check(record)
        except ExportError as error:
            yield str(error)
        if record["id"] <= last:
            yield f"{record['id']} is not in its place, or twice there"
        last = record["id"]
        tally.add(record)
