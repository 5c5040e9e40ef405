"""The day that a string states: "20 Oktober 2023", "Senin (24/4)", "9-13/10/2023"."""

import re
from datetime import date
from typing import NamedTuple

from newsarchive.text.calendar_words import (
    DAY_PART,
    LONG_DAY,
    MONTH,
    SHORT_DAY,
    exact_month_of,
    is_counted,
    month_of,
    weekday_of,
)
from newsarchive.text.date_text import ImpossibleError, Subject, read_year

LONGEST_WEEKDAY_GAP = 40
_DAY = r"\d{1,2}(?:(?:st|nd|rd|th)\b)?"
_NAME = r"[a-z]{3,10}"
# A year of two digits ends what it stands in: "20 Okt 14.30" and "20 Okt, 25 orang"
# have none.
_SHORT_YEAR = (
    r"\d{2}(?=\s*(?:$|[^\s\w.:,]|[.,](?!\d)|pukul|jam|pkl|at\b)|\s+\d{1,2}[.:])"
)
_OF = r"[\s.,/-]{0,3}(?:(?:of|bulan)\s+)?"
_YEAR_OF = r"\.?[\s,/-]{0,3}(?:(?:tahun|thn)\.?\s+)?"
_CLOCK = r"\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+[a-z]{2,5})?"
_PATTERNS = {
    "iso": r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)"
    r"(?P<day>\d{1,2})(?!\d)",
    "named": rf"(?P<day>{_DAY}){_OF}(?P<month>{_NAME}){_YEAR_OF}"
    rf"(?P<year>\d{{4}}(?!\d)|{_SHORT_YEAR})",
    "first": rf"(?P<month>{MONTH})\.?[\s-]{{1,2}}(?P<day>{_DAY})"
    rf"(?:\s?-\s?(?P<until>\d{{1,2}}))?(?P<clock>{_CLOCK})?"
    r"(?:\s?,\s?|\s+|-)(?P<year>\d{4})(?!\d)",
    "number": r"(?<!\d[/.])(?<!\b[a-z]/)(?P<day>\d{1,2})\s{0,2}(?P<mark>[/.-])/?\s{0,2}"
    r"(?P<month>\d{1,2})\s{0,2}(?:(?P=mark)\s{0,2}"
    r"(?P<year>\d{4}(?!\d|/[a-z])|\d{2,3}(?![\d/]|[.-]\d|\s\d{1,2}(?![\d.:])))"
    r"|[/-]{1,2}\s?(?P<full>\d{4})(?!\d|/[a-z]))",
}


def _named(kind: str) -> str:
    """Give the groups of a pattern names of their own, and itself the kind's."""
    pattern = re.sub(r"\(\?P([<=])", rf"(?P\1{kind}_", _PATTERNS[kind])
    return f"(?P<{kind}>{pattern})"


_WHOLE = re.compile(
    # Not the 9 of "1 9 Oktober", nor the 2 of "minggu ke-2 Oktober".
    r"(?<!\d)(?=\d)(?!(?<=\b\d\s)\d(?!\d))(?<!ke-)"
    rf"(?:{_named('iso')}|{_named('named')}|{_named('number')})"
    rf"|\b(?=[adfjmnops]){_named('first')}"
)
_GROUPS = {kind: (f"{kind}_year", f"{kind}_month", f"{kind}_day") for kind in _PATTERNS}
_YEARLESS = re.compile(
    rf"(?<!\w)(?<!\d[.,:])(?P<day>\d{{1,2}})(?:[\s-]{{0,2}}(?P<name>{_NAME})\b\.?"
    r"|(?<!/\d)(?<!/\d\d)\s{0,2}/\s{0,2}(?P<number>\d{1,2})(?![\d/]))"
)
_ENGLISH_DAY = re.compile(
    r"\b(?P<name>(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)[a-z]{0,6})\.?\s"
    rf"(?P<day>{_DAY})(?=\s*(?:$|[,|@-]|at\b))"
)

