"""Ask for the rows of very many articles at once, without a parameter an article."""

from collections.abc import Iterable
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
    """Build the condition that a column is one of the numbers that are `given`."""
    ids = bindparam(_IDS, type_=String)
    if connection.dialect.name == "sqlite":
        told = func.json_each(ids).table_valued("value")
        return column.in_(select(told.c.value))
    return column == func.any(cast(ids, ARRAY(Integer)))


def given(connection: Connection, ids: Iterable[int]) -> dict[str, str]:
    """Give numbers as the parameter of `among`."""
    told = ",".join(map(str, ids))
    return {_IDS: f"[{told}]" if connection.dialect.name == "sqlite" else f"{{{told}}}"}
