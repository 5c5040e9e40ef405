"""Make a release: a folder of data and all that is needed to trust and cite it."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import orjson

from newsarchive import __version__
from newsarchive.archive.api import Beside, Picture, Reader
from newsarchive.export import gates, papers
from newsarchive.export.checking import SUMS
from newsarchive.export.codebook import codebook
from newsarchive.export.croissant import croissant
from newsarchive.export.filling import Filled, fill
from newsarchive.export.index import NAME as INDEX
from newsarchive.export.pace import rarely_collected
from newsarchive.export.package import DESCRIPTOR, Resource, descriptor, resources
from newsarchive.export.request import Follow, Request
from newsarchive.export.schema import identifier, schema_text, version
from newsarchive.export.sidecar import hash_of, line
from newsarchive.export.staging import publish, staged, writing

# Days of which something is missing.
GAPS = {"blocked", "down", "broken", "not run"}


@dataclass(frozen=True, slots=True)
class Release:
    """A release that was published, and what its manifest says."""

    folder: Path
    manifest: Mapping[str, Any]


def make(reader: Reader, folder: Path, request: Request, follow: Follow) -> Release:
    """Publish a release below a folder; what is there stands until it is whole."""
    share = 0.0

    def watched(done: int, total: int) -> None:
        nonlocal share
        share = done / total
        follow(done, total)

    with staged(folder, lambda: share) as part:
        with reader.picture() as picture, writing(), rarely_collected():
            filled = fill(picture, part, request, watched)
            manifest = _manifest(picture, part, request, filled)
        last = gates.last_like(folder, manifest["asked"])
        if request.force is None and request.since is None:
            gates.hold(filled.tally.articles, last, request.max_loss)
        listed = list(resources(part, request, filled))
        _describe(part, request, manifest, listed)
        return Release(publish(part, folder, manifest["id"]), manifest)


def _manifest(
    picture: Picture, part: Path, request: Request, filled: Filled
) -> dict[str, Any]:
    asked = request.told()
    moment = (request.choice.as_of or picture.last_change()).astimezone(UTC)
    return {
        "id": f"{moment:%Y%m%dT%H%MZ}-{_digest(part, asked)[:8]}",
        "as_of": moment.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "asked": asked,
        "forced": request.force,
        "software": f"newsarchive {__version__}",
        "schema": identifier(),
        "schema_version": version(),
        "counts": filled.tally.told(),
        "changes": _changes(filled),
        "tables": filled.rows,
        "index_sha256": hash_of(part / INDEX),
        "runs": sorted(filled.tally.runs, key=int),
        "gaps": _gaps(picture, request.beside),
    }


def _changes(filled: Filled) -> dict[str, int] | None:
    delta = filled.delta
    if delta is None:
        return None
    names = ("added", "changed", "removed")
    return {name: len(getattr(delta, name)) for name in names}


def _digest(part: Path, asked: Mapping[str, Any]) -> str:
    """Hash what was asked and all data: the same twice has the same name."""
    told = hashlib.sha256(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS))
    for row in _sums(part):
        told.update(row.encode())
    return told.hexdigest()


def _gaps(picture: Picture, beside: Beside) -> dict[str, dict[str, int]]:
    """Count, by outlet, the days of which something is missing, and why."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, _, state, *_ in picture.rows("coverage", beside):
        if state in GAPS:
            found[source][state] += 1
    return {source: dict(sorted(days.items())) for source, days in found.items()}


def _describe(
    part: Path, request: Request, manifest: dict[str, Any], listed: list[Resource]
) -> None:
    """Write what tells of the data; the sums of all files come last."""
    schemas = part / "schema"
    schemas.mkdir()
    (schemas / "article-1.json").write_bytes(schema_text())
    texts = {
        "README.md": papers.readme(manifest, listed),
        "CODEBOOK.md": codebook(request),
        "CITATION.cff": papers.citation(manifest),
        "LICENSE-DATA.md": papers.licence(),
    }
    for name, text in texts.items():
        (part / name).write_text(text, "utf-8")
    told = {
        DESCRIPTOR: descriptor(part, manifest, listed),
        "croissant.json": croissant(part, manifest, listed),
        gates.MANIFEST: manifest,
    }
    for name, value in told.items():
        (part / name).write_bytes(
            orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        )
    (part / SUMS).write_text("".join(_sums(part)), "utf-8")


def _sums(part: Path) -> Iterator[str]:
    for path in sorted(part.rglob("*")):
        if path.is_file():
            yield line(str(path.relative_to(part)), hash_of(path))
