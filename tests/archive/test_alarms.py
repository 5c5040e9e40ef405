"""Alarms: raised once, standing, acknowledged, over; and who was told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from newsarchive.archive.api import Archive, Event, StoredAlarm
from newsarchive.errors import ConfigurationError
from newsarchive.measure import Measured
from newsarchive.run import RunState
from tests.archive.articles import OTHER, SOURCE, article
from tests.archive.home import Home

BAD = "https://kabaruji.id/kalbar/ answers 403"
FULL = Measured(disk_free=2**20)
TODAY = date(2023, 10, 22)


@pytest.fixture
def archive(home: Home) -> Iterator[Archive]:
    with Archive.open(home.address) as opened:
        yield opened


def blocked(
    home: Home, archive: Archive, measured: Measured | None = None
) -> list[str]:
    """A run that is not let in; the alarms it raised."""
    visit = archive.begin("kabaruji", SOURCE, clock=home.clock)
    raised = visit.finish(RunState.INCOMPLETE, BAD, measured=measured)
    return [one.monitor for one in raised]


def only(home: Home) -> StoredAlarm:
    with home.reader() as reader:
        (found,) = reader.alarms()
    return found


def test_an_alarm_is_raised_once_and_ends_with_its_cause(
    home: Home, archive: Archive
) -> None:
    home.crawl(article())
    assert blocked(home, archive) == ["blocked"]
    first = only(home)
    home.clock.pass_by(hours=3)
    assert blocked(home, archive) == []
    again = only(home)
    assert (again.id, again.since) == (first.id, first.since)
    assert again.seen_at > first.seen_at
    assert again.told == f"the site does not let us in: {BAD}"
    home.clock.pass_by(hours=3)
    home.crawl(article("b"))
    with home.reader() as reader:
        assert reader.alarms() == ()
        (over,) = reader.alarms(source="kabaruji", ended=True)
        assert reader.alarms(source="suarauji", ended=True) == ()
        assert [one.id for one in reader.alarms_of(over.raised_run_id)] == [over.id]
        assert [one.id for one in reader.alarms_of(over.ended_run_id or 0)] == [over.id]
        assert reader.alarms_of(99) == ()
        (bad,) = reader.runs_of([over.raised_run_id])
    assert over.ended_at == home.clock.now
    # What comes back later is another alarm.
    home.clock.pass_by(hours=3)
    assert blocked(home, archive) == ["blocked"]
    assert only(home).id > over.id
    assert (bad.outcome, bad.exit_code) == (RunState.INCOMPLETE, 3)
    assert bad.reason == f"{BAD}; alarm {over.id}: blocked"


def test_a_run_that_sets_off_a_monitor_is_incomplete(
    home: Home, archive: Archive
) -> None:
    home.crawl(article())
    visit = archive.begin("kabaruji", SOURCE, clock=home.clock)
    visit.finish(RunState.DONE, measured=FULL)
    with home.reader() as reader:
        run, well = reader.runs()
    assert (run.outcome, run.exit_code) == (RunState.INCOMPLETE, 3)
    assert (run.reason or "").startswith("alarm 1: disk: 1 MB are left")
    assert (well.outcome, well.exit_code, well.sight) == (RunState.DONE, 0, "well")


def test_the_machines_alarm_is_one_for_all_outlets(
    home: Home, archive: Archive
) -> None:
    home.crawl(article())
    assert blocked(home, archive, FULL) == ["disk", "blocked"]
    visit = archive.begin("suarauji", OTHER, clock=home.clock)
    assert visit.finish(RunState.INTERRUPTED, measured=FULL) == ()
    room = Measured(disk_free=2**40)
    visit = archive.begin("suarauji", OTHER, clock=home.clock)
    visit.finish(RunState.INTERRUPTED, measured=room)
    assert only(home).monitor == "blocked"


def test_another_process_may_have_raised_it(home: Home, archive: Archive) -> None:
    blocked(home, archive)
    # The two judged at the same moment: the second did not see the first's row.
    home.rows("UPDATE alarm SET monitor = 'another'")
    assert blocked(home, archive) == []
    assert len(home.rows("SELECT id FROM alarm")) == 1


def test_an_acknowledged_alarm_is_quiet(home: Home, archive: Archive) -> None:
    blocked(home, archive)
    one = only(home)
    assert not one.is_quiet(TODAY)
    assert one.breaks
    acked = archive.acknowledge(one.id, "their firewall", TODAY, home.clock.now)
    assert (acked.ack_why, acked.ack_until) == ("their firewall", "2023-10-22")
    assert acked.is_quiet(TODAY)
    assert not acked.is_quiet(TODAY + timedelta(days=1))
    assert archive.acknowledge(one.id, "for good", None, home.clock.now).is_quiet(
        date(2033, 1, 1)
    )


def test_what_cannot_be_acknowledged(home: Home, archive: Archive) -> None:
    blocked(home, archive)
    number = only(home).id
    with pytest.raises(ConfigurationError, match="no alarm 99: `newsarchive alarms`"):
        archive.acknowledge(99, "x", None, home.clock.now)
    home.crawl(article())
    with pytest.raises(ConfigurationError, match="is over since 2023-10-22: nothing"):
        archive.acknowledge(number, "x", None, home.clock.now)


def heard(home: Home, now: datetime) -> tuple[list[str], list[str]]:
    """What the channel has to hear: raised, over."""
    with home.reader() as reader:
        found = reader.outstanding("x", now)
    return [a.monitor for a in found.raised], [a.monitor for a in found.ended]


def test_a_channel_hears_of_an_alarm_once_and_of_its_end(
    home: Home, archive: Archive
) -> None:
    now = home.clock.now
    blocked(home, archive)
    one = only(home)
    assert heard(home, now) == (["blocked"], [])
    with home.reader() as reader:
        assert reader.last_sent("x") is None
    archive.note_sent("x", [(one, Event.RAISED)], now)
    assert heard(home, now) == ([], [])
    with home.reader() as reader:
        assert reader.last_sent("x") == now
        assert len(reader.outstanding("y", now).raised) == 1
    home.crawl(article())
    assert heard(home, now) == ([], ["blocked"])
    archive.note_sent("x", [(one, Event.ENDED)], now)
    assert heard(home, now) == ([], [])


def test_what_nobody_heard_of_needs_no_end(home: Home, archive: Archive) -> None:
    blocked(home, archive)
    home.crawl(article())
    assert heard(home, home.clock.now) == ([], [])


def test_an_acknowledgement_that_runs_out_is_told_again(
    home: Home, archive: Archive
) -> None:
    now = home.clock.now
    blocked(home, archive)
    one = only(home)
    archive.note_sent("x", [(one, Event.RAISED)], now)
    archive.acknowledge(one.id, "known", TODAY, now)
    assert heard(home, now) == ([], [])
    tomorrow = datetime(2023, 10, 22, 17, 0, tzinfo=UTC)  # midnight in Jakarta
    assert heard(home, tomorrow - timedelta(seconds=1)) == ([], [])
    assert heard(home, tomorrow) == (["blocked"], [])
    archive.note_sent("x", [(one, Event.RAISED)], tomorrow)
    assert heard(home, tomorrow) == ([], [])
