"""How crawls stand while they go on: a live table, or a plain line now and then."""

import time
from collections import Counter
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.live import Live
from rich.table import Table

from newsarchive.run import Outcome

if TYPE_CHECKING:
    from newsarchive.extensions import Snapshot

PLAIN_SECONDS = 10
# Rows of the table; of many outlets those are shown that moved last.
MOST_ROWS = 20


class Meter:
    """Shows how the crawls stand: a live table, or a plain line now and then."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self.console = console
        self.quiet = quiet
        self.started = time.monotonic()
        self.told = self.started
        self.states: dict[str, Snapshot] = {}
        self.live = (
            Live(console=console, refresh_per_second=4, transient=True)
            if console.is_terminal and not quiet
            else None
        )

    def __enter__(self) -> Self:
        if self.live is not None:
            self.live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.live is not None:
            self.live.stop()

    def show(self, snapshot: "Snapshot") -> None:
        """Take a new state of one crawl."""
        # The newest goes to the end.
        self.states.pop(snapshot.source, None)
        self.states[snapshot.source] = snapshot
        if self.quiet:
            return
        if self.live is not None:
            self.live.update(self._table())
        elif time.monotonic() - self.told >= PLAIN_SECONDS:
            self.told = time.monotonic()
            self.console.print(self._line(snapshot), highlight=False)

    def _table(self) -> Table:
        columns = ("outlet", "found", "fetched", "new", "changed", "rejected", "left")
        table = Table(*columns, "pages/s", box=None)
        for state in [*self.states.values()][-MOST_ROWS:]:
            table.add_row(
                state.source, *map(str, self._figures(state)), self._rate(state)
            )
        return table

    def _line(self, state: "Snapshot") -> str:
        found, fetched, new, changed, rejected, left = self._figures(state)
        return (
            f"{state.source}: found {found}, fetched {fetched}, new {new}, "
            f"changed {changed}, rejected {rejected}, left {left}, "
            f"{self._rate(state)} pages/s"
        )

    def _rate(self, state: "Snapshot") -> str:
        return f"{state.fetched / max(time.monotonic() - self.started, 0.1):.1f}"

    @staticmethod
    def _figures(state: "Snapshot") -> tuple[int, int, int, int, int, int]:
        totals: Counter[str] = Counter()
        for (outcome, reason), number in state.counts.items():
            totals[reason if outcome == Outcome.STORED else outcome] += number
        return (
            state.found,
            state.fetched,
            totals["new"],
            totals["changed"],
            totals[Outcome.REJECTED],
            state.found - sum(totals.values()),
        )
