"""Ask for the rows of very many articles or addresses at once."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Integer,
    String,
    bindparam,
    cast,
    func,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute

_IDS = "ids"


def among(
    connection: Connection, column: InstrumentedAttribute[Any]
) -> ColumnElement[bool]:
    """Build the condition that a column is one of the numbers that are `given`.

    There is no parameter a number.
    """
    ids = bindparam(_IDS, type_=String)
    if connection.dialect.name == "sqlite":
        told = func.json_each(ids).table_valued("value")
        return column.in_(select(told.c.value))
    return column == func.any(cast(ids, ARRAY(Integer)))


def given(connection: Connection, ids: Iterable[int]) -> dict[str, str]:
    """Give numbers as the parameter of `among`."""
    told = ",".join(map(str, ids))
    return {_IDS: f"[{told}]" if connection.dialect.name == "sqlite" else f"{{{told}}}"}


def one_of(
    connection: Connection, column: InstrumentedAttribute[str], texts: Collection[str]
) -> ColumnElement[bool]:
    """Build the condition that a column is one of some hundred texts.

    PostgreSQL compares every row with every parameter of an IN where it has no statistics
    yet (500 among 15,000 new rows: 127 ms), but joins a table of them (11 ms).
    """
    if connection.dialect.name == "sqlite":
        return column.in_(texts)
    return column.in_(select(func.unnest(cast(list(texts), ARRAY(String)))))
