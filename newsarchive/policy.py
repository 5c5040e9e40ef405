"""When to look again, and when to leave alone: decisions on times, without a clock.

Whoever asks brings the moment and, where many would otherwise come at once, a chance
between 0 and 1.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from newsarchive.run import Outcome

# How often a listing is looked at: first, at most, at least.
FIRST_POLL = timedelta(hours=1)
SHORTEST_POLL = timedelta(minutes=15)
LONGEST_POLL = timedelta(days=1)
# A sitemap repeats what the listings tell; it is for what they missed.
FIRST_SITEMAP = timedelta(days=1)
LONGEST_SITEMAP = timedelta(days=30)
# Above this share of known addresses a listing is asked too often, below it too seldom.
TOO_MANY_KNOWN = 0.9
TOO_FEW_KNOWN = 0.5
SLOWER, FASTER = 1.5, 0.5
# Outlets that were crawled together come apart again by a tenth either way.
SPREAD = 0.1

# Up to which age an article is looked at again how often; never when it is older.
CHECKS = (
    (timedelta(days=1), timedelta(hours=6)),
    (timedelta(days=3), timedelta(hours=12)),
    (timedelta(days=7), timedelta(days=1)),
    (timedelta(days=30), timedelta(days=7)),
    (timedelta(days=90), timedelta(days=30)),
)
# robots.txt may open what it closed.
CHECK_FORBIDDEN = timedelta(days=7)

# How much a failure weighs, by whether it may pass by itself, and what is given up at.
TEMPORARY, SOFT, HARD = 0.25, 1.0, 2.0
GIVE_UP_AT = 5.0
_PASSING = {408, 429, 503}
_OWN_FAULTS = ("defect", "not storable")
# Pages that answer 200 and are a refusal.
REFUSING_PAGES = {"challenge", "blocked"}
# Pages that answer 200 for a site in trouble; of the address they say nothing.
TROUBLED_PAGES = {"error", "maintenance", "suspended"}
REFUSING = {401, 403, 407, 429, 451}
# Why an address is left out that looks like one of endlessly many.
TRAP = "trap"

# After so many refusals in a row a host is left alone; longer each time, up to a limit.
REFUSALS = 5
LONGEST_REST = timedelta(days=3)
LONGEST_RETRY_AFTER = timedelta(days=1)

# No clock is right that shows a time before this software was written, or one that is so
# far ahead of the sites'. Theirs go wrong too, and by less.
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
MOST_AHEAD = timedelta(days=180)
# No wait is longer than this; one that is was reckoned by a wrong clock.
LONGEST_WAIT = timedelta(days=35)
# So far the clocks of machines that share an archive may be apart.
CLOCK_SLACK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Polling:
    """How long the time between two looks at a listing may be."""

    first: timedelta = FIRST_POLL
    shortest: timedelta = SHORTEST_POLL
    longest: timedelta = LONGEST_POLL


SECTIONS = Polling()
SITEMAPS = Polling(FIRST_SITEMAP, FIRST_SITEMAP, LONGEST_SITEMAP)


def next_interval(
    before: timedelta | None, met: int, known: int, polling: Polling = SECTIONS
) -> timedelta:
    """Decide how long to wait until a listing is looked at again.

    A first look says nothing of how fast news comes. One that showed nothing at all
    (also: "not modified") counts as all known.
    """
    if before is None:
        return polling.first
    share = known / met if met else 1.0
    if share > TOO_MANY_KNOWN:
        before *= SLOWER
    elif share < TOO_FEW_KNOWN:
        before *= FASTER
    return min(max(before, polling.shortest), polling.longest)


def wait_after(failures: float) -> timedelta:
    """Decide how long to wait until a listing that failed is looked at again."""
    return min(FIRST_POLL * failures, LONGEST_POLL)


def spread(interval: timedelta, chance: float) -> timedelta:
    """Move a time by up to a tenth either way, as chance has it."""
    return interval * (1 + SPREAD * (2 * chance - 1))


def next_check(age: timedelta) -> timedelta | None:
    """Decide how long to wait until an article of an age is looked at again."""
    for oldest, interval in CHECKS:
        if age < oldest:
            return interval
    return None


def weight(status: int | None, reason: str | None) -> float:
    """Weigh a failure: one that may pass by itself counts little."""
    if status in _PASSING:
        return TEMPORARY
    if (reason or "").partition(":")[0] in TROUBLED_PAGES:
        return SOFT
    if status is None:
        return HARD if (reason or "").startswith(_OWN_FAULTS) else SOFT
    return SOFT if status >= 500 or status in REFUSING else HARD  # noqa: PLR2004 (HTTP's server errors)


def retry_at(
    outcome: Outcome, status: int | None, reason: str | None, now: datetime
) -> datetime | None:
    """Decide when an address that brought no article is asked again, if ever.

    What failed or was refused is asked next run, what robots.txt forbids next week.
    """
    if outcome is Outcome.BLOCKED:
        return now if status is not None else now + CHECK_FORBIDDEN
    if reason == TRAP:
        return now + CHECK_FORBIDDEN
    passes = (reason or "").partition(":")[0] in REFUSING_PAGES | TROUBLED_PAGES
    if outcome is Outcome.FAILED or (outcome is Outcome.REJECTED and passes):
        return now
    return None


def rest(refusals: int, shortest: timedelta) -> timedelta | None:
    """Decide how long a host that refused so often in a row is left alone, if at all."""
    if refusals < REFUSALS or not shortest:
        return None
    # Beyond this many doublings the limit holds anyway.
    doublings = min(refusals - REFUSALS, 16)
    return min(shortest * (1 << doublings), max(LONGEST_REST, shortest))


def wrong_clock(now: datetime, told: datetime | None) -> str | None:
    """Say why our clock must be wrong, by what a site's clock shows, if it must."""
    if now < WRITTEN:
        return f"the clock of this machine is wrong: it says {now:%Y-%m-%d}; set it"
    if told is None or now - told < MOST_AHEAD or told < WRITTEN:
        return None
    return (
        f"the clock of this machine is wrong: it says {now:%Y-%m-%d}, the site "
        f"{told:%Y-%m-%d}; set it"
    )


def is_waiting(until: datetime | None, now: datetime) -> bool:
    """Whether a wait goes on; one that no rule makes so long is over."""
    return until is not None and now < until <= now + LONGEST_WAIT
