"""Who is told what, how often, and that a channel in trouble breaks nothing."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsarchive.archive.api import Archive
from newsarchive.operations.channels import NotSentError
from newsarchive.operations.messages import LONGEST, Message, message_of, trial
from newsarchive.operations.notify import notify, try_out
from newsarchive.run import RunState
from tests.archive.articles import OTHER, SOURCE, article
from tests.archive.home import Clock, Home

HOUR = timedelta(hours=1)
NOW = datetime(2023, 10, 22, 5, tzinfo=UTC)


@dataclass
class Friend:
    """A channel that listens, unless it is broken."""

    name: str = "friend"
    broken: bool = False
    heard: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> None:
        if self.broken:
            raise NotSentError("timed out")
        self.heard.append(message)


def tell(home: Home, *friends: Friend, now: datetime = NOW) -> list[str]:
    with Archive.open(home.address) as archive, home.reader() as reader:
        return list(notify(archive, reader, friends, HOUR, now))


def block(home: Home, name: str = "kabaruji") -> None:
    source = SOURCE if name == "kabaruji" else OTHER
    with Archive.open(home.address) as archive:
        visit = archive.begin(name, source, clock=home.clock)
        visit.finish(RunState.INCOMPLETE, "https://x.id/ answers 403")


def test_a_channel_is_told_once_and_not_too_often(tmp_path: Path) -> None:
    home, friend = Home(f"sqlite:///{tmp_path}/a.db", Clock()), Friend()
    block(home)
    assert tell(home, friend) == []
    assert tell(home, friend, now=NOW + 2 * HOUR) == []
    assert [one.title for one in friend.heard] == ["newsarchive alarms: 1 new"]
    block(home, "suarauji")
    home.crawl(article())
    # Both wait for the hour to be over.
    assert tell(home, friend, now=NOW + HOUR / 2) == []
    assert len(friend.heard) == 1
    assert tell(home, friend, now=NOW + 3 * HOUR) == []
    assert friend.heard[1].title == "newsarchive alarms: 1 new, 1 over"
    lines = friend.heard[1].text.splitlines()
    assert lines[0].startswith(
        "[2] suarauji: the site does not let us in: https://x.id"
    )
    assert ", since 2023-10-22; before: no run has seen it yet; do: " in lines[0]
    assert lines[1] == "[1] over: kabaruji: blocked"


def test_a_channel_in_trouble_is_said_once_and_waits(tmp_path: Path) -> None:
    home, friend = Home(f"sqlite:///{tmp_path}/a.db", Clock()), Friend()
    broken = Friend("broken", broken=True)
    for name in ("kabaruji", "suarauji"):
        block(home, name)
    problem = "alarms not sent by broken: timed out; they wait for next time"
    assert tell(home, broken, friend) == [problem]
    assert len(friend.heard) == 1
    broken.broken = False
    assert tell(home, broken, friend) == []
    assert [one.title for one in broken.heard] == ["newsarchive alarms: 2 new"]


def test_channels_can_be_tried() -> None:
    friend = Friend()
    broken = Friend("broken", broken=True)
    assert list(try_out([friend, broken])) == ["not sent by broken: timed out"]
    assert friend.heard == [trial()]


def test_a_message_is_never_too_long(tmp_path: Path) -> None:
    home = Home(f"sqlite:///{tmp_path}/a.db", Clock())
    block(home)
    with home.reader() as reader:
        found = reader.outstanding("x", NOW)
    many = type(found)(raised=found.raised * 40, ended=())
    text = message_of(many).text
    assert len(text) < LONGEST + 200
    assert text.splitlines()[-1].endswith("more: `newsarchive alarms`")
