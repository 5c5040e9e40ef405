"""Pour an archive's rows into empty tables, and prove that all of them arrived."""

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import Connection, delete, table
from sqlalchemy.exc import DBAPIError

from newsarchive.archive import migrate
from newsarchive.archive.loading import loading
from newsarchive.archive.shape import Shape, names, shapes
from newsarchive.archive.values import Digest, Row, ValueFormError, reader, writer
from newsarchive.errors import ArchiveError

# Rows held at a time.
CHUNK = 1000
# Told how much of how much is done.
Follow = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Copied:
    """A table as it stands on both sides: its rows, and a hash of them in any order."""

    table: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Copy:
    """An archive that was copied; `left_out` are tables that are not the archive's."""

    revision: str
    tables: tuple[Copied, ...]
    left_out: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Count all rows."""
        return sum(one.rows for one in self.tables)


def fill(source: Connection, target: Connection, follow: Follow) -> Copy:
    """Make the source's tables in an empty database, copy every row, compare both."""
    revision = migrate.revision_of(source)
    if revision is None:
        raise ArchiveError("there is no archive to copy: the database is empty")
    migrate.make(target, revision)
    every = shapes(source, target)
    step = _steps(sum(source.scalar(one.count()) or 0 for one in every), follow)
    with loading(target, [one.name for one in every]):
        sent = [_pour(source, target, one, step) for one in every]
    arrived = [_digest(target, one, step) for one in every]
    left_out = sorted(names(source) - {one.name for one in every})
    return Copy(revision, tuple(map(_same, every, sent, arrived)), tuple(left_out))


def _same(shape: Shape, sent: Digest, arrived: Digest) -> Copied:
    """Hold what arrived against what was sent."""
    if (sent.rows, sent.sha256) != (arrived.rows, arrived.sha256):
        raise ArchiveError(
            f"the copy of {shape.name} is not what was sent ({arrived.rows} rows of "
            f"{sent.rows}, {arrived.sha256[:12]} for {sent.sha256[:12]}); nothing was kept"
        )
    return Copied(shape.name, sent.rows, sent.sha256)


def _steps(rows: int, follow: Follow) -> Callable[[int], None]:
    """Count rows that were sent, and again those that were read back."""
    done = 0

    def step(number: int) -> None:
        nonlocal done
        done += number
        follow(done, 2 * rows)

    return step


def _pour(
    source: Connection, target: Connection, shape: Shape, step: Callable[[int], None]
) -> Digest:
    """Copy a table's rows; what a migration wrote into it makes way."""
    sent, statement = Digest(), shape.insert()
    convert = writer(target.dialect.name, shape.kinds)
    try:
        target.execute(delete(table(shape.name)))
        with closing(_rows(source, shape)) as chunks:
            for rows in chunks:
                sent.add(rows)
                target.execute(
                    statement,
                    [
                        dict(zip(shape.columns, convert(row), strict=True))
                        for row in rows
                    ],
                )
                step(len(rows))
    except ValueFormError as error:
        raise ArchiveError(f"cannot copy {shape.name}: {error}") from error
    except DBAPIError as error:
        cause = str(error.orig).partition("\n")[0]
        raise ArchiveError(f"cannot copy {shape.name}: {cause}") from error
    return sent


def _digest(
    connection: Connection, shape: Shape, step: Callable[[int], None]
) -> Digest:
    found = Digest()
    with closing(_rows(connection, shape)) as chunks:
        for rows in chunks:
            found.add(rows)
            step(len(rows))
    return found


def _rows(connection: Connection, shape: Shape) -> Generator[list[Row], None, None]:
    """Read a table in the common form, some rows at a time."""
    dialect = connection.dialect.name
    convert = reader(dialect, shape.kinds)
    with connection.execute(
        shape.select(dialect), execution_options={"yield_per": CHUNK}
    ) as found:
        for rows in found.partitions():
            yield [convert(row) for row in rows]
