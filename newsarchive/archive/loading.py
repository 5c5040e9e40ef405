"""Fill a database's tables in any order: references are checked when all rows are there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, column, func, inspect, select, text
from sqlalchemy import table as sql_table

from newsarchive.errors import ArchiveError

_REFERENCES = text(
    """SELECT conrelid::regclass::text AS owner, conname AS name,
    pg_get_constraintdef(pg_constraint.oid) AS definition
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
    AND relname = ANY(:tables) ORDER BY 1, 2"""
)
_SEQUENCE = text("SELECT pg_get_serial_sequence(:owner, :name)")


@contextmanager
def loading(connection: Connection, tables: Iterable[str]) -> Iterator[None]:
    """Let rows come before those they refer to; at the end every reference must hold."""
    within = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    with within(connection, list(tables)):
        yield


@contextmanager
def _sqlite(connection: Connection, _: list[str]) -> Iterator[None]:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    yield
    if broken := broken_references(connection):
        raise ArchiveError(f"the archive is not whole: {broken[0]}")


@contextmanager
def _postgresql(connection: Connection, tables: list[str]) -> Iterator[None]:
    """Take the references away and set them again, which checks them all."""
    quote = connection.dialect.identifier_preparer.quote
    found = connection.execute(_REFERENCES, {"tables": tables}).all()
    for one in found:
        connection.exec_driver_sql(
            f"ALTER TABLE {one.owner} DROP CONSTRAINT {quote(one.name)}"
        )
    yield
    for one in found:
        connection.exec_driver_sql(
            f"ALTER TABLE {one.owner} ADD CONSTRAINT {quote(one.name)} {one.definition}"
        )
    for table in tables:
        set_sequence(connection, table)


def set_sequence(connection: Connection, table: str) -> None:
    """Let the next number that the database gives follow the highest one there."""
    if connection.dialect.name == "sqlite":
        return  # It does so by itself.
    quote = connection.dialect.identifier_preparer.quote
    for name in inspect(connection).get_pk_constraint(table)["constrained_columns"]:
        asked = {"owner": quote(table), "name": name}
        sequence = connection.scalar(_SEQUENCE, asked)
        if sequence is not None:
            highest = func.setval(sequence, func.max(column(name)))
            connection.execute(select(highest).select_from(sql_table(table)))


def broken_references(connection: Connection) -> list[str]:
    """Name rows of a SQLite database that refer to what is not there."""
    found = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return [
        f"{table}, row {row}, refers to a {parent} that is not there"
        for table, row, parent, _ in found
    ]
