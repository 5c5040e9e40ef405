"""What monitors look at, and what they say: plain values, nothing read or written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class Sight(StrEnum):
    """How much of its outlet a run got to see."""

    WELL = "well"
    BLOCKED = "blocked"
    DOWN = "down"
    BROKEN = "broken"
    CUT = "cut"  # stopped by hand, by a limit of ours or by trouble of our own


class Explained(StrEnum):
    """Why a run says nothing of its outlet's pace, or nothing of its outlet at all."""

    LIMIT = "limit"
    CUT = "cut"
    PAST = "past"  # a backfill, captures read again, WARC files of others


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFigures:
    """One run of an outlet: addresses by outcome, and what was read of its articles.

    `new` articles were not known before, `read` are new and changed ones; `filled` counts
    those that have a field, `origins` by what told it. `future` counts dates that are
    later than the answer.
    """

    run: int
    at: datetime
    sight: Sight
    explained: Explained | None = None
    reason: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    new: int = 0
    read: int = 0
    filled: Mapping[str, int] = field(default_factory=dict)
    origins: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    future: int = 0

    @property
    def asked(self) -> int:
        """How many addresses ended in an outcome."""
        return sum(self.counts.values())

    @property
    def is_of_today(self) -> bool:
        """Whether the run tells how its outlet is now."""
        return self.explained in {None, Explained.LIMIT}


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article was published and when it was first seen.

    `timed` is false where no time of day is known; without any date `at` is `seen`.
    """

    at: datetime
    seen: datetime
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Trouble:
    """A time in which an alarm stood."""

    monitor: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of an outlet at the end of a run, which is the last of `runs`.

    `articles` counts all that the archive has of it. `troubles` are alarms of the time
    that `runs` spans.
    """

    source: str
    zone: str
    now: datetime
    runs: tuple[RunFigures, ...]
    publications: tuple[Publication, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    articles: int = 0
    disk_free: int | None = None

    @property
    def last(self) -> RunFigures:
        """The run that ends now."""
        return self.runs[-1]

    def day(self, moment: datetime) -> date:
        """Give the outlet's day of a moment."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def midnight(self, day: date) -> datetime:
        """Give the moment at which a day of the outlet begins."""
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a monitor found: what, since when, how it was before, what to do."""

    monitor: str
    what: str
    since: datetime
    before: str
    remedy: str


class Answer(StrEnum):
    """What a monitor says that found nothing."""

    CLEAR = "clear"
    UNSURE = "unsure"  # too little to tell; an alarm that stands goes on standing


Verdict = Finding | Answer
