"""Versions of the tables: made, refused, brought up, taken back."""

import shutil
import sqlite3
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from newsarchive.archive import connection, migrate, scripts
from newsarchive.archive.api import (
    Answer,
    Archive,
    Decision,
    Reader,
    current,
    upgrade,
)
from newsarchive.archive.tables import Base
from newsarchive.errors import ArchiveError
from newsarchive.run import Outcome
from newsarchive.suppression import Audience
from tests.archive.articles import article
from tests.archive.home import Home

SITE = "https://kabaruji.id/"


def sqlite_file(address: str) -> Path:
    file = connection.file_of(connection.read_url(address))
    assert file is not None
    return file


def run(file: Path, *statements: str) -> None:
    """Change a database as another program would."""
    database = sqlite3.connect(file)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


def test_upgrade_makes_the_tables(address: str) -> None:
    assert upgrade(address) == migrate.head()
    assert current(address) == (migrate.head(), migrate.head())
    assert upgrade(address) == migrate.head()
    Reader.open(address).close()


def is_declared(_: object, name: str | None, *_rest: object) -> bool:
    """Leave out the full-text indexes, which each database has of its own kind."""
    return not str(name).startswith("search_") or name == "search_document"


def test_the_migrations_make_what_the_tables_declare(address: str) -> None:
    with Archive.open(address) as archive, archive.engine.begin() as opened:
        context = MigrationContext.configure(
            opened, opts={"include_object": is_declared}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_downgrade_leaves_nothing(home: Home) -> None:
    home.crawl(article())
    url = connection.read_url(home.address)
    engine = connection.writer(url)
    migrate.downgrade(engine, url, "base")
    with engine.begin() as opened:
        assert inspect(opened).get_table_names() == ["alembic_version"]
        assert inspect(opened).get_view_names() == []
    engine.dispose()
    home.crawl(article())
    assert len(home.articles()) == 1


def test_an_empty_file_needs_its_tables(file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    address = f"sqlite:///{file}"
    with pytest.raises(ArchiveError, match=r"version none.*newsarchive db upgrade"):
        Reader.open(address)
    assert current(address) == (None, migrate.head())
    Archive.open(address).close()
    assert current(address) == (migrate.head(), migrate.head())


def test_a_database_of_another_application_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    run(file, "CREATE TABLE kontak (nama)")
    before = file.read_bytes()
    for command in (Archive.open, Reader.open, upgrade):
        with pytest.raises(ArchiveError, match=r"another application.*'kontak'") as e:
            command(f"sqlite:///{file}")
        assert e.value.exit_code == 4
    assert file.read_bytes() == before


def test_tables_without_a_version_are_refused(file: Path) -> None:
    Archive.open(f"sqlite:///{file}").close()
    run(file, "DELETE FROM alembic_version")
    for command in (Archive.open, Reader.open, upgrade):
        with pytest.raises(ArchiveError, match="tables but no version"):
            command(f"sqlite:///{file}")


def test_a_newer_archive_is_refused(file: Path) -> None:
    Archive.open(f"sqlite:///{file}").close()
    run(file, "UPDATE alembic_version SET version_num = '9999'")
    for command in (Archive.open, Reader.open, upgrade):
        with pytest.raises(ArchiveError, match="9999, newer than this newsarchive"):
            command(f"sqlite:///{file}")
    assert current(f"sqlite:///{file}") == ("9999", migrate.head())


def test_an_older_archive_is_refused_until_it_is_upgraded(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next migration is written here, as there is none yet."""
    Archive.open(f"sqlite:///{file}").close()
    versions = tmp_path / "versions"
    versions.mkdir()
    (versions / "9000_next.py").write_text(
        "from alembic import op\n"
        "import sqlalchemy as sa\n"
        "revision = '9000'\n"
        f"down_revision = '{migrate.head()}'\n"
        "def upgrade():\n"
        "    op.add_column('story', sa.Column('note', sa.Text()))\n"
    )
    config = scripts.configured()
    own = Path(migrate.__file__).parent / "migrations" / "versions"
    config.set_main_option("version_locations", f"{own}:{versions}")
    monkeypatch.setattr(scripts, "configured", lambda: config)
    known = (*migrate.revisions(), "9000")
    monkeypatch.setattr(migrate, "revisions", lambda: known)
    for command in (Archive.open, Reader.open):
        with pytest.raises(ArchiveError, match=r"needs 9000: run `newsarchive db up"):
            command(f"sqlite:///{file}")
    assert upgrade(f"sqlite:///{file}") == "9000"
    Reader.open(f"sqlite:///{file}").close()


def test_the_names_of_the_scripts_tell_their_versions() -> None:
    directory = ScriptDirectory.from_config(scripts.configured())
    known = [script.revision for script in directory.walk_revisions()]
    assert list(migrate.revisions()) == known[::-1]
    assert migrate.head() == directory.get_current_head()


def test_an_archive_that_needs_no_change_is_opened_without_alembic(file: Path) -> None:
    """It takes long to load, and every command would."""
    address = f"sqlite:///{file}"
    Archive.open(address).close()
    script = (
        "import sys\n"
        "from newsarchive.archive.api import Archive, Reader\n"
        f"Reader.open({address!r}).close()\n"
        f"Archive.open({address!r}).close()\n"
        "sys.exit('alembic' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_migration_that_fails_changes_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_way(opened: object, way: str, revision: str) -> None:
        run_whole(opened, way, revision)  # type: ignore[arg-type]
        raise sqlite3.OperationalError("database or disk is full")

    run_whole = migrate._run
    monkeypatch.setattr(migrate, "_run", half_way)
    with pytest.raises(ArchiveError, match="disk is full"):
        Archive.open(f"sqlite:///{file}")
    assert current(f"sqlite:///{file}") == (None, migrate.head())


@pytest.mark.parametrize(
    ("dialect", "made", "dropped"),
    [
        ("sqlite", "USING fts5", "DROP TABLE search_index"),
        ("postgresql", "USING gin (to_tsvector('simple', words))", "DROP TABLE source"),
    ],
)
def test_both_databases_get_their_search(dialect: str, made: str, dropped: str) -> None:
    written = StringIO()
    context = MigrationContext.configure(
        dialect_name=dialect, opts={"as_sql": True, "output_buffer": written}
    )
    first = ScriptDirectory.from_config(scripts.configured()).get_revision("0001")
    assert first is not None
    with Operations.context(context):
        first.module.upgrade()
        assert made in written.getvalue()
        first.module.downgrade()
    assert dropped in written.getvalue()


def test_a_table_that_declares_more_would_be_noticed() -> None:
    """The comparison with the tables is no empty one."""
    engine = create_engine("sqlite://")
    with engine.begin() as opened:
        context = MigrationContext.configure(opened)
        assert len(compare_metadata(context, Base.metadata)) > 10
    engine.dispose()


def test_without_its_table_a_correction_is_what_is_believed(home: Home) -> None:
    home.crawl(article())
    kept = home.only()
    reason = Decision("salah", "arif", datetime(2023, 11, 1, tzinfo=UTC))
    with Archive.open(home.address) as archive:
        archive.correct(kept, "section", "Hukum", reason)
    url = connection.read_url(home.address)
    engine = connection.writer(url)
    migrate.downgrade(engine, url, "0005")
    engine.dispose()
    assert upgrade(home.address) == migrate.head()
    assert (home.only().row.section, home.only().corrections) == ("Hukum", ())


def test_an_upgrade_reads_the_stored_words_again(home: Home) -> None:
    home.crawl(article("satu"), article("dua", dateline=None, byline=None))
    text = "Patroli Satlantas Polres Sintang: patroli malam di Kecamatan Tempunak."
    home.crawl(article("tiga", title=None, body=text, named=text))

    def told() -> list[tuple[Any, ...]]:
        return [
            (
                [(place.code, place.raw) for place in one.places],
                one.regency.code if one.regency else None,
                [(unit.unit_id, unit.raw) for unit in one.units],
                [(topic.topic_id, topic.words) for topic in one.topics],
                one.people,
            )
            for one in home.articles(source="kabaruji")
        ]

    before = told()
    url = connection.read_url(home.address)
    engine = connection.writer(url)
    migrate.downgrade(engine, url, "0001")
    engine.dispose()
    assert upgrade(home.address) == migrate.head()
    after = told()
    # The words of "tiga" name all that it was stored with; the others' name nothing.
    assert after[2] == before[2]
    assert [one[4] for one in after] == [one[4] for one in before]
    assert upgrade(home.address) == migrate.head()
    assert told() == after


def test_an_upgrade_holds_back_what_may_identify_a_child(home: Home) -> None:
    home.crawl(article("a", body="Tersangka AB (16) ditangkap di Sintang."))
    assert len(home.articles(audience=Audience.PUBLIC)) == 1
    url = connection.read_url(home.address)
    engine = connection.writer(url)
    migrate.downgrade(engine, url, "0005")
    engine.dispose()
    upgrade(home.address)
    assert home.articles(audience=Audience.PUBLIC) == []


def test_what_is_stored_gets_its_time_to_be_asked_again(home: Home) -> None:
    now = datetime.now(UTC)
    home.clock.now = now
    home.crawl(
        article("muda", published=None, fetched_at=now),
        article("tua", published="2023-10-21", fetched_at=now),
        Answer(url=f"{SITE}gagal/", outcome=Outcome.FAILED, status=500),
        Answer(url=f"{SITE}tolak/", outcome=Outcome.BLOCKED, status=403),
        Answer(url=f"{SITE}larang/", outcome=Outcome.BLOCKED),
    )
    url = connection.read_url(home.address)
    engine = connection.writer(url)
    migrate.downgrade(engine, url, "0005")
    engine.dispose()
    upgrade(home.address)
    due = home.rows(
        "SELECT url, failures FROM page WHERE next_check_at = fetched_at ORDER BY url"
    )
    assert due == [(f"{SITE}gagal/", 1), (f"{SITE}muda/", 0), (f"{SITE}tolak/", 0)]


def test_scripts_are_unpacked_out_of_a_zipped_egg(tmp_path: Path) -> None:
    egg = tmp_path / "newsarchive.egg"
    with zipfile.ZipFile(egg, "w") as file:
        file.writestr("migrations/env.py", "first = 1\n")
        file.writestr("migrations/versions/0001.py", "second = 2\n")
    folder = tmp_path / "migrations"
    scripts.unpack(zipfile.Path(egg, "migrations/"), folder)
    assert (folder / "env.py").read_text() == "first = 1\n"
    assert (folder / "versions" / "0001.py").read_text() == "second = 2\n"


def test_zipped_scripts_are_found_as_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    egg = tmp_path / "newsarchive.egg"
    with zipfile.ZipFile(egg, "w") as file:
        file.writestr("newsarchive/archive/migrations/env.py", "")
    packed = zipfile.Path(egg, "newsarchive/archive/")
    monkeypatch.setattr("importlib.resources.files", lambda _: packed)
    folder = scripts._folder.__wrapped__()
    assert [one.name for one in folder.iterdir()] == ["env.py"]
    shutil.rmtree(folder)
