"""Disks and memory: what is free on them, what has reached them, what is held."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from newsarchive.errors import ArchiveError


def room_left(folder: Path) -> int | None:
    """Say how many bytes are free where a folder is, or is to be; None: no telling."""
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    try:
        found = shutil.disk_usage(there)
    except OSError:
        return None
    return found.free if found.total else None  # What has no size is no disk.


def require_room(folders: Iterable[Path], megabytes: float) -> None:
    """Refuse to write where too little is free: what was begun could not be ended."""
    for folder in folders:
        left = room_left(folder)
        if left is not None and left < megabytes * 2**20:
            raise ArchiveError(
                f"the disk of {folder.absolute()} is full: {left / 2**20:.1f} MB are free, "
                f"{megabytes:g} MB are wanted (NEWSARCHIVE_ROOM_MB); make room, the next "
                "run goes on from there"
            )


def settle(path: Path) -> None:
    """Bring a file to the disk, or the names in a folder: a rename is safe only then."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def memory_held() -> int | None:
    """Say how many bytes of memory this process holds; None: no telling."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")
