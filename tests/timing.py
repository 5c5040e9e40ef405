"""How long a reading takes, told so that a busy machine fails no test."""

import time
from collections.abc import Callable


def least_seconds(read: Callable[[], object], *, turns: int = 3) -> float:
    """Read some times; the least seconds of the processor, in which least else was done.

    What other processes and the collector of garbage take is no reading's fault. A reading
    that remembers what it read must be given something new each time.
    """

    def seconds() -> float:
        began = time.process_time()
        read()
        return time.process_time() - began

    return min(seconds() for _ in range(turns))
