"""The published schema: where it stands, that it is one, and that all is described."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest

from newsarchive.archive.api import StoredArticle
from newsarchive.errors import ExportError
from newsarchive.export.records import full_record
from newsarchive.export.schema import check, properties, schema_text

EXPORTS = Path(__file__).parents[2] / "exports"


def described(
    schema: dict[str, Any], path: str = ""
) -> Iterator[tuple[str, str | None]]:
    for name, field in schema.get("properties", {}).items():
        yield f"{path}{name}", field.get("description")
        yield from described(field, f"{path}{name}.")
    if "items" in schema:
        yield from described(schema["items"], f"{path}[].")


def test_the_published_schema_is_the_one_in_use() -> None:
    assert (EXPORTS / "schema" / "article-1.json").read_bytes() == schema_text()


def test_it_is_a_schema() -> None:
    schema = orjson.loads(schema_text())
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["required"]) == {*schema["properties"]} - {
        *("body", "excerpt", "copies")
    }


def test_every_field_is_described() -> None:
    fields = dict(described(orjson.loads(schema_text())))
    assert len(fields) > 50
    assert [name for name, text in fields.items() if not text] == []


def test_every_field_is_in_the_readme() -> None:
    """A field added to the schema is added there; the failure shows the line."""
    readme = (EXPORTS / "README.md").read_text("utf-8")
    for name, field in properties().items():
        assert f"| `{name}` | {field['description'].replace('|', '')} |" in readme


@pytest.fixture
def record(stored: dict[str, StoredArticle]) -> dict[str, Any]:
    return copy.deepcopy(full_record(stored["penuh"]))


def test_a_good_record_passes(record: dict[str, Any]) -> None:
    check(record)
    check({**record, "published_at": "2023-10", "published_precision": "month"})
    check({**record, "a field of later": 1})


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("id", "patroli", "id: "),
        ("url", "//kabaruji.id/", "url: "),
        ("urls", [], "urls: "),
        ("body", None, "body: "),
        ("title", 7, "title: "),
        ("published_at", "kemarin", "published_at: "),
        ("published_precision", "week", "published_precision: "),
        ("first_seen_at", "2023-10-20", "first_seen_at: "),
        ("state", "lost", "state: "),
        ("event_dates", [{"date": "Jumat"}], "event_dates/0"),
        ("version", 0, "version: "),
        ("content_sha256", "abc", "content_sha256: "),
        ("story", {"id": "story:x"}, "story: "),
    ],
)
def test_a_bad_value_is_named(
    record: dict[str, Any], field: str, value: object, told: str
) -> None:
    with pytest.raises(ExportError) as error:
        check({**record, field: value})
    assert f"does not fit the published schema: {told}" in str(error.value)
    assert error.value.exit_code == 4


def test_a_missing_field_is_named(record: dict[str, Any]) -> None:
    del record["tags"]
    with pytest.raises(ExportError, match=r'record: "tags" is a required property'):
        check(record)
