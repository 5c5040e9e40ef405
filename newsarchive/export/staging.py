"""A folder that appears whole under its name, or not at all."""

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsarchive.errors import ExportError
from newsarchive.room import settle

PART = ".part-"
LATEST = "latest"


class UnwrittenError(ExportError):
    """That a file could not be written, on its way through a reading of the archive."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


@contextmanager
def writing() -> Iterator[None]:
    """Keep what the disk says from being taken for what the database says."""
    try:
        yield
    except OSError as error:
        raise UnwrittenError(error) from error


@contextmanager
def staged(folder: Path, share: Callable[[], float] = lambda: 1.0) -> Iterator[Path]:
    """Give a folder to write into, beside those that are published.

    Nothing stays of it unless it was published; neither does what killed ones left.
    `share` tells how much of it is written, so that a full disk can be told what it lacks.
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
    except UnwrittenError as error:
        raise ExportError(_told(folder, part, error.error, share())) from error
    except OSError as error:
        raise ExportError(_told(folder, part, error, share())) from error
    finally:
        os.close(lock)
        shutil.rmtree(part, ignore_errors=True)


def publish(part: Path, folder: Path, name: str) -> Path:
    """Bring a folder to the disk, give it its name, and let `latest` lead to it.

    One of that name that is there already is the same: it stays.
    """
    target = folder / name
    for path in sorted(part.rglob("*")):
        settle(path)
    settle(part)
    if not target.exists():
        part.rename(target)
    settle(folder)
    link = folder / f"{PART}{secrets.token_hex(4)}"
    link.symlink_to(name)
    link.replace(folder / LATEST)
    settle(folder)
    return target


def _told(folder: Path, part: Path, error: OSError, share: float) -> str:
    # pyarrow tells it in words alone.
    is_full = error.errno == errno.ENOSPC or f"errno {errno.ENOSPC}]" in str(error)
    why = os.strerror(errno.ENOSPC) if is_full else error.strerror or error
    what = f"cannot write {folder}: {why}"
    if not is_full:
        return what
    written = sum(one.stat().st_size for one in part.rglob("*") if one.is_file())
    # What was written is removed, and is free again.
    free = shutil.disk_usage(folder).free + written
    return (
        f"{what}; about {_size(max(written / max(share, 0.01), free))} are needed there, "
        f"{_size(free)} are free; the release before stands"
    )


def _size(number: float) -> str:
    return f"{number / 2**20:.1f} MB"


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
