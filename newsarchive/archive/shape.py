"""What a database holds, by reflection: the tables of any version of the archive.

Nothing here knows the tables by name, so that an older archive can be copied too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnClause,
    Connection,
    DateTime,
    Float,
    Insert,
    Select,
    Text,
    cast,
    column,
    func,
    insert,
    inspect,
    select,
    table,
)
from sqlalchemy.types import TypeEngine

from newsarchive.archive.values import Kind
from newsarchive.errors import ArchiveError

VERSIONS = "alembic_version"
# FTS5 keeps its index in tables of its own, named after the virtual one.
_SHADOWS = ("", "_config", "_content", "_data", "_docsize", "_idx")
_VIRTUAL = (
    "SELECT name FROM sqlite_master "
    "WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%'"
)
_KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (DateTime, Kind.INSTANT),
    (JSON, Kind.JSON),
    (Boolean, Kind.TRUTH),
    (Float, Kind.NUMBER),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: its columns, what they need on the way, and what names a row."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[Kind, ...]
    key: tuple[str, ...]

    def select(self, dialect: str) -> Select[*tuple[Any, ...]]:
        """Read all rows, by their keys; JSON as the text it was written as."""
        chosen = [
            cast(column(name), Text).label(name)
            if kind is Kind.JSON and dialect == "postgresql"
            else column(name)
            for name, kind in zip(self.columns, self.kinds, strict=True)
        ]
        keys: list[ColumnClause[Any]] = [column(name) for name in self.key]
        return select(*chosen).select_from(table(self.name)).order_by(*keys)

    def insert(self) -> Insert:
        """Write a row; the columns have no type, so that values go as they are."""
        columns: list[ColumnClause[Any]] = [column(name) for name in self.columns]
        return insert(table(self.name, *columns))

    def count(self) -> Select[int]:
        """Count the rows."""
        return select(func.count()).select_from(table(self.name))


def names(connection: Connection) -> set[str]:
    """Name the tables that hold rows, without a full-text index's own."""
    found = set(inspect(connection).get_table_names()) - {VERSIONS}
    if connection.dialect.name == "sqlite":
        for virtual in connection.exec_driver_sql(_VIRTUAL).scalars():
            found -= {virtual + end for end in _SHADOWS}
    return found


def counts(connection: Connection) -> dict[str, int]:
    """Count the rows of every table."""
    return {
        name: connection.scalar(select(func.count()).select_from(table(name))) or 0
        for name in sorted(names(connection))
    }


def shapes(source: Connection, target: Connection) -> list[Shape]:
    """Give the tables of the target, which the source must have just so."""
    return list(_shapes(source, target))


def _shapes(source: Connection, target: Connection) -> Iterator[Shape]:
    there = names(source)
    for name in sorted(names(target)):
        if name not in there:
            raise ArchiveError(f"the archive lacks its table {name!r}")
        ours, theirs = _types(source, name), _types(target, name)
        if set(ours) != set(theirs):
            odd = ", ".join(sorted(set(ours) ^ set(theirs)))
            raise ArchiveError(
                f"the archive's table {name!r} is not as its version has it: {odd}"
            )
        columns = tuple(sorted(theirs))
        kinds = tuple(_kind(ours[one], theirs[one]) for one in columns)
        key = inspect(target).get_pk_constraint(name)["constrained_columns"]
        yield Shape(name, columns, kinds, tuple(key))


def _types(connection: Connection, name: str) -> Mapping[str, TypeEngine[Any]]:
    return {one["name"]: one["type"] for one in inspect(connection).get_columns(name)}


def _kind(*types: TypeEngine[Any]) -> Kind:
    for wanted, kind in _KINDS:
        if any(isinstance(one, wanted) for one in types):
            return kind
    return Kind.PLAIN
