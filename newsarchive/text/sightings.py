"""Sees names of places among a text's words, with what stands before and after them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from newsarchive.gazetteer.places import (
    LEVELS,
    PREFIXES,
    Level,
    Place,
    elsewhere,
    places,
)
from newsarchive.gazetteer.spelling import fold
from newsarchive.text.scan import Names, Words


def _set(row: str) -> frozenset[str]:
    return frozenset(row.split())


_CUE_WORDS: dict[Level, str] = {
    "regency": "bupati wabup pemkab kodim dandim polres mapolres kapolres wakapolres "
    "polresta mapolresta kapolresta wakapolresta",
    "district": "camat polsek mapolsek kapolsek wakapolsek polsekta mapolsekta "
    "kapolsekta polsubsektor sektor koramil danramil puskesmas",
    "village": "kades lurah dusun dsn kampung bhabinkamtibmas",
}
# Words that say which level the name after them has.
CUES: dict[str, Level] = {
    **PREFIXES,
    **{word: level for level, row in _CUE_WORDS.items() for word in row.split()},
}
_VILLAGE_CUES = frozenset(cue for cue, level in CUES.items() if level == "village")
# Before a name that is a river's, a road's or a newspaper's, not the place's.
_OTHER_THINGS = _set(
    "sungai danau das jalan jl jln gang gg hotel bank operasi tribun suara warta media "
    "berita kabar harian pelabuhan komplek kompleks perumahan sultan"
)
_NEWSPAPERS = _set("post pos news times tv tribun ekspres informasi")
_DOMAINS = _set("com co id net org news info my tribunnews go sch ac")
_JOINED = ("sungai", "tanjung", "teluk", "nanga", "pulau", "batu")
_SHORTEST = len("jawi")
# "KKU" is a regency, "kku" is not a word; names this short are written in capitals.
_ABBREVIATION = len("KKU")


_ByLevel = Mapping[Level | None, tuple[Place, ...]]


class Sighting(NamedTuple):
    """A name among the words, the word before it, and the places it may mean.

    Those are of the level the word before says, or else the largest of that name.
    """

    first: int
    last: int
    key: str
    before: str
    candidates: tuple[Place, ...]

    @property
    def cued(self) -> bool:
        """Whether the word before the name says what it is."""
        return self.before in CUES


def sightings(words: Words) -> Iterator[Sighting]:
    """Give the places' names in a text in order, each word in one of them at most."""
    openings = _openings()
    done = 0
    for index in [i for i, word in enumerate(words.folded) if word in openings]:
        if index < done:
            continue
        for first, last, named, before in _names_at(words, index):
            done = last
            seen = _sighting(words, first, last, named, before)
            if seen is not None:
                yield seen


def _names_at(words: Words, index: int) -> Iterator[tuple[int, int, _ByLevel, str]]:
    """Read the name at a word, and those listed with it where a cue holds for all."""
    word = words.folded[index]
    names, first, before = _large_names(), index, _before(words, index)
    if word in _VILLAGE_CUES:
        names, first, before = _village_names(), index + 1, word
    name = names.longest(words, first)
    if name is None or (first > index and not words.close(first)):
        return
    yield first, name[0], name[1][0], before
    if CUES.get(before) in {"district", "village"}:
        for start, end, named in names.listed(words, name[0]):
            yield start, end, named[0], before


def _sighting(
    words: Words, first: int, last: int, named: _ByLevel, before: str
) -> Sighting | None:
    candidates = named.get(CUES.get(before))
    if candidates is None or not _is_place(words, first, last, before):
        return None
    return Sighting(first, last, "".join(words.folded[first:last]), before, candidates)


def _before(words: Words, index: int) -> str:
    """Give the word before a name, or nothing where a sentence or clause parts them."""
    if index and words.close(index):
        return words.folded[index - 1]
    return ""


def _is_place(words: Words, first: int, last: int, before: str) -> bool:
    """Whether a name is written as a place's, and is not part of another name."""
    raw = words.raw(first, last)
    if len(raw) <= _ABBREVIATION and not raw.isupper():
        return False
    if before not in CUES and (raw[0].islower() or before in _OTHER_THINGS):
        return False
    return not (_in_address(words, first, last) or _in_newspaper(words, last))


def _in_address(words: Words, first: int, last: int) -> bool:
    """Whether a name is part of a web or mail address: SINTANG.GO.ID."""
    domain = words.gaps[last] == "." and words.folded[last] in _DOMAINS
    return domain or words.gaps[first] == "@"


def _in_newspaper(words: Words, last: int) -> bool:
    return words.gaps[last] == " " and words.folded[last] in _NEWSPAPERS


@cache
def _openings() -> frozenset[str]:
    return _large_names().openings | _VILLAGE_CUES


@cache
def _large_names() -> Names[_ByLevel]:
    """Give the names of provinces, regencies, districts; foreign ones without a place."""
    large = [place for place in places().values() if place.level != "village"]
    others: dict[tuple[str, ...], _ByLevel]
    others = {words: {} for name in elsewhere() for words in written(name)}
    return Names((others | _by_level(large)).items())


@cache
def _village_names() -> Names[_ByLevel]:
    villages = [place for place in places().values() if place.level == "village"]
    return Names(_by_level(villages).items())


def _by_level(named: Iterable[Place]) -> dict[tuple[str, ...], _ByLevel]:
    """Group places by the ways to write them; no level means the largest of a name."""
    found: dict[tuple[str, ...], dict[Level | None, tuple[Place, ...]]] = {}
    for place in named:
        for words in {words for name in place.names for words in written(name)}:
            levels = found.setdefault(words, {})
            levels[place.level] = (*levels.get(place.level, ()), place)
    for levels in found.values():
        levels[None] = next(levels[level] for level in LEVELS if level in levels)
    return dict(found)


def written(name: str) -> set[tuple[str, ...]]:
    """Give the ways to write a name: "Sui Raya", "S. Raya", "Sungairaya"."""
    words = fold(name)
    ways = {words, ("".join(words),), *_parted(words)}
    short = {("s", *way[1:]) for way in ways if way[0] == "sungai" and way[1:]}
    return ways | short


def _parted(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Part the first word where officials join it: "Sungaijawi Luar"."""
    for prefix in _JOINED:
        rest = words[0].removeprefix(prefix)
        if rest != words[0] and len(rest) >= _SHORTEST:
            yield prefix, rest, *words[1:]
