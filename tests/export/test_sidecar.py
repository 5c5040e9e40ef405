"""Hashes beside exports, as sha256sum writes and checks them."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from newsarchive.errors import ExportError
from newsarchive.export.forms import Format
from newsarchive.export.records import Told
from newsarchive.export.sidecar import faults, line, sidecar_of, write_sidecar
from newsarchive.export.writers import write

NAMES = ["articles.jsonl", "berita 2023.csv", "garis\\miring.json", "dua\nbaris.json"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")
def test_sha256sum_reads_what_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"isi")
    sidecar = write_sidecar(tmp_path / name)
    made = subprocess.run(
        ["sha256sum", "--", name], cwd=tmp_path, capture_output=True, check=True
    )
    assert sidecar.read_bytes() == made.stdout
    subprocess.run(
        ["sha256sum", "--check", "--strict", sidecar.name], cwd=tmp_path, check=True
    )


@pytest.mark.parametrize("name", NAMES)
def test_what_has_changed_is_named(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"isi")
    sidecar = write_sidecar(file)
    assert list(faults(sidecar)) == []
    file.write_bytes(b"Isi")
    (fault,) = faults(sidecar)
    assert fault == f"{file}: has changed since it was written"
    file.unlink()
    (fault,) = faults(sidecar)
    assert fault == f"{file}: No such file or directory"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tells of no file"),
        (b"abc  articles.jsonl\n", "none of sha256sum's"),
        (b"\xff\n", "cannot be read"),
    ],
)
def test_what_is_no_sidecar_is_said_so(
    tmp_path: Path, content: bytes, words: str
) -> None:
    sidecar = tmp_path / "a.sha256"
    sidecar.write_bytes(content)
    (fault,) = faults(sidecar)
    assert words in fault


def test_other_forms_of_sha256sum_are_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    lines = [
        line(name, hashlib.sha256(c).hexdigest())
        for name, c in (("a", b"1"), ("b", b"3"))
    ]
    sidecar = tmp_path / "SUMS.sha256"
    sidecar.write_text("".join(lines).replace("  ", " *"))
    assert list(faults(sidecar)) == [
        f"{tmp_path / 'b'}: has changed since it was written"
    ]


def test_a_sidecar_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"x")
    sidecar_of(file).mkdir()
    with pytest.raises(ExportError, match=r"cannot write .*a.jsonl.sha256"):
        write_sidecar(file)


def told(title: str) -> Told:
    return Told({"title": title}, f'{{"title":"{title}"}}\n'.encode())


def test_an_export_has_its_hash_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    for title in ("satu", "dua"):
        write([told(title)], file, Format.JSONL, ["title"])
        assert list(faults(sidecar_of(file))) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "a.jsonl",
        "a.jsonl.sha256",
    ]


def test_an_export_that_fails_leaves_file_and_hash(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    write([told("satu")], file, Format.JSONL, ["title"])

    def failing() -> object:
        yield told("dua")
        raise ExportError("cannot go on")

    with pytest.raises(ExportError, match="cannot go on"):
        write(failing(), file, Format.JSONL, ["title"])  # type: ignore[arg-type]
    assert list(faults(sidecar_of(file))) == []
    assert file.read_bytes() == b'{"title":"satu"}\n'
