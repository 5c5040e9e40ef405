"""Put a backup in the place of an archive's file, in one step and with nobody in it."""

import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import URL

from newsarchive.archive import connection as connections
from newsarchive.archive.backup import backup, free, name_of, revision_at, write_file
from newsarchive.archive.connection import DamagedError
from newsarchive.archive.copying import BESIDE, remove
from newsarchive.archive.pouring import Follow
from newsarchive.errors import ArchiveError
from newsarchive.room import settle

IN_USE_SECONDS = 5
IN_USE = "another process uses the archive: stop it, and restore again"


def over_file(url: URL, file: Path, folder: Path, follow: Follow) -> Path | None:
    """Write a backup beside a file, and let it take the file's place in one step."""
    target = Path(str(url.database)).resolve()  # What a link leads to is replaced.
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with connections.wrapped(url), _alone(url, target) as take_place:
            saved = _keep(url, target, folder, follow)
            write_file(connections.url_of(file), part, follow)
            shutil.copymode(target, part)
            settle(part)
            take_place(part)
            settle(target.parent)
    finally:
        remove(part)
    return saved


@contextmanager
def _alone(url: URL, target: Path) -> Iterator[Callable[[Path], None]]:
    """Make sure that nobody else uses a file; give what puts another in its place."""
    with closing(
        sqlite3.connect(target, isolation_level=None, timeout=IN_USE_SECONDS)
    ) as held:
        try:
            with connections.wrapped(url):
                # Only who is alone can; it leaves nothing in files beside.
                held.execute("PRAGMA journal_mode=DELETE")
        except DamagedError:
            yield partial(_take_damaged, target)
            return
        except ArchiveError as error:
            if "locked" not in str(error):
                raise
            raise ArchiveError(IN_USE) from error
        yield partial(_take_sound, held, _data_version(held), target)


def _take_sound(held: sqlite3.Connection, seen: int, target: Path, part: Path) -> None:
    """Shut everybody out; refuse when somebody has written since."""
    held.execute("PRAGMA locking_mode=EXCLUSIVE")
    held.execute("BEGIN EXCLUSIVE")
    held.execute("COMMIT")
    if _data_version(held) != seen:
        raise ArchiveError(IN_USE)
    part.replace(target)


def _take_damaged(target: Path, part: Path) -> None:
    """Leave no log of the damaged file beside the new one: SQLite would play it back."""
    for end in BESIDE[1:]:
        target.with_name(target.name + end).unlink(missing_ok=True)
    part.replace(target)


def _data_version(held: sqlite3.Connection) -> int:
    """Give a number that changes when another connection commits."""
    (number,) = held.execute("PRAGMA data_version").fetchone()
    return int(number)


def _keep(url: URL, target: Path, folder: Path, follow: Follow) -> Path | None:
    """Keep what will be replaced: a backup, or the very bytes of a damaged file."""
    try:
        return backup(url, folder, follow).file if revision_at(url) else None
    except DamagedError:
        folder.mkdir(parents=True, exist_ok=True)
        kept = free(folder, name_of("damaged", datetime.now(UTC)))
        for end in ("", "-wal"):
            beside = target.with_name(target.name + end)
            if beside.exists():
                copy = kept.with_name(kept.name + end)
                shutil.copy(beside, copy)
                settle(copy)
        settle(folder)
        return kept
