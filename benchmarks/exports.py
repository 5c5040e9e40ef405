"""How long a million articles take to export, beside sqlite3 and DuckDB on the same rows.

    PYTHONPATH=. python benchmarks/exports.py [NUMBER] [FOLDER]

Composes an archive (7 GB a million; one that is in the folder is used again), then
runs each one after the other, and says time, processor and memory of each. The rows that
sqlite3 dumps are the records' own: every field, lists and objects as JSON, by id.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.composed import compose

MEMORY = 150
_ROWS = """
SELECT a.key AS id, o.name AS source, o.title AS outlet, a.url,
  (SELECT json_group_array(url) FROM article_url WHERE article_id = a.id) AS urls,
  a.title, v.body, a.language, a.section,
  (SELECT json_group_array(name) FROM tag WHERE article_id = a.id) AS tags,
  a.published AS published_at, a.published_precision, a.published_raw,
  a.published_origin, a.modified AS modified_at, a.first_seen_at, a.last_checked_at,
  a.state,
  (SELECT json_object('raw', raw, 'outlet', outlet, 'org', org, 'place', place,
    'region', region, 'code', code) FROM dateline WHERE article_id = a.id) AS dateline,
  (SELECT json_object('raw', a.byline_raw, 'credits', json_group_array(json_object(
    'name', name, 'role', role, 'agency', agency))) FROM credit
    WHERE article_id = a.id) AS byline,
  (SELECT json_group_array(json_object('date', date, 'end', until, 'raw', raw,
    'flags', json(flags))) FROM event_date WHERE article_id = a.id) AS event_dates,
  (SELECT json_object('code', p.code, 'name', p.name) FROM article_place n
    JOIN place p ON p.code = n.code
    WHERE n.article_id = a.id AND n.role = 'about') AS regency,
  (SELECT json_group_array(json_object('code', p.code, 'name', p.name, 'level', p.level))
    FROM article_place n JOIN place p ON p.code = n.code
    WHERE n.article_id = a.id AND n.role = 'named') AS places,
  (SELECT json_group_array(json_object('id', u.id, 'name', u.name, 'parent', q.name))
    FROM article_unit n JOIN police_unit u ON u.id = n.unit_id
    LEFT JOIN police_unit q ON q.id = u.parent
    WHERE n.article_id = a.id) AS police_units,
  (SELECT json_group_array(topic_id) FROM article_topic WHERE article_id = a.id) AS topics,
  (SELECT json_group_array(json_object('url', url, 'caption', caption, 'credit', credit))
    FROM image WHERE article_id = a.id) AS images,
  v.number AS version, a.versions, v.content_sha256,
  (SELECT json_object('id', s.key, 'size', (SELECT count(*) FROM membership
    WHERE story_id = m.story_id), 'role', m.role, 'overlap', m.overlap)
    FROM membership m JOIN story s ON s.id = m.story_id
    WHERE m.article_id = a.id) AS story,
  a.last_run_id AS run
FROM article a JOIN source o ON o.id = a.source_id
JOIN version v ON v.article_id = a.id AND v.number = a.versions
ORDER BY a.key
"""
_COPY = """
import duckdb, sys
duckdb.sql("SET threads=1")
duckdb.sql(f"COPY (SELECT * FROM read_json('{sys.argv[1]}')) TO '{sys.argv[2]}' "
           "(FORMAT parquet, COMPRESSION zstd)")
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took: seconds by the clock and of the processor, MB at most."""

    wall: float
    cpu: float
    memory: float

    def beside(self, other: "Taken") -> "Taken":
        """Give what was taken more than by another; the memory is that of all."""
        return Taken(self.wall - other.wall, self.cpu - other.cpu, self.memory)


def run(command: list[str], output: Path | None = None) -> Taken:
    """Run a command, and measure it alone."""
    started = time.monotonic()
    with (output or Path(os.devnull)).open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream)  # noqa: S603 (our own)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    cpu = used.ru_utime + used.ru_stime
    return Taken(time.monotonic() - started, cpu, used.ru_maxrss / 1024)


def measure(
    archive: Path, scratch: Path
) -> Iterator[tuple[str, str, Taken, Taken, float]]:
    """Run each export beside what it is compared with; give the bar, too."""
    newsarchive = [
        *(sys.executable, "-m", "newsarchive", "export", "--profile", "full"),
        *("--database", f"sqlite:///{archive}"),
    ]
    rows, cells = scratch / "a.jsonl", scratch / "a.csv"
    for form, file in (("json", rows), ("csv", cells)):
        name = "jsonl" if form == "json" else form
        other = run(["sqlite3", f"-{form}", str(archive), _ROWS], scratch / "other")
        mine = run([*newsarchive, "--format", name, "--output", str(file)])
        yield name, f"sqlite3 -{form}", mine, other, 1.5
    (scratch / "other").unlink()
    target = str(scratch / "other.parquet")
    other = run([sys.executable, "-c", _COPY, str(rows), target])
    rows.unlink()
    folder = ["--folder", str(scratch / "releases"), "--table", "none"]
    alone = run([*newsarchive, "--format", "parquet", *folder])
    yield "parquet", "DuckDB COPY from JSONL", alone, other, 2.0
    lines = run([*newsarchive, "--format", "jsonl", "--compress", "none", *folder])
    both = [*newsarchive, "--format", "jsonl", "--format", "parquet"]
    mine = run([*both, "--compress", "none", *folder]).beside(lines)
    yield "parquet beside jsonl", "DuckDB COPY from JSONL", mine, other, 2.0


def main(number: int, folder: Path) -> int:
    """Compose, measure, tell."""
    archive = folder / f"composed-{number}.db"
    if not archive.exists():
        compose(archive, number, lambda done: print(f"\r{done:>9}", end="", flush=True))
        print()
    print("| | time | processor | memory | | time | processor | times as long | bar |")
    print("|---|---|---|---|---|---|---|---|---|")
    missed = 0
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        for name, than, mine, other, bar in measure(archive, Path(scratch)):
            times = mine.wall / other.wall
            missed += times > bar or mine.memory > MEMORY
            print(
                f"| {name} | {mine.wall:.0f} s | {mine.cpu:.0f} s | {mine.memory:.0f} MB "
                f"| {than} | {other.wall:.0f} s | {other.cpu:.0f} s | {times:.2f} "
                f"| {bar} |",
                flush=True,
            )
    return 1 if missed else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(
        main(
            int(arguments[0]) if arguments else 1_000_000,
            Path(arguments[1]) if len(arguments) > 1 else Path(tempfile.gettempdir()),
        )
    )
