"""Another application's tables beside the archive's."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from newsarchive.archive.api import (
    Archive,
    clear_room,
    current,
    has_room,
    make_room,
    server_of,
    upgrade,
)
from newsarchive.errors import ArchiveError, ConfigurationError

SCRIPT = "CREATE TABLE visitor (name text); INSERT INTO visitor VALUES ('100 %');"


def names(address: str) -> list[str]:
    engine = create_engine(address)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT name FROM room_uji.visitor"))
        rows = [row.name for row in found]
    engine.dispose()
    return rows


def test_a_room_is_made_once(postgresql: str) -> None:
    assert not has_room(postgresql, "room_uji", SCRIPT)
    for _ in range(2):
        make_room(postgresql, "room_uji", SCRIPT)
        assert names(postgresql) == ["100 %"]
    assert has_room(postgresql, "room_uji", SCRIPT)
    clear_room(postgresql, "room_uji")
    assert not has_room(postgresql, "room_uji", SCRIPT)


def test_a_room_of_another_version_is_not_used(postgresql: str) -> None:
    make_room(postgresql, "room_uji", SCRIPT)
    for use in (has_room, make_room):
        with pytest.raises(ArchiveError, match="newsarchive jobs reset"):
            use(postgresql, "room_uji", f"{SCRIPT} SELECT 1;")
    assert names(postgresql) == ["100 %"]


def test_an_archive_does_not_mind_its_neighbour(postgresql: str) -> None:
    make_room(postgresql, "room_uji", SCRIPT)
    Archive.open(postgresql).close()
    assert upgrade(postgresql) == current(postgresql)[1]
    assert names(postgresql) == ["100 %"]


def test_the_address_is_one_that_others_read(postgresql: str) -> None:
    assert server_of(postgresql).startswith("postgresql://")


def test_sqlite_has_no_room(tmp_path: Path) -> None:
    file = tmp_path / "archive.db"
    with pytest.raises(ConfigurationError, match="workers need an archive on Post"):
        make_room(f"sqlite:///{file}", "room_uji", SCRIPT)
    assert not file.exists()
