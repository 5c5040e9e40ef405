"""What the text says happened when: "Jum’at (20/10/2023)", in order, each once."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsarchive.text.calendar_words import DAY_PART
from newsarchive.text.dates import EventDate, parse_date

__all__ = ["EventDate", "find_event_dates"]

# A day without a weekday beside it is told as an event only when it is this recent: law
# and history have dates too.
RECENT = timedelta(days=730)
_WEEKDAY = r"(?:Senin|Selasa|Rabu|Kamis|Jum['’‘ʼ´`\u2032 ]?at|Sabtu|Minggu|Ahad)"
_TO = r"\s?(?:[-–—/]|s[./]?d\.?|sampai|hingga|dan)\s?"
# What may stand between a weekday and its day: "Kamis malam lalu, tanggal 19/10/2023".
_BETWEEN = (
    rf"(?:[\s,]{{1,2}}(?:{DAY_PART}|hari|tadi|lalu|kemarin|tanggal|tgl\.?)\b){{0,3}}"
)
_ANCHOR = (
    rf"(?:{_WEEKDAY}(?:{_TO}{_WEEKDAY})?{_BETWEEN}"
    r"|(?:kemarin|hari ini|tadi malam|malam tadi|semalam)(?=\s{0,2}\())"
)
_MARK = r"\s{0,2}[/.-]\s{0,2}"
_SLASH = r"\s{0,2}/\s{0,2}"
_NUMBERS = (
    rf"(?:\d{{1,2}}(?:{_SLASH}\d{{1,2}})?{_TO}\d{{1,2}}{_SLASH}\d{{1,2}}"
    rf"(?:{_SLASH}\d{{2,4}})?"
    rf"|\d{{1,2}}{_MARK}\d{{1,2}}{_MARK}\d{{2,4}}|\d{{1,2}}{_SLASH}\d{{1,2}})(?![\d/])"
)
_GAP = r"[ \u00a0/-]{1,2}"
_MONTH = rf"{_GAP}[A-Za-z]{{3,10}}\b"
_LONG = rf"\d{{1,2}}(?:(?:{_MONTH})?{_TO}\d{{1,2}})?{_MONTH}(?:,?{_GAP}\d{{4}})?"
_YEAR = r"(?P<{}>(?:19|20)\d{{2}})(?![\w/-])"
# The look at the first character keeps other words cheap; so does that it minds case.
_CANDIDATE = re.compile(
    r"\b(?=[SRKJMAHTsrkjmaht\d])(?i:(?=[srkjmaht])(?:"
    # With a weekday, or "kemarin" before brackets:
    rf"(?P<anchor>{_ANCHOR})\s{{0,2}}[,/-]?\s{{0,2}}(?P<open>[(\[]\s{{0,2}})?"
    rf"(?:{_NUMBERS}|{_LONG})(?(open)(?:\s{{0,2}}[)\]])?)(?:\s(?:mendatang|nanti))?"
    r"|(?:tanggal|tgl\.?)\s{1,2}\d{1,2}/\d{1,2}(?![\d/]))"
    # A whole day without one; "LP/12/10/2023" is the number of a report.
    rf"|(?=\d)(?<![\w/.,-])(?:(?:\d{{1,2}}(?:{_MONTH})?{_TO})?\d{{1,2}}"
    rf"(?:{_MONTH},?{_GAP}{_YEAR.format('year')}"
    rf"|(?P<mark>[/-])\d{{1,2}}(?P=mark){_YEAR.format('numbers')})"
    # One without a year, where the words say that it is a day.
    rf"|(?:(?<=\bpada\s)|(?<=\btanggal\s)|(?<=\btgl\s))\d{{1,2}}{_MONTH}(?!{_GAP}\d)))"
)
_TRAILING = " \t\r\n,.-"


def find_event_dates(
    text: str, *, published: datetime | None, zone: str = "Asia/Jakarta"
) -> tuple[EventDate, ...]:
    """Find the days a text names, against the day it was published.

    A day with its weekday counts always; one without only when it lies in the two years
    before publication. A weekday alone does not: which one is a guess.
    """
    found: dict[tuple[str, str | None], EventDate] = {}
    window = _window(published, zone)
    seen: set[str] = set()
    for match in _CANDIDATE.finditer(text):
        raw = match[0].rstrip(_TRAILING)
        if raw in seen or not _may_count(match, window):
            continue
        seen.add(raw)
        told = parse_date(raw, reference=published, zone=zone)
        if told.day is None or not (match["anchor"] or _is_recent(told.day, window)):
            continue
        day = told.day.isoformat()
        found.setdefault((day, told.end), EventDate(day, raw, told.flags, told.end))
    return tuple(found.values())


Window = tuple[date, date]


def _window(published: datetime | None, zone: str) -> Window | None:
    """Give the days that a text of this age may tell of without a weekday."""
    if published is None:
        return None
    if published.tzinfo is not None:
        published = published.astimezone(ZoneInfo(zone))
    day = published.date()
    return day - RECENT, day + timedelta(days=1)


def _may_count(match: re.Match[str], window: Window | None) -> bool:
    """Whether a match is worth reading: law reports name many old years."""
    if match["anchor"]:
        return True
    year = match["year"] or match["numbers"]
    if window is None or year is None:
        return window is not None
    return window[0].year <= int(year) <= window[1].year


def _is_recent(day: date, window: Window | None) -> bool:
    return window is not None and window[0] <= day <= window[1]
