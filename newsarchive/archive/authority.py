"""The published lists in the archive: places, police units, topics, always whole.

They stand as tables beside the articles, so that any tool can join them and count what
is not there too.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, select

from newsarchive.archive.ledger import CHUNK, upsert
from newsarchive.archive.tables import Authority, Base, Place, PoliceUnit, Topic
from newsarchive.gazetteer.places import places
from newsarchive.gazetteer.police import units
from newsarchive.gazetteer.topics import topics

Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _List:
    table: type[Base]
    key: str
    rows: Rows


def bring(connection: Connection) -> None:
    """Write the lists where they are not as this software has them.

    A row that a list no longer has stays: articles may name it.
    """
    known = dict(connection.execute(select(Authority.name, Authority.sha256)).all())
    for one in _lists():
        name = one.table.__tablename__
        sha256 = hashlib.sha256(orjson.dumps(one.rows)).hexdigest()
        if known.get(name) != sha256:
            _write(connection, one)
            state = _List(Authority, "name", [{"name": name, "sha256": sha256}])
            _write(connection, state)


def _lists() -> Iterator[_List]:
    """Give the lists, those first that others refer to; parents stand before children."""
    yield _List(
        Place,
        "code",
        [
            {
                "code": place.code,
                "scheme": place.scheme,
                "name": place.name,
                "level": place.level,
                "kind": place.kind,
                "parent": place.parent,
                "bps": place.bps,
            }
            for place in places().values()
        ],
    )
    yield _List(
        PoliceUnit,
        "id",
        [
            {
                "id": unit.id,
                "name": unit.name,
                "level": unit.level,
                "parent": unit.parent,
                "place": unit.place,
                "status": unit.status,
            }
            for unit in units().values()
        ],
    )
    yield _List(
        Topic,
        "id",
        [
            {
                "id": topic.id,
                "indonesian": topic.indonesian,
                "english": topic.english,
                "sensitive": topic.sensitive,
            }
            for topic in topics().values()
        ],
    )


def _write(connection: Connection, one: _List) -> None:
    statement = upsert(connection, one.table)
    newer = {name: statement.excluded[name] for name in one.rows[0] if name != one.key}
    statement = statement.on_conflict_do_update(index_elements=[one.key], set_=newer)
    for start in range(0, len(one.rows), CHUNK):
        connection.execute(statement, one.rows[start : start + CHUNK])
