"""Captures and exports held against what was written of them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsarchive.archive.api import Checked, Lead
from newsarchive.capture import Role, Target
from newsarchive.captures.writer import Answer, CaptureWriter
from newsarchive.export.sidecar import write_sidecar
from newsarchive.run import RunState
from newsarchive.verify import check_captures, check_exports
from tests.archive.articles import article
from tests.archive.home import LONG_AGO, Clock, Home

AT = datetime(2023, 10, 22, 3, 0, tzinfo=UTC)
PAGES = {"satu": b"<p>satu</p>", "dua": b"<p>dua</p>", "tiga": b"<p>satu</p>"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "captures"


@pytest.fixture
def home(tmp_path: Path, folder: Path) -> Home:
    """Three articles with their captures, the last a revisit; and an answer 304."""
    home = Home(f"sqlite:///{tmp_path / 'archive.db'}", Clock())
    with home.visit() as visit:
        writer = CaptureWriter(folder, "uji/2023/a", {"name": "kabaruji"})
        visit.secure = writer.sync
        made = {slug: article(slug) for slug in PAGES}
        visit.met([Lead(one.url) for one in made.values()], "test", LONG_AGO)
        for slug, item in made.items():
            for status, page in ((200, PAGES[slug]), (304, b"")):
                answer = Answer(item.url, AT, status, (), page)
                target = Target(Role.PAGE, "kabaruji", item.url, item.url, {})
                twin = visit.twin(answer.sha256) if page else None
                visit.keep(writer.write(answer, target, twin))
            visit.store(item)
            visit.flush()
        visit.finish(RunState.DONE)
        writer.close()
    return home


def check(home: Home, folder: Path) -> Checked:
    steps = list[int]()
    with home.reader() as reader:
        return check_captures(reader, folder, steps.append)


def file_of(folder: Path) -> Path:
    (file,) = folder.rglob("*.warc.gz")
    return file


def test_captures_that_hold(home: Home, folder: Path) -> None:
    kinds = {kind for (kind,) in home.rows("SELECT kind FROM capture")}
    assert kinds == {"response", "revisit", "not-modified"}
    found = check(home, folder)
    assert (found.looked_at, found.failing, found.names, found.notes) == (6, 0, (), ())


def places(home: Home) -> list[tuple[int, int, int]]:
    rows = home.rows('SELECT id, "offset", length FROM capture ORDER BY id')
    return [(int(a), int(b), int(c)) for a, b, c in rows]


def test_a_flipped_byte(home: Home, folder: Path) -> None:
    file = file_of(folder)
    number, offset, length = places(home)[2]
    content = bytearray(file.read_bytes())
    content[offset + length // 2] ^= 1
    file.write_bytes(content)
    found = check(home, folder)
    assert (found.looked_at, found.failing) == (6, 1)
    assert found.names[0].startswith(f"capture {number}, {file}: ")
    assert f"byte {offset}" in found.names[0]


def test_a_flipped_byte_between_captures(home: Home, folder: Path) -> None:
    file = file_of(folder)
    (_, first, length), (_, second, _) = places(home)[:2]
    content = bytearray(file.read_bytes())
    content[(first + length + second) // 2] ^= 1
    file.write_bytes(content)
    found = check(home, folder)
    assert (found.looked_at, found.failing, found.notes) == (6, 1, ())
    assert found.names[0].endswith(
        f"bytes {first + length} to {second}, between captures, are damaged"
    )


def test_another_page_in_its_place(home: Home, folder: Path) -> None:
    home.rows("UPDATE capture SET sha256 = 'lain' WHERE id = 1")
    found = check(home, folder)
    assert found.failing == 1
    assert "is not the one that was captured" in found.names[0]


def test_a_file_that_breaks_off(home: Home, folder: Path) -> None:
    file = file_of(folder)
    file.write_bytes(file.read_bytes()[: places(home)[4][1] + 10])
    found = check(home, folder)
    assert found.failing == 2
    assert all("breaks off" in name for name in found.names)


def test_a_file_that_is_missing(home: Home, folder: Path) -> None:
    file_of(folder).unlink()
    found = check(home, folder)
    assert (found.looked_at, found.failing, len(found.names)) == (6, 6, 5)
    assert found.names[0].endswith("No such file or directory")


def test_what_no_row_knows_is_told_and_no_fault(home: Home, folder: Path) -> None:
    file = file_of(folder)
    (folder / "uji" / "lain.warc.gz").write_bytes(b"12345")
    with file.open("ab") as stream:
        stream.write(b"123")
    found = check(home, folder)
    assert found.failing == 0
    assert found.notes == (
        f"{file}: no row knows 3 of its bytes",
        "uji/lain.warc.gz: no row knows its 5 bytes",
    )


def test_exports(tmp_path: Path) -> None:
    assert check_exports(tmp_path).looked_at == 0
    for name in ("a.jsonl", "b.csv"):
        (tmp_path / name).write_text(name)
        write_sidecar(tmp_path / name)
    found = check_exports(tmp_path)
    assert (found.looked_at, found.failing) == (2, 0)
    (tmp_path / "b.csv").write_text("b.csV")
    found = check_exports(tmp_path)
    assert (found.failing, found.names) == (
        1,
        (f"{tmp_path / 'b.csv'}: has changed since it was written",),
    )
