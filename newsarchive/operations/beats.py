"""When a scheduled crawl begins: minutes, hours and days by the machine's clock.

A beat is what one line of a crontab says; `--every` and `--at` are short for one. Moments
are those of the machine's own clock, as cron takes them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice

from newsarchive.errors import ConfigurationError

# 29 February may be eight years away.
_FARTHEST = timedelta(days=8 * 366)
_DAY = 24 * 60
_EVERY = re.compile(r"(?a:(\d{1,6})\s*([mhd]))")
_AT = re.compile(r"(?a:(\d{1,2}):(\d{2}))")
_PART = re.compile(r"(?a:(\*|[a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?(?:/(\d{1,2}))?)")
_UNITS = {"m": 1, "h": 60, "d": _DAY}
_MONTHS = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NAMES = {name: number for number, name in enumerate(_MONTHS, start=1)}
_NAMES |= {name: number for number, name in enumerate(_WEEKDAYS)}


@dataclass(frozen=True, slots=True)
class Field:
    """One of cron's five fields: what it is called, and what it may hold."""

    name: str
    least: int
    most: int
    names: tuple[str, ...] = ()

    @property
    def whole(self) -> frozenset[int]:
        """All it may hold."""
        return frozenset(range(self.least, self.most + 1))


MINUTE = Field("minute", 0, 59)
HOUR = Field("hour", 0, 23)
DAY = Field("day of the month", 1, 31)
MONTH = Field("month", 1, 12, tuple(_MONTHS))
WEEKDAY = Field("day of the week", 0, 6, tuple(_WEEKDAYS))
FIELDS = (MINUTE, HOUR, DAY, MONTH, WEEKDAY)


@dataclass(frozen=True, slots=True)
class Beat:
    """Minutes, hours, days, months and weekdays (0: Sunday) that must all hold."""

    minutes: frozenset[int] = MINUTE.whole
    hours: frozenset[int] = HOUR.whole
    days: frozenset[int] = DAY.whole
    months: frozenset[int] = MONTH.whole
    weekdays: frozenset[int] = WEEKDAY.whole

    def after(self, moment: datetime) -> datetime | None:
        """Give the first moment of the clock later than one, if there ever is one."""
        day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        while day - moment < _FARTHEST:
            if self._is_day(day):
                later = [one for one in self._moments(day) if one > moment]
                if later:
                    return later[0]
            day += timedelta(days=1)
        return None

    def never(self) -> bool:
        """Tell whether no calendar has such a day."""
        return not any(
            day <= _LONGEST[month - 1] for month in self.months for day in self.days
        )

    def _is_day(self, day: datetime) -> bool:
        return (
            day.month in self.months
            and day.day in self.days
            and day.isoweekday() % 7 in self.weekdays
        )

    def _moments(self, day: datetime) -> Iterator[datetime]:
        for hour in sorted(self.hours):
            for minute in sorted(self.minutes):
                yield datetime.combine(day, time(hour, minute), day.tzinfo)


def upcoming(beats: Sequence[Beat], moment: datetime, number: int) -> list[datetime]:
    """Give the next moments at which any of some beats comes."""
    return list(islice(_all_after(beats, moment), number))


def _all_after(beats: Sequence[Beat], moment: datetime) -> Iterator[datetime]:
    while True:
        found = [beat.after(moment) for beat in beats]
        moments = [one for one in found if one is not None]
        if not moments:
            return
        moment = min(moments)
        yield moment


def read_beats(every: str, at: Sequence[str], cron: Sequence[str]) -> tuple[Beat, ...]:
    """Read when to crawl as it was given by hand; without a word every 15 minutes."""
    if sum(map(bool, (every, at, cron))) > 1:
        raise ConfigurationError("give one of --every, --at and --cron")
    if at:
        return tuple(dict.fromkeys(map(read_at, at)))
    if cron:
        return tuple(dict.fromkeys(map(read_cron, cron)))
    return (read_every(every or "15m"),)


