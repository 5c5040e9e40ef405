"""What an exit code means for a job."""

from datetime import timedelta

import pytest

from newsarchive.fleet.ending import LONGEST_WAIT, TRIES, Ending, ending_of, next_try


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        (0, Ending.DONE),
        (2, Ending.WRONG),
        (3, Ending.INCOMPLETE),
        (4, Ending.TROUBLE),
        (75, Ending.HELD),
        (1, Ending.DIED),
        (-9, Ending.DIED),
        (130, Ending.DIED),
    ],
)
def test_exit_codes(code: int, ending: Ending) -> None:
    assert ending_of(code) is ending


@pytest.mark.parametrize(
    ("ending", "tries", "forever", "minutes"),
    [
        (Ending.INCOMPLETE, 1, True, 15),
        (Ending.INCOMPLETE, 2, True, 30),
        (Ending.INCOMPLETE, 3, False, 60),
        (Ending.INCOMPLETE, 40, True, 360),
        (Ending.TROUBLE, 1, False, 1),
        (Ending.HELD, 1, True, 1),
        (Ending.HELD, 4, True, 8),
        (Ending.WRONG, 1, True, 15),
        (Ending.DIED, TRIES - 1, False, 80),
        (Ending.DIED, TRIES, False, None),
        (Ending.INCOMPLETE, TRIES, False, None),
        (Ending.INTERRUPTED, TRIES, False, 0),
        (Ending.INTERRUPTED, 1, True, 0),
    ],
)
def test_waits_grow(
    ending: Ending, tries: int, *, forever: bool, minutes: int | None
) -> None:
    wait = None if minutes is None else timedelta(minutes=minutes)
    assert next_try(ending, tries, forever=forever) == wait
    assert wait is None or wait <= LONGEST_WAIT


def test_every_ending_that_is_not_done_has_a_wait() -> None:
    for ending in set(Ending) - {Ending.DONE}:
        assert next_try(ending, 1, forever=True) is not None
