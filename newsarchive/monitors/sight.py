"""How much of its outlet a run saw, told by how it ended."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from newsarchive.monitors.figures import Explained, Sight
from newsarchive.run import Outcome, RunState

# How a crawl says that nobody was let in, and that nobody answered.
_REFUSED = re.compile(
    r"answers (401|402|403|407|429|451)\b|refused by robots|Forbidden|"
    r"left alone until|robots\.txt asks for"
)
_UNANSWERED = re.compile(
    r"answers 5\d\d\b|timed? ?out|Timeout|DNS|Connect|Connection|ResponseNever|"
    r"NoRoute|TLS|SSL|Refused by other side",
    re.IGNORECASE,
)
# Scrapy's own names for an end that is none of the site's doing: closespider_timeout.
_OWN_END = re.compile(r"[a-z]+(_[a-z]+)+")
_CUT = {RunState.INTERRUPTED, RunState.KILLED, RunState.RUNNING}
# What a run says that left something behind on purpose.
_ENOUGH = ("its limit is reached", "its time is up")
# Ways that look at the past, or at what somebody else fetched.
_PAST_WAYS = {"replay", "warc"}
_PAST_SETTINGS = {"NEWSARCHIVE_BACKFILL", "replay", "adopted"}
_SEEN = (Outcome.STORED, Outcome.UNCHANGED, Outcome.DUPLICATE, Outcome.GONE)
# Fewer pages than this may all be no articles by chance.
MIN_REJECTED = 3


def sight_of(
    state: RunState,
    reason: str | None,
    counts: Mapping[str, int],
    ways: Sequence[str],
) -> Sight:
    """Say how much a run saw; `counts` are addresses by outcome."""
    if state in _CUT or _OWN_END.fullmatch(reason or ""):
        return Sight.CUT
    if any(counts.get(outcome) for outcome in _SEEN):
        return Sight.WELL
    if sum(counts.values()):
        return _by_outcomes(counts)
    return Sight.WELL if ways or state is RunState.DONE else _by_reason(reason or "")


def explained(
    sight: Sight, reason: str | None, settings: Mapping[str, Any], ways: Sequence[str]
) -> Explained | None:
    """Say why a run tells nothing of its outlet's pace, if it does not."""
    if not _PAST_WAYS.isdisjoint(ways) or any(map(settings.get, _PAST_SETTINGS)):
        return Explained.PAST
    if sight is Sight.CUT:
        return Explained.CUT
    return Explained.LIMIT if (reason or "").startswith(_ENOUGH) else None


def _by_outcomes(counts: Mapping[str, int]) -> Sight:
    """Judge a run that met addresses and saw no article behind any of them."""
    rejected = counts.get(Outcome.REJECTED, 0)
    if 0 < rejected < MIN_REJECTED:
        return Sight.WELL
    worst = max(counts, key=lambda outcome: counts[outcome])
    by_outcome = {
        Outcome.BLOCKED.value: Sight.BLOCKED,
        Outcome.FAILED.value: Sight.DOWN,
    }
    return by_outcome.get(str(worst), Sight.BROKEN)


def _by_reason(reason: str) -> Sight:
    """Judge a run whose discovery met nothing."""
    if _REFUSED.search(reason):
        return Sight.BLOCKED
    return Sight.DOWN if _UNANSWERED.search(reason) else Sight.BROKEN
