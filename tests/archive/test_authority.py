"""The published lists stand in the archive, whole and as this software has them."""

from sqlalchemy import Connection, text

from newsarchive.archive import authority
from newsarchive.archive.api import Archive
from newsarchive.gazetteer.places import places
from newsarchive.gazetteer.police import units
from newsarchive.gazetteer.topics import topics
from tests.archive.home import Home


def number(connection: Connection, table: str) -> int:
    return int(connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


def test_all_lists_are_there_whole(home: Home) -> None:
    with Archive.open(home.address) as archive, archive.engine.begin() as opened:
        assert number(opened, "place") == len(places())
        assert number(opened, "police_unit") == len(units())
        assert number(opened, "topic") == len(topics())
        parent = text("SELECT parent FROM police_unit WHERE id = 'polres-sekadau'")
        assert opened.scalar(parent) == "polda-kalbar"


def test_a_list_that_changed_is_brought_up_to_date(home: Home) -> None:
    with Archive.open(home.address) as archive, archive.engine.begin() as opened:
        opened.execute(text("UPDATE place SET name = 'Lama' WHERE code = '61.09'"))
        authority.bring(opened)
        name = text("SELECT name FROM place WHERE code = '61.09'")
        assert opened.scalar(name) == "Lama"  # nothing is written without need
        opened.execute(text("UPDATE authority SET sha256 = '' WHERE name = 'place'"))
        authority.bring(opened)
        assert opened.scalar(name) == "Sekadau"
