"""The files of a release as a Data Package (Frictionless Data, version 2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsarchive.export.filling import Filled, name_of
from newsarchive.export.forms import SUFFIXES, Format
from newsarchive.export.index import NAME as INDEX
from newsarchive.export.records import fields
from newsarchive.export.request import Request
from newsarchive.export.schema import properties
from newsarchive.export.sidecar import hash_of
from newsarchive.export.tables import TABLES

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TITLE = "Police news of Kalimantan Barat"
LICENCE = {
    "name": "other-copyrighted",
    "title": "Texts belong to their outlets, place codes are ODbL 1.0: LICENSE-DATA.md",
    "path": "LICENSE-DATA.md",
}
_PARQUET = "application/vnd.apache.parquet"
_TYPES = {
    Format.JSONL: "application/jsonl",
    Format.JSON: "application/json",
    Format.CSV: "text/csv",
    Format.NINJS: "application/jsonl",
    Format.JSONLD: "application/jsonl",
    Format.PARQUET: _PARQUET,
    Format.SQLITE: "application/vnd.sqlite3",
}
_KINDS = {
    "array": "array",
    "object": "object",
    "integer": "integer",
    "number": "number",
}
# What Frictionless reads as rows with these columns.
_ROWS = {Format.JSONL, Format.JSON}


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of a release, or the files of a form."""

    name: str
    paths: tuple[Path, ...]
    mediatype: str
    description: str
    rows: int | None = None
    schema: Mapping[str, Any] | None = None


def resources(part: Path, request: Request, filled: Filled) -> Iterator[Resource]:
    """Name the data of a release."""
    for form in request.forms:
        path = part / name_of(form, request.compression)
        yield Resource(
            "articles" if form is Format.JSONL else f"articles-{form}",
            tuple(sorted(path.rglob("*.parquet"))) if path.is_dir() else (path,),
            _TYPES[form],
            f"The articles as {form}.",
            filled.tally.articles,
            record_schema(request) if form in _ROWS else None,
        )
    for name in request.tables:
        table = TABLES[name]
        told = [
            {"name": one.name, "type": one.type, "description": one.english}
            for one in table.columns
        ]
        yield Resource(
            name.replace("_", "-"),
            (part / f"{name}.csv",),
            "text/csv",
            table.english,
            filled.rows[name],
            {"fields": told, "primaryKey": list(table.key), "missingValues": [""]},
        )
    yield Resource(
        "index",
        (part / INDEX,),
        "text/tab-separated-values",
        "Every article's id and a hash of its record.",
    )


def record_schema(request: Request) -> dict[str, Any]:
    """Give the Table Schema of the records."""
    told = properties()
    names = fields(request.profile, once=request.choice.once)
    listed = [
        {
            "name": name,
            "type": _type(told[name]),
            "description": told[name]["description"],
        }
        for name in names
    ]
    return {"fields": listed, "primaryKey": ["id"]}


def descriptor(
    part: Path, manifest: Mapping[str, Any], listed: list[Resource]
) -> dict[str, Any]:
    """Describe a release."""
    return {
        "$schema": PROFILE,
        "name": f"newsarchive-{manifest['id'].lower()}",
        "id": manifest["id"],
        "title": TITLE,
        "description": "Articles of Indonesian outlets, as data: README.md tells more.",
        "version": manifest["id"],
        "created": manifest["as_of"],
        "keywords": ["indonesia", "kalimantan barat", "news", "police"],
        "licenses": [LICENCE],
        "contributors": [{"title": "newsarchive", "roles": ["creator"]}],
        # Its profile knows no resources but tables, and Frictionless reads no lists in
        # Parquet; these files are in the sums, and in Croissant.
        "resources": [
            _resource(part, one) for one in listed if one.mediatype != _PARQUET
        ],
    }


def _resource(part: Path, one: Resource) -> dict[str, Any]:
    (path,) = one.paths
    name = str(path.relative_to(part))
    told: dict[str, Any] = {
        "name": one.name,
        "path": name,
        "description": one.description,
        "mediatype": one.mediatype,
        "format": _ending(name),
        "encoding": "utf-8",
        "hash": f"sha256:{hash_of(path)}",
    }
    # Frictionless reads an array whole, without counting, and then misses the count.
    if told["format"] != "json":
        told["bytes"] = path.stat().st_size
    if one.schema is not None:
        told |= {"type": "table", "schema": one.schema}
    return told


def _ending(name: str) -> str:
    for end in filter(None, SUFFIXES.values()):
        name = name.removesuffix(end)
    return name.rpartition(".")[2]


def _type(told: Mapping[str, Any]) -> str:
    kinds = told.get("type", "string")
    kind = next(
        k for k in ([kinds] if isinstance(kinds, str) else kinds) if k != "null"
    )
    return _KINDS.get(kind, "string")
