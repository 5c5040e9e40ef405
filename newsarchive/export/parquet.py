"""Records as Parquet, in folders by year and month as DuckDB, Spark and pandas read them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from newsarchive.export.formats import Put
from newsarchive.export.heavy import arrow
from newsarchive.export.records import Told
from newsarchive.export.schema import properties

# So many lines wait for the files of their months; so many bytes of a file are read at
# a time (4 MB take twice as much memory), and so many rows make a group.
WAITING, BLOCK, GROUP = 1000, 1 << 18, 1000
UNKNOWN = "0"
_PART, _LINES = "part-0.parquet", "lines"


@contextmanager
def parted(folder: Path, fields: list[str]) -> Iterator[Put]:
    """Give what takes records in any order, and writes them by month in the end.

    Until then they wait as lines, in files: more months than may be open are no matter.
    """
    folder.mkdir()
    waiting: defaultdict[str, list[bytes]] = defaultdict(list)
    count = longest = 0

    def put(told: Told) -> None:
        nonlocal count, longest
        line = plain(told)
        waiting[_month(told)].append(line)
        longest = max(longest, len(line))
        count += 1
        if count % WAITING == 0:
            _lay_down(folder, waiting)

    yield put
    _lay_down(folder, waiting)
    schema = schema_of(fields)
    for lines in sorted(folder.rglob(_LINES)):
        batches = _batches(lines, schema, 2 * longest)
        _write_part(batches, lines.with_name(_PART), schema)
        lines.unlink()
    if not count:
        _write_part(iter(()), folder / _PART, schema)


def _lay_down(folder: Path, waiting: dict[str, list[bytes]]) -> None:
    """Bring lines to the files of their months."""
    for name, lines in waiting.items():
        month = folder / name
        month.mkdir(parents=True, exist_ok=True)
        with (month / _LINES).open("ab") as stream:
            stream.writelines(lines)
    waiting.clear()


def schema_of(fields: list[str]) -> Any:
    """Give the Arrow schema of records with these fields, from the published schema."""
    pa = arrow()
    told = properties()
    return pa.schema([pa.field(name, _type(told[name])) for name in fields])


def table_of(lines: Sequence[bytes], schema: Any) -> Any:
    """Read lines of JSON into an Arrow table."""
    pa = arrow()
    data = b"".join(lines)
    if not data:
        return schema.empty_table()
    options = _options(schema, len(data))
    return pa.json.read_json(pa.BufferReader(data), *options)


def _options(schema: Any, block: int) -> tuple[Any, Any]:
    """Say how JSON is read: no line may be longer than a block."""
    pa = arrow()
    return (
        pa.json.ReadOptions(block_size=max(block, BLOCK), use_threads=False),
        pa.json.ParseOptions(
            explicit_schema=schema, unexpected_field_behavior="ignore"
        ),
    )


def plain(told: Told) -> bytes:
    """Give a record's line; what has no one type in it is written as JSON text."""
    if not told.record["corrections"]:
        return told.line
    corrections = [
        {**one, "machine": orjson.dumps(one["machine"]).decode()}
        for one in told.record["corrections"]
    ]
    record = {**told.record, "corrections": corrections}
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def _month(told: Told) -> str:
    """Name the folder of the month of publication, 0 where it is not known."""
    year, _, rest = (told.record["published_at"] or UNKNOWN).partition("-")
    return f"year={year}/month={int(rest[:2] or UNKNOWN)}"


def _batches(lines: Path, schema: Any, block: int) -> Iterator[Any]:
    with arrow().json.open_json(lines, *_options(schema, block)) as batches:
        yield from batches


def _write_part(batches: Iterator[Any], file: Path, schema: Any) -> None:
    pa = arrow()
    with pa.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        some: list[Any] = []
        for batch in batches:
            some.append(batch)
            if sum(one.num_rows for one in some) >= GROUP:
                writer.write_table(pa.Table.from_batches(some))
                some.clear()
        if some:
            writer.write_table(pa.Table.from_batches(some))


def _type(told: dict[str, Any]) -> Any:
    """Give the Arrow type of what a JSON Schema describes; dates stay text, as precise."""
    pa = arrow()
    kinds = told.get("type", "string")
    kind = next(
        k for k in ([kinds] if isinstance(kinds, str) else kinds) if k != "null"
    )
    if kind == "array":
        return pa.list_(_type(told["items"]))
    if kind == "object":
        inner = told["properties"].items()
        return pa.struct([pa.field(name, _type(one)) for name, one in inner])
    return {"integer": pa.int64(), "number": pa.float64()}.get(kind, pa.string())
