"""Whether a share of the articles has changed: shared by all monitors of shares.

The newest runs are held against all before them: as few runs as tell a difference that
chance does not make.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsarchive.monitors.chance import share_at_least, share_at_most
from newsarchive.monitors.figures import Answer, History, RunFigures, Sight

# What chance makes more often than this is no finding.
RARE = 1e-5
# By how much a share must differ, whatever chance says.
MIN_CHANGE = 0.3
# How many articles the newest runs must have, and how far back they may reach.
MIN_RECENT, MAX_RECENT = 5, 60
# What must be known of the time before: articles, runs, days.
MIN_EARLIER, MIN_EARLIER_RUNS, MIN_EARLIER_DAYS = 20, 3, 3
# For how many articles the time before counts at most.
TRUST = 50
# From how many articles on an alarm is seen to be over.
MIN_OVER = 3

Count = Callable[[RunFigures], int]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, of each run; `monitor` is whose alarms speak of it."""

    monitor: str
    part: Count
    whole: Count

    def of(self, runs: Sequence[RunFigures]) -> tuple[int, int]:
        """Add up part and whole; a part is never more than its whole."""
        whole = sum(map(self.whole, runs))
        return min(whole, sum(map(self.part, runs))), whole


@dataclass(frozen=True, slots=True)
class Change:
    """How a share differs from before, and since which run."""

    since: datetime
    now: tuple[int, int]
    before: tuple[int, int]

    @property
    def words(self) -> tuple[str, str]:
        """Say both shares: "2 of 30"."""
        return (
            f"{self.now[0]} of {self.now[1]}",
            f"{self.before[0]} of {self.before[1]}",
        )


def fell(share: Share, history: History, since: datetime | None) -> Change | Answer:
    """Say whether a share is smaller than it was."""
    return _changed(share, history, since, rises=False)


def rose(share: Share, history: History, since: datetime | None) -> Change | Answer:
    """Say whether a share is larger than it was."""
    return _changed(share, history, since, rises=True)


def _changed(
    share: Share, history: History, since: datetime | None, *, rises: bool
) -> Change | Answer:
    if not _counts(share, history, history.last):
        return Answer.UNSURE
    runs = [run for run in history.runs if _counts(share, history, run)]
    if since is not None:
        return _standing(share, runs, since, rises=rises)
    best: tuple[float, Change] | None = None
    for number in _recent(share, runs):
        recent, earlier = runs[-number:], runs[:-number]
        change = Change(recent[0].at, share.of(recent), share.of(earlier))
        chance = _chance(change, rises=rises)
        if _is_known(earlier, change) and (best is None or chance < best[0]):
            best = chance, change
    if best is None:
        return Answer.UNSURE
    return best[1] if best[0] < RARE else Answer.CLEAR


def _counts(share: Share, history: History, run: RunFigures) -> bool:
    """Whether a run says what is usual: it saw its outlet, and no alarm stood."""
    if not (run.is_of_today and run.sight is Sight.WELL and share.whole(run)):
        return False
    return not any(
        one.monitor == share.monitor and one.since <= run.at < one.until
        for one in history.troubles
        if one.until is not None
    )


def _recent(share: Share, runs: Sequence[RunFigures]) -> Iterator[int]:
    """Give the numbers of newest runs to look at together."""
    articles = 0
    for number, run in enumerate(reversed(runs), 1):
        articles += share.whole(run)
        if articles > MAX_RECENT and number > 1:
            return
        if articles >= MIN_RECENT:
            yield number


def _chance(change: Change, *, rises: bool) -> float:
    """Give the chance of a change; one that is small is none."""
    (part, whole), (earlier_part, earlier_whole) = change.now, change.before
    if not earlier_whole:
        return 1.0
    step = part / whole - earlier_part / earlier_whole
    if (step if rises else -step) < MIN_CHANGE:
        return 1.0
    chance = share_at_least if rises else share_at_most
    return chance(part, whole, change.before, TRUST)


def _is_known(earlier: Sequence[RunFigures], change: Change) -> bool:
    if len(earlier) < MIN_EARLIER_RUNS or change.before[1] < MIN_EARLIER:
        return False
    return (earlier[-1].at - earlier[0].at).days >= MIN_EARLIER_DAYS


def _standing(
    share: Share, runs: Sequence[RunFigures], since: datetime, *, rises: bool
) -> Change | Answer:
    """Say whether a share is still nearer to what set off the alarm than to before."""
    earlier = [run for run in runs if run.at < since]
    later = [run for run in runs if run.at >= since]
    before, alarm = share.of(earlier), share.of(later[:1])
    recent = later[-next(_recent(share, later), len(later)) :]
    now = share.of(recent)
    if now[1] < MIN_OVER or not before[1] or not alarm[1]:
        return Answer.UNSURE
    middle = (before[0] / before[1] + alarm[0] / alarm[1]) / 2
    is_over = now[0] / now[1] <= middle if rises else now[0] / now[1] >= middle
    return Answer.CLEAR if is_over else Change(since, now, before)
