"""The published JSON Schema of a record, and the check that every record passes."""

from functools import cache
from importlib import resources
from typing import Any

import jsonschema_rs
import orjson

from newsarchive.errors import ExportError


def schema_text() -> bytes:
    """Read the published schema as it stands in the package."""
    return resources.files("newsarchive.export").joinpath("article-1.json").read_bytes()


def check(record: dict[str, Any]) -> None:
    """Raise ExportError for a record that does not fit the published schema."""
    try:
        _validator().validate(record)
    except jsonschema_rs.ValidationError as error:
        place = "/".join(map(str, error.instance_path)) or "record"
        raise ExportError(
            f"article {record.get('id')} does not fit the published schema: "
            f"{place}: {error.message[:200]}"
        ) from error


def properties() -> dict[str, dict[str, Any]]:
    """Give the fields of a record with what the schema says of each."""
    described: dict[str, dict[str, Any]] = _schema()["properties"]
    return described


def identifier() -> str:
    """Give the schema's own name, which ends with its version."""
    name: str = _schema()["$id"]
    return name


def version() -> int:
    """Give the version of the schema."""
    return int(identifier().rpartition(":")[2])


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = orjson.loads(schema_text())
    return schema


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(_schema(), validate_formats=True)
