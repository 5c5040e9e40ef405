"""What does not hold together in an archive is found, and named."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from newsarchive.archive import connection
from newsarchive.archive.api import Checked, checked
from newsarchive.archive.rules import RULES
from newsarchive.archive.verifying import is_cut_from
from tests.archive.articles import OTHER, article, words
from tests.archive.home import Clock, Home

WORDS = "versions have the words of their hash"


def furnish(home: Home) -> None:
    """A story, an edit, an article alone."""
    home.crawl(article("motor"), article("sendiri"))
    home.clock.pass_by(hours=1)
    home.crawl(article("sendiri", body="Ralat.", fetched_at=home.clock.now))
    twin = replace(article("motor", domain="suarauji.id"), source="suarauji")
    home.crawl(twin, name="suarauji", source=OTHER)


def verified(home: Home) -> dict[str, Checked]:
    steps = list[int]()
    with home.reader() as reader:
        found = list(reader.verify(steps.append))
    assert sum(steps) == sum(one.looked_at for one in found if one.what == WORDS)
    return {one.what: one for one in found}


def broken(home: Home) -> dict[str, tuple[int, tuple[str, ...]]]:
    found = verified(home).values()
    return {one.what: (one.failing, one.names) for one in found if one.failing}


def spoil(home: Home, *statements: str) -> None:
    """Change an archive behind its back, where no reference is checked."""
    url = connection.read_url(home.address)
    engine = connection.writer(url)
    with engine.connect() as opened:
        if engine.dialect.name == "sqlite":
            opened.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        else:
            opened.execute(text("SET session_replication_role = replica"))
        for statement in statements:
            opened.execute(text(statement))
        opened.commit()
    engine.dispose()


def test_a_sound_archive_holds(home: Home) -> None:
    furnish(home)
    found = verified(home)
    assert not [one for one in found.values() if one.failing]
    looked_at = {what: one.looked_at for what, one in found.items()}
    assert looked_at[WORDS] == 4
    assert looked_at["versions are numbered without a hole"] == 3
    assert looked_at["stories have a first and others"] == 1
    assert looked_at["references lead somewhere"] > 40
    assert ("the database file is whole" in found) == home.address.startswith("sqlite")


def test_an_empty_archive_holds(home: Home) -> None:
    home.crawl()
    assert broken(home) == {}


MOTOR = "(SELECT id FROM article WHERE url = 'https://kabaruji.id/motor/')"
ALONE = "(SELECT id FROM article WHERE url = 'https://kabaruji.id/sendiri/')"


@pytest.mark.parametrize(
    ("statements", "what", "told"),
    [
        (
            [f"UPDATE version SET text = text || '.' WHERE article_id = {MOTOR}"],
            *(WORDS, "the words of version 1 have changed"),
        ),
        (
            [f"UPDATE version SET body = '?' || body WHERE article_id = {MOTOR}"],
            *(WORDS, "the words of the body of version 1 have changed"),
        ),
        (
            [f"UPDATE version SET title = NULL WHERE article_id = {MOTOR}"],
            *(WORDS, "the words of version 1 have changed"),
        ),
        (
            [f"DELETE FROM version WHERE article_id = {ALONE} AND number = 1"],
            "versions are numbered without a hole",
            "has 1 versions and should have 1 to 2",
        ),
        (
            [f"UPDATE version SET number = 0 WHERE article_id = {MOTOR}"],
            "versions are numbered without a hole",
            "has 1 versions and should have 1 to 1",
        ),
        (
            [f"UPDATE article SET content_sha256 = 'x' WHERE id = {MOTOR}"],
            "articles stand in their newest version",
            "its hash is not that of version 1",
        ),
        (
            [f"DELETE FROM search_document WHERE article_id = {MOTOR}"],
            *("articles can be searched", "has no words in the index"),
        ),
        (
            ["UPDATE membership SET role = 'copy'"],
            *("stories have a first and others", "has 2 articles, 0 of them first"),
        ),
        (
            [f"DELETE FROM membership WHERE article_id != {MOTOR}"],
            *("stories have a first and others", "has 1 articles, 1 of them first"),
        ),
        (
            [f"UPDATE page SET article_id = NULL WHERE article_id = {MOTOR}"],
            "stored addresses lead to articles",
            "https://kabaruji.id/motor/: is stored and leads to no article",
        ),
        (
            ["UPDATE membership SET story_id = 99 WHERE role = 'first'"],
            *("references lead somewhere", "membership.story_id 99: there is no such"),
        ),
    ],
)
def test_what_does_not_hold_is_named(
    home: Home, statements: list[str], what: str, told: str
) -> None:
    furnish(home)
    spoil(home, *statements)
    number, names = broken(home)[what]
    assert number == 1
    assert told in names[0]


def test_a_revisit_without_its_payload(home: Home) -> None:
    furnish(home)
    columns = (
        "(id, source_id, run_id, role, requested, url, fetched_at, status, kind, "
        'sha256, payload_id, file, "offset", length, told)'
    )
    at = "'2023-10-22T03:00:00.000000Z'"
    rows = ", ".join(
        f"({number}, 1, 1, 'page', 'u', 'u', {at}, 200, '{kind}', '{sha256}', "
        f"{payload}, 'f', {number}, 1, '{{}}')"
        for number, kind, sha256, payload in (
            (1, "response", "aa", "NULL"),
            (2, "revisit", "aa", "1"),
            (3, "revisit", "bb", "1"),
            (4, "revisit", "cc", "NULL"),
        )
    )
    spoil(home, f"INSERT INTO capture {columns} VALUES {rows}")
    assert broken(home) == {
        "revisits have their payload": (
            2,
            (
                "capture 3 (f, byte 3): no capture has its payload",
                "capture 4 (f, byte 4): no capture has its payload",
            ),
        )
    }


@pytest.fixture
def kept(file: Path) -> Home:
    """An archive on SQLite, all of it in its file."""
    home = Home(f"sqlite:///{file}", Clock())
    furnish(home)
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return home


def root_page(file: Path, name: str) -> int:
    with closing(sqlite3.connect(file)) as opened:
        (page,) = opened.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
    return (int(page) - 1) * connection.PAGE_BYTES


def test_a_flipped_byte_in_the_words(kept: Home, file: Path) -> None:
    content = bytearray(file.read_bytes())
    at = content.index(f"KABAR UJI, SEKADAU – {words('motor')[:20]}".encode())
    content[at] ^= 1
    file.write_bytes(content)
    assert list(broken(kept)) == [WORDS]


@pytest.mark.parametrize("name", ["sqlite_autoindex_article_1", "article", "version"])
def test_a_damaged_page_is_found(kept: Home, file: Path, name: str) -> None:
    start = root_page(file, name)
    content = bytearray(file.read_bytes())
    content[start + 3 : start + 5] = b"\xff\xff"  # how many cells the page has
    file.write_bytes(content)
    assert "the database file is whole" in broken(kept)


def test_an_index_that_does_not_follow(kept: Home) -> None:
    spoil(
        kept,
        "DELETE FROM search_index_docsize WHERE id = 1",
        "INSERT INTO search_index_docsize VALUES (99, x'00')",
    )
    assert broken(kept) == {
        "the full-text index follows": (
            2,
            ("article 1: not in the index", "article 99: only in the index"),
        )
    }


@pytest.mark.parametrize(
    ("body", "text", "is_cut"),
    [
        ("Patroli malam.", "KABAR UJI – Patroli malam. (Aji)", True),
        ("Patroli\n\nmalam.", "Patroli (Aji)\nmalam.", True),
        ("", "x", True),
        ("Patroli malan.", "KABAR UJI – Patroli malam. (Aji)", False),
        ("malam Patroli", "Patroli malam", False),
        ("x", "", False),
    ],
)
def test_a_body_is_cut_out_of_its_text(body: str, text: str, is_cut: bool) -> None:
    assert is_cut_from(body, text) == is_cut


def test_only_a_few_are_named() -> None:
    found = checked("x", 9, map(str, range(9)), ["n"])
    assert found == Checked("x", 9, 9, ("0", "1", "2", "3", "4"), ("n",))


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({rule.what for rule in RULES}) == len(RULES)
