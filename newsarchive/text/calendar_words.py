"""Months, days, parts of the day and zones as Indonesian newsrooms write them."""

from functools import lru_cache
from types import MappingProxyType

# Full names may be misspelt by one letter; short forms may not.
_FULL_MONTHS = (
    ("januari", "january"),
    ("februari", "pebruari", "february"),
    ("maret", "march"),
    ("april",),
    ("mei",),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
_SHORT_MONTHS = (
    ("jan",),
    ("feb", "peb", "febr"),
    ("mar", "mrt"),
    ("apr",),
    ("may",),
    ("jun",),
    ("jul",),
    ("agu", "ags", "agt", "agst", "agust", "aug"),
    ("sep", "sept"),
    ("okt", "oct"),
    ("nov", "nop"),
    ("des", "dec"),
)
_MONTHS = {
    name: number
    for table in (_FULL_MONTHS, _SHORT_MONTHS)
    for number, names in enumerate(table, 1)
    for name in names
}
# Shorter names are one letter from other words: "Mei" from "Mea", "Juni" from "Juli".
_CORRECTABLE = {name: n for name, n in _MONTHS.items() if len(name) >= len("maret")}

DAYS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                ("senin", "sen", "monday", "mon"),
                ("selasa", "sel", "tuesday", "tue"),
                ("rabu", "rab", "wednesday", "wed"),
                ("kamis", "kam", "thursday", "thu"),
                ("jumat", "jum", "friday", "fri"),
                ("sabtu", "sab", "saturday", "sat"),
                ("minggu", "ming", "min", "ahad", "sunday", "sun"),
            )
        )
        for name in names
    }
)
# The day as a regular expression, apostrophes of Jum'at folded away beforehand.
LONG_DAY = r"(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu|ahad)"
DAY_PART = r"(?:pagi|siang|sore|petang|malam|dini\s+hari|subuh)"

ZONE_HOURS = MappingProxyType(
    {"wib": 7, "wita": 8, "wit": 9, "utc": 0, "gmt": 0, "z": 0}
)
NUMBERS = MappingProxyType(
    {
        "satu": 1,
        "dua": 2,
        "tiga": 3,
        "empat": 4,
        "lima": 5,
        "enam": 6,
        "tujuh": 7,
        "delapan": 8,
        "sembilan": 9,
        "sepuluh": 10,
        "beberapa": None,
        "a": 1,
        "an": 1,
        "one": 1,
    }
)


def month_of(word: str) -> int | None:
    """Give the number of a month's name, old, short or misspelt by one letter.

    None when it is no month, or could be two.
    """
    folded = word.casefold()
    return _MONTHS.get(folded) or _corrected(folded)


@lru_cache(maxsize=4096)
def _corrected(word: str) -> int | None:
    if not len("mare") <= len(word) <= len("september") + 1:
        return None
    near = {n for name, n in _CORRECTABLE.items() if _is_one_edit(word, name)}
    return near.pop() if len(near) == 1 else None


def _is_one_edit(a: str, b: str) -> bool:
    """Whether one letter more, less, other or swapped makes `b` of `a`."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    return (
        rest_a[1:] == rest_b[1:]
        or rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])
    )
