"""A schedule in the foreground: crawl at each beat, one crawl at a time."""

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsarchive.errors import ConfigurationError
from newsarchive.operations.beats import Beat

# A stop is noticed within this time, and so is a clock that was set.
_LOOK = 0.5
_REFUSED = ConfigurationError.exit_code


@dataclass(frozen=True, slots=True)
class Ended:
    """How a crawl ended, and when the next one begins; None: no more."""

    began: datetime
    took: timedelta
    code: int
    next_at: datetime | None


def clock() -> datetime:
    """Tell the time by the machine's clock, as cron takes it: without a zone."""
    return datetime.now().astimezone().replace(tzinfo=None)


class Beating:
    """Runs a command at each beat; beats that come while it runs are left out."""

    def __init__(
        self,
        beats: Sequence[Beat],
        words: Sequence[str],
        tell: Callable[[Ended], None],
        now: Callable[[], datetime] = clock,
    ) -> None:
        self.beats = beats
        self.words = words
        self.tell = tell
        self.now = now
        self.stopping = False
        self.crawl: subprocess.Popen[bytes] | None = None
        self.told = False

    def run(self, *, at_once: bool = False) -> None:
        """Crawl at each beat until somebody stops it; refuse what is refused each time."""
        with self._heeding_signals():
            moment = self.now() if at_once else self.next()
            while moment is not None and self._wait_until(moment):
                began, started = self.now(), time.monotonic()
                code = self._crawl()
                took = timedelta(seconds=time.monotonic() - started)
                moment = None if self.stopping else self.next()
                self.tell(Ended(began, took, code, moment))
                if code == _REFUSED and not self.stopping:
                    raise ConfigurationError(
                        "the crawl was refused, and would be at every beat: see above"
                    )

    def next(self) -> datetime | None:
        """Give the moment of the next beat."""
        now = self.now()
        moments = [beat.after(now) for beat in self.beats]
        return min((one for one in moments if one is not None), default=None)

    def _wait_until(self, moment: datetime) -> bool:
        """Wait for a moment; tell whether it came before a stop."""
        while not self.stopping and (left := moment - self.now()) > timedelta(0):
            time.sleep(min(_LOOK, left.total_seconds()))
        return not self.stopping

    def _crawl(self) -> int:
        # In a session of its own: Ctrl-C reaches it once, through us.
        self.crawl = subprocess.Popen(self.words, start_new_session=True)  # noqa: S603 (our own words)
        if self.stopping and not self.told:
            self._pass_on()
        code = self.crawl.wait()
        self.crawl = None
        return code

    @contextlib.contextmanager
    def _heeding_signals(self) -> Iterator[None]:
        kinds = (signal.SIGINT, signal.SIGTERM)
        before = [signal.signal(kind, self._signalled) for kind in kinds]
        try:
            yield
        finally:
            for kind, handler in zip(kinds, before, strict=True):
                signal.signal(kind, handler)

    def _signalled(self, *_: object) -> None:
        """Begin no more; a crawl ends after the answers on their way, at a second at once."""
        self.stopping = True
        if self.crawl is not None:
            self._pass_on()

    def _pass_on(self) -> None:
        self.told = True
        assert self.crawl is not None  # noqa: S101 (there is one wherever this is called)
        self.crawl.terminate()
