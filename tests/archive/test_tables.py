"""Instants: aware, UTC, and sortable as text."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Dialect, create_engine

from newsarchive.archive.tables import Instant

WIB = timezone(timedelta(hours=7))
DIALECTS: list[Dialect] = [
    create_engine(address).dialect for address in ("sqlite://", "postgresql+psycopg://")
]


@pytest.mark.parametrize(
    ("moment", "on_sqlite"),
    [
        (None, None),
        (datetime(2023, 10, 21, 2, 14, 7, tzinfo=UTC), "2023-10-21T02:14:07.000000Z"),
        (datetime(2023, 10, 21, 9, 14, 7, 5, WIB), "2023-10-21T02:14:07.000005Z"),
    ],
)
def test_an_instant_comes_back_as_utc(
    moment: datetime | None, on_sqlite: str | None
) -> None:
    on_both: list[Any] = []
    for dialect in DIALECTS:
        written = Instant().process_bind_param(moment, dialect)
        read = Instant().process_result_value(written, dialect)
        assert read == moment
        assert read is None or read.tzinfo == UTC
        on_both.append(written)
    assert on_both == [on_sqlite, moment]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_moment_without_a_zone_is_a_programming_error(dialect: Dialect) -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        Instant().process_bind_param(datetime(2023, 10, 21), dialect)  # noqa: DTZ001


def test_each_database_has_its_type() -> None:
    types = [str(Instant().load_dialect_impl(dialect)) for dialect in DIALECTS]
    assert types == ["TEXT", "DATETIME"]
