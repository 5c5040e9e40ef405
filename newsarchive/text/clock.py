"""The time of day beside a date: "14.30 WIB", "pukul 09.00 wib malam", "2:30 PM"."""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from types import MappingProxyType
from typing import NamedTuple

from newsarchive.text.calendar_words import DAY_PART, LONG_DAY

NOON = 12
# Hours east of Greenwich; the American names are those of RFC 2822.
_ZONES = MappingProxyType(
    {
        zone: timezone(timedelta(hours=hours))
        for zone, hours in (
            *(("wib", 7), ("wita", 8), ("wit", 9)),
            *(("utc", 0), ("gmt", 0), ("ut", 0), ("z", 0)),
            *(("est", -5), ("edt", -4), ("cst", -6), ("cdt", -5)),
            *(("mst", -7), ("mdt", -6), ("pst", -8), ("pdt", -7)),
            *(("cet", 1), ("cest", 2), ("eet", 2), ("eest", 3)),
        )
    }
)
_NAMES = MappingProxyType(
    {
        _ZONES[zone].utcoffset(None): zone.upper()
        for zone in ("wib", "wita", "wit", "utc")
    }
)
_LOCAL = r"w\.?i\.?(?:b|t\.?a|t)\b"
_OFFSET = (
    r"(?P<sign>[+-])(?P<hours>\d{1,2})(?:(?P<colon>:)?(?P<minutes>\d{2}))?(?!\d|[.:]\d)"
)
_ZONE = (
    rf"(?:(?P<zone>{_LOCAL}|utc?|gmt|z|[ecmp][sd]t|[ce]es?t)\b)?"
    rf"(?:[\s,]{{0,2}}{_OFFSET}(?!\s*{_LOCAL}))?"
)
# "08.00-16.00 WIB", "14.30 s/d 16.00 WITA": the zone stands behind the end.
_UNTIL = r"(?:\s*(?:-|s\s?/?\s?d|sampai|hingga)\s*\d{1,2}[.:]\d{2}(?=\s*w))?"
_AFTER = rf"{_UNTIL}[\s(]*(?:(?P<half>[ap])\.?m\b\.?)?[\s(]*{_ZONE}[\s,)]*"
_PART = rf"(?P<part>{DAY_PART})?"
# Minutes have two digits: "pukul 9.5" is no time. Dots stand alone only; a comma or a
# space beside the mark only where "pukul" or a zone says that it is a time.
_CLOCK = re.compile(
    r"(?<![\d.,:/])(?P<iso>t)?(?P<hour>\d{1,2})"
    r"(?:(?P<mark>[.:])|\s?:\s?|[.,]\s?(?=\d{2}\s*w)|\s?\.\s(?=\d{2}\s*w))"
    r"(?P<minute>\d{2})(?:(?P=mark)(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    rf"(?!\d|[.:/,]\d){_AFTER}{_PART}"
)
_HOUR = re.compile(
    r"(?:\b(?:pukul|jam|pkl|pk)\b[\s.:]*(?=\d)|\bt(?=\d{2})"
    rf"|(?<![\w.,:/])(?=\d{{1,2}}\s?(?:[ap]m\b|{_LOCAL})))"
    r"(?:(?P<four>\d{4}(?:\d{2})?)|(?P<hour>\d{1,2}))(?!\d|[.:,]\d)"
    rf"{_AFTER}{_PART}"
)
_BESIDE_DAY = re.compile(
    rf"(?:\b{LONG_DAY}|[\d)]|\btadi|\bkemarin)[\s,)]*\b(?P<part>{DAY_PART})\b"
)
_ANY_ZONE = re.compile(rf"\b{_LOCAL}")
# What 9 in the evening is: the hours that a part of the day moves behind noon.
_AFTERNOON = MappingProxyType(
    {
        "malam": range(6, 13),
        "sore": range(1, 8),
        "petang": range(1, 8),
        "siang": range(1, 5),
    }
)
_MOVING = (*_AFTERNOON, "dini")
_DIGIT = re.compile(r"\d")
_DAY = timedelta(days=1)
_MIDNIGHT = 24
_FARTHEST = timedelta(hours=14)
_PRECISIONS = ("second", "minute", "hour")


