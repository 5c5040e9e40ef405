"""The days a backfill asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsarchive.errors import ConfigurationError

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Window:
    """Days of publication, the first and the last included, in the outlet's zone."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def begins(self) -> datetime:
        """The moment the first day begins."""
        return datetime.combine(self.first, time(), self.zone)

    @property
    def ends(self) -> datetime:
        """The moment the day after the last begins."""
        return datetime.combine(self.last + timedelta(days=1), time(), self.zone)

    def days(self) -> Iterator[date]:
        """Give the days, the newest first."""
        for number in range((self.last - self.first).days + 1):
            yield self.last - timedelta(days=number)

    def months(self) -> Iterator["Window"]:
        """Cut the window at the months' ends, the newest month first."""
        last = self.last
        while last >= self.first:
            first = max(self.first, last.replace(day=1))
            yield Window(first, last, self.zone)
            last = first - timedelta(days=1)

    def holds(self, day: date) -> bool:
        """Whether a day is in the window."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


def read_days(text: str, zone: ZoneInfo, today: date) -> Window:
    """Read 2022-01-01..2022-12-31; an open end is today."""
    first, dots, last = text.strip().partition("..")
    days = [_day(first), _day(last) if last else today]
    if not dots or None in days:
        raise ConfigurationError(
            f"{text!r} is no range of days: write 2022-01-01..2022-12-31"
        )
    begin, end = (day for day in days if day is not None)
    if begin > end:
        raise ConfigurationError(f"{text}: the first day is after the last")
    return Window(begin, min(end, today), zone)


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text.strip())
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
