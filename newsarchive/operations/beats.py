"""When a scheduled crawl begins: minutes, hours and days by the machine's clock.

A beat is what one line of a crontab says; `--every` and `--at` are short for one. Moments
are those of the machine's own clock, as cron takes them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice

# 29 February may be eight years away.
_FARTHEST = timedelta(days=8 * 366)

MONTHS = [
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
WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


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
MONTH = Field("month", 1, 12, tuple(MONTHS))
WEEKDAY = Field("day of the week", 0, 6, tuple(WEEKDAYS))
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
        names = (WEEKDAYS[number].title() for number in sorted(beat.weekdays))
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
