"""What an export is held against before it is published: the last one like it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from newsarchive.errors import ExportError

MANIFEST = "manifest.json"
# These say how an export is written, not what is in it.
_FORM = {"formats", "tables", "compression"}


class GateError(ExportError):
    """An export that has lost too much to be published."""


def last_like(folder: Path, asked: Mapping[str, Any]) -> dict[str, Any] | None:
    """Read the manifest of the newest release that chose the same."""
    found = [
        one for one in _manifests(folder) if _choice(one["asked"]) == _choice(asked)
    ]
    return max(found, key=lambda one: (one["as_of"], one["id"]), default=None)


def hold(articles: int, last: Mapping[str, Any] | None, max_loss: float) -> None:
    """Refuse an export that has lost more than a share of the last one's articles."""
    if last is None:
        return
    before = last["counts"]["articles"]
    if articles >= before * (1 - max_loss):
        return
    raise GateError(
        f"not published: {articles} articles, {before - articles} fewer than the "
        f"{before} of {last['id']}; more than {max_loss:.0%} lost. Look why "
        "(`newsarchive suppressions`, `newsarchive health`); --force REASON publishes it"
    )


def _choice(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if name not in _FORM}


def _manifests(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.glob(f"[!.]*/{MANIFEST}")):
        if not file.parent.is_symlink():
            yield orjson.loads(file.read_bytes())
