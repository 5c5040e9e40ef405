"""Files that are whole or not there."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsarchive.errors import ExportError
from newsarchive.export.forms import Format
from newsarchive.export.records import Told
from newsarchive.export.writers import write

PLAIN = (Format.JSONL, Format.JSON, Format.CSV)
FIELDS = ["id", "title", "tags"]
RECORDS = [
    {"id": "a", "title": "Jum’at\n“=”", "tags": ["x", "y"]},
    {"id": "b", "title": '=HYPERLINK("x")', "tags": []},
]


def told(records: Iterable[dict[str, Any]]) -> Iterator[Told]:
    for one in records:
        yield Told(one, orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE))


def read(form: Format, data: bytes) -> list[dict[str, Any]]:
    if form is Format.CSV:
        return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    if form is Format.JSON:
        rows: list[dict[str, Any]] = orjson.loads(data)
        return rows
    return [orjson.loads(line) for line in data.splitlines()]


CELLS = [
    {"id": "a", "title": "Jum’at\n“=”", "tags": "x | y"},
    {"id": "b", "title": '\'=HYPERLINK("x")', "tags": ""},
]
WRITTEN = {Format.JSONL: RECORDS, Format.JSON: RECORDS, Format.CSV: CELLS}
NOTHING = {
    Format.JSONL: b"",
    Format.JSON: b"[]\n",
    Format.CSV: b'"id","title","tags"\r\n',
}


@pytest.mark.parametrize("form", PLAIN)
def test_what_is_written_can_be_read(folder: Path, form: Format) -> None:
    file = folder / "a"
    assert write(told(RECORDS), file, form, FIELDS) == 2
    assert read(form, file.read_bytes()) == WRITTEN[form]
    assert sorted(folder.iterdir()) == [file, folder / "a.sha256"]


@pytest.mark.parametrize("form", PLAIN)
def test_no_records_are_a_whole_file_too(folder: Path, form: Format) -> None:
    assert write([], folder / "a", form, FIELDS) == 0
    assert (folder / "a").read_bytes() == NOTHING[form]


@pytest.mark.parametrize("form", PLAIN)
def test_stdout(form: Format, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert write(told(RECORDS), None, form, FIELDS) == 2
    assert read(form, capfdbinary.readouterr().out) == WRITTEN[form]


def breaking(error: BaseException) -> Iterator[dict[str, Any]]:
    yield from RECORDS
    raise error


@pytest.mark.parametrize("form", PLAIN)
@pytest.mark.parametrize("error", [ExportError("bad record"), KeyboardInterrupt()])
def test_the_file_of_before_stands_when_it_breaks(
    folder: Path, form: Format, error: BaseException
) -> None:
    folder.mkdir()
    (folder / "a").write_text("before")
    with pytest.raises(type(error)):
        write(told(breaking(error)), folder / "a", form, FIELDS)
    assert [file.name for file in folder.iterdir()] == ["a"]
    assert (folder / "a").read_text() == "before"


def test_the_file_of_before_stands_until_the_new_one_is_whole(folder: Path) -> None:
    folder.mkdir()
    (folder / "a").write_text("before")

    def watching() -> Iterator[dict[str, Any]]:
        for record in RECORDS:
            assert (folder / "a").read_text() == "before"
            yield record

    write(told(watching()), folder / "a", Format.JSONL, FIELDS)
    assert (folder / "a").read_bytes().count(b"\n") == 2


def test_a_link_goes_on_leading_to_the_file(folder: Path) -> None:
    (folder / "real").mkdir(parents=True)
    link = folder / "a.jsonl"
    link.symlink_to("real/a.jsonl")
    write(told(RECORDS), link, Format.JSONL, FIELDS)
    assert link.is_symlink()
    assert (folder / "real" / "a.jsonl").read_bytes().count(b"\n") == 2


def test_others_may_read_what_is_written(folder: Path) -> None:
    before = os.umask(0o022)
    try:
        write(told(RECORDS), folder / "a", Format.JSONL, FIELDS)
    finally:
        os.umask(before)
    assert (folder / "a").stat().st_mode & 0o777 == 0o644


def test_a_pipe_is_written_to_and_not_replaced(folder: Path) -> None:
    folder.mkdir()
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        write(told(RECORDS), pipe, Format.JSONL, FIELDS)
        out, _ = reader.communicate(timeout=10)
    assert out.count(b"\n") == 2
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("/proc/exports/a.jsonl", "cannot write /proc/exports/a.jsonl: No such file"),
        ("/dev/full", "cannot write /dev/full: No space left on device"),
        ("{folder}", "cannot write .*: Is a directory"),
        ("{file}/below/a.jsonl", "cannot write .*/a.jsonl: (Not a dir|File exists)"),
    ],
)
@pytest.mark.parametrize("form", PLAIN)
def test_what_cannot_be_written_is_one_clear_line(
    folder: Path, output: str, words: str, form: Format
) -> None:
    folder.mkdir()
    (folder / "file").write_text("x")
    name = output.format(folder=folder, file=folder / "file")
    with pytest.raises(ExportError, match=words) as error:
        write(told(RECORDS), Path(name), form, FIELDS)
    assert error.value.exit_code == 4
    assert [file.name for file in folder.iterdir()] == ["file"]


def test_a_disk_that_fills_leaves_nothing_behind(folder: Path) -> None:
    """A limit on the size of files stands for a full disk."""
    script = f"""
import resource, signal, sys
from pathlib import Path
from newsarchive.export.forms import Format
from newsarchive.export.records import Told
from newsarchive.export.writers import write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
write((Told({{}}, b"x" * 1000) for _ in range(1000)), Path({str(folder / "a")!r}), Format.JSONL, [])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert "ExportError: cannot write" in done.stderr
    assert "File too large" in done.stderr
    assert list(folder.iterdir()) == []
