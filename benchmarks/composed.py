"""An archive of composed articles, as many as asked: what the region's outlets print.

Every table that a record is made of has rows; bodies have about 2.5 KB. The words are
invented, the places, units and topics are the gazetteer's. Straight into the tables: a
million by the crawler's own way would take hours.
"""

import hashlib
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from newsarchive.archive.api import Archive
from newsarchive.gazetteer.places import places
from newsarchive.gazetteer.police import units
from newsarchive.gazetteer.topics import topics
from newsarchive.source import Source

OUTLETS = 40
ADAY = 550
SENTENCES = 30
AT_ONCE = 5000
# One in so many articles begins a story, which the next ones copy.
STORY, COPIES = 12, 3
ZONE = ZoneInfo("Asia/Jakarta")
START = datetime(2019, 1, 1, tzinfo=UTC)
# Names and numbers are filled in, so that hardly two sentences are the same.
PATTERNS = (
    "Kapolsek {p} mengatakan patroli malam digelar untuk mencegah pencurian di {d}.",
    "Kegiatan yang dipimpin {p} itu menyasar permukiman warga Desa {d} sejak dini hari.",
    "“Kami mengimbau warga agar tetap waspada,” kata {p} kepada wartawan, Jum’at siang.",
    "Dari tangan pelaku berinisial {i}, {n} tahun, petugas menyita {n} paket sabu.",
    "Kerugian akibat kebakaran lahan seluas {n} hektare di {d} ditaksir Rp{n} juta.",
    "Warga {d} bersama Bhabinkamtibmas memadamkan api sekitar pukul {n} lewat sedikit.",
)
SYLLABLES = [a + b for a in "bdghjklmnprstwy" for b in ("a", "an", "i", "o", "u", "ar")]
NAMES = [(a + b).title() for a in SYLLABLES for b in SYLLABLES[::7]]

Rows = dict[str, list[tuple[Any, ...]]]


def compose(file: Path, number: int, tell: Callable[[int], None]) -> None:
    """Make an archive of so many articles in a file."""
    with Archive.open(f"sqlite:///{file}") as archive:
        runs = [_run(archive, place) for place in range(OUTLETS)]
    written = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF"):
        written.execute(f"PRAGMA {pragma}")
    chance = random.Random(1)
    pool = [_sentence(chance) for _ in range(20_000)]
    for first in range(1, number + 1, AT_ONCE):
        ids = range(first, min(first + AT_ONCE, number + 1))
        written.execute("BEGIN")
        for table, rows in _rows(ids, chance, pool, runs).items():
            marks = ",".join("?" * len(rows[0]))
            into = f"INSERT INTO {table} ({_COLUMNS[table]}) VALUES ({marks})"  # noqa: S608 (names of our own)
            written.executemany(into, rows)
        written.execute("COMMIT")
        tell(ids[-1])
    written.execute("PRAGMA journal_mode=WAL")
    written.execute("ANALYZE")
    written.close()


def _run(archive: Archive, place: int) -> tuple[str, int, int]:
    name = f"outlet{place:02}"
    source = Source(
        title=f"Outlet {place}", domain=f"{name}.id", sections=(f"https://{name}.id/",)
    )
    visit = archive.begin(name, source)
    return name, visit.source_id, visit.run_id


def _sentence(chance: random.Random) -> str:
    return chance.choice(PATTERNS).format(
        p=f"{chance.choice(NAMES)} {chance.choice(NAMES)}",
        d=chance.choice(NAMES),
        i="".join(chance.sample("ABDEFHIMNRSTY", 2)),
        n=chance.randint(2, 99),
    )


def _rows(
    ids: range,
    chance: random.Random,
    pool: list[str],
    runs: list[tuple[str, int, int]],
) -> Rows:
    found: Rows = {table: [] for table in _COLUMNS}
    for number in ids:
        one = _Composed(number, chance, pool, runs[number % len(runs)])
        for table, rows in one.rows():
            found[table] += rows
    return {table: rows for table, rows in found.items() if rows}


