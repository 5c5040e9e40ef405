"""Read when to crawl as people write it; refuse what would never fire."""

import re
from collections.abc import Sequence

from newsarchive.errors import ConfigurationError
from newsarchive.operations.beats import (
    DAY,
    FIELDS,
    HOUR,
    MINUTE,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    Beat,
    Field,
)

_DAY = 24 * 60
_EVERY = re.compile(r"(?a:(\d{1,6})\s*([mhd]))")
_AT = re.compile(r"(?a:(\d{1,2}):(\d{2}))")
_PART = re.compile(r"(?a:(\*|[a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?(?:/(\d{1,2}))?)")
_UNITS = {"m": 1, "h": 60, "d": _DAY}
_NAMES = {name: number for number, name in enumerate(MONTHS, start=1)}
_NAMES |= {name: number for number, name in enumerate(WEEKDAYS)}


def read_beats(every: str, at: Sequence[str], cron: Sequence[str]) -> tuple[Beat, ...]:
    """Read when to crawl as it was given by hand; without a word every 15 minutes."""
    if sum(map(bool, (every, at, cron))) > 1:
        raise ConfigurationError("give one of --every, --at and --cron")
    if at:
        return tuple(dict.fromkeys(map(read_at, at)))
    if cron:
        return tuple(dict.fromkeys(map(read_cron, cron)))
    return (read_every(every or "15m"),)


def read_every(text: str) -> Beat:
    """Read an interval, 15m, 2h or 1d, that divides an hour or a day."""
    found = _EVERY.fullmatch(text.strip())
    if found is None:
        raise ConfigurationError(
            f"--every {text!r} is no interval: write 15m, 2h or 1d"
        )
    minutes = int(found[1]) * _UNITS[found[2]]
    if not minutes:
        raise ConfigurationError(
            f"--every {text} would never fire: write 15m, 2h or 1d"
        )
    if minutes < 60 and 60 % minutes == 0:  # noqa: PLR2004 (minutes of an hour)
        return Beat(minutes=frozenset(range(0, 60, minutes)))
    if minutes % 60 == 0 and _DAY % minutes == 0:
        return Beat(frozenset({0}), frozenset(range(0, 24, minutes // 60)))
    raise ConfigurationError(
        f"--every {text} does not divide an hour or a day: use 1, 2, 3, 4, 5, 6, 10, 12, "
        "15, 20 or 30 m, 1, 2, 3, 4, 6, 8 or 12 h, 1d, or --cron"
    )


def read_at(text: str) -> Beat:
    """Read a time of every day, 06:00."""
    found = _AT.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2])) if found else (-1, -1)
    if hour not in HOUR.whole or minute not in MINUTE.whole:
        raise ConfigurationError(
            f"--at {text!r} is no time of the day: write 06:00, at most 23:59"
        )
    return Beat(frozenset({minute}), frozenset({hour}))


def read_cron(text: str) -> Beat:
    """Read the five fields of a crontab's line."""
    parts = text.lower().split()
    if len(parts) != len(FIELDS):
        raise ConfigurationError(
            f"--cron {text!r} has {len(parts)} fields, not 5: minute, hour, day of the "
            "month, month, day of the week, like '0 6 * * mon'"
        )
    read = [_read_field(part, field) for part, field in zip(parts, FIELDS, strict=True)]
    beat = Beat(*read)
    if beat.never():
        raise ConfigurationError(
            f"--cron {text!r} would never fire: no such month has such a day"
        )
    if beat.days != DAY.whole and beat.weekdays != WEEKDAY.whole:
        raise ConfigurationError(
            f"--cron {text!r} names days of the month and of the week; cron takes either, "
            "systemd both: give one of them, or two --cron"
        )
    return beat


def _read_field(text: str, field: Field) -> frozenset[int]:
    return frozenset().union(*(_read_part(part, field) for part in text.split(",")))


def _read_part(text: str, field: Field) -> frozenset[int]:
    """Read one member of a field's list: *, 5, 1-5, */15, mon."""
    found = _PART.fullmatch(text)
    step = int(found[3] or 1) if found else 0
    first, last = _ends(found, field) if found else (0, -1)
    top = 7 if field is WEEKDAY else field.most
    if not step or not field.least <= first <= last <= top:
        raise ConfigurationError(f"--cron: {text!r} is no {field.name}")
    # Sunday is cron's 0 and 7.
    return frozenset(
        number % 7 if field is WEEKDAY else number
        for number in range(first, last + 1, step)
    )


def _ends(found: re.Match[str], field: Field) -> tuple[int, int]:
    """Give the first and the last number a member of a list spans."""
    if found[1] == "*":
        # "*-5" is nothing.
        return (field.least, field.most) if found[2] is None else (0, -1)
    first = _number(found[1], field)
    if found[2] is not None:
        return first, _number(found[2], field)
    # "5/15" is cron's for "from 5 on".
    return first, field.most if found[3] else first


def _number(text: str, field: Field) -> int:
    if text.isdigit():
        return int(text)
    return _NAMES[text] if text in field.names else -1
