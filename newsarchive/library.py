"""An archive read from Python: articles as records, stories, histories, Arrow tables.

    >>> import newsarchive
    >>> with newsarchive.open("data/archive.db") as archive:
    ...     for article in archive.search("curat motor", regency="Sekadau"):
    ...         print(article["published_at"], article["title"])
    ...     frame = archive.to_pandas(since=date(2023, 1, 1), police=True)

An article is the record that `newsarchive export --profile full` writes; the published
schema describes it. What must not leave the archive is not among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypedDict, Unpack

from newsarchive.archive.api import Choice, Query, Reader
from newsarchive.errors import ConfigurationError
from newsarchive.export.forms import Profile
from newsarchive.export.heavy import arrow, polars
from newsarchive.export.parquet import plain, schema_of, table_of
from newsarchive.export.records import Record, fields, full_record, records
from newsarchive.gazetteer.asked import READERS
from newsarchive.suppression import Audience

# So many records become a part of an Arrow table at a time.
PART = 2000


class Filters(TypedDict, total=False):
    """Which articles; all conditions must hold.

    `regency`, `unit` and `topic` are names or ids; `since` and `until` days of
    publication; `police` leaves what names a unit or has a topic. `once` gives one
    article a story, `as_of` the archive as it stood.
    """

    source: str | None
    place: str | None
    regency: str | None
    unit: str | None
    topic: str | None
    police: bool
    since: date | None
    until: date | None
    once: bool
    as_of: datetime | None


@dataclass(frozen=True, slots=True)
class Story:
    """A story: its id, and its articles, the first first."""

    id: str
    articles: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """An article's words as one visit found them, and why they were kept."""

    number: int
    title: str | None
    body: str
    seen_at: datetime
    cause: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class Library:
    """An archive opened for reading; it cannot change anything."""

    reader: Reader

    def articles(self, **filters: Unpack[Filters]) -> Iterator[Record]:
        """Give articles by id, read as they are asked for: one moment's picture."""
        return self._records(None, filters)

    def search(self, words: str, **filters: Unpack[Filters]) -> Iterator[Record]:
        """Give articles with all words, in any inflection; in double quotes as written."""
        return self._records(words, filters)

    def count(self, words: str | None = None, **filters: Unpack[Filters]) -> int:
        """Count articles."""
        with self.reader.picture() as picture:
            return picture.count(_choice(words, filters))

    def article(self, name: str) -> Record | None:
        """Find one article by its id, the end of it, or any of its addresses."""
        found = self.reader.find(name)
        if found is None or not self._is_shown(found.row.key):
            return None
        return full_record(found)

    def story(self, name: str) -> Story | None:
        """Find a story by its id, or by one of its articles."""
        found = self.reader.story(name)
        if found is None:
            return None
        shown = [one for one in found.members if self._is_shown(one.row.key)]
        return Story(found.id, tuple(map(full_record, shown))) if shown else None

    def history(self, name: str) -> Iterator[Version]:
        """Give the versions of an article, the first first."""
        found = self.reader.find(name)
        if found is None or not self._is_shown(found.row.key):
            raise ConfigurationError(f"there is no article {name!r}")
        for one in self.reader.versions(found):
            yield Version(
                *(one.number, one.title, one.body, one.seen_at, one.cause),
                one.content_sha256,
            )

    def to_arrow(self, words: str | None = None, **filters: Unpack[Filters]) -> Any:
        """Give articles as a table of pyarrow: lists and objects keep their form."""
        schema = schema_of(fields(Profile.FULL, once=filters.get("once", False)))
        found = records(self._entries(words, filters))
        parts = [schema.empty_table()]
        while some := [plain(told) for told in islice(found, PART)]:
            parts.append(table_of(some, schema))
        return arrow().concat_tables(parts)

    def to_pandas(self, words: str | None = None, **filters: Unpack[Filters]) -> Any:
        """Give articles as a DataFrame of pandas."""
        return self.to_arrow(words, **filters).to_pandas()

    def to_polars(self, words: str | None = None, **filters: Unpack[Filters]) -> Any:
        """Give articles as a DataFrame of polars."""
        return polars().from_arrow(self.to_arrow(words, **filters))

    def close(self) -> None:
        """Let go of the database."""
        self.reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _records(self, words: str | None, filters: Filters) -> Iterator[Record]:
        return (told.record for told in records(self._entries(words, filters)))

    def _entries(self, words: str | None, filters: Filters) -> Iterator[Any]:
        with self.reader.picture() as picture:
            yield from picture.entries(_choice(words, filters))

    def _is_shown(self, key: str) -> bool:
        return self.reader.is_shown(key, Audience.RESEARCH)


def open_archive(address: str | Path) -> Library:
    """Open an archive: a file, or a database's address."""
    told = str(address)
    return Library(Reader.open(told if ":" in told else f"sqlite:///{told}"))


def _choice(words: str | None, filters: Filters) -> Choice:
    asked: dict[str, Any] = dict(filters)
    once, as_of = asked.pop("once", False), asked.pop("as_of", None)
    for name, read in READERS.items():
        if asked.get(name) is not None:
            asked[name] = read(asked[name], name)
    query = Query(words=words, audience=Audience.RESEARCH, **asked)
    return Choice(query=query, once=once, as_of=as_of)
