"""Fill a release's folder with its data: the articles in every form, the tables."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsarchive.archive.api import Picture, slim
from newsarchive.export import parquet
from newsarchive.export.cells import harmless, header, values
from newsarchive.export.formats import FORMATS, Put
from newsarchive.export.forms import SUFFIXES, Compression, Format
from newsarchive.export.index import NAME, Delta, indexed
from newsarchive.export.records import Told, fields, records
from newsarchive.export.request import Follow, Request
from newsarchive.export.streams import BUFFER, compressed
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
    """Write all data of a release; what is written is one moment's picture.

    Articles are read once, whatever is written of them.
    """
    made = _Filling(picture, part, request, follow)
    with ExitStack() as stack:
        puts = [stack.enter_context(made.opened(form)) for form in request.forms]
        for told in made.wanted():
            for put in puts:
                put(told)
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

    def wanted(self) -> Iterator[Told]:
        """Give the records to write: indexed, compared and counted as they go by."""
        found = indexed(self._records(), self.part / NAME)
        if self.request.since is not None:
            delta = self.filled.delta = Delta()
            found = filter(delta.holds, delta.compared(found, self.request.since))
        return self.filled.tally.counted(found)

    @contextmanager
    def opened(self, form: Format) -> Iterator[Put]:
        """Open what takes the articles in a form."""
        target = self.part / name_of(form, self.request.compression)
        names = fields(self.request.profile, once=self.request.choice.once)
        if form is Format.PARQUET:
            with parquet.parted(target, names) as put:
                yield put
        elif form is Format.SQLITE:
            with self.slim(target, names) as put:
                yield put
        else:
            with (
                target.open("wb", BUFFER) as raw,
                compressed(raw, self.request.compression) as stream,
                FORMATS[form](stream, names) as put,
            ):
                yield put

    @contextmanager
    def slim(self, file: Path, names: list[str]) -> Iterator[Put]:
        """Write a database of the articles, flat, and of the tables."""
        with slim(file) as database:
            add = database.table("articles", header(names))
            yield lambda told: add(values(told.record))
            for column in ("source", "published_at", "story_id", "regency_code"):
                database.index("articles", column)
            for name in self.request.tables:
                database.table(name, TABLES[name].names, self._rows(name))

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

    def _records(self) -> Iterator[Told]:
        choice = self.request.choice
        total = self.picture.count(choice)
        found = records(self.picture.entries(choice), self.request.profile)
        for done, told in enumerate(found, 1):
            yield told
            self.follow(done, total)

    def _rows(self, name: str) -> Iterator[Sequence[Any]]:
        rows = table_cells(self.picture.rows(name, self.request.beside))
        if name != "removed" or self.filled.delta is None:
            return rows
        gone = dict.fromkeys(self.filled.delta.removed)
        told = {row[0]: row for row in rows}
        return iter(
            [told.get(key, [key, None, None]) for key in sorted({*gone, *told})]
        )
