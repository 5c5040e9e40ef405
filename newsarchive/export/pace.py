"""Make very many small objects without Python looking for circles among them all the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# More than a batch of articles holds: only what nobody freed makes it look.
OBJECTS = 300_000


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Let the collector of circles look seldom: rows and records make none.

    It would look through those that are held again and again, a fifth of the time.
    """
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
