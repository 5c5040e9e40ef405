"""Names as people write them, folded to one spelling: "Sui Raya" is "Sungai Raya"."""

import re
from functools import cache

from newsarchive.gazetteer.tables import read_table

# One letter for every apostrophe: Python counts it as part of a word ("Pa'kedai").
APOSTROPHE = "ʼ"
_APOSTROPHES = "'’‘´`"
# Splits a plain text into gaps and words, which alternate.
_PARTS = re.compile(r"(\w+)")


@cache
def spellings() -> dict[str, str]:
    """Give the usual word for each abbreviated or misspelt one."""
    return {row["written"]: row["meant"] for row in read_table("spellings.tsv")}


def plain(text: str) -> str:
    """Write a text in small letters, one apostrophe and no underscores, as long as it was."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    for mark in _APOSTROPHES:
        small = small.replace(mark, APOSTROPHE)
    return small.replace("_", " ")


def part(small: str) -> list[str]:
    """Part a plain text: gap, word, gap, word ... gap."""
    return _PARTS.split(small)


def fold_words(words: list[str]) -> list[str]:
    """Fold plain words: no apostrophes, abbreviations and misspellings put right."""
    usual = spellings()
    if APOSTROPHE in "".join(words):
        words = [word.replace(APOSTROPHE, "") for word in words]
    return [usual.get(word, word) for word in words]


def fold(name: str) -> tuple[str, ...]:
    """Fold a name to its words; a leading "S." before a word is Sungai."""
    found = tuple(filter(None, fold_words(part(plain(name))[1::2])))
    if len(found) > 1 and found[0] == "s":
        return ("sungai", *found[1:])
    return found


def key(name: str) -> str:
    """Give the key of a name: its words joined, as "Kapuashulu" is Kapuas Hulu."""
    return "".join(fold(name))
