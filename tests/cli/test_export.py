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

from newsarchive.cli.export import followed, read_moment, read_share, target_of
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


def released(newsarchive: Command, database: str, *options: str) -> Any:
    done = newsarchive("export", *options, "--json", "--database", database)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_a_release_and_what_it_says(
    newsarchive: Command, database: str, tmp_path: Path
) -> None:
    folder = str(tmp_path / "x")
    made = released(
        newsarchive,
        database,
        *("--folder", folder, "--format", "csv", "--compress", "none"),
        *("--table", "outlets", "--regency", "Sekadau", "--count-once"),
    )
    release = Path(made["folder"])
    assert made["asked"]["filters"] == {"regency": "Sekadau"}
    assert {p.name for p in release.glob("*.csv")} == {"articles.csv", "outlets.csv"}
    done = newsarchive("export", "verify", made["folder"])
    assert (done.code, done.out) == (0, f"{release} is as it was published\n")
    # What stood for its story did not say so before: that is a change.
    delta = ("--folder", folder, "--since-release", release.name, "--table", "none")
    done = newsarchive("export", *delta, "--database", database)
    assert done.code == 0
    assert done.out.startswith("1 added, 3 changed, 0 removed in ")
    (release / "articles.csv").write_text("x")
    done = newsarchive("export", "verify", made["folder"])
    assert done.code == 4
    assert done.out.startswith(f"broken: {release / 'articles.csv'}: has changed")
    done = newsarchive("export", "verify", made["folder"], "--json")
    assert len(json.loads(done.out)["wrong"]) == 1


def test_nothing_found_is_said(
    newsarchive: Command, database: str, tmp_path: Path
) -> None:
    none = ("--topic", "karhutla", "--folder", str(tmp_path / "x"))
    done = newsarchive("export", *none, "--database", database)
    assert done.code == 0
    assert done.out.startswith("0 articles in ")
    assert "nothing was found: the export is empty" in done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--regency", "sekadu"], "do you mean Sekadau?"),
        (["--table", "tidak"], "--table 'tidak' is none of stories, coverage"),
        (["--since-release", "x"], "there is no release 'x'; exports has: none"),
        (["--as-of", "kemarin"], "'kemarin' is no day"),
        (["--max-loss", "banyak"], "'banyak' is no share"),
        (["--max-loss", "200%"], "no share between 0 and 100%"),
        (["-f", "parquet", "-o", "a"], "--output takes one format that is one file"),
        (["-f", "csv", "-f", "json", "-o", "a"], "--output takes one format"),
    ],
)
def test_wrong_use_is_one_clear_line(
    newsarchive: Command,
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = newsarchive("export", *options, "--database", database)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2023-10-20", "2023-10-21T00:00:00+07:00"),
        ("2023-10-20T12:00", "2023-10-20T12:00:00+07:00"),
        ("2023-10-20T12:00:00Z", "2023-10-20T12:00:00+00:00"),
    ],
)
def test_a_day_is_its_end(typed: str, moment: str) -> None:
    assert read_moment(typed).isoformat() == moment


@pytest.mark.parametrize(("typed", "share"), [("10%", 0.1), ("0.5", 0.5), ("0", 0)])
def test_shares(typed: str, share: float) -> None:
    assert read_share(typed) == pytest.approx(share)


def test_max_loss_is_held(newsarchive: Command, database: str, tmp_path: Path) -> None:
    options = ("--folder", str(tmp_path / "x"), "--max-loss", "5%", "--force", "why")
    assert released(newsarchive, database, *options)["forced"] == "why"
