"""Options that commands share."""

from datetime import date
from typing import Any

import pytest
import typer

from newsarchive import settings
from newsarchive.archive.api import Query, Reader
from newsarchive.cli.options import address, query_of, read_day
from newsarchive.errors import ConfigurationError

OPEN: dict[str, Any] = dict.fromkeys(("source", "place", "since", "until"))


def test_a_day() -> None:
    assert read_day("2023-10-20") == date(2023, 10, 20)
    for wrong in ("20/10/2023", "2023-13-01", "", "kemarin"):
        with pytest.raises(typer.BadParameter, match="is no day"):
            read_day(wrong)


def test_the_archive_by_hand_or_by_setting() -> None:
    assert address("sqlite:///x.db") == "sqlite:///x.db"
    assert address(None) == settings.NEWSARCHIVE_DATABASE_URL


def test_a_query_of_options(database: str) -> None:
    with Reader.open(database) as reader:
        assert query_of(reader, **OPEN) == Query()
        day = date(2023, 10, 20)
        made = query_of(
            reader, source="suarauji", place="Sekadau", since=day, until=day, words="x"
        )
        assert made == Query(
            words="x", source="suarauji", place="Sekadau", since=day, until=day
        )


def test_a_query_that_finds_nothing_by_mistake(database: str) -> None:
    with Reader.open(database) as reader:
        with pytest.raises(ConfigurationError, match="it has: kabaruji, suarauji"):
            query_of(reader, **{**OPEN, "source": "kabar"})
        with pytest.raises(ConfigurationError, match="2023-10-20 is after --to 2023-1"):
            query_of(
                reader,
                **{**OPEN, "since": date(2023, 10, 20), "until": date(2023, 10, 1)},
            )
