"""What must hold of every reader, whatever it reads: an answer or our own error, soon."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from newsarchive.errors import NewsArchiveError

MOST_SECONDS = 2


@contextmanager
def quick() -> Iterator[None]:
    """Let our own errors pass; nothing else may be raised, or take long.

    Processor time, not the clock's: another test's load is no fault.
    """
    began = time.process_time()
    try:
        yield
    except NewsArchiveError as error:
        assert str(error)  # noqa: PT017 (one is raised or not)
    assert time.process_time() - began < MOST_SECONDS
