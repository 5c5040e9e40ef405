"""Dates told by their distance: "3 jam lalu", "kemarin", "Senin pekan lalu"."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from newsarchive.text.calendar_words import DAYS, LONG_DAY, NUMBERS

_UNITS = {
    "detik": "second",
    "menit": "minute",
    "jam": "hour",
    "hari": "day",
    "minggu": "week",
    "pekan": "week",
    "bulan": "month",
    "tahun": "year",
    "second": "second",
    "sec": "second",
    "minute": "minute",
    "min": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
_STEP = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_NUMBER = rf"\d{{1,4}}|se|{'|'.join(n for n, v in NUMBERS.items() if v)}"
_AGO = re.compile(
    rf"\b(?P<number>{_NUMBER})\s*(?P<unit>detik|menit|jam|hari|minggu|pekan|bulan|tahun|"
    r"second|sec|minute|min|hour|day|week|month|year)s?\.?\s+"
    r"(?:yang\s+|yg\s+)?(?:lalu|silam|ago|sebelumnya)\b"
)
_DAYS_AWAY = (
    (re.compile(r"\b(?:kemarin\s+lusa|kemarin\s+dulu)\b"), -2),
    (re.compile(r"\b(?:semalam|tadi\s+malam|kemarin|kemaren|yesterday)\b"), -1),
    (re.compile(r"\b(?:hari\s+ini|tadi\s+(?:pagi|siang|sore)|today)\b"), 0),
    (re.compile(r"\blusa\b"), 2),
    (re.compile(r"\b(?:besok|esok|tomorrow)\b"), 1),
)
_NOW = re.compile(r"\b(?:baru\s+saja|barusan|just\s+now)\b")
_LAST = re.compile(
    r"\b(?P<unit>pekan|minggu|bulan|tahun)\s+lalu\b|\blast\s+(?P<english>week|month|year)\b"
)
_WEEKDAY = re.compile(
    rf"\b(?P<day>{LONG_DAY})\b(?P<last>[a-z\s,]{{0,12}}\b(?:pekan|minggu)\s+lalu\b)?"
)
_WEEKDAY_YESTERDAY = re.compile(rf"\b{LONG_DAY}\b[a-z\s,()]{{0,12}}\bkemar[ie]n\b")

Relative = tuple[datetime, str]


def read_relative(text: str, reference: datetime | None, zone: str) -> Relative | None:
    """Read a distance from the reference; the unit is the precision."""
    if reference is None:
        return None
    now = reference.astimezone(ZoneInfo(zone))
    match = _AGO.search(text)
    if match is not None:
        return _ago(match, now)
    if _NOW.search(text):
        return now, "minute"
    return read_weekday(text, now) or _named(text, now)


def _named(text: str, now: datetime) -> Relative | None:
    """Read "kemarin", "hari ini", "pekan lalu"."""
    for pattern, days in _DAYS_AWAY:
        if pattern.search(text):
            return now + timedelta(days=days), "day"
    match = _LAST.search(text)
    if match is None:
        return None
    return _back(now, 1, _UNITS[match["unit"] or match["english"]])


def read_weekday(text: str, today: datetime) -> Relative | None:
    """Read a bare weekday: the latest one up to today.

    "Kamis kemarin" is a Thursday before today, "Senin pekan lalu" last week's Monday.
    """
    match = _WEEKDAY.search(text)
    if match is None:
        return None
    weekday = DAYS[match["day"]]
    if match["last"]:
        monday = today - timedelta(days=today.weekday() + 7)
        return monday + timedelta(days=weekday), "day"
    back = (today.weekday() - weekday) % 7
    if back == 0 and _WEEKDAY_YESTERDAY.search(text):
        back = 7
    return today - timedelta(days=back), "day"


def _ago(match: re.Match[str], now: datetime) -> Relative | None:
    word = match["number"]
    number = 1 if word == "se" else NUMBERS.get(word) or int(word)
    return _back(now, number, _UNITS[match["unit"]])


def _back(now: datetime, number: int, unit: str) -> Relative:
    if unit in _STEP:
        return now - number * _STEP[unit], "day" if unit == "week" else unit
    months = number if unit == "month" else 12 * number
    whole = now.year * 12 + now.month - 1 - months
    moved = now.replace(year=whole // 12, month=whole % 12 + 1, day=1)
    return moved, unit
