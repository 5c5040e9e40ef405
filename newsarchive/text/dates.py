"""Dates as Indonesian newsrooms write them: one string in, one date or a reason out.

Day first, always; an ISO date is never swapped. A stated day beats "kemarin" beside it,
a wrong weekday does not move the date but is flagged, an impossible time keeps the day,
an impossible day is no date. A day without a year is the latest such day up to two days
after the reference; where the text says "mendatang" it may lie further ahead.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsarchive.text.clock import Clock, read_clock, zone_name
from newsarchive.text.date_text import (
    FIRST_YEAR,
    LAST_YEAR,
    ImpossibleError,
    Subject,
    read_subject,
)
from newsarchive.text.relative_dates import Relative, find_relative
from newsarchive.text.stated_days import Stated, find_stated, states_day
from newsarchive.text.stated_months import find_period

INSTANTS = frozenset({"hour", "minute", "second"})
_LENGTHS = {"day": len("2023-10-20"), "month": len("2023-10"), "year": len("2023")}
_UNITS = {"hour": "minutes", "minute": "minutes", "second": "seconds"}
# A clock this close to its day is the day's, whatever else the string holds.
_CLOSE = 12
_ISO = re.compile(
    r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:z|[+-]\d\d(?::?\d\d)?)?"
)
_COMPACT = re.compile(
    r"((?:19|20)\d{2})(\d{2})(\d{2})"
    r"(?:[t ]?(\d{2})(\d{2})(\d{2})?)?\s?(z|[+-]\d{2}:?\d{2})?"
)
_WEEK_DAY = re.compile(r"(\d{4}-?w\d{2}-?\d)(?=t|$)")
_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})(?=t|$)")


@dataclass(frozen=True, slots=True)
class Date:
    """A date at its own precision, or None with a reason.

    `value` is ISO: "2023-10-20T14:30:05+07:00", "2023-10-20T14:30+07:00",
    "2023-10-20T14:00+07:00" (hour), "2023-10-20", "2023-10", "2023". `zone` names the
    zone of an instant. `flags` are "weekday-mismatch" and "future". `end` is the last
    day, month or year of a range. `raw` is the string as given.
    """

    value: str | None
    precision: str | None
    zone: str | None
    flags: tuple[str, ...]
    raw: str
    end: str | None = None
    reason: str | None = None

    @property
    def instant(self) -> datetime | None:
        """The moment, where a time of day is known."""
        if self.value is None or self.precision not in INSTANTS:
            return None
        return datetime.fromisoformat(self.value)

    @property
    def day(self) -> date | None:
        """The day, where one is known, in the zone the date is written in."""
        if self.value is None or self.precision in {"month", "year"}:
            return None
        return date.fromisoformat(self.value[: len("2023-10-20")])

    def start(self, zone: str) -> datetime | None:
        """Give the moment itself, or the first one of the day, month or year."""
        if self.value is None or self.instant is not None:
            return self.instant
        missing = "-01-01"[len(self.value) - len("2023") :]
        first = datetime.fromisoformat(self.value + missing)
        return first.replace(tzinfo=ZoneInfo(zone))


@dataclass(frozen=True, slots=True)
class EventDate:
    """A day the text names: ISO, the printed string, flags, and the end of a range."""

    date: str
    raw: str
    flags: tuple[str, ...]
    end: str | None = None


def parse_date(
    text: str, *, reference: datetime | None = None, zone: str = "Asia/Jakarta"
) -> Date:
    """Read a date; `reference` is when the text was published or fetched.

    `zone` is what clock times without a zone are in. Never raises: what is no date, or
    an impossible one, comes back as None with a reason.
    """
    subject = read_subject(text, reference, zone)
    try:
        return _read(subject, text)
    except (ValueError, OverflowError) as error:
        return Date(None, None, None, (), text, reason=str(error))


def _read(subject: Subject, raw: str) -> Date:
    if subject.folded[:4].isdigit():
        iso = _iso(subject, raw)
        if iso is not None:
            return iso
        subject = subject._replace(folded=_expanded(subject.folded))
    stated = find_stated(subject)
    if stated is not None:
        return _stated(stated, subject, raw)
    relative = find_relative(subject)
    if relative is not None:
        return _relative(relative, subject, raw)
    period = find_period(subject.folded)
    if period is None:
        raise ImpossibleError("no date in it")
    return Date(period.value, period.precision, None, (), raw, end=period.last)


def _iso(subject: Subject, raw: str) -> Date | None:
    """Read what machines write, the most common form, without looking for anything.

    What is wrong with it is found out by the patterns: an hour of 25 keeps the day.
    """
    if _ISO.fullmatch(subject.folded) is None:
        return None
    try:
        moment = datetime.fromisoformat(subject.folded.upper())
    except ValueError:
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(subject.zone))
    flags = ("future",) if subject.is_future(moment.date()) else ()
    precision = "second" if subject.folded[16:17] == ":" else "minute"
    return _instant(moment, precision, flags, raw)


def _expanded(folded: str) -> str:
    """Write the compact forms of ISO 8601 with their marks."""
    match = _COMPACT.fullmatch(folded) if folded[4:8].isdigit() else None
    if match is not None:
        year, month, day, hour, minute, second, zone = match.groups("")
        clock = ":".join(filter(None, (hour, minute, second)))
        return f"{year}-{month}-{day} {clock}{zone}"
    match = _WEEK_DAY.match(folded)
    if match is not None:
        return date.fromisoformat(match[1].upper()).isoformat() + folded[match.end() :]
    match = _DAY_OF_YEAR.match(folded)
    if match is None:
        return folded
    found = date(int(match[1]), 1, 1) + timedelta(days=int(match[2]) - 1)
    if found.year != int(match[1]):
        raise ImpossibleError(f"there is no day {match[2]} in {match[1]}")
    return found.isoformat() + folded[match.end() :]


def _stated(stated: Stated, subject: Subject, raw: str) -> Date:
    """Make a date of a stated day, with the time of day beside it."""
    flags = _flags(stated, subject)
    if stated.last is not None:
        end = stated.last.isoformat()
        return Date(stated.day.isoformat(), "day", None, flags, raw, end=end)
    clock = _clock_beside(stated, subject.folded)
    if clock is None:
        return Date(stated.day.isoformat(), "day", None, flags, raw)
    return _timed(stated.day, clock, subject.zone, flags, raw)


def _flags(stated: Stated, subject: Subject) -> tuple[str, ...]:
    flags = ("weekday-mismatch",) if stated.is_mismatch(subject.folded) else ()
    return (*flags, "future") if subject.is_future(stated.day) else flags


def _clock_beside(stated: Stated, folded: str) -> Clock | None:
    """Read the clock after the day, up to the next day, or else the one before it."""
    after = folded[stated.end :]
    clock = read_clock(after, context=folded)
    if clock is None:
        return read_clock(folded[: stated.start], context=folded)
    # The clock of "Terbit 20/10/2023, diperbarui 21/10/2023 14:30" is the second's.
    if clock.start > _CLOSE and states_day(after, clock.start):
        return None
    return clock


def _timed(
    day: date, clock: Clock, zone: str, flags: tuple[str, ...], raw: str
) -> Date:
    return _instant(clock.on(day, ZoneInfo(zone)), clock.precision, flags, raw)


def _instant(
    moment: datetime, precision: str, flags: tuple[str, ...], raw: str
) -> Date:
    value = moment.isoformat(timespec=_UNITS[precision])
    return Date(value, precision, zone_name(moment), flags, raw)


def _relative(found: Relative, subject: Subject, raw: str) -> Date:
    precision = found.precision
    if precision in INSTANTS:
        return _instant(found.moment, precision, (), raw)
    clock = read_clock(subject.folded) if precision == "day" else None
    if clock is not None:
        return _timed(found.moment.date(), clock, subject.zone, (), raw)
    value = found.moment.date().isoformat()[: _LENGTHS[precision]]
    end = found.last.date().isoformat() if found.last else None
    return Date(value, precision, None, (), raw, end=end)
