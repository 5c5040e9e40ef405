"""Dates told by their distance: "3 jam lalu", "kemarin", "Senin pekan lalu"."""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from newsarchive.text.calendar_words import (
    COUNT,
    DAY_PART,
    LONG_DAY,
    count_of,
    is_counted,
    weekday_of,
)
from newsarchive.text.date_text import FIRST_YEAR, ImpossibleError, Subject

_UNITS = {
    word: unit
    for unit, words in (
        ("second", "detik second seconds sec secs s"),
        ("minute", "menit mnt minute minutes min mins m"),
        ("hour", "jam hour hours hr hrs h"),
        ("day", "hari day days d"),
        ("week", "minggu pekan week weeks wk wks w"),
        ("month", "bulan bln month months mo mos"),
        ("year", "tahun thn year years yr yrs y"),
    )
    for word in words.split()
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_STEP = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_PRECISION = {"week": "day"}
_MONTHS = {"month": 1, "year": 12}
_AGO = re.compile(
    rf"(?:(?P<more>{COUNT})\s*(?P<more_unit>{_UNIT})\b[\s,]*(?:dan\s+|and\s+)?)?"
    rf"(?P<count>{COUNT})\s*(?P<unit>{_UNIT})\b\.?\s+(?:y(?:an)?g\s+)?"
    r"(?:(?:lalu|silam|ago|sebelumnya)|(?P<ahead>lagi|mendatang|ke\s+depan))\b"
)
# _AGO looks at every word that may count; these words are quicker to find.
_DISTANT = re.compile(r"lalu|silam|ago\b|sebelum|lagi|mendatang|depan")
_NOW = re.compile(
    r"\b(?:baru\s+saja|barusan|just\s+now|beberapa\s+detik\s+(?:yang\s+)?lalu"
    r"|a\s+few\s+seconds\s+ago)\b"
)
_DAY = re.compile(
    r"\b(?:(?P<two_before>kemar[ie]n\s+(?:lusa|dulu))"
    r"|(?P<yesterday>semalam|tadi\s+malam|malam\s+tadi|kemar[ie]n|yesterday)"
    rf"|(?P<today>hari\s+ini|tadi\s+{DAY_PART}|{DAY_PART}\s+(?:tadi|ini)|today)"
    r"|(?P<tomorrow>besok|esok|tomorrow)|(?P<two_after>lusa))\b"
)
_DAYS_AWAY = {"two_before": -2, "yesterday": -1, "today": 0, "tomorrow": 1}
_PERIOD = re.compile(
    r"\b(?P<unit>pekan|minggu|bulan|tahun)\s+(?:yang\s+)?(?P<when>lalu|ini|depan)\b"
    r"|\b(?P<english_when>last|this|next)\s+(?P<english>week|month|year)\b"
)
_BACK = {"lalu": 1, "last": 1, "ini": 0, "this": 0, "depan": -1, "next": -1}
_WEEKDAY = re.compile(
    rf"(?P<before>\b(?:last|next|hari)\s+)?\b(?P<day>{LONG_DAY})\b"
    rf"(?:\s*(?:-|s/d|hingga|sampai)\s*(?P<until>{LONG_DAY})\b)?"
    rf"(?:[\s,(]*{DAY_PART}\b)?(?:[\s,(]+(?P<week>pekan|minggu)\b)?"
    r"(?:[\s,(]+(?:yang\s+)?"
    r"(?P<when>lalu|silam|kemar[ie]n|ini|depan|mendatang|besok)\b)?"
)
_BEFORE = frozenset(("lalu", "silam", "kemarin", "kemaren", "last"))
_AFTER = frozenset(("depan", "mendatang", "besok", "next"))
_WEEK_OF_MONTH = re.compile(r"\s+(?:ke|pertama)")
_CLOCKS = re.compile(
    r"(?:pukul|jam|pkl)[\s.:]*\d[\d.:]*|\d{1,2}\s?[.:]\s?\d{2}(?:[.:]\d{2})?"
)
# A day with numbers that make no date: "Kamis (27/8/2O22)" is not the last Thursday.
_STRAY = re.compile(
    rf"(?:{LONG_DAY}|kemar[ie]n|hari\s+ini|besok|today|yesterday)[^\d]{{0,20}}\d|\d\s?/"
)


class Relative(NamedTuple):
    """A moment at a distance from the reference, and the last one of a range."""

    moment: datetime
    precision: str
    last: datetime | None = None


def find_relative(subject: Subject) -> Relative | None:
    """Find a distance from the reference; its unit is the precision."""
    if _DISTANT.search(subject.folded):
        match = _AGO.search(subject.folded)
        if match is not None:
            return _ago(match, subject.now())
    if _NOW.search(subject.folded):
        return Relative(subject.now(), "minute")
    found = _find_weekday(subject) or _find_day(subject)
    if found is None:
        return _find_period(subject)
    if _STRAY.search(_CLOCKS.sub("", subject.folded)):
        raise ImpossibleError("the numbers beside the day make no date")
    return found


def _ago(match: re.Match[str], now: datetime) -> Relative:
    sign = -1 if match["ahead"] else 1
    if match["more"]:
        now = _moved(now, sign * count_of(match["more"]), _UNITS[match["more_unit"]])
    count, unit = count_of(match["count"]), _UNITS[match["unit"]]
    moved = _moved(now, sign * count, unit)
    # Half an hour is told in minutes.
    if unit == "hour" and not count.is_integer():
        return Relative(moved, "minute")
    return Relative(moved, _PRECISION.get(unit, unit))


def _moved(now: datetime, count: float, unit: str) -> datetime:
    """Go back in time; months and years give the first day of theirs."""
    if unit in _STEP:
        return now - count * _STEP[unit]
    whole = now.year * 12 + now.month - 1 - int(count * _MONTHS[unit])
    if whole < FIRST_YEAR * 12:
        raise ImpossibleError("before there were newspapers")
    return now.replace(year=whole // 12, month=whole % 12 + 1, day=1)


def _find_weekday(subject: Subject) -> Relative | None:
    """Read a bare weekday, the latest one up to today: "Senin", "Senin-Selasa".

    "Kamis kemarin" is a Thursday before today, "Senin pekan lalu" last week's Monday.
    """
    match = _WEEKDAY.search(subject.folded)
    if match is None or _is_week(match):
        return None
    weekday, today = weekday_of(match["day"]), subject.now()
    day = today + timedelta(days=_days_to(weekday, today.weekday(), match))
    if match["until"] is None:
        return Relative(day, "day")
    length = (weekday_of(match["until"]) - weekday) % 7
    return Relative(day, "day", day + timedelta(days=length))


def _is_week(match: re.Match[str]) -> bool:
    """Whether "minggu" is a week: "3 minggu", "minggu lalu", "minggu ketiga"."""
    if match["day"] != "minggu":
        return False
    if match["when"] in _BACK and not match["week"] and not match["before"]:
        return True
    before, after = match.string[: match.start()], match.string[match.end() :]
    return is_counted(before) or _WEEK_OF_MONTH.match(after) is not None


def _days_to(weekday: int, today: int, match: re.Match[str]) -> int:
    when = match["when"] or (match["before"] or "").strip()
    if match["week"]:
        return weekday - today - 7 * _BACK.get(when, -(when in _AFTER))
    back = (today - weekday) % 7
    if when in _AFTER:
        return 7 - back
    return -(back or 7) if when in _BEFORE else -back


def _find_day(subject: Subject) -> Relative | None:
    """Read "kemarin", "hari ini", "tadi malam"."""
    match = _DAY.search(subject.folded)
    if match is None:
        return None
    days = _DAYS_AWAY.get(match.lastgroup or "", 2)
    return Relative(subject.now() + timedelta(days=days), "day")


def _find_period(subject: Subject) -> Relative | None:
    """Read "pekan lalu", "bulan ini"; this week is no day."""
    match = _PERIOD.search(subject.folded)
    if match is None or is_counted(subject.folded[: match.start()]):
        return None
    unit = _UNITS[match["unit"] or match["english"]]
    back = _BACK[match["when"] or match["english_when"]]
    if unit == "week" and back == 0:
        return None
    return Relative(_moved(subject.now(), back, unit), _PRECISION.get(unit, unit))
