"""Records brought into an archive, on either database; exports tell the rest."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from newsarchive.archive.api import Archive, Came, Decision, Query
from newsarchive.export.records import full_record
from newsarchive.run import RunState
from tests.archive.articles import article, words
from tests.archive.home import Clock, Home

Record = dict[str, Any]


@pytest.fixture
def records(tmp_path: Path) -> list[Record]:
    """What an archive elsewhere exports: its second run's number is 2."""
    other = Home(f"sqlite:///{tmp_path / 'other.db'}", Clock())
    other.crawl(article("satu"))
    other.crawl(article("dua", body=words("dua")))
    with other.reader() as reader:
        found = [full_record(one) for one in reader.every(Query())]
    capture = {
        "sha256": "a" * 64,
        "fetched_at": "2023-10-22T10:00:00+07:00",
        "record": "kabaruji/a.warc.gz:7",
    }
    return [{**one, "capture": capture} for one in found]


def bring_in(home: Home, records: list[Record]) -> Counter[Came]:
    with Archive.open(home.address) as archive:
        return archive.bring_in(records, {})


def exported(home: Home) -> list[Record]:
    with home.reader() as reader:
        return [full_record(one) for one in reader.every(Query())]


def test_what_came_in_is_what_goes_out(home: Home, records: list[Record]) -> None:
    assert bring_in(home, records) == {Came.NEW: 2}
    assert exported(home) == records
    assert bring_in(home, records) == {Came.KNOWN: 2}
    # One record of an answer is one row, whoever names it.
    assert home.rows("SELECT count(*) FROM capture") == [(1,)]


def test_the_next_run_is_numbered_after_them(home: Home, records: list[Record]) -> None:
    bring_in(home, records)
    with home.visit() as visit:
        assert visit.run_id == 3
        visit.finish(RunState.DONE)


def test_into_an_archive_with_runs_they_come_by_one_import(
    home: Home, records: list[Record]
) -> None:
    home.crawl(article("sendiri", body=words("sendiri")))
    bring_in(home, records[:1])
    bring_in(home, records[1:])
    runs = {one["run"] for one in exported(home)}
    assert runs == {"1", "2"}
    assert home.rows("SELECT reason FROM run WHERE id = 2") == [("imported",)]


@pytest.mark.parametrize(
    ("seen", "zone"),
    [
        ("2023-10-22T10:00:00+07:00", "Asia/Jakarta"),
        ("2023-10-22T10:00:00+08:00", "Asia/Makassar"),
        ("2023-10-22T10:00:00+09:00", "Asia/Jayapura"),
        ("2023-10-22T10:00:00+00:00", "UTC"),
    ],
)
def test_an_outlets_zone_is_told_by_its_times(
    home: Home, records: list[Record], seen: str, zone: str
) -> None:
    bring_in(home, [{**records[0], "first_seen_at": seen}])
    assert home.rows("SELECT zone FROM source") == [(zone,)]


def test_what_is_gone_is_gone_here_too(home: Home, records: list[Record]) -> None:
    bring_in(home, [{**records[0], "state": "gone"}])
    assert home.only().row.state == "gone"
    assert home.rows("SELECT state FROM state_change") == [("gone",)]


def corrected(record: Record, title: str, at: str) -> Record:
    """Give a record with another title, as an archivist elsewhere has it."""
    told = {"field": "title", "machine": record["title"], "why": "keliru", "at": at}
    return {**record, "title": title, "corrections": [told]}


def correct(home: Home, title: str) -> None:
    decision = Decision("keliru di sini", "arsiparis", home.clock.now)
    with Archive.open(home.address) as archive:
        archive.correct(home.only(), "title", title, decision)


def newer(record: Record) -> Record:
    """Give a record with other words, seen later."""
    told = {"body": words("lain"), "content_sha256": "b" * 64}
    return {**record, **told, "last_checked_at": LATER}


