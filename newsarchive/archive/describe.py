"""Describe the archive's tables and views in Markdown, out of what declares them."""

import inspect
from collections.abc import Iterator

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.dialects import postgresql, sqlite

from newsarchive.archive.tables import Base
from newsarchive.archive.views import VIEWS, View

_SQLITE = sqlite.dialect()
_POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]
_ABOUT = """\
# The archive's tables and views

`make schema` writes this page from the models; `newsarchive db schema` prints it.

The tables are plain: SQLite (one file) or PostgreSQL, the same on both. Any tool opens
them; open them for reading only, as `newsarchive` is the one that writes. An instant is UTC:
`timestamptz` on PostgreSQL, text like `2023-10-21T02:14:07.000000Z` on SQLite, which sorts as
it is. Lists and objects are JSON. Tables whose names begin with `search_` and that are not
listed here are the full-text index, and `alembic_version` names the version of the tables.
"""
_VIEWS = """\
## Views

For people: names instead of numbers, one row a thing. Columns are only ever added."""


def schema() -> str:
    """Describe everything: the views, a diagram, the tables."""
    parts = [_ABOUT, _VIEWS, *map(_view, VIEWS), "## Diagram\n\n" + _diagram()]
    tables = sorted(_told(), key=lambda told: told[0].name)
    parts += ["## Tables", *(_table(*told) for told in tables)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _told() -> Iterator[tuple[Table, str]]:
    """Give each table with what its class says of it."""
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        assert isinstance(table, Table)  # noqa: S101 (no class is mapped to a query)
        yield table, inspect.getdoc(mapper.class_) or ""


def _view(view: View) -> str:
    rows = [f"| `{name}` | {meaning} |" for name, meaning in view.columns.items()]
    head = [f"### {view.name}", "", view.row, "", "| column | meaning |", "|---|---|"]
    return "\n".join([*head, *rows])


def _table(table: Table, about: str) -> str:
    lines = [f"### {table.name}", "", about, ""]
    lines += ["| column | SQLite | PostgreSQL | |", "|---|---|---|---|"]
    lines += [_column(column) for column in table.columns]
    unique = [_names(one) for one in table.constraints if _is_unique(one)]
    index = [_names(one) for one in table.indexes if len(one.columns) > 1]
    for label, found in (("Unique", unique), ("Indexed", index)):
        if found:
            lines += ["", f"{label} together: {'; '.join(sorted(found))}."]
    return "\n".join(lines)


def _column(column: Column[object]) -> str:
    here = column.type.compile(_SQLITE).lower()
    there = column.type.compile(_POSTGRESQL).lower()
    notes = ", ".join(_notes(column))
    return f"| `{column.name}` | {here} | {there} | {notes} |"


def _notes(column: Column[object]) -> Iterator[str]:
    if column.primary_key:
        yield "key"
    for key in sorted(column.foreign_keys, key=lambda one: one.target_fullname):
        yield f"to `{key.target_fullname}`"
    if column.unique:
        yield "unique"
    if column.index:
        yield "indexed"
    if column.nullable:
        yield "may be empty"


def _is_unique(constraint: object) -> bool:
    return isinstance(constraint, UniqueConstraint) and len(constraint.columns) > 1


def _names(constraint: object) -> str:
    columns = getattr(constraint, "columns", ())
    return ", ".join(f"`{column.name}`" for column in columns)


def _diagram() -> str:
    """Draw the tables with their keys, and how they point to each other."""
    tables = sorted(Base.metadata.tables.values(), key=lambda table: table.name)
    lines = ["```mermaid", "erDiagram"]
    for table in tables:
        lines.append(f"    {table.name} {{")
        lines += [_key(column) for column in table.columns if _is_key(column)]
        lines.append("    }")
    keys = sorted(
        (key for table in tables for key in table.foreign_keys),
        key=lambda key: (key.column.table.name, key.parent.table.name, key.parent.name),
    )
    return "\n".join([*lines, *map(_line, keys), "```"])


def _is_key(column: Column[object]) -> bool:
    return column.primary_key or bool(column.foreign_keys)


def _key(column: Column[object]) -> str:
    marks = ["PK"] * column.primary_key + ["FK"] * bool(column.foreign_keys)
    kind = column.type.compile(_SQLITE).lower()
    return f"        {kind} {column.name} {', '.join(marks)}"


def _line(key: ForeignKey) -> str:
    """Draw one way of pointing: to one or none, from many or at most one."""
    table = key.parent.table
    to = "|o" if key.parent.nullable else "||"
    alone = [key.parent] == list(table.primary_key.columns)
    many = "o|" if alone else "o{"
    return f"    {key.column.table.name} {to}--{many} {table.name} : {key.parent.name}"
