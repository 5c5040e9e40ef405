"""Check that an archive's database holds together: its file, references, words, rules."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import URL, Connection, Engine, func, inspect, select
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from newsarchive.archive.connection import DamagedError, transaction
from newsarchive.archive.rules import IMPORT, RULES, Rule
from newsarchive.archive.shape import names
from newsarchive.archive.sound import damage
from newsarchive.archive.tables import Article, Version
from newsarchive.archive.withheld import erased
from newsarchive.text.fingerprint import content_hash

# How many of what does not hold are named, and how many rows are held at a time.
FEW = 5
CHUNK = 500
Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, of how many, how many do not hold; the first few by name.

    `notes` are worth knowing and no fault.
    """

    what: str
    looked_at: int
    failing: int = 0
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


Check = Callable[[Connection, Advance], Checked]


def checked(
    what: str, looked_at: int, faults: Iterable[str], notes: Iterable[str] = ()
) -> Checked:
    """Count faults, and keep the first few."""
    left = iter(faults)
    kept = tuple(islice(left, FEW))
    return Checked(
        what, looked_at, len(kept) + sum(1 for _ in left), kept, tuple(notes)
    )


def verify(engine: Engine, url: URL, advance: Advance) -> Iterator[Checked]:
    """Check one thing after the other; a damaged file is a fault, too."""
    for what, check in _checks(engine.dialect.name):
        try:
            with transaction(engine, url) as connection:
                found = check(connection, advance)
        except DamagedError as error:
            found = Checked(what, 0, 1, (str(error),))
        yield found


def number_of_versions(connection: Connection) -> int:
    """Count what has words to hash."""
    return connection.scalar(select(func.count()).select_from(Version)) or 0


def _checks(dialect: str) -> Iterator[tuple[str, Check]]:
    if dialect == "sqlite":
        yield _FILE, _file
        yield _INDEX, _index
    yield _REFERENCES, _references
    yield _WORDS, _words
    for rule in RULES:
        yield rule.what, partial(_hold, rule)


_FILE = "the database file is whole"
_INDEX = "the full-text index follows"
_REFERENCES = "references lead somewhere"
_WORDS = "versions have the words of their hash"


def _file(connection: Connection, _: Advance) -> Checked:
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
    return checked(_FILE, pages, damage(connection))


def _index(connection: Connection, _: Advance) -> Checked:
    """Hold the documents that SQLite's index has counted against those that are there."""
    indexed = set(
        connection.exec_driver_sql("SELECT id FROM search_index_docsize").scalars()
    )
    there = set(
        connection.exec_driver_sql("SELECT article_id FROM search_document").scalars()
    )
    faults = [
        f"article {one}: {'not in the index' if one in there else 'only in the index'}"
        for one in sorted(indexed ^ there)
    ]
    return checked(_INDEX, len(there), faults)


def _hold(rule: Rule, connection: Connection, _: Advance) -> Checked:
    looked_at = connection.scalar(rule.every) or 0
    breaking = connection.execute(rule.breaking)
    return checked(rule.what, looked_at, (rule.said.format(*row) for row in breaking))


def _words(connection: Connection, advance: Advance) -> Checked:
    rows = connection.execute(
        select(*_WORDED)
        .join(Article, Article.id == Version.article_id)
        .where(Article.id.not_in(erased())),
        execution_options={"yield_per": CHUNK},
    )
    looked_at = 0

    def faults() -> Iterator[str]:
        nonlocal looked_at
        for row in rows:
            looked_at += 1
            advance(1)
            if fault := _fault(row):
                yield f"{row.key}: {fault} of version {row.number} have changed"

    return replace(checked(_WORDS, 0, faults()), looked_at=looked_at)


def _fault(row: Any) -> str | None:
    """Say which words of a version are not those that were written."""
    same = content_hash(row.title, row.text) == row.content_sha256
    # An export has the hash of all printed words, not the words around the body.
    if not same and row.cause != IMPORT:
        return "the words"
    return None if is_cut_from(row.body, row.text) else "the words of the body"


def is_cut_from(body: str, text: str) -> bool:
    """Whether a body is its text with pieces left out, as dateline and byline are.

    The hash is of the text, and does not tell a change of the body alone.
    """
    left = iter(text)
    return all(char in left for char in body if not char.isspace())


_WORDED = (
    *(Article.key, Version.number, Version.title),
    *(Version.body, Version.text, Version.content_sha256, Version.cause),
)


def _references(connection: Connection, _: Advance) -> Checked:
    looked_at, faults = 0, list[str]()
    for name in sorted(names(connection)):
        for key in inspect(connection).get_foreign_keys(name):
            looked_at += 1
            faults.extend(_dangling(connection, name, key))
    return checked(_REFERENCES, looked_at, faults)


def _dangling(connection: Connection, name: str, key: Any) -> Iterator[str]:
    """Name the rows that refer to what is not there."""
    (ours,), (theirs,) = key["constrained_columns"], key["referred_columns"]
    child = sql_table(name, sql_column(ours)).alias("child")
    parent = sql_table(key["referred_table"], sql_column(theirs)).alias("parent")
    found = connection.scalars(
        select(child.c[ours])
        .outerjoin(parent, child.c[ours] == parent.c[theirs])
        .where(child.c[ours].is_not(None), parent.c[theirs].is_(None))
    )
    for value in found:
        yield f"{name}.{ours} {value}: there is no such {key['referred_table']}"