AT = "2023-10-23T08:00:00+07:00"
LATER = "2023-11-01T08:00:00+07:00"


def test_a_correction_of_known_words_comes_too(
    home: Home, records: list[Record]
) -> None:
    bring_in(home, records)
    told = [corrected(records[0], "Benar", AT), records[1]]
    assert bring_in(home, told) == {Came.CHANGED: 1, Came.KNOWN: 1}
    assert exported(home) == told
    with home.reader() as reader:
        assert reader.count(Query(words="benar")) == 1
    assert bring_in(home, told) == {Came.KNOWN: 2}
    assert bring_in(home, records) == {Came.KNOWN: 2}
    assert exported(home) == told


def test_what_was_decided_here_stands(home: Home, records: list[Record]) -> None:
    bring_in(home, records[:1])
    correct(home, "Di sini")
    assert bring_in(home, [corrected(records[0], "Di sana", AT)]) == {Came.KNOWN: 1}
    assert home.only().row.title == "Di sini"
    assert bring_in(home, [newer(records[0])]) == {Came.CHANGED: 1}
    stored = home.only()
    assert (stored.row.title, stored.version.number) == ("Di sini", 2)
    assert stored.version.body == words("lain")
    assert [one.reason.by for one in stored.corrections] == ["arsiparis"]
    with home.reader() as reader:
        assert reader.count(Query(words="sini")) == 1


def test_what_was_taken_back_here_does_not_come_again(
    home: Home, records: list[Record]
) -> None:
    told = [corrected(records[0], "Benar", AT)]
    bring_in(home, told)
    with Archive.open(home.address) as archive:
        decision = Decision("tidak benar", "arsiparis", home.clock.now)
        archive.undo_correction(home.only(), "title", decision)
    assert bring_in(home, told) == {Came.KNOWN: 1}
    assert home.only().row.title == records[0]["title"]
    # Nor with newer words.
    assert bring_in(home, [newer(told[0])]) == {Came.CHANGED: 1}
    stored = home.only()
    assert (stored.row.title, stored.corrections) == (records[0]["title"], ())
    assert stored.version.body == words("lain")


def test_an_end_that_was_seen_later_elsewhere_comes_too(
    home: Home, records: list[Record]
) -> None:
    bring_in(home, records)
    gone = {**records[0], "state": "gone"}
    assert bring_in(home, [gone]) == {Came.KNOWN: 1}
    gone["last_checked_at"] = LATER
    assert bring_in(home, [gone, records[1]]) == {Came.CHANGED: 1, Came.KNOWN: 1}
    assert exported(home) == [gone, records[1]]
    assert home.rows("SELECT state FROM state_change") == [("gone",)]
    assert bring_in(home, [gone, *records]) == {Came.KNOWN: 3}


def test_what_is_there_again_is_told(home: Home, records: list[Record]) -> None:
    bring_in(home, [{**records[0], "state": "gone"}])
    bring_in(home, [newer(records[0])])
    states = home.rows("SELECT state FROM state_change ORDER BY id")
    assert (home.only().row.state, states) == ("live", [("gone",), ("live",)])


def test_what_was_withdrawn_is_not_merely_gone(
    home: Home, records: list[Record]
) -> None:
    bring_in(home, [{**records[0], "state": "withdrawn"}])
    gone = {**records[0], "state": "gone", "last_checked_at": LATER}
    assert bring_in(home, [gone]) == {Came.KNOWN: 1}
    assert home.only().row.state == "withdrawn"


def test_who_signs_is_who_signed(home: Home, records: list[Record]) -> None:
    record = records[0]
    nobody = {"name": None, "role": None, "agency": "UJI", "person": None}
    signed = [*record["byline"]["credits"], nobody]
    bring_in(home, [{**record, "byline": {"raw": "x", "credits": signed}}])
    with home.reader() as reader:
        (person,) = reader.people()
    assert (person.id, person.aliases[0].rule) == ("kabaruji:aji", "imported")