_DAY_NAME = rf"(?:{LONG_DAY}|{SHORT_DAY})"
_TO = r"(?:-|s\s?/\s?d|s\.?d\b\.?|sampai(?:\s+dengan)?|hingga|until|to)"
_HEAD = re.compile(
    r"(?<![\w.,:/+-])(?<!jam )(?<!pukul )(?<!pkl )"
    r"(?P<day>\d{1,2})(?P<list>\s?,\s?\d{1,2})*"
    rf"(?:\s?/\s?(?P<number>\d{{1,2}})|[\s-]?(?P<name>{_NAME}))?[\s)]*"
    rf"(?:(?:{_TO})|(?P<also>dan|and|&))[\s.(]*(?:{_DAY_NAME}[\s,(]*)?$"
)
_LONGEST_HEAD = 60
_DIGIT = re.compile(r"\d")
_UNTIL = re.compile(rf"[\s)]*(?:{_TO}|/)[\s.(]*(?:{_DAY_NAME}[\s,(]*)?(?=[\da-z])")
# What may stand between a weekday and the numbers of its day.
_BETWEEN = (
    rf"(?:{DAY_PART}|hari|tadi|ini|lalu|kemar[ie]n|besok|pekan|depan|mendatang|tanggal"
    r"|tgl|wib|kliwon|legi|pahing|pon|wage)"
)
_BESIDE = re.compile(
    rf"(?:\b{LONG_DAY}\b|\b{SHORT_DAY}|\bpada\s*$"
    r"|\b(?:tanggal|tgl|jum|kemar[ie]n|hari\s+ini|semalam|tadi)\b)"
    rf"[\s,.:(/;-]*(?:{_BETWEEN}[\s,.(/-]*)*$"
)
_MARKS = " ()[].,;:-|"
_CLOCK_NEXT = re.compile(r"[\s,|-]*(?:pukul\s|jam\s)?\s*\d{1,2}[.:]\d{2}(?!\d)")
_STRAY = re.compile(
    r"[\s/-]{1,2}(?P<digits>\d+)(?![.:,]?\d)(?=\s*(?:$|[^\sa-z]|pukul|jam|pkl))"
)

_WEEKDAY_BEFORE = re.compile(
    rf".*\b(?:(?P<long>{LONG_DAY})\b[^\d]*|(?P<short>{SHORT_DAY})[\s,(]*)$", re.DOTALL
)
_WEEKDAY_AFTER = re.compile(rf"[\s,(]{{0,3}}(?P<long>{LONG_DAY})\b")


class Stated(NamedTuple):
    """A day as a string states it, where it stands there, and the last of a range."""

    start: int
    end: int
    day: date
    last: date | None = None

    def is_mismatch(self, folded: str) -> bool:
        """Whether the weekday beside the day is not the day's."""
        if self.last is not None:
            return False
        before = folded[max(0, self.start - LONGEST_WEEKDAY_GAP) : self.start]
        match = _WEEKDAY_BEFORE.match(before) if before else None
        match = match or _WEEKDAY_AFTER.match(folded, self.end)
        if match is None:
            return False
        name = match.lastgroup or "long"
        if weekday_of(match[name]) == self.day.weekday():
            return False
        # "3 minggu lalu, 17/10/2023" names no Sunday.
        return not is_counted(match.string[: match.start(name)])


class _Head(NamedTuple):
    """The beginning of a range, before the day that ends it."""

    start: int
    day: int
    month: int | None


def find_stated(subject: Subject) -> Stated | None:
    """Find the first day that is stated with its year, or else one without."""
    whole = _find_whole(subject.folded)
    return whole if whole is not None else _find_yearless(subject)


def states_day(folded: str, end: int) -> bool:
    """Whether a day with its year stands before a position."""
    return _WHOLE.search(folded, 0, end) is not None


def _find_whole(folded: str) -> Stated | None:
    unknown = None
    for match in _WHOLE.finditer(folded):
        found = _read_whole(match)
        if found is not None:
            return _ranged(found, folded)
        unknown = unknown or match["named_month"]
    # It may be a month, misspelt beyond reading: "Jumat, 20 Jumi 2023".
    if unknown is not None:
        raise ImpossibleError(f"{unknown} is no month")
    return None


def _read_whole(match: re.Match[str]) -> Stated | None:
    kind = match.lastgroup or ""
    year_told, month_told, day_told = match.group(*_GROUPS[kind])
    month = _month(month_told)
    if month is None or (kind == "number" and _is_version(match)):
        return None
    year = read_year(year_told or match["number_full"])
    day = date(year, month, _number(day_told))
    if kind != "first":
        return Stated(match.start(), match.end(), day)
    last = (
        date(year, month, int(match["first_until"])) if match["first_until"] else None
    )
    # The clock of "Fri Oct 20 14:30:00 2023" is read with what follows.
    end = match.start("first_clock") if match["first_clock"] else match.end()
    return Stated(match.start(), end, day, last)


def _is_version(match: re.Match[str]) -> bool:
    """Whether "2.10.23" is a number or a time of day, not a day."""
    year = match["number_year"] or match["number_full"]
    if match["number_mark"] != "." or len(year) == len("2023"):
        return False
    is_alone = match[0] == match.string
    return not is_alone and not _is_beside_day(match.string[: match.start()])


