"""Dates that a person types, in any form the archive reads, held against the article."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from newsarchive.errors import ConfigurationError
from newsarchive.text.dates import Date, parse_date
from newsarchive.typed.names import parted

ORIGIN = "correction"
# Clocks differ; what was published after it was seen by more than a day is a slip.
SLACK = timedelta(days=1)
# The comma of "Jumat, 20 Oktober 2023" parts no two days.
_WEEKDAY_COMMA = re.compile(
    r"(?i)\b(senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)\s*,"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a typed value is read against: when the article was seen, and its outlet."""

    first_seen: datetime
    last_checked: datetime
    published: datetime | None = None
    zone: str = "Asia/Jakarta"
    outlet: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()


def read_published(text: str, setting: Setting) -> dict[str, Any]:
    """Read when an article was published."""
    return date_form(_moment(text, setting, setting.first_seen))


def read_modified(text: str, setting: Setting) -> str | None:
    """Read when an article was last changed."""
    return _moment(text, setting, setting.last_checked).value


def date_form(date: Date | None) -> dict[str, Any]:
    """Give a published date in the form of findings; None says that there is none."""
    return {
        "value": date.value if date else None,
        "precision": date.precision if date else None,
        "raw": date.raw if date else None,
        "origin": ORIGIN,
        "flags": [],
    }


def _moment(text: str, setting: Setting, seen: datetime) -> Date:
    """Read a date at its own precision; the page was seen at a moment it cannot follow."""
    date = _date(text, setting.first_seen, setting.zone)
    if date.end is not None:
        raise ConfigurationError(f"{text!r} is more than one day: give one")
    start = date.start(setting.zone)
    if start is not None and start > seen + SLACK:
        raise ConfigurationError(
            f"{text!r} ({date.value}) is after the archive saw the article, "
            f"{seen.astimezone(ZoneInfo(setting.zone)).isoformat(timespec='minutes')}"
        )
    return date


def _date(text: str, reference: datetime | None, zone: str) -> Date:
    date = parse_date(text, reference=reference, zone=zone)
    if date.value is None:
        raise ConfigurationError(f"{text!r} is no date: {date.reason}")
    if "weekday-mismatch" in date.flags:
        raise ConfigurationError(f"{text!r}: {date.value[:10]} is another weekday")
    return date


def read_event_dates(text: str, setting: Setting) -> list[list[Any]]:
    """Read the days on which something happened."""
    reference = setting.published or setting.first_seen
    found: dict[tuple[str, str | None], list[Any]] = {}
    for raw in parted(_WEEKDAY_COMMA.sub(r"\1", text)):
        date = _date(raw, reference, setting.zone)
        if date.day is None:
            raise ConfigurationError(f"{raw!r} ({date.value}) is no day")
        day = date.day.isoformat()
        found[day, date.end] = [day, date.end, raw, list(date.flags)]
    return list(found.values())