class Clock(NamedTuple):
    """A time of day; hour 24 is the next day's midnight, no zone the outlet's."""

    hour: int
    minute: int
    second: int
    precision: str
    zone: tzinfo | None
    start: int

    def on(self, day: date, zone: tzinfo) -> datetime:
        """Give the moment of this time on a day."""
        zone = self.zone or zone
        if self.hour == _MIDNIGHT:
            return datetime.combine(day + _DAY, time(), zone)
        return datetime.combine(day, time(self.hour, self.minute, self.second), zone)


def read_clock(text: str, *, context: str = "") -> Clock | None:
    """Find a time of day in folded text; an impossible one is none.

    `context` is the whole string: "Rabu malam (18/10) pukul 09.00" means 21:00.
    """
    # Every time of day has a digit, and most texts around a day have none.
    if _DIGIT.search(text) is None:
        return None
    whole = context or text
    for match in _CLOCK.finditer(text):
        clock = _clock(match.group("hour", "minute", "second"), match, whole)
        if clock is not None:
            return clock
    short = _HOUR.search(text)
    if short is None:
        return None
    # "pukul 14", "2 pm", "14 WIB", "pukul 1430", "T143000"
    digits = short["four"] or short["hour"]
    told = (digits[:2], digits[2:4] or None, digits[4:] or None)
    return _clock(told, short, whole)


def _clock(
    told: tuple[str | None, ...], match: re.Match[str], whole: str
) -> Clock | None:
    hour = _hour(int(told[0] or 0), match, whole)
    minute, second = int(told[1] or 0), int(told[2] or 0)
    if not _is_possible(hour, minute, second):
        return None
    precision = _PRECISIONS[told.count(None)]
    return Clock(hour, minute, second, precision, _zone(match, whole), match.start())


def zone_name(moment: datetime) -> str:
    """Name the zone of a moment: WIB, WITA, WIT, UTC, or its offset."""
    return (
        _NAMES.get(moment.utcoffset() or timedelta())
        or moment.isoformat()[-len("+07:00") :]
    )


def _is_possible(hour: int, minute: int, second: int) -> bool:
    if hour == _MIDNIGHT:
        return minute == second == 0
    return hour < _MIDNIGHT and minute < 60 and second < 60  # noqa: PLR2004 (a clock's)


def _hour(hour: int, match: re.Match[str], whole: str) -> int:
    """Count the hour from midnight: 9 malam is 21, 3 sore is 15, 2 malam is 2."""
    if match["half"]:
        half = NOON if match["half"] == "p" else 0
        return hour % NOON + half if hour <= NOON else hour
    if not 0 < hour <= NOON:
        return hour
    part = match["part"] or _part_beside_day(whole)
    if part.startswith("dini") and hour == NOON:
        return 0
    return hour + NOON if hour in _AFTERNOON.get(part, ()) else hour


def _part_beside_day(text: str) -> str:
    if not any(part in text for part in _MOVING):
        return ""
    match = _BESIDE_DAY.search(text)
    return match["part"] if match else ""


def _zone(match: re.Match[str], whole: str) -> tzinfo | None:
    offset = _offset(match) if match["sign"] else None
    if offset is not None:
        return timezone(offset)
    name = match["zone"]
    if name is None:
        elsewhere = _ANY_ZONE.search(whole)
        name = elsewhere[0] if elsewhere is not None else None
    return _ZONES[name.replace(".", "")] if name else None


def _offset(match: re.Match[str]) -> timedelta | None:
    """Read "+07:00", "-0500", "GMT+7"; the minus of "08:00-10:00" means until."""
    if not _is_offset(match):
        return None
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    if offset > _FARTHEST:
        return None
    return -offset if match["sign"] == "-" else offset


def _is_offset(match: re.Match[str]) -> bool:
    if match["zone"]:
        return match["zone"] in {"gmt", "utc", "ut"}
    if match["sign"] == "+":
        return True
    told = match.groupdict()
    is_exact = told.get("iso") or told.get("second")
    return bool(is_exact or (told["minutes"] and not told["colon"]))
