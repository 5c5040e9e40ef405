"""A folder that appears whole under its name, or not at all."""

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsarchive.errors import ExportError

PART = ".part-"
LATEST = "latest"


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a folder to write into, beside those that are published.

    Nothing stays of it unless it was published; neither does what killed ones left.
    """
    part = folder / f"{PART}{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        part.mkdir()
        lock = os.open(part, os.O_RDONLY)
    except OSError as error:
        raise ExportError(f"cannot write {folder}: {error.strerror}") from error
    try:
        # Tells others that somebody still writes it; it ends with the process.
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield part
    except OSError as error:
        raise ExportError(_told(folder, part, error)) from error
    finally:
        os.close(lock)
        shutil.rmtree(part, ignore_errors=True)


def publish(part: Path, folder: Path, name: str) -> Path:
    """Bring a folder to the disk, give it its name, and let `latest` lead to it.

    One of that name that is there already is the same: it stays.
    """
    target = folder / name
    for path in sorted(part.rglob("*")):
        _settle(path)
    _settle(part)
    if not target.exists():
        part.rename(target)
    _settle(folder)
    link = folder / f"{PART}{secrets.token_hex(4)}"
    link.symlink_to(name)
    link.replace(folder / LATEST)
    _settle(folder)
    return target


def _told(folder: Path, part: Path, error: OSError) -> str:
    what = f"cannot write {error.filename or folder}: {error.strerror}"
    if error.errno != errno.ENOSPC:
        return what
    written = sum(one.stat().st_size for one in part.rglob("*") if one.is_file())
    free = shutil.disk_usage(folder).free
    return (
        f"{what}; {_size(written)} were written when it was full, {_size(free)} are free "
        "without them; the release before stands"
    )


def _size(number: int) -> str:
    return f"{number / 2**20:.1f} MB"


def _settle(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what killed exports left behind, and nobody writes any more."""
    for part in folder.glob(f"{PART}*"):
        if part.is_symlink():
            part.unlink(missing_ok=True)
            continue
        with suppress(OSError):
            lock = os.open(part, os.O_RDONLY)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(part, ignore_errors=True)
            finally:
                os.close(lock)
