"""Copies of archives: all directions, older versions, what is refused, what is proven."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, inspect, text

from newsarchive.archive import connection, loading, migrate, pouring, shape
from newsarchive.archive.api import Archive, NoArchiveError, copy
from newsarchive.archive.copying import remove
from newsarchive.archive.pouring import Copy, fill
from newsarchive.archive.values import Digest
from newsarchive.errors import ArchiveError
from tests.archive.articles import OTHER, article
from tests.archive.conftest import fresh_database
from tests.archive.home import Clock, Home


def unseen(_done: int, _total: int) -> None:
    """Look at no progress."""


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database to copy into."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'copy' / 'archive.db'}"
        return
    yield from fresh_database(request.getfixturevalue("server"))


def furnish(home: Home) -> None:
    """Two outlets, a story, an edit; text that tries the ways between databases."""
    home.crawl(
        article("motor"), article("sulit", title="’–“\u2028\U0001f6b2\\n\t'\"%s")
    )
    home.clock.pass_by(hours=1)
    home.crawl(article("motor", body="Ralat.", fetched_at=home.clock.now))
    twin = replace(article("motor", domain="suarauji.id"), source="suarauji")
    home.crawl(twin, name="suarauji", source=OTHER)


def tables(address: str) -> dict[str, int]:
    url = connection.read_url(address)
    engine = connection.reader(url)
    with connection.transaction(engine, url) as opened:
        found = shape.counts(opened)
    engine.dispose()
    return found


def test_every_direction_keeps_everything(home: Home, target: str) -> None:
    furnish(home)
    steps = list[tuple[int, int]]()
    made = copy(home.address, target, lambda *step: steps.append(step))
    rows = {one.table: one.rows for one in made.tables}
    assert rows == tables(home.address) == tables(target)
    assert made.revision == migrate.head()
    assert made.left_out == ()
    assert steps[-1] == (2 * made.rows, 2 * made.rows)
    there = Home(target, home.clock)
    assert there.articles() == home.articles()
    assert there.articles(words="ralat") == home.articles(words="ralat") != []
    again = Home(target, home.clock).crawl(article("lain"))
    assert sum(again.values()) == 1


def test_there_and_back_again(home: Home, target: str, tmp_path: Path) -> None:
    furnish(home)
    back = f"sqlite:///{tmp_path / 'back.db'}"
    there = copy(home.address, target, unseen)
    assert copy(target, back, unseen) == there


def test_an_older_archive_is_copied_as_it_is(home: Home, target: str) -> None:
    furnish(home)
    url = connection.read_url(home.address)
    engine = connection.writer(url)
    migrate.downgrade(engine, url, "0003")
    engine.dispose()
    made = copy(home.address, target, unseen)
    assert made.revision == "0003"
    assert "capture" not in {one.table for one in made.tables}
    assert len(made.tables) > 20
    assert tables(target) == tables(home.address)


def test_a_table_of_somebody_else_is_left_out_and_told(home: Home, target: str) -> None:
    home.crawl(article())
    home.rows("CREATE TABLE jobs (id integer)")
    assert copy(home.address, target, unseen).left_out == ("jobs",)
    assert "jobs" not in tables(target)


def test_a_target_that_is_not_empty_is_left_alone(home: Home, target: str) -> None:
    home.crawl(article())
    Archive.open(target).close()
    before = tables(target)
    with pytest.raises(ArchiveError, match="holds an archive of version"):
        copy(home.address, target, unseen)
    assert tables(target) == before


def test_a_target_of_another_application_is_left_alone(home: Home, target: str) -> None:
    home.crawl(article())
    url = connection.read_url(target)
    engine = connection.writer(url)
    with engine.begin() as opened:
        opened.execute(text("CREATE TABLE kontak (nama text)"))
    engine.dispose()
    with pytest.raises(ArchiveError, match=r"another application.*kontak"):
        copy(home.address, target, unseen)
    assert tables(target) == {"kontak": 0}


def emptied(address: str) -> bool:
    """Whether nothing is there, or a server's database without tables."""
    url = connection.read_url(address)
    file = connection.file_of(url)
    if file is not None:
        return not list(file.parent.iterdir())
    engine = connection.reader(url)
    with engine.begin() as opened:
        names = inspect(opened).get_table_names()
    engine.dispose()
    return not names


