"""Write a slim database of plain tables, which Datasette and any SQLite tool opens."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from newsarchive.archive import connection as connections

PAGE_BYTES = 4096


class Slim:
    """A database being written; the same rows make the same file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def table(
        self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]] = ()
    ) -> Callable[[Sequence[Any]], Any]:
        """Make a table whose first column names its rows; give what adds one."""
        first, *rest = [f'"{one}"' for one in columns]
        self.connection.execute(
            f'CREATE TABLE "{name}" ({first} TEXT, {", ".join(rest)})'
        )
        marks = ",".join("?" * len(columns))
        insert = f'INSERT INTO "{name}" VALUES ({marks})'  # noqa: S608 (names of our own)
        self.connection.executemany(insert, rows)
        return partial(self.connection.execute, insert)

    def index(self, table: str, column: str) -> None:
        """Index a column."""
        self.connection.execute(
            f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")'
        )


@contextmanager
def slim(file: Path) -> Iterator[Slim]:
    """Give a new database to write tables into."""
    with (
        connections.wrapped(connections.url_of(file)),
        closing(sqlite3.connect(file, isolation_level=None)) as connection,
    ):
        # It is thrown away when it goes wrong, and brought to the disk when it is whole.
        for pragma in (
            f"page_size={PAGE_BYTES}",
            "journal_mode=OFF",
            "synchronous=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        yield Slim(connection)
        connection.execute("COMMIT")
