"""What is known of an outlet's day: one word, told by its articles and its runs."""

from collections.abc import Sequence
from enum import StrEnum

from newsarchive.monitors.figures import Sight


class DayState(StrEnum):
    """How an outlet's day stands in the archive."""

    STORED = "stored"
    NOTHING = "nothing published"
    BLOCKED = "blocked"
    DOWN = "down"
    BROKEN = "broken"
    NOT_RUN = "not run"


_BY_SIGHT = {
    Sight.BLOCKED: DayState.BLOCKED,
    Sight.DOWN: DayState.DOWN,
    Sight.BROKEN: DayState.BROKEN,
}


def state_of(articles: int, sights: Sequence[Sight]) -> DayState:
    """Tell a day by how many of its articles are kept and how its runs ended, in order.

    A run that was cut short has seen nothing; one that went well outweighs others.
    """
    if articles:
        return DayState.STORED
    if Sight.WELL in sights:
        return DayState.NOTHING
    told = [_BY_SIGHT[one] for one in sights if one in _BY_SIGHT]
    return told[-1] if told else DayState.NOT_RUN
