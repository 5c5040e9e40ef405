"""Monitors that need one run alone, or one and its neighbours: what the site did."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from newsarchive.monitors.figures import (
    Answer,
    Explained,
    Finding,
    History,
    RunFigures,
    Sight,
    Verdict,
)
from newsarchive.run import Outcome

# A site that does not answer once may be restarting: the second run in a row says that
# it is down, or the first when nothing was seen for most of a day.
UNSEEN_FOR = timedelta(hours=20)
# So many dates in the future, in one run, are no typing error.
MIN_FUTURE = 2
# Share of failed addresses that sets off an alarm, and from how many on; and the one
# below which it is over.
ERROR_SHARE, MIN_ERRORS, ERRORS_OVER = 0.25, 3, 0.1
# Free room on the disk below which captures and the database are in danger.
MIN_FREE = 2**30


@dataclass(frozen=True, slots=True)
class SightMonitor:
    """Says that runs do not see their outlet, in one of three ways."""

    name: str
    sight: Sight
    what: str
    remedy: str
    patience: timedelta = timedelta(0)

    def __call__(self, history: History, since: datetime | None) -> Verdict:
        """Judge the run that ends now."""
        last = history.last
        if not last.is_of_today or last.sight is Sight.CUT:
            return Answer.UNSURE
        if last.sight is not self.sight:
            return Answer.CLEAR
        row = _row(history, self.sight)
        good = last_good(history)
        if since is None and len(row) == 1 and _is_recent(good, last, self.patience):
            return Answer.UNSURE
        return Finding(
            monitor=self.name,
            what=self.what.format(reason=last.reason or _commonest(last)),
            since=since or row[0].at,
            before=_good_words(good),
            remedy=self.remedy.format(source=history.source),
        )


BLOCKED = SightMonitor(
    "blocked",
    Sight.BLOCKED,
    "the site does not let us in: {reason}",
    "look at robots.txt and the site in a browser, write to its operator; "
    "`newsarchive sources check {source}` shows what comes through",
)
DOWN = SightMonitor(
    "down",
    Sight.DOWN,
    "the site does not answer: {reason}",
    "open the site in a browser; if it moved, change its address in "
    "newsarchive/spiders/{source}.py",
    UNSEEN_FOR,
)
BROKEN = SightMonitor(
    "broken",
    Sight.BROKEN,
    "the site answers, but no article is found: {reason}",
    "`newsarchive sources check {source}` shows which part of its file is wrong now",
)


def empty(history: History, since: datetime | None) -> Verdict:
    """Judge an outlet of which a run that went well has never brought an article."""
    last = history.last
    if history.articles:
        return Answer.CLEAR
    if last.explained is Explained.PAST or last.sight is not Sight.WELL or last.reason:
        return Answer.UNSURE
    return Finding(
        monitor="empty",
        what=f"no article in {_times(len(history.runs), 'run')}",
        since=since or history.runs[0].at,
        before="there never was one",
        remedy=f"`newsarchive sources check {history.source}`: is its section right?",
    )


def future(history: History, since: datetime | None) -> Verdict:
    """Judge dates that are later than the answer they came in."""
    last = history.last
    if not last.is_of_today or not last.read:
        return Answer.UNSURE
    if last.future < (MIN_FUTURE if since is None else 1):
        return Answer.CLEAR
    return Finding(
        monitor="future",
        what=f"{last.future} of {_times(last.read, 'article')} say they were published "
        "later than they were fetched",
        since=since or last.at,
        before=f"{sum(run.future for run in history.runs[:-1])} such dates in "
        f"{_times(len(history.runs) - 1, 'run')}",
        remedy="compare a page with `newsarchive why ARTICLE published`; a clock without "
        f"its zone is declared by `local_stamps` in newsarchive/spiders/{history.source}.py",
    )


def errors(history: History, since: datetime | None) -> Verdict:
    """Judge the share of addresses that gave no usable answer."""
    last = history.last
    failed, asked = last.counts.get(Outcome.FAILED, 0), last.asked
    if not last.is_of_today or last.sight is not Sight.WELL or not asked:
        return Answer.UNSURE
    if since is not None and failed / asked >= ERRORS_OVER:
        return _errors(history, since)
    if failed < MIN_ERRORS or failed / asked < ERROR_SHARE:
        return Answer.CLEAR
    return _errors(history, last.at)


def _errors(history: History, since: datetime) -> Finding:
    last, earlier = history.last, history.runs[:-1]
    failed = sum(run.counts.get(Outcome.FAILED, 0) for run in earlier)
    return Finding(
        monitor="errors",
        what=f"{last.counts.get(Outcome.FAILED, 0)} of {last.asked} addresses failed",
        since=since,
        before=f"{failed} of {sum(run.asked for run in earlier)} in earlier runs",
        remedy=f"`newsarchive runs show {last.run}` names them and why; they are tried "
        "again by the next run",
    )


def disk(history: History, since: datetime | None) -> Verdict:
    """Judge the room that is left on the disk of the captures."""
    if history.disk_free is None:
        return Answer.UNSURE
    if history.disk_free >= MIN_FREE:
        return Answer.CLEAR
    return Finding(
        monitor="disk",
        what=f"{history.disk_free / 2**20:.0f} MB are left on the disk",
        since=since or history.now,
        before=f"at least {MIN_FREE / 2**20:.0f} MB are wanted",
        remedy="make room, or give NEWSARCHIVE_DATA a larger disk",
    )


def last_good(history: History) -> RunFigures | None:
    """Find the last run before this that saw its outlet."""
    earlier = reversed(history.runs[:-1])
    return next((run for run in earlier if run.sight is Sight.WELL), None)


def _row(history: History, sight: Sight) -> list[RunFigures]:
    """List the runs up to now that ended alike, the first first; cut ones do not count."""
    runs = [run for run in history.runs if run.sight is not Sight.CUT]
    alike: Callable[[RunFigures], bool] = lambda run: run.sight is sight  # noqa: E731 (a key)
    return list(takewhile(alike, reversed(runs)))[::-1]


def _is_recent(good: RunFigures | None, last: RunFigures, patience: timedelta) -> bool:
    return good is not None and last.at - good.at < patience


def _good_words(good: RunFigures | None) -> str:
    if good is None:
        return "no run has seen it yet"
    return f"run {good.run} of {good.at:%Y-%m-%d} went well"


def _commonest(run: RunFigures) -> str:
    outcome = max(run.counts, key=lambda name: run.counts[name], default="nothing")
    return f"{run.counts.get(outcome, 0)} of {run.asked} addresses {outcome}"


def _times(number: int, noun: str) -> str:
    return f"{number} {noun}" + "s" * (number != 1)
