"""Fill a release's folder with its data: the articles in every form, the tables."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from newsarchive.archive.api import Choice, Order, Picture, slim
from newsarchive.export import parquet
from newsarchive.export.cells import harmless, header, values
from newsarchive.export.formats import FORMATS
from newsarchive.export.forms import SUFFIXES, Compression, Format
from newsarchive.export.index import NAME, Delta, indexed, indexed_anyhow
from newsarchive.export.records import Told, fields, records
from newsarchive.export.request import Follow, Request
from newsarchive.export.streams import compressed
from newsarchive.export.tables import TABLES
from newsarchive.export.tables import cells as table_cells
from newsarchive.export.tally import Tally

_NAMES = {
    Format.JSONL: "articles.jsonl",
    Format.JSON: "articles.json",
    Format.CSV: "articles.csv",
    Format.NINJS: "articles.ninjs.jsonl",
    Format.JSONLD: "articles.jsonld.jsonl",
    Format.PARQUET: "articles",
    Format.SQLITE: "articles.db",
}


@dataclass
class Filled:
    """What a folder was filled with."""

    tally: Tally = field(default_factory=Tally)
    delta: Delta | None = None
    rows: dict[str, int] = field(default_factory=dict)


def name_of(form: Format, compression: Compression) -> str:
    """Name the file, or folder, of the articles in a form."""
    is_stream = form in FORMATS
    return _NAMES[form] + (SUFFIXES[compression] if is_stream else "")


def fill(picture: Picture, part: Path, request: Request, follow: Follow) -> Filled:
    """Write all data of a release; what is written is one moment's picture."""
    made = _Filling(picture, part, request, follow)
    if made.needs_index:
        made.index()
    for form in request.forms:
        made.articles(form)
    for name in request.tables:
        made.table(name)
    return made.filled


@dataclass
class _Filling:
    picture: Picture
    part: Path
    request: Request
    follow: Follow
    filled: Filled = field(default_factory=Filled)
    is_indexed: bool = False
    done: int = 0
    total: int = 0

    def __post_init__(self) -> None:
        passes = len(self.request.forms) + self.needs_index
        self.total = self.picture.count(self.request.choice) * passes
        if self.request.since is not None:
            self.filled.delta = Delta()

    @property
    def needs_index(self) -> bool:
        """Whether all articles are gone through once before any is written."""
        return self.request.since is not None or not self.request.forms

    def index(self) -> None:
        """Go through all articles once: index them, count them, compare them."""
        found = self._indexed(self._records(Order.ID), Order.ID)
        if self.filled.delta is not None and self.request.since is not None:
            found = self.filled.delta.compared(found, self.request.since)
        for _ in self.filled.tally.counted(filter(self._is_wanted, found)):
            pass

    def articles(self, form: Format) -> None:
        """Write the articles in a form."""
        if form is Format.SQLITE:
            self.slim()
            return
        target = self.part / name_of(form, self.request.compression)
        order = Order.PUBLISHED if form is Format.PARQUET else Order.ID
        wanted = self._wanted(order)
        if form is Format.PARQUET:
            parquet.write(wanted, target, self.fields)
        else:
            with (
                target.open("wb") as raw,
                compressed(raw, self.request.compression) as stream,
            ):
                FORMATS[form](wanted, stream, self.fields)

    @property
    def fields(self) -> list[str]:
        """Name the fields of the records."""
        return fields(self.request.profile, once=self.request.choice.once)

    def table(self, name: str) -> None:
        """Write a table beside the articles."""
        with (self.part / f"{name}.csv").open(
            "w", encoding="utf-8", newline=""
        ) as text:
            writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL)
            writer.writerow(TABLES[name].names)
            count = 0
            for row in self._rows(name):
                writer.writerow([harmless(cell) for cell in row])
                count += 1
        self.filled.rows[name] = count

    def slim(self) -> None:
        """Write a database of the articles, flat, and of the tables."""
        file = self.part / name_of(Format.SQLITE, Compression.NONE)
        columns = header(self.fields)
        with slim(file) as database:
            wanted = self._wanted(Order.ID)
            rows = (values(told.record) for told in wanted)
            database.table("articles", columns, rows)
            for column in ("source", "published_at", "story_id", "regency_code"):
                database.index("articles", column)
            for name in self.request.tables:
                database.table(name, TABLES[name].names, self._rows(name))

    def _records(self, order: Order) -> Iterator[Told]:
        choice: Choice = replace(self.request.choice, order=order)
        for told in records(self.picture.entries(choice), self.request.profile):
            yield told
            self.done += 1
            self.follow(self.done, self.total)

    def _wanted(self, order: Order) -> Iterator[Told]:
        """Give the records to write; whoever comes first indexes and counts them."""
        found = self._records(order)
        if not self.is_indexed:
            found = self.filled.tally.counted(self._indexed(found, order))
        return filter(self._is_wanted, found)

    def _indexed(self, found: Iterator[Told], order: Order) -> Iterator[Told]:
        self.is_indexed = True
        write = indexed if order is Order.ID else indexed_anyhow
        return write(found, self.part / NAME)

    def _is_wanted(self, told: Told) -> bool:
        delta = self.filled.delta
        return delta is None or delta.holds(told)

    def _rows(self, name: str) -> Iterator[Sequence[Any]]:
        rows = table_cells(self.picture.rows(name, self.request.beside))
        if name != "removed" or self.filled.delta is None:
            return rows
        gone = dict.fromkeys(self.filled.delta.removed)
        told = {row[0]: row for row in rows}
        return iter(
            [told.get(key, [key, None, None]) for key in sorted({*gone, *told})]
        )