class _Composed:
    """One article, as rows."""

    regencies = tuple(p.code for p in places().values() if p.level == "regency")
    districts = tuple(p.code for p in places().values() if p.level == "district")
    units = tuple(units())
    topics = tuple(topics())

    def __init__(
        self,
        number: int,
        chance: random.Random,
        pool: list[str],
        run: tuple[str, int, int],
    ) -> None:
        self.number, self.chance = number, chance
        self.name, self.source, self.run = run
        lines = chance.choices(pool, k=SENTENCES)
        self.title = f"{lines[0].split(',')[0][:70]} ({number})"
        self.body = "\n\n".join(
            " ".join(lines[at : at + 3]) for at in range(0, SENTENCES, 3)
        )
        self.text = f"OUTLET, SEKADAU – {self.body}\n\n(Aji/UJI)"
        self.sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        self.url = (
            f"https://{self.name}.id/berita/{number}/patroli-malam-di-pasar-lama/"
        )
        self.at = START + timedelta(days=number // ADAY, seconds=number % ADAY * 150)
        self.stamp = self.at.isoformat(timespec="microseconds").replace("+00:00", "Z")

    def rows(self) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
        """Give the rows of each table."""
        number, chance = self.number, self.chance
        published = self.at.astimezone(ZONE).isoformat(timespec="seconds")
        flags, evidence = "[]", orjson.dumps(self._evidence()).decode()
        yield (
            "article",
            [
                (
                    *(number, self._key(), self.source, self.url, str(number)),
                    *(self.title, "id", "Kalbar", published, self.stamp, "second"),
                    *(published, "json-ld", flags, "(Aji/UJI)", self.stamp),
                    *(self.stamp, "live", 1, self.sha256, evidence, self.run),
                    self.run,
                )
            ],
        )
        yield (
            "version",
            [
                (
                    *(number, number, 1, self.title, self.body, self.text),
                    *(self.sha256, self.stamp, self.run, "0.1.0", "first", None),
                )
            ],
        )
        yield "article_url", [(self.source, self.url, number)]
        yield "credit", [(number, 0, chance.choice(NAMES), "reporter", "UJI")]
        line = ("OUTLET, SEKADAU –", "Outlet", "Sekadau", "61.09", "kemendagri")
        yield "dateline", [(number, *line)]
        yield "event_date", [(number, 0, f"{self.at:%Y-%m-%d}", "Jum’at", "[]")]
        yield "tag", [(number, i, f"tag {chance.randint(1, 400)}") for i in (0, 1)]
        picture = f"https://{self.name}.id/gambar/{number}.jpg"
        yield "image", [(number, 0, picture, "Petugas berpatroli", "Dok. Polsek")]
        named: list[tuple[Any, ...]] = [
            (number, 0, chance.choice(self.regencies), "about", None)
        ]
        named += [
            (number, 1 + i, code, "named", "di sana")
            for i, code in enumerate(chance.sample(self.districts, 2))
        ]
        yield "article_place", named
        yield "article_unit", [(number, 0, chance.choice(self.units), "Polsek")]
        yield "article_topic", [(number, 0, chance.choice(self.topics), 2.5, "[]")]
        yield from self._story()

    def _key(self, number: int | None = None) -> str:
        told = hashlib.sha256(str(number or self.number).encode()).hexdigest()
        return f"{self.name}:{told[:16]}"

    def _story(self) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
        place = self.number % STORY
        if place > COPIES:
            return
        first = self.number - place
        if place == 0:
            yield "story", [(first, f"story:{first:016x}")]
        if first:
            role = "copy" if place else "first"
            yield "membership", [(self.number, first, role, 1.0 - place / 10)]

    def _evidence(self) -> dict[str, Any]:
        told = ["2019-01-01T00:00:00+07:00", "json-ld", "datePublished", "taken"]
        return {"published": [told] * 3, "rules": dict.fromkeys(("a", "b", "c"), "x")}


_COLUMNS = {
    "article": "id, key, source_id, url, external_id, title, language, section, "
    "published, published_at, published_precision, published_raw, published_origin, "
    "published_flags, byline_raw, first_seen_at, last_checked_at, state, versions, "
    "content_sha256, evidence, first_run_id, last_run_id",
    "version": "id, article_id, number, title, body, text, content_sha256, seen_at, "
    "run_id, extractor, cause, findings",
    "article_url": "source_id, url, article_id",
    "credit": "article_id, position, name, role, agency",
    "dateline": "article_id, raw, outlet, place, code, scheme",
    "event_date": "article_id, position, date, raw, flags",
    "tag": "article_id, position, name",
    "image": "article_id, position, url, caption, credit",
    "article_place": "article_id, position, code, role, raw",
    "article_unit": "article_id, position, unit_id, raw",
    "article_topic": "article_id, position, topic_id, score, words",
    "story": "id, key",
    "membership": "article_id, story_id, role, overlap",
}


if __name__ == "__main__":
    compose(
        Path(sys.argv[1]),
        int(sys.argv[2]),
        lambda done: print(f"\r{done:>9}", end="", file=sys.stderr, flush=True),
    )
