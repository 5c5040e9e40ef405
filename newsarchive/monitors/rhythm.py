"""An outlet's week: how many articles each weekday brings, how much that varies.

Only days count on which somebody looked in time and no alarm stood: what was not
watched says nothing of the outlet.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsarchive.monitors.chance import at_most
from newsarchive.monitors.figures import History, RunFigures, Sight

DAY = timedelta(days=1)
# An outlet is known when it was watched for two weeks and has brought some articles.
MIN_DAYS = 12
MIN_SPAN_DAYS = 14
MIN_ARTICLES = 10
# How many times more than by pure chance a day's number is believed to vary.
MAX_DISPERSION = 5.0
# Fewer articles with a time of day do not tell at which hours an outlet publishes.
MIN_TIMED = 20
# Alarms that speak of the outlet's pace or of our sight of it.
_UNTYPICAL = {
    *("silent", "stale", "fall", "rejected", "refused", "errors", "future"),
    *("blocked", "down", "broken", "empty"),
}


@dataclass(frozen=True, slots=True)
class Week:
    """What each weekday (0 is Monday) usually brings, and how much it varies.

    `support` is how many articles each rate was learnt from.
    """

    rates: tuple[float, ...]
    support: tuple[float, ...]
    dispersion: float

    def expected(self, days: Iterable[date]) -> float:
        """Say how many articles some days usually bring."""
        return sum(self.rates[day.weekday()] for day in days)

    def chance(self, number: int, expected: float, days: Iterable[date]) -> float:
        """Give the chance of so few articles on some days.

        A rate that was learnt from few articles is itself uncertain.
        """
        support = sum(self.support[one] for one in {day.weekday() for day in days})
        doubt = expected / support if support else 0.0
        return at_most(number, expected, self.dispersion + doubt)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The outlet's days: which were watched, and what was published on each.

    `typical_since` is the day after the last on which an alarm stood.
    """

    watched: tuple[date, ...]
    numbers: Mapping[date, int]
    hours: tuple[int, ...]
    first: date
    typical_since: date

    def between(self, first: date, last: date) -> list[date]:
        """List the watched days from `first` to `last`, both included."""
        return [day for day in self.watched if first <= day <= last]

    def number(self, days: Iterable[date]) -> int:
        """Count what was published on some days."""
        return sum(self.numbers.get(day, 0) for day in days)

    def week(self, until: date) -> Week | None:
        """Learn the week from the days before `until`; None when they are too few."""
        days = [day for day in self.watched if day < until]
        if len(days) < MIN_DAYS or (until - self.first).days < MIN_SPAN_DAYS:
            return None
        total = self.number(days)
        if total < MIN_ARTICLES:
            return None
        own = [[day for day in days if day.weekday() == one] for one in range(7)]
        # A day like any other is mixed in, since weeks are few.
        usual = total / len(days)
        support = tuple(self.number(some) + usual for some in own)
        rates = tuple(
            number / (len(some) + 1) for number, some in zip(support, own, strict=True)
        )
        return Week(rates, support, self._dispersion(days, rates))

    def share(self, hour: int) -> float:
        """Say which share of a day's articles is out before an hour."""
        if len(self.hours) < MIN_TIMED:
            return 0.0
        return sum(one < hour for one in self.hours) / len(self.hours)

    def _dispersion(self, days: list[date], rates: tuple[float, ...]) -> float:
        squares = sum(
            (self.numbers.get(day, 0) - rate) ** 2 / rate
            for day in days
            if (rate := rates[day.weekday()]) > 0
        )
        return min(MAX_DISPERSION, max(1.0, squares / (len(days) - 1)))


def calendar_of(history: History, own: frozenset[str]) -> Calendar:
    """Lay an outlet's runs and articles out by days.

    Days on which an alarm stood are left out, but for standing ones of `own`.
    """
    zone = ZoneInfo(history.zone)
    looked = {history.day(run.at) for run in history.runs if _tells(run)}
    seen = {one for day in looked for one in (day - DAY, day)}
    first = history.day(history.runs[0].at)
    untypical = _untypical(history, own)
    local = [one.at.astimezone(zone) for one in history.publications]
    timed = [one.timed for one in history.publications]
    return Calendar(
        watched=tuple(d for d in sorted(seen - untypical) if d >= first),
        numbers=Counter(moment.date() for moment in local),
        hours=tuple(m.hour for m, has in zip(local, timed, strict=True) if has),
        first=first,
        typical_since=max([first, *(day + DAY for day in untypical)]),
    )


def hour_of(history: History, moment: datetime) -> int:
    """Give the hour of a moment on the outlet's clocks."""
    return moment.astimezone(ZoneInfo(history.zone)).hour


def _tells(run: RunFigures) -> bool:
    return run.sight is Sight.WELL and run.explained is None


def _untypical(history: History, own: frozenset[str]) -> set[date]:
    """Name the days on which an alarm stood, from the first day of its cause."""
    days: set[date] = set()
    for one in history.troubles:
        is_asking = one.monitor in own and one.until is None
        if one.monitor not in _UNTYPICAL or is_asking:
            continue
        day, last = history.day(one.since), history.day(one.until or history.now)
        while day <= last:
            days.add(day)
            day += DAY
    return days