@pytest.mark.parametrize("done", [1, 5900])
def test_who_stops_it_leaves_an_empty_target(
    home: Home, target: str, done: int
) -> None:
    home.crawl(article())

    def stop(at: int, _total: int) -> None:
        if at >= done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(home.address, target, stop)
    assert emptied(target)
    assert copy(home.address, target, unseen).rows > 2900


def test_an_empty_file_may_be_the_target(home: Home, file: Path) -> None:
    home.crawl(article())
    file.parent.mkdir()
    file.touch()

    def stop(_at: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(home.address, f"sqlite:///{file}", stop)
    assert file.exists()
    assert tables(f"sqlite:///{file}") == {}
    copy(home.address, f"sqlite:///{file}", unseen)


def test_what_arrives_otherwise_is_noticed(
    home: Home, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that loses a row of a table is made by a reader that skips one."""
    home.crawl(article())

    def forgetful(opened: Connection, shape: Any, step: Any) -> Digest:
        found = counted(opened, shape, step)
        if shape.name == "tag":
            found.add([("lost",)])
        return found

    counted = pouring._digest
    monkeypatch.setattr(pouring, "_digest", forgetful)
    with pytest.raises(ArchiveError, match=r"copy of tag is not .*3 rows of 2"):
        copy(home.address, target, unseen)
    assert emptied(target)


def test_nothing_to_copy(file: Path, target: str) -> None:
    with pytest.raises(NoArchiveError):
        copy(f"sqlite:///{file}", target, unseen)
    file.parent.mkdir()
    file.touch()
    with pytest.raises(ArchiveError, match="database is empty"):
        copy(f"sqlite:///{file}", target, unseen)
    assert not Path(target.removeprefix("sqlite:///")).exists()


def damaged(file: Path, *statements: str) -> str:
    """Change an archive behind its back."""
    Home(f"sqlite:///{file}", Clock()).crawl(article())
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        for statement in statements:
            opened.execute(statement)
    return f"sqlite:///{file}"


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["DROP TABLE tag"], "lacks its table 'tag'"),
        (
            ["ALTER TABLE tag ADD COLUMN lain"],
            "'tag' is not as its version has it: lain",
        ),
        (["UPDATE article SET title = 'a' || char(0)"], "cannot copy article: .*NUL"),
        (["UPDATE run SET started_at = '2023-10-20'"], "cannot copy run: .*time zone"),
        (["UPDATE run SET requests = 'banyak'"], "cannot copy run: "),
        (["UPDATE image SET article_id = 99"], "cannot use .*violates foreign key"),
    ],
)
def test_what_does_not_fit_the_tables_is_refused(
    file: Path, postgresql: str, statements: list[str], words: str
) -> None:
    address = damaged(file, *statements)
    with pytest.raises(ArchiveError, match=words) as error:
        copy(address, postgresql, unseen)
    assert len(str(error.value).splitlines()) == 1
    assert emptied(postgresql)


def test_a_reference_to_nothing_is_refused(file: Path, tmp_path: Path) -> None:
    address = damaged(file, "UPDATE image SET article_id = 99")
    with pytest.raises(ArchiveError, match=r"not whole: image, row 1, refers to a art"):
        copy(address, f"sqlite:///{tmp_path / 'copy.db'}", unseen)
    assert not list(tmp_path.glob("copy.db*"))


def test_what_a_migration_wrote_makes_way(
    home: Home, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.crawl(article())

    def and_a_story(opened: Connection, revision: str) -> None:
        make(opened, revision)
        opened.execute(text("INSERT INTO story (id, key) VALUES (1, 'story:x')"))

    make = migrate.make
    monkeypatch.setattr(migrate, "make", and_a_story)
    copy(home.address, target, unseen)
    assert tables(target)["story"] == 0


def test_constraints_and_numbers_of_postgresql_are_as_before(
    postgresql: str, file: Path
) -> None:
    source = Home(f"sqlite:///{file}", Clock())
    source.crawl(article("satu"), article("dua"))
    copy(source.address, postgresql, unseen)
    url = connection.read_url(postgresql)
    engine = connection.writer(url)
    with engine.begin() as opened:
        assert opened.scalar(text("SELECT nextval('article_id_seq')")) == 3
        assert opened.scalar(text("SELECT nextval('source_check_id_seq')")) == 1
        count = text("SELECT count(*) FROM pg_constraint WHERE contype = 'f'")
        foreign = opened.scalar(count)
    engine.dispose()
    with closing(sqlite3.connect(file)) as opened_file:
        (declared,) = opened_file.execute(
            "SELECT count(*) FROM sqlite_master AS t "
            "JOIN pragma_foreign_key_list(t.name) WHERE t.type = 'table'"
        ).fetchone()
    assert foreign == declared > 40


def test_a_child_may_come_before_its_parent(postgresql: str, file: Path) -> None:
    """Nothing in the names says which place lies in which."""
    Archive.open(f"sqlite:///{file}").close()
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        opened.execute(
            "INSERT INTO place (code, scheme, name, level, kind, parent) VALUES "
            "('00', 'x', 'Anak', 'x', 'x', 'zz'), ('zz', 'x', 'Induk', 'x', 'x', NULL)"
        )
    copy(f"sqlite:///{file}", postgresql, unseen)
    back = file.parent / "back.db"
    copy(postgresql, f"sqlite:///{back}", unseen)
    assert tables(f"sqlite:///{back}") == tables(f"sqlite:///{file}")


@pytest.fixture(scope="module")
def servers(server: str) -> Iterator[str]:
    """A database for all examples of one test."""
    yield from fresh_database(server)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one version without the published lists, quick to copy."""
    file = tmp_path_factory.mktemp("small") / "archive.db"
    Home(f"sqlite:///{file}", Clock()).crawl(article("a"))
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        for name in ("article_place", "article_unit", "police_unit", "place"):
            opened.execute(f"DELETE FROM {name}")
    return file


KEPT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@settings(max_examples=4, deadline=None)
@given(texts=st.lists(KEPT, min_size=10, max_size=60))
def test_any_text_that_both_can_hold_is_kept(
    servers: str, small: Path, texts: list[str]
) -> None:
    last = small.with_name("back.db")
    remove(last)
    with closing(sqlite3.connect(small, isolation_level=None)) as opened:
        opened.execute("DELETE FROM tag")
        opened.executemany("INSERT INTO tag VALUES (1, ?, ?)", enumerate(texts))
    reading = connection.reader(connection.url_of(small))
    writing = connection.writer(connection.read_url(servers))
    with reading.begin() as source, writing.begin() as target:
        if migrate.revision_of(target) is not None:
            migrate.clear(target)
        fill(source, target, unseen)
    for engine in (reading, writing):
        engine.dispose()
    copy(servers, f"sqlite:///{last}", unseen)
    with closing(sqlite3.connect(last)) as opened:
        found = opened.execute("SELECT name FROM tag ORDER BY position").fetchall()
    assert [name for (name,) in found] == texts


def test_broken_references_are_named(file: Path) -> None:
    address = damaged(file, "UPDATE image SET article_id = 99")
    engine = connection.reader(connection.read_url(address))
    with engine.begin() as opened:
        assert loading.broken_references(opened) == [
            "image, row 1, refers to a article that is not there"
        ]
    engine.dispose()


def test_a_copy_counts_its_rows() -> None:
    assert Copy("0005", (), ()).rows == 0
