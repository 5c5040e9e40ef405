"""Months, days, parts of the day and numbers as Indonesian newsrooms write them."""

import re
from functools import lru_cache
from types import MappingProxyType

# Full names may be misspelt by one letter; short forms may not ("desa" is no "Des").
_FULL_MONTHS = (
    ("januari", "january"),
    ("februari", "pebruari", "february"),
    ("maret", "maart", "march"),
    ("april",),
    ("mei", "may"),
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
    ("mie", "meii", "mey"),  # misspelt: too short to be told by one letter
    ("jun",),
    ("jul",),
    ("agu", "ags", "agt", "agst", "agus", "agust", "aug"),
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
_SHORTEST = len("juni")
_CORRECTABLE = frozenset(
    name for names in _FULL_MONTHS for name in names if len(name) >= _SHORTEST
)
# What every month's name begins with, for a pattern that must not stop at each word.
MONTH = (
    r"(?:jan|feb|peb|mar|mrt|apr|me[iy]|mie|may|ju[nl]|a[gu]|sep|okt|oct|no[vp]|de[sc])"
    r"[a-z]{0,7}"
)

# The names of the days, the apostrophe of Jum'at folded away or mistyped.
_INDONESIAN_DAY = r"(?:senin|selasa|rabu|kamis|jum[\s,.]?a?at|sabtu|minggu|ahad)"
_ENGLISH_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
LONG_DAY = rf"(?:{_INDONESIAN_DAY}|{_ENGLISH_DAY})"
SHORT_DAY = (
    r"(?:sen|sel|rab|kam|jum|sab|ming?|mgg|mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?"
)
_DAYS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                ("sen", "mon"),
                ("sel", "tue"),
                ("rab", "wed"),
                ("kam", "thu"),
                ("jum", "fri"),
                ("sab", "sat"),
                ("min", "mgg", "aha", "sun"),
            )
        )
        for name in names
    }
)
DAY_PART = r"(?:pagi|siang|sore|petang|malam|dini\s?hari|subuh)"

_DIGITS = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas"
_ENGLISH_DIGITS = "one two three four five six seven eight nine ten"
_COUNTS = MappingProxyType(
    {
        **{word: float(n) for n, word in enumerate(_DIGITS.split(), 1)},
        **{word: float(n) for n, word in enumerate(_ENGLISH_DIGITS.split(), 1)},
        **dict.fromkeys(("se", "a", "an"), 1.0),
        **dict.fromkeys(("setengah", "half"), 0.5),
    }
)
_WORD = "|".join(sorted(_COUNTS.keys() - {"se"}, key=len, reverse=True))
# "3", "1,5", "dua", "dua puluh lima", "satu setengah", the "se" of "sejam".
COUNT = (
    r"(?:(?<![\d.,])\d{1,4}(?:[.,]5)?"
    rf"|\b(?:{_WORD})(?:\s+(?:belas|puluh))?(?:\s+(?:{_WORD}))?|\bse)"
)
_COUNTED = re.compile(rf"(?:{COUNT}|\d|akhir|beberapa|setiap|tiap)\s*$")


def month_of(word: str) -> int | None:
    """Give the number of a month's name, old, short or misspelt by one letter.

    None when it is no month, or could be two.
    """
    return _MONTHS.get(word) or _corrected(word)


def exact_month_of(word: str) -> int | None:
    """Give the number of a month's name, old or short, but not misspelt."""
    return _MONTHS.get(word)


def weekday_of(name: str) -> int:
    """Give the number of a day that one of the patterns above has found."""
    return _DAYS[name[:3]]


def is_counted(before: str) -> bool:
    """Whether these words count what follows: "3", "dua", "setiap"."""
    return _COUNTED.search(before) is not None


def count_of(words: str) -> float:
    """Give the number that COUNT has found."""
    if words[0].isdigit():
        return float(words.replace(",", "."))
    if words.startswith("half"):
        return _COUNTS["half"]
    total = 0.0
    for word in words.split():
        if word == "belas":
            total += 10
        elif word == "puluh":
            total *= 10
        else:
            total += _COUNTS[word]
    return total


@lru_cache(maxsize=4096)
def _corrected(word: str) -> int | None:
    if not _SHORTEST <= len(word) <= len("september") + 1:
        return None
    near = {name for name in _MONTHS if _is_one_edit(word, name)}
    numbers = {_MONTHS[name] for name in near}
    return numbers.pop() if len(numbers) == 1 and near & _CORRECTABLE else None


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
