"""A month or a year that a string states: "sepanjang Agustus 2023", "tahun 2022"."""

import re
from typing import NamedTuple

from newsarchive.text.calendar_words import month_of
from newsarchive.text.date_text import ImpossibleError, read_year

# The years of the press of this region, alone in a text that states nothing else.
_FIRST, _LAST = 1900, 2099
_LAST_MONTH = 12
_TO = r"\s*(?:-|/|s\s?/\s?d|s\.?d\b\.?|sampai(?:\s+dengan)?|hingga|to|until)\s*"
_NAMED = re.compile(
    r"(?<!\d)(?<!\d\s)(?<!\d\.)"
    rf"(?:\b(?P<first>[a-z]{{3,10}})(?:\s+(?P<first_year>\d{{4}}))?{_TO})?"
    r"\b(?P<month>[a-z]{3,10})\.?[\s,-]{0,2}(?:(?:tahun|thn)\.?\s+)?(?P<year>\d{4})(?!\d)"
)
_NUMBERS = re.compile(
    r"(?:bulan\s+)?(?:(?P<month>\d{1,2})\s?[/-]\s?(?P<year>\d{4})"
    r"|(?P<iso_year>\d{4})[/-](?P<iso_month>\d{1,2}))"
)
_YEARS = re.compile(
    # "Nomor 35 Tahun 2009" is a law.
    r"(?:(?<!\d\s)(?<!\d)\b(?:tahun|thn|sepanjang|selama|sejak|periode|akhir|awal)\.?\s+|^)"
    rf"(?P<year>\d{{4}})(?:{_TO}(?P<last>\d{{4}}))?(?![\d/.-])(?P<rest>.*)",
    re.DOTALL,
)
_MARKS = " ()[].,;:-|"


class Period(NamedTuple):
    """A month or a year, in ISO, and the last one of a range."""

    value: str
    precision: str
    last: str | None = None


def find_period(folded: str) -> Period | None:
    """Find a month with its year, or a year that is called one or stands alone."""
    match = _NUMBERS.fullmatch(folded.strip(_MARKS))
    if match is not None:
        year = match["year"] or match["iso_year"]
        return Period(_iso(year, int(match["month"] or match["iso_month"])), "month")
    for match in _NAMED.finditer(folded):
        month = month_of(match["month"])
        if month is not None:
            return _months(match, month)
    match = _YEARS.search(folded)
    return _years(match) if match is not None else None


def _months(match: re.Match[str], month: int) -> Period:
    first = month_of(match["first"]) if match["first"] else None
    last = _iso(match["year"], month)
    if first is None:
        return Period(last, "month")
    begin = _iso(match["first_year"] or match["year"], first)
    if last < begin:
        raise ImpossibleError(f"the range ends in {last}, before it begins")
    return Period(begin, "month", last)


def _iso(year: str, month: int) -> str:
    if not 1 <= month <= _LAST_MONTH:
        raise ImpossibleError(f"there is no month {month}")
    return f"{read_year(year)}-{month:02}"


def _years(match: re.Match[str]) -> Period | None:
    is_alone = match.start() == match.start("year")
    if is_alone and match["rest"].strip(_MARKS):
        return None
    years = [int(year) for year in (match["year"], match["last"]) if year]
    if not all(_FIRST <= year <= _LAST for year in years):
        return None
    last = match["last"] if years[-1] > years[0] else None
    return Period(match["year"], "year", last)
