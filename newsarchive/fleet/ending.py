"""What a crawl's exit code means for its job, and when the job is tried again."""

from datetime import timedelta
from enum import StrEnum


class Ending(StrEnum):
    """How a crawl ended, as its exit code tells; `interrupted` is our own doing."""

    DONE = "done"
    INCOMPLETE = "incomplete"
    TROUBLE = "trouble with the archive"
    HELD = "held by another run"
    WRONG = "wrong use or configuration"
    INTERRUPTED = "interrupted"
    DIED = "died"


_CODES = {
    0: Ending.DONE,
    2: Ending.WRONG,
    3: Ending.INCOMPLETE,
    4: Ending.TROUBLE,
    75: Ending.HELD,
}
# How long a job waits the first time. A site that refuses is left alone by the policy;
# this keeps a job that may not run from being tried all the time.
_FIRST_WAIT = {
    Ending.INCOMPLETE: timedelta(minutes=15),
    Ending.TROUBLE: timedelta(minutes=1),
    Ending.HELD: timedelta(minutes=1),
    Ending.WRONG: timedelta(minutes=15),
    Ending.DIED: timedelta(minutes=5),
    Ending.INTERRUPTED: timedelta(0),
}
LONGEST_WAIT = timedelta(hours=6)
# After so many tries a job that nobody plans again is given up.
TRIES = 6


def ending_of(code: int) -> Ending:
    """Say what an exit code means."""
    return _CODES.get(code, Ending.DIED)


def next_try(ending: Ending, tries: int, *, forever: bool) -> timedelta | None:
    """Decide how long a job waits that was tried so often; None: it is given up.

    Each wait is twice as long as the one before. An outlet's job goes on `forever`: it
    would be planned again at once.
    """
    if ending is Ending.INTERRUPTED:
        return _FIRST_WAIT[ending]
    if not forever and tries >= TRIES:
        return None
    # Beyond this many doublings the limit holds anyway.
    return min(_FIRST_WAIT[ending] * (1 << min(tries - 1, 16)), LONGEST_WAIT)
