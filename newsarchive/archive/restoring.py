"""Put a backup in an archive's place: checked before, atomic, nothing lost on the way."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection

from newsarchive.archive import connection as connections
from newsarchive.archive import migrate, shape
from newsarchive.archive.appearing import appearing
from newsarchive.archive.backup import backup, revision_at, write_file
from newsarchive.archive.connection import DamagedError
from newsarchive.archive.pouring import Follow, fill
from newsarchive.archive.replacing import over_file
from newsarchive.archive.sound import Sound, examine
from newsarchive.errors import ArchiveError, ConfigurationError

_REPLACE = (
    "; nothing was changed: --replace backs it up and puts the backup in its place"
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored; `saved` is where what was there before is kept now."""

    sound: Sound
    saved: Path | None

    @property
    def is_older(self) -> bool:
        """Whether the archive needs an upgrade now."""
        return self.sound.revision != migrate.head()


def restore(
    url: URL, file: Path, folder: Path, follow: Follow, *, replace: bool
) -> Restored:
    """Restore a file into an archive's place; what is replaced goes into a folder."""
    sound = _look_at(file)
    target = connections.file_of(url)
    if target is not None and target.resolve() == file.resolve():
        raise ConfigurationError(f"{file} is the archive itself")
    if target is not None and not target.exists():
        saved = None
        with appearing(target) as part:
            write_file(connections.url_of(file), part, follow)
    else:
        _require(url, replace=replace)
        put = _into_server if target is None else over_file
        saved = put(url, file, folder, follow)
    return Restored(sound, saved)


def _look_at(file: Path) -> Sound:
    if not file.is_file():
        raise ConfigurationError(f"there is no backup at {file}")
    try:
        return examine(file)
    except ArchiveError as error:
        raise type(error)(f"{file} cannot be restored: {error}") from error


def _require(url: URL, *, replace: bool) -> None:
    """Refuse what is none of ours, and to replace what nobody said may be replaced."""
    try:
        found = revision_at(url)
    except DamagedError as error:
        if not replace:
            raise DamagedError(f"{error}{_REPLACE}") from error
        return
    if found is not None and not replace:
        raise ConfigurationError(
            f"{connections.shown(url)} holds an archive of version {found}{_REPLACE}"
        )


def _into_server(url: URL, file: Path, folder: Path, follow: Follow) -> Path | None:
    """Put a backup into a server's database, in one transaction with what it replaces."""
    engine = connections.writer(url)
    try:
        with connections.transaction(engine, url) as connection:
            migrate.wait_for_others(connection)
            saved = None
            if migrate.revision_of(connection) is not None:
                _hold_tables(connection)
                saved = backup(url, folder, follow).file
                migrate.clear(connection)
            _fill_from(file, connection, follow)
    finally:
        engine.dispose()
    return saved


def _hold_tables(connection: Connection) -> None:
    """Let others read, not write, until the transaction ends."""
    quote = connection.dialect.identifier_preparer.quote
    tables = ", ".join(map(quote, sorted(shape.names(connection))))
    connection.exec_driver_sql(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")


def _fill_from(file: Path, connection: Connection, follow: Follow) -> None:
    url = connections.url_of(file)
    engine = connections.reader(url)
    try:
        with connections.transaction(engine, url) as read:
            fill(read, connection, follow)
    finally:
        engine.dispose()
