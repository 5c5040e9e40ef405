"""Outlets by days: every outlet's month, with what is missing named."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from newsarchive.archive.api import StoredDay
from newsarchive.errors import ConfigurationError
from newsarchive.monitors.days import DayState

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
FIRST_YEAR = 1995


@dataclass(frozen=True, slots=True)
class Cell:
    """An outlet's day; without a state it is before the first run, or to come."""

    day: date
    state: DayState | None = None
    articles: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An outlet's month."""

    source: str
    title: str
    cells: tuple[Cell, ...]

    @property
    def totals(self) -> Counter[str]:
        """Count its days by state, and its articles."""
        states = Counter(str(one.state) for one in self.cells if one.state)
        return states + Counter({"articles": sum(c.articles for c in self.cells)})


def read_month(text: str) -> tuple[date, date]:
    """Read a month, 2026-10, as its first and last day."""
    found = _MONTH.fullmatch(text)
    year, month = (int(found[1]), int(found[2])) if found else (0, 0)
    if year < FIRST_YEAR or not 1 <= month <= 12:  # noqa: PLR2004 (months of a year)
        raise ConfigurationError(f"{text!r} is no month: write 2026-10")
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def month_of(
    days: Iterable[StoredDay],
    begun: Mapping[str, tuple[str, date]],
    span: tuple[date, date],
    today: date,
) -> list[Row]:
    """Lay days out by outlet; one after the first run that nobody filled was not run."""
    found = {(one.source, one.day): one for one in days}
    numbers = range(span[0].toordinal(), span[1].toordinal() + 1)
    dates = [date.fromordinal(number) for number in numbers]
    return [
        Row(
            source,
            title,
            tuple(
                _cell(found.get((source, day)), day, is_past=first <= day < today)
                for day in dates
            ),
        )
        for source, (title, first) in begun.items()
    ]


def _cell(stored: StoredDay | None, day: date, *, is_past: bool) -> Cell:
    if stored is not None:
        return Cell(day, stored.state, stored.articles, stored.reason)
    return Cell(day, DayState.NOT_RUN if is_past else None)


def totals(rows: Sequence[Row]) -> dict[str, int]:
    """Add up the days of all outlets by state, and their articles."""
    added: Counter[str] = Counter()
    for row in rows:
        added.update(row.totals)
    return {name: added[name] for name in (*map(str, DayState), "articles")}
