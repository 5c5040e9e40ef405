"""What readers cannot do: write, ask for hours, ask for whole pages of words."""

import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from newsarchive.archive.api import Query
from newsarchive.archive.connection import SlowError, limited, transaction
from newsarchive.errors import ConfigurationError
from tests.archive.articles import article
from tests.archive.home import Home

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT max(i) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO story (key) VALUES ('story:x')",
        "UPDATE article SET state = 'gone'",
        "DELETE FROM version",
        "DROP TABLE version",
        "CREATE TABLE mine (x INTEGER)",
    ],
)
def test_a_reader_cannot_write(home: Home, statement: str) -> None:
    home.crawl(article())
    with home.reader() as reader:
        with (
            pytest.raises(DBAPIError, match=r"read.?only"),
            reader.engine.begin() as connection,
        ):
            connection.execute(text(statement))
        assert reader.count(Query()) == 1


def test_a_question_has_a_limit(home: Home) -> None:
    home.crawl(article())
    with home.reader() as reader:
        began = time.monotonic()
        words = r"longer than 0\.2 seconds: ask for less, .*NEWSARCHIVE_QUERY_SECONDS"
        with (
            pytest.raises(SlowError, match=words),
            transaction(reader.engine, reader.url) as connection,
            limited(connection, 0.2),
        ):
            connection.execute(text(ENDLESS[connection.dialect.name]))
        assert time.monotonic() - began < 5
        # The next one on the same connection has time of its own.
        assert reader.count(Query()) == 1


def test_another_error_is_no_limit(home: Home) -> None:
    home.crawl(article())
    with (
        home.reader() as reader,
        pytest.raises(DBAPIError) as error,
        reader.engine.begin() as connection,
        limited(connection, 60),
    ):
        connection.execute(text("SELECT * FROM tidakada"))
    assert not isinstance(error.value, SlowError)


def test_a_search_is_no_essay(home: Home) -> None:
    home.crawl(article())
    with pytest.raises(ConfigurationError, match="more than 200 characters"):
        home.articles(words="a" * 201)
