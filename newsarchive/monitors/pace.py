"""Monitors of pace: silence, a fall, a standstill, against the outlet's own week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newsarchive.monitors.figures import (
    Answer,
    Finding,
    History,
    Publication,
    Sight,
    Verdict,
)
from newsarchive.monitors.rhythm import DAY, Calendar, Week, calendar_of, hour_of

# What chance makes more often than this is no finding.
RARE = 2e-5
# How many days a fall is looked for in, and to what part of the usual it must be.
LONGEST, FALL_TO = 7, 0.5
# A fall is over when so much of the usual is back, over enough days to tell.
BACK, ENOUGH = 0.75, 10.0
# An article seen so long after its date was not new when it came.
OLD = timedelta(days=2)
# Fewer old articles than this may be stragglers.
MIN_OLD, OLD_SHARE = 3, 0.25


@dataclass(frozen=True, slots=True)
class Lull:
    """The time since the newest article: how many were to be expected in it."""

    since: date
    expected: float
    chance: float
    usual: float
    old: int

    @property
    def is_old(self) -> bool:
        """Whether articles did come, but old ones."""
        return self.old >= max(MIN_OLD, OLD_SHARE * self.expected)


# A fall may go on to silence: that it stands hides neither.
_LESS = frozenset({"silent", "stale", "fall"})


def silent(history: History, since: datetime | None) -> Verdict:
    """Judge whether the outlet has been silent for longer than its week explains."""
    found = _lull(history, since)
    if isinstance(found, Answer):
        return found
    if found.is_old:
        return Answer.CLEAR
    return Finding(
        monitor="silent",
        what=f"nothing new, {found.expected:.0f} articles were to be expected",
        since=since or history.midnight(found.since),
        before=f"{found.usual:.1f} articles a day",
        remedy="open the section in a browser: has it moved? "
        f"`newsarchive sources check {history.source}`",
    )


def stale(history: History, since: datetime | None) -> Verdict:
    """Judge whether what comes is old: a frozen list, or dates that are read wrongly."""
    found = _lull(history, since)
    if isinstance(found, Answer):
        return found
    if not found.is_old:
        return Answer.CLEAR
    return Finding(
        monitor="stale",
        what=f"{found.old} articles came, all of them dated long before",
        since=since or history.midnight(found.since),
        before=f"{found.usual:.1f} articles a day",
        remedy="`newsarchive why ARTICLE published` of a new article; "
        f"`newsarchive sources check {history.source}`",
    )


def fall(history: History, since: datetime | None) -> Verdict:
    """Judge whether the outlet brings less than half of what its weekdays brought."""
    if not _is_judged(history):
        return Answer.UNSURE
    calendar = calendar_of(history, frozenset({"fall"}))
    yesterday = history.day(history.now) - DAY
    if since is not None:
        return _standing_fall(history, calendar, since, yesterday)
    found = _deepest(calendar, calendar.between(calendar.typical_since, yesterday))
    if found is None or found[0] >= RARE:
        return Answer.UNSURE if found is None else Answer.CLEAR
    return _fallen(history, calendar, *found[1:])


def _deepest(
    calendar: Calendar, days: list[date]
) -> tuple[float, list[date], Week] | None:
    """Find the last days, one to seven, whose articles chance explains least."""
    found: list[tuple[float, list[date], Week]] = []
    for number in range(1, min(LONGEST, len(days)) + 1):
        window = days[-number:]
        if (week := calendar.week(window[0])) is not None:
            found.append((_fall_chance(calendar, week, window), window, week))
    return min(found, key=lambda one: one[0], default=None)


def _fall_chance(calendar: Calendar, week: Week, window: list[date]) -> float:
    number, expected = calendar.number(window), week.expected(window)
    if not number or number > FALL_TO * expected:
        return 1.0
    return week.chance(number, expected, window)


def _standing_fall(
    history: History, calendar: Calendar, since: datetime, yesterday: date
) -> Verdict:
    begun = history.day(since)
    week, days = calendar.week(begun), calendar.between(begun, yesterday)
    if week is None or not days:
        return Answer.UNSURE
    window = days[-1:]
    for number in range(1, LONGEST + 1):
        window = days[-number:]
        if week.expected(window) >= ENOUGH:
            break
    if calendar.number(window) >= BACK * week.expected(window):
        return Answer.CLEAR
    return _fallen(history, calendar, days, week)


def _fallen(
    history: History, calendar: Calendar, days: list[date], week: Week
) -> Finding:
    return Finding(
        monitor="fall",
        what=f"{calendar.number(days)} articles in {len(days)} days, "
        f"{week.expected(days):.0f} were to be expected",
        since=history.midnight(days[0]),
        before=f"{sum(week.rates) / 7:.1f} articles a day",
        remedy="open the section in a browser: is a part of it missing here? "
        f"`newsarchive sources check {history.source}`",
    )


def _lull(history: History, since: datetime | None) -> Lull | Answer:
    """Measure the time since the newest article; Answer where it says nothing."""
    if not _is_judged(history) or not history.publications:
        return Answer.UNSURE
    today = history.day(history.now)
    newest = min(today, max(history.day(one.at) for one in history.publications))
    if since is not None and newest >= history.day(since):
        return Answer.CLEAR
    found = _since(history, newest, calendar_of(history, _LESS))
    if found is None:
        return Answer.UNSURE
    return Answer.CLEAR if found.chance >= RARE and since is None else found


def _since(history: History, newest: date, calendar: Calendar) -> Lull | None:
    week = calendar.week(newest + DAY)
    if week is None:
        return None
    today = history.day(history.now)
    days = calendar.between(newest + DAY, today - DAY)
    expected = week.expected(days)
    if newest < today:
        share = calendar.share(hour_of(history, history.now))
        expected += share * week.expected([today])
    old = sum(_is_old(history, one, newest) for one in history.publications)
    return Lull(
        since=newest + DAY,
        expected=expected,
        chance=week.chance(0, expected, [*days, today]),
        usual=sum(week.rates) / 7,
        old=old,
    )


def _is_old(history: History, one: Publication, newest: date) -> bool:
    return history.day(one.seen) > newest and one.seen - one.at > OLD


def _is_judged(history: History) -> bool:
    last = history.last
    return last.sight is Sight.WELL and last.explained is None
