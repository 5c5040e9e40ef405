"""Dates as Indonesian newsrooms write them: one string in, one date or a reason out.

Day first, always; an ISO date is never swapped. A stated day beats "kemarin" beside it,
a wrong weekday does not move the date but is flagged, an impossible time keeps the day,
an impossible day is no date. A day without a year is the latest such day up to two days
after the reference, a week where the text says "mendatang".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsarchive.text.calendar_words import DAYS, LONG_DAY, month_of
from newsarchive.text.clock import Clock, read_clock, zone_name
from newsarchive.text.relative_dates import read_relative

# A date stands at the head of what is passed; the rest is somebody's page.
HEAD = 400
FIRST_YEAR = 1900
LAST_YEAR = 9998  # year 9999 overflows when it changes zones
CENTURY = 2000
AHEAD = timedelta(days=2)
ANNOUNCED = timedelta(days=7)
INSTANTS = frozenset({"hour", "minute", "second"})

_FOLD = str.maketrans(
    {
        **dict.fromkeys("'’‘ʼ´`", None),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", None),
        **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", None),
        **dict.fromkeys("\u00a0\u2007\u202f", " "),
        **dict.fromkeys("–—−‐‑‒―", "-"),
    }
)


class ImpossibleError(ValueError):
    """A string that is built like a date but names no day; the message says why."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date at its own precision, or None with a reason.

    `value` is ISO: "2023-10-20T14:30:05+07:00", "2023-10-20T14:30+07:00",
    "2023-10-20T14:00+07:00" (hour), "2023-10-20", "2023-10", "2023". `zone` names the
    zone of an instant. `flags` are "weekday-mismatch" and "future". `end` is the last
    day of a range. `raw` is the string as given.
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
class Found:
    """The day a pattern found, where it stands in the text, and the last of a range."""

    start: int
    end: int
    year: int
    month: int
    day: int
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A string folded for reading, and what it is read against."""

    folded: str
    reference: datetime | None
    zone: str

    def nearest(self, month: int, day: int) -> int:
        """Give the year of a day written without one."""
        if self.reference is None:
            raise ImpossibleError("a day without a year, and nothing to tell it by")
        ahead = ANNOUNCED if "mendatang" in self.folded else AHEAD
        latest = self.reference.astimezone(ZoneInfo(self.zone)).date() + ahead
        for year in range(latest.year, latest.year - 9, -1):
            try:
                found = date(year, month, day)
            except ValueError:
                continue
            if found <= latest:
                return year
        raise ImpossibleError(f"there is no day {day}/{month}")


def parse_date(
    text: str, *, reference: datetime | None = None, zone: str = "Asia/Jakarta"
) -> Date:
    """Read a date; `reference` is when the text was published or fetched.

    `zone` is what clock times without a zone are in. Never raises: what is no date, or
    an impossible one, comes back as None with a reason.
    """
    folded = text[:HEAD].translate(_FOLD).casefold().strip()
    subject = Text(folded, _aware(reference, zone), zone)
    try:
        return _read(subject, text)
    except (ValueError, OverflowError) as error:
        return Date(None, None, None, (), text, reason=str(error) or "no such day")


def _aware(reference: datetime | None, zone: str) -> datetime | None:
    if reference is None or reference.tzinfo is not None:
        return reference
    return reference.replace(tzinfo=ZoneInfo(zone))


def _read(subject: Text, raw: str) -> Date:
    for pattern, reader in _READERS:
        match = pattern.search(subject.folded)
        if match is None:
            continue
        found = reader(match, subject)
        if found is not None:
            return _dated(found, subject, raw)
    relative = read_relative(subject.folded, subject.reference, subject.zone)
    if relative is not None:
        return _relative(relative, subject, raw)
    return _vague(subject, raw)


def _dated(found: Found, subject: Text, raw: str) -> Date:
    """Make a date of a found day, with the time of day beside it."""
    day = date(found.year, found.month, found.day)
    flags = _flags(found, day, subject)
    clock = read_clock(
        subject.folded[: found.start] + " ; " + subject.folded[found.end :]
    )
    end = found.last.isoformat() if found.last else None
    if clock is None or found.last is not None:
        return Date(day.isoformat(), "day", None, flags, raw, end=end)
    return _timed(day, clock, subject.zone, flags, raw)


def _timed(
    day: date, clock: Clock, zone: str, flags: tuple[str, ...], raw: str
) -> Date:
    moment = clock.on(day, ZoneInfo(zone))
    unit = {"hour": "minutes", "minute": "minutes", "second": "seconds"}
    value = moment.isoformat(timespec=unit[clock.precision])
    return Date(value, clock.precision, zone_name(moment), flags, raw)


def _relative(found: tuple[datetime, str], subject: Text, raw: str) -> Date:
    moment, precision = found
    if precision in INSTANTS:
        unit = "seconds" if precision == "second" else "minutes"
        value = moment.isoformat(timespec=unit)
        return Date(value, precision, zone_name(moment), (), raw)
    length = {"day": 10, "month": 7, "year": 4}[precision]
    clock = read_clock(subject.folded) if precision == "day" else None
    if clock is not None:
        return _timed(moment.date(), clock, subject.zone, (), raw)
    return Date(moment.date().isoformat()[:length], precision, None, (), raw)


_MONTH_YEAR = re.compile(r"\b([a-z]{3,10})\.?,?\s+(\d{4})(?!\d)")
_YEAR = re.compile(r"(?:\btahun\s+|^)(\d{4})(?:$|(?=\W))")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")


def _vague(subject: Text, raw: str) -> Date:
    """Read a month or a year alone."""
    match = _ISO_MONTH.fullmatch(subject.folded)
    if match is not None:
        return _month(match[1], int(match[2]), raw)
    for match in _MONTH_YEAR.finditer(subject.folded):
        month = month_of(match[1])
        if month is not None:
            return _month(match[2], month, raw)
    match = _YEAR.search(subject.folded)
    if match is not None and _is_likely_year(int(match[1])):
        return Date(match[1], "year", None, (), raw)
    raise ImpossibleError("no date in it")


def _month(year: str, month: int, raw: str) -> Date:
    first = date(_year(year), month, 1)
    return Date(first.isoformat()[: len("2023-10")], "month", None, (), raw)


def _is_likely_year(year: int) -> bool:
    return 1945 <= year < 2100  # noqa: PLR2004 (the republic's, and ours)


def _year(digits: str) -> int:
    """Read a year of two or four digits; three are a misprint of nobody knows which."""
    if len(digits) == len("23"):
        return CENTURY + int(digits)
    if not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        raise ImpossibleError(f"the year {digits} is broken")
    return int(digits)


_WEEKDAY_NEAR = re.compile(
    rf"\b({LONG_DAY}|mon|tue|wed|thu|fri|sat|sun|sen|sel|rab|kam|jum|sab|ming|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
_NEAR = 30


def _flags(found: Found, day: date, subject: Text) -> tuple[str, ...]:
    flags = []
    if found.last is None and _is_mismatch(found, day, subject.folded):
        flags.append("weekday-mismatch")
    if subject.reference is not None:
        today = subject.reference.astimezone(ZoneInfo(subject.zone)).date()
        ahead = ANNOUNCED if "mendatang" in subject.folded else AHEAD
        if day > today + ahead:
            flags.append("future")
    return tuple(flags)


def _is_mismatch(found: Found, day: date, folded: str) -> bool:
    before = folded[max(0, found.start - _NEAR) : found.start]
    names = _WEEKDAY_NEAR.findall(before)
    return bool(names) and DAYS[names[-1]] != day.weekday()


# The patterns, most certain first. Each reader gives what it found, or None when the
# match is something else after all.

Reader = Callable[[re.Match[str], Text], Found | None]


def _iso(match: re.Match[str], _: Text) -> Found:
    # The clock after an ISO day is read with the rest of the text.
    year, month, day = match["year"], match["month"], match["day"]
    return Found(match.start(), match.end(), _year(year), int(month), int(day))


def _day_month_year(match: re.Match[str], _: Text) -> Found | None:
    month = month_of(match["month"])
    if month is None:
        return None
    return Found(
        match.start(), match.end(), _year(match["year"]), month, int(match["day"])
    )


def _numbers(match: re.Match[str], _: Text) -> Found:
    return Found(
        match.start(),
        match.end(),
        _year(match["year"]),
        int(match["month"]),
        int(match["day"]),
    )


def _long_range(match: re.Match[str], subject: Text) -> Found | None:
    """Read "6 sampai 17 Mei 2021", "28 Februari - 2 Maret 2023", "9-10 Oktober"."""
    last_month = month_of(match["month"])
    first_month = month_of(match["first_month"]) if match["first_month"] else last_month
    if last_month is None or first_month is None:
        return None
    return _range(match, (first_month, last_month), subject)


def _number_range(match: re.Match[str], subject: Text) -> Found:
    """Read "9-10/10/2023", "(14-23/12)", "28/2 - 2/3/2023"."""
    last_month = int(match["month"])
    first_month = int(match["first_month"] or last_month)
    return _range(match, (first_month, last_month), subject)


def _range(match: re.Match[str], months: tuple[int, int], subject: Text) -> Found:
    first_day, last_day = int(match["first"]), int(match["day"])
    year = (
        _year(match["year"]) if match["year"] else subject.nearest(months[0], first_day)
    )
    # "30 Desember - 2 Januari 2023" began the year before.
    first_year = year - 1 if match["year"] and months[0] > months[1] else year
    last_year = year + 1 if not match["year"] and months[0] > months[1] else year
    first = date(first_year, months[0], first_day)
    last = date(last_year, months[1], last_day)
    if last < first:
        raise ImpossibleError(f"the range ends on {last}, before it begins")
    return Found(
        match.start(), match.end(), first.year, first.month, first.day, last=last
    )


def _day_month(match: re.Match[str], subject: Text) -> Found | None:
    """Read "Jumat, 20 Oktober": a misspelt month counts beside a weekday only."""
    month = month_of(match["month"])
    if month is None:
        return None
    day = int(match["day"])
    if not 1 <= day <= 31:  # noqa: PLR2004 (days of a month)
        raise ImpossibleError(f"there is no day {day}")
    year = subject.nearest(month, day)
    return Found(match.start(), match.end(), year, month, day)


def _short_numbers(match: re.Match[str], subject: Text) -> Found | None:
    """Read "Senin (24/4)" or "05/10" alone; "24/7" is no day."""
    alone = match[0] == subject.folded
    if match["weekday"] is None and (not alone or match["pair"] == "24/7"):
        return None
    month, day = int(match["month"]), int(match["day"])
    year = subject.nearest(month, day)
    return Found(match.start("pair"), match.end("pair"), year, month, day)


_TO = r"(?:-|s\s*/\s*d\.?|s\.d\.|sampai(?:\s+dengan)?|hingga|dan|&)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<month>[a-z]{3,10})"
_NUMBER = r"(?P<month>\d{1,2})"
# "14:30" and "14.30" beside a day and month are the time, not the year.
_YEAR_AFTER = r"(?P<year>\d{4}|\d{2})(?!\d|[.:]\d)"
_ISO = r"(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
_FIRST_NAMED = r"(?P<first>\d{1,2})\s*(?P<first_month>[a-z]{3,10})?"
_FIRST_NUMBER = r"(?P<first>\d{1,2})(?:\s*/\s*(?P<first_month>\d{1,2}))?"
_PAIR = r"(?P<pair>(?P<day>\d{1,2})\s*/\s*(?P<month>\d{1,2}))"
_BESIDE = rf"(?:\b(?P<weekday>{LONG_DAY})\b[a-z\s,]{{0,24}}\(?\s*)?"
_PATTERNS: tuple[tuple[str, Reader], ...] = (
    (rf"(?<!\d){_ISO}(?!\d)t?", _iso),
    (r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})$", _iso),
    (
        (
            rf"(?<!\d){_FIRST_NAMED}\s*{_TO}\s*(?P<day>\d{{1,2}})[\s-]+{_NAME}\b\.?"
            rf"(?:[\s,-]*(?P<year>\d{{4}})(?!\d))?"
        ),
        _long_range,
    ),
    (
        (
            rf"(?<!\d){_FIRST_NUMBER}\s*{_TO}\s*(?P<day>\d{{1,2}})\s*/\s*{_NUMBER}"
            rf"(?:\s*/\s*(?P<year>\d{{4}}|\d{{2}}))?(?![\d/])"
        ),
        _number_range,
    ),
    (
        rf"(?<!\d){_DAY}[\s.-]*(?:of\s+)?{_NAME}\b\.?[\s,-]*{_YEAR_AFTER}",
        _day_month_year,
    ),
    (
        rf"\b{_NAME}\.?\s+{_DAY}(?:\s*,\s*|\s+)(?P<year>\d{{4}})(?!\d)",
        _day_month_year,
    ),
    (
        (
            rf"(?<![\d/]){_DAY}\s*(?P<mark>[/.-])\s*{_NUMBER}\s*(?P=mark)\s*"
            rf"(?P<year>\d{{2,4}})(?!\d)"
        ),
        _numbers,
    ),
    (rf"(?<![\d.,])(?P<day>\d{{1,2}})\s+{_NAME}\b", _day_month),
    (rf"{_BESIDE}(?<![\d/.,]){_PAIR}(?![\d/])", _short_numbers),
)
_READERS = tuple((re.compile(pattern), reader) for pattern, reader in _PATTERNS)
