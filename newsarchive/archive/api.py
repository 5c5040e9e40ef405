"""The archive's door: everything outside this package comes in here."""

from pathlib import Path

from newsarchive.archive import (
    backup,
    copying,
    migrate,
    restoring,
)
from newsarchive.archive import connection as connections
from newsarchive.archive.alarms import StoredAlarm
from newsarchive.archive.backup import Backup
from newsarchive.archive.beside import Beside
from newsarchive.archive.captures import Place, Selection, StoredCapture
from newsarchive.archive.connection import NoArchiveError
from newsarchive.archive.corrections import Decision, StoredCorrection
from newsarchive.archive.coverage import StoredDay
from newsarchive.archive.describe import schema
from newsarchive.archive.entry import Entry
from newsarchive.archive.erasing import Record, Traces
from newsarchive.archive.importing import Came
from newsarchive.archive.ledger import Lead, ListingState, PageRef
from newsarchive.archive.locks import Lock, hold, holding
from newsarchive.archive.neighbours import (
    clear_room,
    has_room,
    make_room,
    server_of,
)
from newsarchive.archive.notices import Event, Outstanding
from newsarchive.archive.outlets import OutletStanding
from newsarchive.archive.people import Alias, StoredPerson
from newsarchive.archive.picture import Picture
from newsarchive.archive.pouring import Copy, Follow
from newsarchive.archive.prospects import Answer
from newsarchive.archive.reader import Reader
from newsarchive.archive.reading import (
    Query,
    StateChange,
    StoredArticle,
    StoredVersion,
    ToldStory,
)
from newsarchive.archive.restoring import Restored
from newsarchive.archive.reviews import Held
from newsarchive.archive.schedule import Rest, Stand
from newsarchive.archive.search import hits
from newsarchive.archive.selecting import Choice
from newsarchive.archive.slim import Slim, slim
from newsarchive.archive.snapshot import changes, findings_of
from newsarchive.archive.verifying import Advance, Checked, checked
from newsarchive.archive.visit import REREAD, Visit
from newsarchive.archive.writer import Archive

__all__ = [
    "REREAD",
    "Advance",
    "Alias",
    "Answer",
    "Archive",
    "Backup",
    "Beside",
    "Came",
    "Checked",
    "Choice",
    "Copy",
    "Decision",
    "Entry",
    "Event",
    "Follow",
    "Held",
    "Lead",
    "ListingState",
    "Lock",
    "NoArchiveError",
    "OutletStanding",
    "Outstanding",
    "PageRef",
    "Picture",
    "Place",
    "Query",
    "Reader",
    "Record",
    "Rest",
    "Restored",
    "Selection",
    "Slim",
    "Stand",
    "StateChange",
    "StoredAlarm",
    "StoredArticle",
    "StoredCapture",
    "StoredCorrection",
    "StoredDay",
    "StoredPerson",
    "StoredVersion",
    "ToldStory",
    "Traces",
    "Visit",
    "changes",
    "checked",
    "clear_room",
    "findings_of",
    "folder_of",
    "has_room",
    "hits",
    "hold",
    "holding",
    "make_room",
    "schema",
    "server_of",
    "slim",
]


def folder_of(address: str) -> Path | None:
    """Name the folder of an archive's file; None where a server keeps it."""
    file = connections.file_of(connections.read_url(address))
    return file.parent if file is not None else None


def upgrade(address: str) -> str:
    """Bring an archive to the newest schema version; return its name."""
    url = connections.read_url(address)
    engine = connections.writer(url)
    try:
        return migrate.upgrade(engine, url)
    finally:
        engine.dispose()


def copy(source: str, target: str, follow: Follow) -> Copy:
    """Copy an archive into another, empty database."""
    return copying.copy(
        connections.read_url(source), connections.read_url(target), follow
    )


def back_up(
    address: str, folder: Path, follow: Follow, file: Path | None = None
) -> Backup:
    """Back an archive up into a file, or under a name of its own in a folder."""
    return backup.backup(connections.read_url(address), folder, follow, file)


def back_up_before_upgrade(address: str, folder: Path, follow: Follow) -> Backup | None:
    """Back up what an upgrade would change, if there is anything."""
    return backup.before_upgrade(connections.read_url(address), folder, follow)


def restore(
    address: str, file: Path, folder: Path, follow: Follow, *, replace: bool
) -> Restored:
    """Put a backup in an archive's place; what it replaces is kept in a folder."""
    url = connections.read_url(address)
    return restoring.restore(url, file, folder, follow, replace=replace)


def current(address: str) -> tuple[str | None, str]:
    """Name an archive's schema version and the one this software needs."""
    url = connections.read_url(address)
    engine = connections.reader(url)
    try:
        with connections.transaction(engine, url) as connection:
            return migrate.current(connection), migrate.head()
    finally:
        engine.dispose()
