"""Places as datelines print them: found at a position, nested, titled, coded."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from newsarchive.gazetteer.places import (
    PREFIXES,
    find_place,
    foreign,
    places_by_name,
)
from newsarchive.gazetteer.spelling import fold, key

KALBAR = re.compile(r"(?i:kalbar|kalimantan[ \xa0]+barat)\b")
_OTHER_REGIONS = re.compile(
    r"(?i:kal(?:teng|sel|tim|tara)|ja(?:bar|teng|tim)|"
    r"su(?:mut|mbar|msel|lsel|lteng|lut)|"
    r"kalimantan[ \xa0]+(?:tengah|selatan|timur|utara)|"
    r"jawa[ \xa0]+(?:barat|tengah|timur)|"
    r"(?:sumatera|sulawesi)[ \xa0]+(?:utara|barat|selatan|tengah|tenggara)|"
    r"banten|riau|jambi|lampung|bengkulu|sarawak|indonesia|malaysia)"
)
# Sections of a newspaper that stand beside the place: "JAKARTA, NASIONAL –".
RUBRIC = re.compile(
    r"(?:NASIONAL|POLITIK|OLAHRAGA|ADVERTORIAL|EKONOMI|HUKUM|KRIMINAL|PENDIDIKAN)\b"
)
# Not in Indonesia, and in the news of the border or of the world.
_ABROAD = re.compile(
    "kuching|sibu|miri|serian|tebedu|lundu|sarawak|kotakinabalu|kualalumpur|johorbahru|"
    "singapura|brunei|bandarseribegawan|bangkok|manila|hanoi|beijing|tokyo|seoul|"
    "hongkong|taipei|canberra|sydney|london|paris|washington|newyork|jenewa|moskow|"
    "makkah|mekkah|madinah|jeddah|kairo|istanbul|ankara|newdelhi|gaza"
)
# Villages are named like these: "Dalam rangka ..." is no dateline of Dalam.
_WORDS = re.compile(
    r"(?i:dalam|dari|demi|hari|kata|lagi|lebih|satu|dua|tiga|suka|hadir|barang|siswa)"
)
_RUN = re.compile(r"[A-Z][\w'’]*\.?(?:[ \xa0][A-Z][\w'’]*){0,4}")
_WORD_END = re.compile(r"(?<=\w)(?!\w)")
_ABBREVIATION = len("KKU")


def find_place_ends(text: str, at: int) -> list[int]:
    """Find where the known places that begin here end, the longest first."""
    run = _RUN.match(text, at)
    if run is None:
        return []
    ends = [match.end() for match in _WORD_END.finditer(text, at, run.end())]
    return [end for end in reversed(ends) if is_known_place(text[at:end])]


@lru_cache(maxsize=4096)
def is_known_place(name: str) -> bool:
    """Whether a name is a place's: ours, another province's, or one abroad."""
    words = fold(name)
    if not words or _WORDS.fullmatch(name):
        return False
    bare = words[1:] if words[0] in PREFIXES else words
    return _is_key("".join(words)) or _is_key("".join(bare))


def _is_key(folded: str) -> bool:
    return folded in _place_keys() or _ABROAD.fullmatch(folded) is not None


@cache
def _place_keys() -> frozenset[str]:
    names = places_by_name()
    ours = (
        name for level in ("regency", "district", "village") for name in names[level]
    )
    return frozenset(ours) | foreign()


def is_region(name: str) -> bool:
    """Whether a name is a province's or a country's."""
    return bool(KALBAR.fullmatch(name) or _OTHER_REGIONS.fullmatch(name))


def nest(places: Sequence[str]) -> tuple[str | None, str | None]:
    """Give the place, and the larger one around it: "Landak - Menjalin" is Menjalin."""
    one, other = (*places, None, None)[:2]
    if one is None or other is None:
        return one, None
    around = find_place(one)
    if around and find_place(other, within=around.code):
        return other, one
    return one, other if find_place(other) else None


@lru_cache(maxsize=1024)
def code_of(name: str, larger: str | None) -> str | None:
    """Give a place's code; a seat's own ("Ngabang") where it is a district too."""
    around = find_place(larger) if larger else None
    found = find_place(name, within=around.code if around else None)
    if found and key(found.name) != key(name):
        found = find_place(name, within=found.code) or found
    return found.code if found else None


def title(name: str) -> str:
    """Write a name in capitals or small letters as people do: "Kayong Utara"."""
    return " ".join(_title_word(word) for word in name.split())


def _title_word(word: str) -> str:
    # "KKU" and "KKR" are abbreviations.
    if word.isupper() and len(word) <= _ABBREVIATION:
        return word
    mixed = not (word.isupper() or word.islower())
    return word if mixed else word[:1].upper() + word[1:].lower()
