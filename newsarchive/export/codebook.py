"""CODEBOOK.md: every field and column, in English and Indonesian, made of the schema."""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import orjson

from newsarchive.export.records import fields
from newsarchive.export.request import Request
from newsarchive.export.schema import identifier, properties
from newsarchive.export.tables import TABLES

_HEAD = """# Codebook · Buku kode

Records follow the JSON Schema `{schema}` (schema/article-1.json). Fields are only ever
added; `null` says that the page does not tell, nothing is guessed.

Rekaman mengikuti JSON Schema `{schema}` (schema/article-1.json). Bidang hanya pernah
ditambah; `null` berarti halaman tidak menyebutkannya, tidak ada yang ditebak.

In CSV and SQLite, lists are joined with ` | ` and an object takes a column a property.
Dalam CSV dan SQLite, daftar digabung dengan ` | ` dan objek menjadi satu kolom per isinya.
"""


def codebook(request: Request) -> str:
    """Write the codebook of a release."""
    return "\n".join([_HEAD.format(schema=identifier()), *_lines(request)])


@cache
def indonesian() -> dict[str, str]:
    """Give what the fields of a record mean, in Indonesian."""
    file = resources.files("newsarchive.export").joinpath("fields-id.json")
    told: dict[str, str] = orjson.loads(file.read_bytes())
    return told


def _lines(request: Request) -> Iterator[str]:
    yield "## articles\n\n| field | type | English | Bahasa Indonesia |\n|---|---|---|---|"
    described, meant = properties(), indonesian()
    for name in fields(request.profile, once=request.choice.once):
        told = described[name]
        yield f"| `{name}` | {_kind(told)} | {told['description']} | {meant[name]} |"
        yield from _inner(name, told)
    for name in request.tables:
        table = TABLES[name]
        yield f"\n## {name}\n\n{table.english} {table.indonesian}\n"
        yield "| column | type | English | Bahasa Indonesia |\n|---|---|---|---|"
        for column in table.columns:
            meanings = f"{column.english} | {column.indonesian}"
            yield f"| `{column.name}` | {column.type} | {meanings} |"
    yield ""


def _inner(name: str, told: dict[str, Any]) -> Iterator[str]:
    """Describe the properties of an object, or of a list's objects."""
    inner = told.get("items", told)
    for one, each in inner.get("properties", {}).items():
        yield f"| `{name}.{one}` | {_kind(each)} | {each['description']} | |"


def _kind(told: dict[str, Any]) -> str:
    kinds = told.get("type", "string")
    return kinds if isinstance(kinds, str) else " or ".join(kinds)
