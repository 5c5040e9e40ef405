"""One moment's picture of an archive, from which a whole export is made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from newsarchive.archive import asof, beside, bulk, selecting
from newsarchive.archive.beside import Beside, Rows
from newsarchive.archive.entry import Entry
from newsarchive.archive.selecting import Choice
from newsarchive.archive.tables import (
    Article,
    Correction,
    Review,
    Run,
    Suppression,
)

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# Whatever changes what an export says leaves one of these behind.
_MOMENTS = (
    *(Article.last_checked_at, Run.started_at, Run.finished_at),
    *(Correction.at, Correction.undone_at),
    *(Suppression.at, Suppression.erased_at, Suppression.lifted_at),
    *(Review.flagged_at, Review.released_at),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """What the archive held at one moment, whatever is written meanwhile."""

    connection: Connection

    def last_change(self) -> datetime:
        """Say when the archive last changed."""
        told = [self.connection.scalar(select(func.max(column))) for column in _MOMENTS]
        return max(filter(None, told), default=_NEVER)

    def count(self, choice: Choice) -> int:
        """Count the articles of a choice."""
        return selecting.number_of(self.connection, choice)

    def entries(self, choice: Choice) -> Iterator[Entry]:
        """Read the articles of a choice, by id."""
        found = bulk.entries(self.connection, choice)
        if choice.as_of is None:
            return found
        return asof.entries(self.connection, choice.as_of, found)

    def rows(self, table: str, told: Beside) -> Rows:
        """Read a table beside the articles, in a fixed order."""
        return beside.rows(self.connection, table, told)
