"""newsarchive correct and corrections: decided, shown with both values, taken back."""

import getpass
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from newsarchive.cli.history import _told_apart
from newsarchive.cli.values import shown
from tests.cli.conftest import Command

URL = "https://kabaruji.id/motor/"


@pytest.fixture
def own(database: str, tmp_path: Path) -> str:
    """A copy of the archive that a test may change."""
    shutil.copy(database.removeprefix("sqlite:///"), tmp_path / "archive.db")
    return f"sqlite:///{tmp_path / 'archive.db'}"


def correct(newsarchive: Command, own: str) -> None:
    made = newsarchive(
        *("correct", URL, "published_at", "Jumat, 20 Oktober 2023"),
        *("--why", "tercetak di bawah judul", "--database", own),
    )
    assert (made.code, made.err) == (0, "")
    assert made.out.endswith(
        " is now 2023-10-20 (correction); read was 2023-10-21T09:14:07+07:00 (meta)\n"
    )


@pytest.fixture(autouse=True)
def login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "arif")


def test_a_correction_is_told_everywhere(newsarchive: Command, own: str) -> None:
    there = ("--database", own)
    correct(newsarchive, own)
    listed = newsarchive("corrections", URL, *there).out
    assert "tercetak di bawah judul  arif" in listed
    card = newsarchive("show", URL, *there).out
    assert "published  2023-10-20 (correction: 'Jumat, 20 Oktober 2023')" in card
    assert (
        "corrected  published, read was 2023-10-21T09:14:07+07:00 (meta): ter" in card
    )
    told = json.loads(newsarchive("why", URL, "published", "--json", *there).out)
    assert (told["value"], told["origin"]) == ("2023-10-20", "correction")
    assert told["candidates"][0]["verdict"] == "what was read, before it was corrected"
    assert told["correction"]["by"] == "arif"
    assert "read was     2023-10-21" in newsarchive("why", URL, "published", *there).out
    record = json.loads(newsarchive("show", URL, "--json", *there).out)
    assert (record["published_at"], record["published_origin"]) == (
        "2023-10-20",
        "correction",
    )
    (mark,) = record["corrections"]
    assert (mark["field"], mark["why"]) == ("published", "tercetak di bawah judul")
    assert mark["machine"]["value"] == "2023-10-21T09:14:07+07:00"


def test_a_correction_is_taken_back(newsarchive: Command, own: str) -> None:
    there = ("--database", own)
    correct(newsarchive, own)
    back = newsarchive(
        *("correct", URL, "published", "--undo", "--why", "keliru", "--by", "siti"),
        *there,
    )
    assert "is again 2023-10-21T09:14:07+07:00 (meta), as read; it was cor" in back.out
    assert newsarchive("corrections", *there).out == (
        "no correction stands; --all shows those taken back\n"
    )
    assert "keliru (siti, " in newsarchive("corrections", "--all", *there).out
    (one,) = json.loads(newsarchive("corrections", "--all", "--json", *there).out)
    assert (one["by"], one["undone"]["by"]) == ("arif", "siti")
    story = newsarchive("history", URL, *there).out
    assert "published corrected: tercetak di bawah judul (arif, " in story
    assert "[-2023-10-21T09:14:07+07:00 (meta)-] {+2023-10-20 (correction)+}" in story
    assert "published taken back: keliru (siti, " in story
    data = json.loads(newsarchive("history", URL, "--json", *there).out)
    assert [c["field"] for c in data["corrections"]] == ["published"]


@pytest.mark.parametrize(
    ("field", "value", "shown_as"),
    [
        ("title", "Judul Benar", "Judul Benar"),
        ("byline", "(Budi/UJI)", "(Budi/UJI) [Budi/UJI (reporter)]"),
        ("dateline", "KABAR UJI, SINTANG –", "KABAR UJI, SINTANG –"),
        ("event_dates", "18-19/10/2023", "2023-10-18/2023-10-19"),
        ("regency", "Sintang", "Sintang (61.05)"),
        ("places", "Sintang, Sekadau", "Sintang (61.05), Sekadau (61.09)"),
        ("units", "Polres Sintang", "Polres Sintang"),
        ("topics", "theft, patroli", "pencurian, patroli"),
        ("tags", "a, b", "a, b"),
        ("published", None, "none (correction)"),
        ("section", None, "none"),
    ],
)
def test_every_kind_of_value(
    newsarchive: Command, own: str, field: str, value: str | None, shown_as: str
) -> None:
    there = ("--database", own)
    given = ("--none",) if value is None else (value,)
    done = newsarchive("correct", URL, field, *given, "--why", "x", *there)
    assert f" is now {shown_as}; read was " in done.out
    told = newsarchive("why", URL, field, *there).out
    assert "origin       correction" in told
    assert "corrected  " in newsarchive("show", URL, *there).out


