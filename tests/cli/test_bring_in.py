"""newsarchive import: what it says, and how it ends."""

import json
from pathlib import Path

import pytest

from newsarchive.cli.why import _FIELDS
from newsarchive.text.fingerprint import content_hash
from tests.cli.conftest import Command


@pytest.fixture
def exported(newsarchive: Command, database: str, tmp_path: Path) -> Path:
    """A full export of the archive."""
    file = tmp_path / "a.jsonl"
    done = newsarchive(
        *("export", "--profile", "full", "--output", str(file)), "--database", database
    )
    assert done.code == 0
    return file


def test_in_and_in_again(newsarchive: Command, exported: Path, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    done = newsarchive("import", str(exported), "--database", other)
    assert (done.code, done.out) == (0, f"4 new from {exported}\n")
    done = newsarchive("import", str(exported), "--json", "--database", other)
    assert json.loads(done.out)["known"] == 4
    again = tmp_path / "b.jsonl"
    newsarchive(
        *("export", "--profile", "full", "--output", str(again)), "--database", other
    )
    assert again.read_bytes() == exported.read_bytes()


def test_what_came_in_can_be_read(
    newsarchive: Command, exported: Path, tmp_path: Path
) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    newsarchive("import", str(exported), "--database", other)
    keys = [json.loads(row)["id"] for row in exported.read_text("utf-8").splitlines()]
    for key in keys:
        for command in (("show", key), ("history", key), ("show", key, "--json")):
            done = newsarchive(*command, "--database", other)
            assert (done.code, done.err) == (0, ""), command
        for field in _FIELDS:
            done = newsarchive("why", key, field, "--database", other)
            assert done.code == 0, field
            assert "imported     from a record, which tells values" in done.out


def test_newer_words_come_without_the_reasons_of_older_ones(
    newsarchive: Command, database: str, exported: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.db"
    older.write_bytes(Path(database.removeprefix("sqlite:///")).read_bytes())
    rows = [json.loads(row) for row in exported.read_text("utf-8").splitlines()]
    row = next(row for row in rows if row["title"] and row["versions"] == 1)
    row |= {"title": "Baru", "last_checked_at": "2030-01-01T00:00:00+07:00"}
    row["content_sha256"] = content_hash("Baru", row["body"])
    exported.write_text(f"{json.dumps(row)}\n", "utf-8")
    where = ("--database", f"sqlite:///{older}")
    assert newsarchive("import", str(exported), *where).out.startswith("1 changed")
    done = newsarchive("why", row["id"], "title", "--json", *where)
    told = json.loads(done.out)
    assert (told["value"], told["rule"]) == ("Baru", None)


def test_rejected_articles_are_counted(
    newsarchive: Command, exported: Path, tmp_path: Path
) -> None:
    rows = [json.loads(row) for row in exported.read_text("utf-8").splitlines()]
    rows[0]["topics"] = ["tidak-ada"]
    exported.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    other = f"sqlite:///{tmp_path / 'other.db'}"
    done = newsarchive("import", str(exported), "--database", other)
    assert (done.code, done.out) == (3, f"3 new, 1 rejected from {exported}\n")
    assert "1 articles were not brought in" in done.err


def test_tombstones_are_told(
    newsarchive: Command, database: str, tmp_path: Path
) -> None:
    folder = tmp_path / "x"
    done = newsarchive(
        *("export", "--profile", "full", "--folder", str(folder), "--json"),
        *("--database", database),
    )
    release = Path(json.loads(done.out)["folder"])
    (release / "removed.csv").write_text("id,since,reason\nx:1,2023,legal\n")
    sums = (release / "SHA256SUMS").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in sums if "removed.csv" not in line]
    (release / "SHA256SUMS").write_text("".join(kept))
    other = f"sqlite:///{tmp_path / 'other.db'}"
    done = newsarchive("import", str(release), "--database", other)
    assert (done.code, done.out) == (0, f"4 new from {release}\n")
    assert "1 articles were taken out where this was exported" in done.err


def test_nothing_to_import(newsarchive: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text("[]\n")
    other = f"sqlite:///{tmp_path / 'other.db'}"
    done = newsarchive("import", str(file), "--database", other)
    assert (done.code, done.out) == (0, f"no articles from {file}\n")
