"""The hash beside an export, in the format of `sha256sum`, which can check it too."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from newsarchive.errors import ExportError

SUFFIX = ".sha256"
_LINE = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")
_ESCAPED = {"\\": r"\\", "\n": r"\n", "\r": r"\r"}
_UNESCAPED = {mark: char for char, mark in _ESCAPED.items()}


def sidecar_of(file: Path) -> Path:
    """Name the file that has the hash of another."""
    return file.with_name(file.name + SUFFIX)


def write_sidecar(file: Path) -> Path:
    """Write a file's hash beside it."""
    sidecar = sidecar_of(file)
    try:
        sidecar.write_bytes(line(file.name, hash_of(file)).encode())
    except OSError as error:
        raise ExportError(f"cannot write {sidecar}: {error.strerror}") from error
    return sidecar


def line(name: str, sha256: str) -> str:
    r"""Write a line as sha256sum does: a \ before it says that the name is escaped."""
    escaped = "".join(_ESCAPED.get(char, char) for char in name)
    mark = "" if escaped == name else "\\"
    return f"{mark}{sha256}  {escaped}\n"


def faults(sidecar: Path) -> Iterator[str]:
    """Name what a sidecar tells of that is not there, or not as it was."""
    try:
        lines = sidecar.read_text("utf-8").split("\n")
    except (OSError, UnicodeError) as error:
        yield f"{sidecar}: cannot be read ({error})"
        return
    told = [_LINE.fullmatch(one) for one in lines if one]
    if not told:
        yield f"{sidecar}: tells of no file"
    for match in told:
        if match is None:
            yield f"{sidecar}: has a line that is none of sha256sum's"
        elif fault := _fault(sidecar.parent / _name(match), match[2]):
            yield fault


def hash_of(file: Path) -> str:
    """Hash a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _name(match: re.Match[str]) -> str:
    if not match[1]:
        return match[3]
    return re.sub(r"\\[\\nr]", lambda found: _UNESCAPED[found[0]], match[3])


def _fault(file: Path, sha256: str) -> str | None:
    try:
        found = hash_of(file)
    except OSError as error:
        return f"{file}: {error.strerror}"
    return None if found == sha256 else f"{file}: has changed since it was written"
