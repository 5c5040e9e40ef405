"""newsarchive export: files, folders, stdout, profiles and filters."""

import csv
import gzip
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsarchive.cli.export import followed, target_of
from newsarchive.export.forms import Format
from tests.cli.conftest import Command


@pytest.mark.parametrize(
    ("output", "form", "target"),
    [
        ("kalbar.json", Format.JSON, "kalbar.json"),
        ("data/", Format.JSON, "data/articles.json"),
        ("there", Format.JSONL, "there/articles.jsonl"),
        ("-", Format.CSV, None),
    ],
)
def test_where_it_goes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    output: str,
    form: Format,
    target: str | None,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    assert target_of(output, form) == (Path(target) if target else None)


def test_the_default_is_a_release_of_excerpts(
    newsarchive: Command,
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = newsarchive("export", "--database", database)
    latest = tmp_path / "exports" / "latest"
    folder = latest.resolve().relative_to(tmp_path)
    assert (done.code, done.out) == (0, f"4 articles in {folder}\n")
    rows = gzip.decompress((latest / "articles.jsonl.gz").read_bytes()).splitlines()
    ids = [json.loads(row)["id"] for row in rows]
    assert len(ids) == 4
    assert ids == sorted(ids)
    assert all(b"excerpt" in row and b'"body"' not in row for row in rows)


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ([], 4),
        (["--source", "suarauji"], 1),
        (["--from", "2023-10-20"], 2),
        (["--to", "2023-10-20"], 1),
        (["--place", "Sekadau"], 3),
    ],
)
@pytest.mark.parametrize("form", [Format.JSONL, Format.JSON, Format.CSV])
def test_filters_and_forms_on_stdout(
    newsarchive: Command, database: str, options: list[str], number: int, form: Format
) -> None:
    done = newsarchive(
        *("export", "--format", form, "--output", "-", "--profile", "full"),
        *options,
        *("--database", database),
    )
    readers: dict[Format, Callable[[], Any]] = {
        Format.JSONL: lambda: [json.loads(line) for line in done.out.splitlines()],
        Format.JSON: lambda: json.loads(done.out),
        Format.CSV: lambda: list(csv.DictReader(io.StringIO(done.out, newline=""))),
    }
    rows = readers[form]()
    assert len(rows) == number
    assert all(row["body"] for row in rows)


def test_a_folder_that_cannot_be_written(newsarchive: Command, database: str) -> None:
    done = newsarchive("export", "--output", "/proc/x/a.jsonl", "--database", database)
    assert (done.code, done.out) == (4, "")
    assert done.err.startswith("newsarchive: cannot write /proc/x/a.jsonl: ")
    assert len(done.err.splitlines()) == 1


def test_progress_is_shown_to_who_looks_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def passed() -> list[str]:
        with followed(3) as advance:
            return list(advance(iter("abc")))

    assert passed() == ["a", "b", "c"]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert passed() == ["a", "b", "c"]
    said = capsys.readouterr()
    assert "exporting" in said.err
    assert "rows/s" in said.err
    assert said.out == ""
