"""How long it takes to find an article's story among a million, on SQLite.

Fills an archive's tables with what a million articles would leave there (550 a day, as
many as the region's outlets print at most, in a few templates with names of
their own), then ties new articles and measures. Takes
some minutes and 4 GB of disk.
"""

import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, insert, text

from newsarchive.archive import stories
from newsarchive.archive.api import Archive
from newsarchive.archive.tables import Article, Band, Fingerprint, Run, Source
from newsarchive.archive.traits import pack
from newsarchive.text.kinship import traits_of

ADAY = 550
# How many releases are composed, and how articles go through them.
POOL, STEP = 5000, 7919
AT_ONCE = 100_000
BAR = 0.005
START = datetime(2020, 1, 1, tzinfo=UTC)
SYLLABLES = [a + b for a in "bdghjklmnprstwy" for b in ("a", "an", "i", "o", "u", "ar")]
NAMES = [(a + b).title() for a in SYLLABLES for b in SYLLABLES[::3]]
DISTRICTS = [
    "Belitang",
    "Tayan",
    "Meliau",
    "Sekayam",
    "Dedai",
    "Serawai",
    "Badau",
    "Ngabang",
    "Sandai",
    "Toho",
]
KINDS = (
    "Polsek {d} menggelar patroli malam bersama warga untuk mencegah pencurian.",
    "Polsek {d} menangkap pria berinisial {i} ({n}) dengan {m} paket sabu.",
    "Polsek {d} memadamkan kebakaran lahan seluas {m} hektare bersama warga.",
)


def body(chance: random.Random) -> str:
    """Compose a release of its kind: the same sentences, with names and numbers."""
    lines = (
        [chance.choice(KINDS)]
        + [
            "Kapolsek Iptu {p} mengatakan kegiatan itu akan terus dilakukan setiap pekan.",
            "Warga Desa {d} {q} berterima kasih kepada petugas yang datang {m} jam kemudian.",
        ]
        * 2
        + ["Kerugian ditaksir Rp{m}{n}.000, kata {p}."]
    )
    filler = " ".join(chance.choice(FILLER) for _ in range(120))
    return (
        "\n\n".join(
            line.format(
                d=chance.choice(DISTRICTS),
                p=_person(chance),
                q=_person(chance),
                n=chance.randint(18, 60),
                m=chance.randint(2, 99),
                i="".join(chance.sample("ABCDEFGHKLMNPRSTY", 2)),
            )
            for line in lines
        )
        + f"\n\n{filler}"
    )


FILLER = [a + b + c for a in "bklmr" for b in "aiu" for c in ("ta", "ran", "si", "lu")]


def _fingerprint(number: int, packed: bytes, specifics: int) -> dict[str, object]:
    return {"article_id": number, "specifics": specifics, "traits": packed}


def _person(chance: random.Random) -> str:
    return f"{chance.choice(NAMES)} {chance.choice(NAMES)}"


def fill(connection: Connection, number: int) -> None:
    """Write the rows that so many articles leave in the tables stories look at."""
    source_id = connection.scalar(
        insert(Source)
        .values(name="x", title="X", domain="x.id", zone="Asia/Jakarta", sections=[])
        .returning(Source.id)
    )
    run_id = connection.scalar(
        insert(Run)
        .values(
            source_id=source_id,
            started_at=START,
            outcome="done",
            discovery=[],
            version="0",
            settings={},
        )
        .returning(Run.id)
    )
    chance = random.Random(1)
    pool = [body(chance) for _ in range(POOL)]
    made = [(traits_of(one, days=["2024-05-01"]), one) for one in pool]
    ready = [
        (pack(t), len(t.specifics), stories.hashes_of(t, stories.bands_of(b)))
        for t, b in made
    ]
    for start in range(1, number + 1, 5000):
        ids = range(start, min(start + 5000, number + 1))
        connection.execute(
            insert(Article), [_article(i, source_id, run_id) for i in ids]
        )
        connection.execute(
            insert(Fingerprint),
            [_fingerprint(i, *ready[i * STEP % POOL][:2]) for i in ids],
        )
        print(f"\r{ids[-1]:>9} articles", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    _fill_bands(connection, number, [hashes for _, _, hashes in ready])


def _fill_bands(
    connection: Connection, number: int, ready: Sequence[frozenset[int]]
) -> None:
    """Write the bands in the order of their key: any other takes hours."""
    having: defaultdict[int, list[int]] = defaultdict(list)
    for place, hashes in enumerate(ready):
        for one in hashes:
            having[one].append(place)
    connection.execute(text("DROP INDEX ix_band_article_id"))
    rows: list[dict[str, int]] = []
    for done, one in enumerate(sorted(having), start=1):
        own = set(having[one])
        first = sorted(i for i in range(1, POOL + 1) if i * STEP % POOL in own)
        for start in range(0, number, POOL):
            rows += [
                {
                    "hash": one,
                    "day": _at(start + i).toordinal(),
                    "article_id": start + i,
                }
                for i in first
                if start + i <= number
            ]
        if len(rows) >= AT_ONCE or done == len(having):
            connection.execute(insert(Band), rows)
            rows.clear()
            print(f"\r{done:>9} of {len(having)} hashes", end="", file=sys.stderr)
    connection.execute(text("CREATE INDEX ix_band_article_id ON band (article_id)"))
    print(file=sys.stderr)


def _at(number: int) -> datetime:
    return START + timedelta(days=number // ADAY)


def _article(
    number: int, source_id: int | None, run_id: int | None
) -> dict[str, object]:
    return {
        "id": number,
        "key": f"x:{number:016x}",
        "source_id": source_id,
        "url": f"https://x.id/{number}",
        "published_at": _at(number),
        "published_flags": [],
        "first_seen_at": _at(number),
        "last_checked_at": _at(number),
        "state": "live",
        "versions": 1,
        "content_sha256": f"{number:064x}",
        "evidence": {},
        "first_run_id": run_id,
        "last_run_id": run_id,
    }


def main(number: int = 1_000_000) -> int:
    """Fill, tie a hundred articles, say how long one took."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "archive.db"
        with Archive.open(f"sqlite:///{file}") as archive:
            with archive.engine.begin() as connection:
                connection.execute(text("PRAGMA foreign_keys=OFF"))
                fill(connection, number)
            spans = measure(archive, number)
        size = file.stat().st_size / 1e9
    typical, worst = statistics.median(spans), max(spans)
    print(
        f"one article among {number}: median {typical * 1e3:.2f} ms, "
        f"worst {worst * 1e3:.2f} ms (bar 5 ms); the database has {size:.1f} GB"
    )
    return 0 if typical < BAR else 1


def measure(archive: Archive, number: int) -> list[float]:
    """Tie new articles of the last days, a transaction for all, and time each."""
    chance = random.Random(2)
    spans = []
    with archive.engine.begin() as connection:
        for i in range(100):
            article_id = number // 2 + i * 37
            connection.execute(delete(Band).where(Band.article_id == article_id))
            connection.execute(
                delete(Fingerprint).where(Fingerprint.article_id == article_id)
            )
            words = body(chance)
            started = time.perf_counter()
            traits = traits_of(words, days=["2024-05-02"])
            stories.tie(connection, article_id, traits, words)
            spans.append(time.perf_counter() - started)
    return spans


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
