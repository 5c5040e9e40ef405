"""The time of day beside a date: "14.30 WIB", "pukul 09.00 wib malam", "2:30 PM"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from newsarchive.text.calendar_words import DAY_PART, ZONE_HOURS

NOON = 12
_NAMES = {7: "WIB", 8: "WITA", 9: "WIT", 0: "UTC"}
_ZONE = (
    r"(?:(?P<zone>wib|wita|wit|utc|gmt|z)\b(?:\s*(?P<gmt>[+-]\d{1,2})\b)?"
    r"|(?P<offset>[+-]\d{2}):?(?P<minutes>\d{2})(?!\d))"
)
# Minutes have two digits: "pukul 9.5" is no time.
_CLOCK = re.compile(
    r"(?<![\d.,:/])(?P<hour>\d{1,2})(?P<mark>[.:])(?P<minute>\d{2})"
    r"(?:(?P=mark)(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?![\d]|[.:/,]\d)"
    rf"\s*(?:(?P<half>am|pm)\b)?\s*{_ZONE}?"
    rf"[\s,)]*(?P<part>{DAY_PART})?"
)
_HOUR = re.compile(
    r"\b(?:pukul|jam|pkl)\.?\s*(?P<hour>\d{1,2})(?![\d]|[.:,]\d)"
    rf"\s*(?:{_ZONE})?\s*(?P<part>{DAY_PART})?"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; hour 24 is the next day's midnight, no zone the outlet's."""

    hour: int
    minute: int
    second: int
    precision: str
    zone: tzinfo | None

    def on(self, day: date, zone: tzinfo) -> datetime:
        """Give the moment of this time on a day."""
        midnight = datetime.combine(day, time(), self.zone or zone)
        return midnight + timedelta(
            hours=self.hour, minutes=self.minute, seconds=self.second
        )


def read_clock(text: str) -> Clock | None:
    """Find a time of day in folded text; an impossible one is none."""
    for match in _CLOCK.finditer(text):
        minute, second = int(match["minute"]), int(match["second"] or 0)
        hour = _whole_hour(int(match["hour"]), match["half"], match["part"])
        if _is_possible(hour, minute, second):
            precision = "second" if match["second"] else "minute"
            return Clock(hour, minute, second, precision, _zone(match))
    return _read_hour(text)


def _read_hour(text: str) -> Clock | None:
    match = _HOUR.search(text)
    if match is None:
        return None
    hour = _whole_hour(int(match["hour"]), None, match["part"])
    if not _is_possible(hour, 0, 0):
        return None
    return Clock(hour, 0, 0, "hour", _zone(match))


def zone_name(moment: datetime) -> str:
    """Name the zone of a moment: WIB, WITA, WIT, UTC, or its offset."""
    offset = moment.utcoffset() or timedelta()
    hours = offset.total_seconds() / 3600
    return (
        _NAMES.get(int(hours), "")
        if hours == int(hours) and hours in _NAMES
        else (moment.isoformat()[-len("+07:00") :])
    )


def _is_possible(hour: int, minute: int, second: int) -> bool:
    if (hour, minute, second) == (24, 0, 0):
        return True
    return hour < 24 and minute < 60 and second < 60  # noqa: PLR2004 (a clock's)


def _whole_hour(hour: int, half: str | None, part: str | None) -> int:
    """Count the hour from midnight: 9 malam is 21, 3 sore is 15, 2 malam is 2."""
    if half is not None:
        return hour % NOON + (NOON if half == "pm" else 0)
    afternoon = {"malam": range(6, 12), "sore": range(1, 8), "petang": range(1, 8)}
    afternoon["siang"] = range(1, 5)
    return hour + NOON if part in afternoon and hour in afternoon[part] else hour


def _zone(match: re.Match[str]) -> tzinfo | None:
    if match["offset"]:
        sign = -1 if match["offset"][0] == "-" else 1
        hours, minutes = int(match["offset"][1:]), int(match["minutes"])
        return _fixed(sign * timedelta(hours=hours, minutes=minutes))
    if match["zone"]:
        hours = ZONE_HOURS[match["zone"]] + int(match["gmt"] or 0)
        return _fixed(timedelta(hours=hours))
    return None


def _fixed(offset: timedelta) -> tzinfo | None:
    return timezone(offset) if abs(offset) < timedelta(hours=24) else None