def test_what_was_read_has_no_rule_any_more(newsarchive: Command, own: str) -> None:
    there = ("--database", own)
    assert "rule       title: json-ld" in newsarchive("show", URL, *there).out
    newsarchive("correct", URL, "title", "Judul Benar", "--why", "x", *there)
    newsarchive("correct", URL, "published", "--none", "--why", "x", *there)
    card = newsarchive("show", URL, *there).out
    assert card.startswith("Judul Benar\n")
    assert "rule " not in card
    assert "published  unknown (correction)\n" in card
    assert "Judul Benar" in newsarchive("search", "judul benar", *there).out
    early = newsarchive("show", URL, "--version", "1", *there).out
    assert early.startswith("Berita motor\n")


def test_a_declared_outlets_names_and_desks_are_known(
    newsarchive: Command, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsarchive.spiders import registry  # noqa: PLC0415 (slow)
    from tests.archive.articles import SOURCE  # noqa: PLC0415 (beside it)

    monkeypatch.setattr(registry, "sources", lambda: {"kabaruji": SOURCE})
    done = newsarchive(
        *("correct", URL, "byline", "(Aji/UJI)", "--why", "x", "--database", own)
    )
    assert "[Aji/UJI (reporter)]; read" in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((URL, "title", "A"), "Missing option '--why'"),
        ((URL, "title", "A", "--why", " "), "needs a reason: --why"),
        ((URL, "title", "A", "--why", "x", "--by", " "), "needs a name: --by"),
        ((URL, "title", "--why", "x"), "give a VALUE, or --none"),
        ((URL, "title", "A", "--none", "--why", "x"), "one of them"),
        ((URL, "title", "A", "--undo", "--why", "x"), "one of them"),
        ((URL, "title", "--undo", "--why", "x"), "no correction of title stands"),
        ((URL, "title", "\udcff", "--why", "x"), "has characters that no text has"),
        ((URL, "title", "A", "--why", "\udcff"), "has characters that no text has"),
        ((URL, "title", "\x1b[31mA", "--why", "x"), "has characters that no text has"),
        ((URL, "body", "A", "--why", "x"), "the words are the page's"),
        ((URL, "warna", "A", "--why", "x"), "only title, published, modified"),
        ((URL, "published", "entah", "--why", "x"), "'entah' is no date"),
        (("tidakada", "title", "A", "--why", "x"), "no article 'tidakada'"),
    ],
)
def test_what_is_wrong_changes_nothing(
    newsarchive: Command, own: str, arguments: tuple[str, ...], words: str
) -> None:
    file = Path(own.removeprefix("sqlite:///"))
    before = file.read_bytes()
    done = newsarchive("correct", *arguments, "--database", own)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert done.err.count("\n") == 1
    assert (
        newsarchive("corrections", "--all", "--json", "--database", own).out == "[]\n"
    )
    assert len(file.read_bytes()) == len(before)


def test_an_account_without_a_name_gives_one(
    newsarchive: Command, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    there = ("--why", "x", "--database", own)
    done = newsarchive("correct", URL, "title", "A", *there)
    assert (done.code, "give --by NAME" in done.err) == (2, True)
    assert newsarchive("correct", URL, "title", "A", "--by", "siti", *there).code == 0


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("byline", {"raw": "***", "credits": []}, "*** [nobody]"),
        ("published", {"value": None, "origin": None}, "none"),
        ("regency", "99.99", "99.99"),
        ("police_units", [["polres-atlantis", "x"]], "polres-atlantis"),
        ("topics", ["patroli"], "patroli"),
        ("images", [["a", None, None]], "[['a', None, None]]"),
    ],
)
def test_odd_values_are_shown_too(field: str, value: Any, told: str) -> None:
    assert shown(field, value) == told


def test_values_that_look_the_same_are_told_whole() -> None:
    assert _told_apart("topics", [["a", 4.0, []]], []) == ("a", "none")
    assert _told_apart("topics", [["a", 4.0, []]], [["a", 5.0, []]]) == (
        "[['a', 4.0, []]]",
        "[['a', 5.0, []]]",
    )
