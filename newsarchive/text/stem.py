"""Words as search sees them: folded, and stemmed for Indonesian.

The same function makes the index and the query, so both databases find the same
articles. Snowball's Indonesian stemmer (Tala's algorithm) is the one PostgreSQL has too.
"""

import re
from functools import cache

import Stemmer

# Raise it when the output changes: the index must be rebuilt then.
NORMALISER = 1
_APOSTROPHES = re.compile("['’‘ʼ´`]")
_WORD = re.compile(r"[^\W_]+")


@cache
def _stemmer() -> "Stemmer.Stemmer":
    return Stemmer.Stemmer("indonesian")


def words(text: str) -> list[str]:
    """Fold a text to its words: "Jum’at" and "Jumat" are one."""
    return _WORD.findall(_APOSTROPHES.sub("", text).casefold())


def stems(text: str) -> list[str]:
    """Stem every word of a text: "mencuri", "dicuri" and "pencurian" are one."""
    stemmed: list[str] = _stemmer().stemWords(words(text))
    return stemmed


def alternatives(word: str) -> tuple[str, ...]:
    """Stem one query word; give both stems where Snowball splits a family.

    It cuts the t off "menangkap" (angkap) but not off "ditangkap" (tangkap).
    """
    (folded,) = words(word) or [""]
    (stem,) = stems(folded) or [""]
    if stem.startswith("t") and stem[1:2] in set("aeiou"):
        return stem, stem[1:]
    if re.match("[mp]en", folded) and stem[:1] in set("aeiou"):
        return stem, "t" + stem
    return (stem,)