def read_every(text: str) -> Beat:
    """Read an interval, 15m, 2h or 1d, that divides an hour or a day."""
    found = _EVERY.fullmatch(text.strip())
    if found is None:
        raise ConfigurationError(
            f"--every {text!r} is no interval: write 15m, 2h or 1d"
        )
    minutes = int(found[1]) * _UNITS[found[2]]
    if not minutes:
        raise ConfigurationError(
            f"--every {text} would never fire: write 15m, 2h or 1d"
        )
    if minutes < 60 and 60 % minutes == 0:  # noqa: PLR2004 (minutes of an hour)
        return Beat(minutes=frozenset(range(0, 60, minutes)))
    if minutes % 60 == 0 and _DAY % minutes == 0:
        return Beat(frozenset({0}), frozenset(range(0, 24, minutes // 60)))
    raise ConfigurationError(
        f"--every {text} does not divide an hour or a day: use 1, 2, 3, 4, 5, 6, 10, 12, "
        "15, 20 or 30 m, 1, 2, 3, 4, 6, 8 or 12 h, 1d, or --cron"
    )


def read_at(text: str) -> Beat:
    """Read a time of every day, 06:00."""
    found = _AT.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2])) if found else (-1, -1)
    if hour not in HOUR.whole or minute not in MINUTE.whole:
        raise ConfigurationError(
            f"--at {text!r} is no time of the day: write 06:00, at most 23:59"
        )
    return Beat(frozenset({minute}), frozenset({hour}))


def read_cron(text: str) -> Beat:
    """Read the five fields of a crontab's line."""
    parts = text.lower().split()
    if len(parts) != len(FIELDS):
        raise ConfigurationError(
            f"--cron {text!r} has {len(parts)} fields, not 5: minute, hour, day of the "
            "month, month, day of the week, like '0 6 * * mon'"
        )
    read = [_read_field(part, field) for part, field in zip(parts, FIELDS, strict=True)]
    beat = Beat(*read)
    if beat.never():
        raise ConfigurationError(
            f"--cron {text!r} would never fire: no such month has such a day"
        )
    if beat.days != DAY.whole and beat.weekdays != WEEKDAY.whole:
        raise ConfigurationError(
            f"--cron {text!r} names days of the month and of the week; cron takes either, "
            "systemd both: give one of them, or two --cron"
        )
    return beat


def _read_field(text: str, field: Field) -> frozenset[int]:
    return frozenset().union(*(_read_part(part, field) for part in text.split(",")))


def _read_part(text: str, field: Field) -> frozenset[int]:
    """Read one member of a field's list: *, 5, 1-5, */15, mon."""
    found = _PART.fullmatch(text)
    step = int(found[3] or 1) if found else 0
    first, last = _ends(found, field) if found else (0, -1)
    top = 7 if field is WEEKDAY else field.most
    if not step or not field.least <= first <= last <= top:
        raise ConfigurationError(f"--cron: {text!r} is no {field.name}")
    # Sunday is cron's 0 and 7.
    return frozenset(
        number % 7 if field is WEEKDAY else number
        for number in range(first, last + 1, step)
    )


def _ends(found: re.Match[str], field: Field) -> tuple[int, int]:
    """Give the first and the last number a member of a list spans."""
    if found[1] == "*":
        # "*-5" is nothing.
        return (field.least, field.most) if found[2] is None else (0, -1)
    first = _number(found[1], field)
    if found[2] is not None:
        return first, _number(found[2], field)
    # "5/15" is cron's for "from 5 on".
    return first, field.most if found[3] else first


def _number(text: str, field: Field) -> int:
    if text.isdigit():
        return int(text)
    return _NAMES[text] if text in field.names else -1


def cron_fields(beat: Beat) -> str:
    """Write a beat as cron's five fields."""
    values = (beat.minutes, beat.hours, beat.days, beat.months, beat.weekdays)
    return " ".join(_written(v, f) for v, f in zip(values, FIELDS, strict=True))


def _written(values: frozenset[int], field: Field) -> str:
    if values == field.whole:
        return "*"
    ordered = sorted(values)
    step = ordered[1] - ordered[0] if len(ordered) > 1 else 0
    if step > 1 and ordered == list(range(field.least, field.most + 1, step)):
        return f"*/{step}"
    return ",".join(map(str, ordered))


def on_calendar(beat: Beat) -> str:
    """Write a beat as systemd's calendar event."""
    weekdays = ""
    if beat.weekdays != WEEKDAY.whole:
        names = (_WEEKDAYS[number].title() for number in sorted(beat.weekdays))
        weekdays = f"{','.join(names)} "
    month, day, hour, minute = (
        "*"
        if values == field.whole
        else ",".join(f"{one:02}" for one in sorted(values))
        for values, field in (
            (beat.months, MONTH),
            (beat.days, DAY),
            (beat.hours, HOUR),
            (beat.minutes, MINUTE),
        )
    )
    return f"{weekdays}*-{month}-{day} {hour}:{minute}:00"
