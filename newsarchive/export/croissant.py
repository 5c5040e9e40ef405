"""croissant.json: a release as a data set for machine learning (ML Croissant 1.0)."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsarchive.export.package import TITLE, Resource
from newsarchive.export.papers import citation_of
from newsarchive.export.sidecar import hash_of

CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {"integer": "sc:Integer", "number": "sc:Float", "date": "sc:Date"}
_ENCODINGS = {".gz": "application/gzip", ".zst": "application/zstd"}


def croissant(
    part: Path, manifest: Mapping[str, Any], listed: list[Resource]
) -> dict[str, Any]:
    """Describe a release."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": f"newsarchive-{manifest['id']}",
        "description": f"{TITLE}: README.md and CODEBOOK.md tell more.",
        "version": f"{manifest['schema_version']}.0.0",
        "datePublished": manifest["as_of"][:10],
        "inLanguage": "id",
        "license": "LICENSE-DATA.md",
        "url": "https://schema.org/Dataset",
        "citeAs": citation_of(manifest),
        "creator": {"@type": "sc:Organization", "name": "newsarchive"},
        "distribution": [_file(part, path) for one in listed for path in one.paths],
        "recordSet": list(_record_sets(part, listed)),
    }


def _file(part: Path, path: Path) -> dict[str, Any]:
    name = str(path.relative_to(part))
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "encodingFormat": _ENCODINGS.get(path.suffix) or _format(path),
        "sha256": hash_of(path),
    }


def _format(path: Path) -> str:
    return {
        ".csv": "text/csv",
        ".jsonl": "application/jsonlines",
        ".json": "application/json",
        ".parquet": "application/x-parquet",
    }.get(path.suffix, "application/octet-stream")


def _record_sets(part: Path, listed: list[Resource]) -> Iterator[dict[str, Any]]:
    """Describe the columns of what its readers read: plain tables, lines of JSON."""
    for one in listed:
        if one.schema is None or one.paths[0].suffix not in {".csv", ".jsonl", ".gz"}:
            continue
        file = str(one.paths[0].relative_to(part))
        yield {
            "@type": "cr:RecordSet",
            "@id": one.name,
            "name": one.name,
            "description": one.description,
            "key": [{"@id": f"{one.name}/{key}"} for key in one.schema["primaryKey"]],
            "field": [_field(one.name, file, each) for each in one.schema["fields"]],
        }


def _field(record_set: str, file: str, told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{record_set}/{told['name']}",
        "name": told["name"],
        "description": told["description"],
        "dataType": _TYPES.get(told["type"], "sc:Text"),
        "source": {
            "fileObject": {"@id": file},
            "extract": {"column": told["name"]},
        },
    }
