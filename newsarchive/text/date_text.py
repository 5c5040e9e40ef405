"""A date string folded for reading, and what it is read against."""

import re
from datetime import date, datetime, timedelta
from html import unescape
from typing import NamedTuple
from zoneinfo import ZoneInfo

# A date stands at the head of what is passed; the rest is somebody's page.
HEAD = 400
FIRST_YEAR = 1900
LAST_YEAR = 9998  # year 9999 overflows when it changes zones
CENTURY = 2000
AHEAD = timedelta(days=2)
# "Rabu (27/11) mendatang" is a week ahead or so, not last year's.
ANNOUNCED = timedelta(days=182)
_NEXT_WEEK = timedelta(days=7)
_LEAP_YEARS_APART = 8

_ANNOUNCES = re.compile(r"\b(?:mendatang|nanti|depan|akan\s+datang)\b")
# What is written otherwise than it is read.
_FOLD = {
    **dict.fromkeys("'’‘ʼ´`\"“”\u201b\u02bb\u2032\uff07", ""),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""),
    **dict.fromkeys("\u00a0\u2007\u202f\u3000_", " "),
    **dict.fromkeys("–—−‐‑‒―\uff0d", "-"),
    **dict.fromkeys("\\\u2044\u2215\uff0f", "/"),
    **dict.fromkeys("\uff1a\u2236", ":"),
    "\uff0e": ".",
    "\uff0c": ",",
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
}
# A table of all characters costs more than looking for the few that are in it.
_FOLDS = re.compile(f"[{re.escape(''.join(_FOLD))}]")


class ImpossibleError(ValueError):
    """A string that is built like a date but names no day; the message says why."""


class Subject(NamedTuple):
    """A string folded for reading, and what it is read against."""

    folded: str
    reference: datetime | None
    zone: str

    def now(self) -> datetime:
        """Give the reference in the outlet's zone."""
        if self.reference is None:
            raise ImpossibleError("told by its distance from a moment nobody gave")
        return self.reference.astimezone(ZoneInfo(self.zone))

    def is_future(self, day: date) -> bool:
        """Whether a day lies so far behind the reference that it may be a misprint."""
        if self.reference is None or day <= self.reference.date():
            return False
        ahead = day - self.now().date()
        return ahead > AHEAD and (ahead > _NEXT_WEEK or not self.is_announced())

    def is_announced(self) -> bool:
        """Whether the text speaks of a day to come."""
        return _ANNOUNCES.search(self.folded) is not None

    def nearest(self, month: int, day: int) -> date:
        """Give the latest such day, up to a few days after the reference."""
        if self.reference is None:
            raise ImpossibleError("a day without a year, and nothing to tell it by")
        ahead = ANNOUNCED if self.is_announced() else AHEAD
        latest = self.now().date() + ahead
        for year in range(latest.year, latest.year - _LEAP_YEARS_APART - 1, -1):
            found = _day(year, month, day)
            if found is not None and found <= latest:
                return found
        raise ImpossibleError(f"there is no day {day}/{month}")


def read_subject(text: str, reference: datetime | None, zone: str) -> Subject:
    """Fold the head of a text: case, apostrophes, dashes, odd spaces and marks."""
    head = _head(text)
    # Feeds escape twice: "Jum&#039;at (20/10)".
    plain = unescape(head) if "&" in head else head
    folded = _folded(plain).casefold().strip()
    if reference is not None and reference.tzinfo is None:
        reference = reference.replace(tzinfo=ZoneInfo(zone))
    return Subject(folded, reference, zone)


def _folded(text: str) -> str:
    return _FOLDS.sub(_folded_mark, text)


def _folded_mark(match: re.Match[str]) -> str:
    return _FOLD[match[0]]


def _head(text: str) -> str:
    """Cut between words: half a year is another year."""
    if len(text) <= HEAD:
        return text
    head = text[: HEAD + 1]
    return head[: max(head.rfind(" "), head.rfind("\n"), 0)]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_year(digits: str) -> int:
    """Read a year of two or four digits; three are a misprint of nobody knows which."""
    if len(digits) == len("23"):
        return CENTURY + int(digits)
    if not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        raise ImpossibleError(f"the year {digits} is broken")
    return int(digits)
