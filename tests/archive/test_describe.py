"""docs/schema.md says what the models say."""

from pathlib import Path

from newsarchive.archive.describe import schema
from newsarchive.archive.tables import Base
from newsarchive.archive.views import VIEWS

PAGE = Path(__file__).parents[2] / "docs" / "schema.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == schema(), "run `make schema`"


def test_every_table_view_and_column_is_told() -> None:
    told = schema()
    for table in Base.metadata.tables.values():
        part = told.partition(f"\n### {table.name}\n")[2].partition("\n### ")[0]
        assert all(f"| `{column.name}` |" in part for column in table.columns)
        assert len(part.strip().partition("\n")[0]) > 20, table.name
    assert all(f"\n### {view.name}\n" in told for view in VIEWS)


def test_the_diagram_tells_how_many_point_to_how_many() -> None:
    told = schema()
    for line in (
        "article ||--o{ version : article_id",
        "article ||--o| dateline : article_id",
        "capture |o--o{ version : capture_id",
        "place |o--o{ place : parent",
    ):
        assert f"    {line}\n" in told


def test_types_keys_and_what_may_be_empty() -> None:
    told = schema()
    for row in (
        "| `fetched_at` | text | timestamp with time zone |  |",
        "| `page_id` | integer | integer | to `page.id`, indexed, may be empty |",
        "| `key` | text | text | unique |",
        "Unique together: `source_id`, `url`.",
        "Indexed together: `source_id`, `fetched_at`.",
    ):
        assert row in told
