"""What the text says happened when: "Jum’at (20/10/2023)", in order, each once."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsarchive.text.calendar_words import DAY_PART
from newsarchive.text.dates import Date, parse_date

# A day without a weekday beside it is told as an event only when it is this recent: law
# and history have dates too.
RECENT = timedelta(days=730)
_DAY = r"(?:Senin|Selasa|Rabu|Kamis|Jum['’‘ʼ´`]?at|Sabtu|Minggu|Ahad)"
_MARK = r"\s{0,3}[/.-]\s{0,3}"
_YEAR = r"(?:\s{0,3}/\s{0,3}\d{2,4})?"
_NUMBERS = (
    rf"(?:\d{{1,2}}\s?[-–]\s?\d{{1,2}}\s{{0,3}}/\s{{0,3}}\d{{1,2}}{_YEAR}"
    rf"|\d{{1,2}}{_MARK}\d{{1,2}}{_MARK}\d{{2,4}}"
    rf"|\d{{1,2}}\s{{0,3}}/\s{{0,3}}\d{{1,2}})(?!\d)"
)
_LONG = r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?[ -]{1,2}[A-Z][A-Za-z]{2,9}(?:,?[ -]{1,2}\d{4})?"
_CANDIDATE = re.compile(
    rf"\b{_DAY}(?:\s?[-–/]\s?{_DAY})?(?:\s{{1,2}}{DAY_PART})?"
    rf"\s{{0,2}}[,-]?\s{{0,2}}(?:\(\s{{0,2}}(?:{_NUMBERS}|{_LONG})\s{{0,2}}\)?|{_LONG}|{_NUMBERS})"
    r"|\b\d{1,2}[ -][A-Z][A-Za-z]{2,9},?[ -]\d{4}\b",
    re.IGNORECASE,
)
_HAS_DAY = re.compile(_DAY, re.IGNORECASE)
_TRAILING = re.compile(r"[\s,.-]+$")


@dataclass(frozen=True, slots=True)
class EventDate:
    """A day the text names: ISO, the printed string, flags, and the end of a range."""

    date: str
    raw: str
    flags: tuple[str, ...]
    end: str | None = None


def find_event_dates(
    text: str, *, published: datetime | None, zone: str = "Asia/Jakarta"
) -> tuple[EventDate, ...]:
    """Find the days a text names, against the day it was published.

    A day with its weekday counts always; one without only when it lies in the two years
    before publication. A weekday alone does not: which one is a guess.
    """
    found: dict[tuple[str, str | None], EventDate] = {}
    for match in _CANDIDATE.finditer(text):
        raw = _TRAILING.sub("", match[0])
        date = parse_date(raw, reference=published, zone=zone)
        if date.day is None or date.value is None:
            continue
        if _HAS_DAY.search(raw) or _is_recent(date, published, zone):
            day = date.day.isoformat()
            event = EventDate(day, raw, date.flags, date.end)
            found.setdefault((day, date.end), event)
    return tuple(found.values())


def _is_recent(date: Date, published: datetime | None, zone: str) -> bool:
    start = date.start(zone)
    if start is None or published is None:
        return False
    return published - RECENT <= start <= published + timedelta(days=1)