def _is_beside_day(before: str) -> bool:
    """Whether the text ends with a weekday, or with a word that announces a day."""
    return _BESIDE.search(before[-LONGEST_WEEKDAY_GAP:]) is not None


def _month(told: str) -> int | None:
    return int(told) if told[0].isdigit() else month_of(told)


def _number(told: str) -> int:
    return int(told if told.isdigit() else told[:-2])


def _ranged(found: Stated, folded: str) -> Stated:
    """Add what a range has before or behind the first day found in it."""
    head = _head(folded, found.start)
    if head is not None:
        month = head.month or found.day.month
        year = found.day.year - (month > found.day.month)
        return _span(head.start, found.end, date(year, month, head.day), found.day)
    until = _UNTIL.match(folded, found.end)
    match = _WHOLE.match(folded, until.end()) if until is not None else None
    last = _read_whole(match) if match is not None else None
    if last is None or last.day <= found.day:
        return found
    return Stated(found.start, last.end, found.day, last.day)


def _span(start: int, end: int, first: date, last: date) -> Stated:
    if last < first:
        raise ImpossibleError(f"the range ends on {last}, before it begins")
    return Stated(start, end, first, last)


def _head(folded: str, end: int) -> _Head | None:
    start = max(0, end - _LONGEST_HEAD)
    # Most days have no number before them, and looking for the digit is cheap.
    if _DIGIT.search(folded, start, end) is None:
        return None
    match = _HEAD.search(folded, start, end)
    if match is None or (match["list"] and not match["also"]):
        return None
    told = match["number"] or match["name"]
    # "Senin (9/10) dan Rabu (11/10/2023)" are two days, not the days between them.
    if told is None or match["also"]:
        return None if told else _Head(match.start(), int(match["day"]), None)
    month = _month(told)
    return _Head(match.start(), int(match["day"]), month) if month else None


def _find_yearless(subject: Subject) -> Stated | None:
    for match in _YEARLESS.finditer(subject.folded):
        found = _read_yearless(match, subject)
        if found is not None:
            return found
    english = _ENGLISH_DAY.search(subject.folded)
    month = exact_month_of(english["name"]) if english is not None else None
    if english is None or month is None:
        return None
    day = subject.nearest(month, _number(english["day"]))
    return Stated(english.start(), english.end(), day)


def _read_yearless(match: re.Match[str], subject: Subject) -> Stated | None:
    folded = subject.folded
    head = _head(folded, match.start())
    before = folded[: head.start if head else match.start()]
    month = _yearless_month(match, before, folded)
    if month is None:
        return None
    day = int(match["day"])
    if head is not None:
        first = subject.nearest(head.month or month, head.day)
        year = first.year + (first.month > month)
        return _span(head.start, match.end(), first, date(year, month, day))
    found = Stated(match.start(), match.end(), subject.nearest(month, day))
    return _until_yearless(found, folded)


def _yearless_month(match: re.Match[str], before: str, folded: str) -> int | None:
    """Give the month where this is a day: "skor 20/10" and "2 orang" are none."""
    if match["number"]:
        is_day = _is_pair(match, before, folded)
        return int(match["number"]) if is_day else None
    exact = exact_month_of(match["name"])
    month = exact or (month_of(match["name"]) if _is_beside_day(before) else None)
    stray = _STRAY.match(folded, match.end()) if month else None
    if stray is None:
        return month
    if len(stray["digits"]) == len("2023"):
        return None
    raise ImpossibleError(f"the year {stray['digits']} is broken")


def _is_pair(match: re.Match[str], before: str, folded: str) -> bool:
    """Whether two numbers stand beside a weekday, before a clock, or alone."""
    if _is_beside_day(before):
        return True
    if before.strip(_MARKS) or match[0].replace(" ", "") == "24/7":
        return False
    after = folded[match.end() :]
    return not after.strip(_MARKS) or _CLOCK_NEXT.match(after) is not None


def _until_yearless(found: Stated, folded: str) -> Stated:
    """Read the end of "Senin (9/10) sampai Kamis (12/10)"."""
    until = _UNTIL.match(folded, found.end)
    match = _YEARLESS.match(folded, until.end()) if until is not None else None
    month = _month(match["number"] or match["name"]) if match is not None else None
    if match is None or month is None:
        return found
    year = found.day.year + (found.day.month > month)
    last = date(year, month, int(match["day"]))
    return _span(found.start, match.end(), found.day, last)
