"""Finds the places a text names, and the regency its story is about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from newsarchive.gazetteer.places import (
    LEVELS,
    PREFIXES,
    Level,
    Place,
    find_place,
    foreign,
    namesakes,
    ordinary,
    places,
)
from newsarchive.gazetteer.police import Unit
from newsarchive.text.scan import Words, scan
from newsarchive.text.sightings import Sighting, sightings

# Before an everyday word that is a name here: "di Mandor".
_WHEREABOUTS = frozenset(("di", "ke", "dari", "asal", "warga", "wilayah", "masyarakat"))
# A hamlet is often named like a village of another district.
_HAMLETS = frozenset(("dusun", "dsn", "kampung"))
_LARGE = frozenset(("province", "regency"))
_REGENCY_DIGITS = len("61.09")

# How much a name says about where a story plays. Reporters write from the next town: in
# a quarter of real articles the dateline's place is not the story's regency.
_WEIGHTS: Mapping[Level, float] = MappingProxyType(
    {"province": 0, "regency": 1, "district": 2, "village": 2}
)
_UNIT_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"polres": 2, "polsek": 3, "post": 3, "section": 1, "unit": 1}
)
_TITLE = 3
_DATELINE = 1.5


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place, the text that first names it, and where that starts."""

    place: Place
    raw: str
    start: int


Codes = frozenset[str]
Meant = tuple[Sighting, Place]


def find_places(text: str, *, hint: str | None = None) -> tuple[PlaceMention, ...]:
    """Find the distinct regencies, districts and villages a text names, in order.

    `hint`, a name or code, says where the story plays; it decides between places of one
    name. What stays ambiguous is left out.
    """
    words = scan(text)
    found: dict[str, PlaceMention] = {}
    for sighting, place in meant(words, _hinted(hint)):
        if place.level != "province" and place.code not in found:
            raw = words.raw(sighting.first, sighting.last)
            start = words.start(sighting.first)
            found[place.code] = PlaceMention(place, raw, start)
    return tuple(found.values())


def find_regency(
    text: str,
    *,
    title: str | None = None,
    dateline_place: str | None = None,
    units: Iterable[Unit] = (),
) -> Place | None:
    """Find the regency a story is about; None where two are named as much.

    Police units, districts and villages weigh more than a regency's name, the title more
    than the text, the dateline least.
    """
    inside = meant(scan(text), frozenset())
    known = frozenset(place.code for _, place in inside)
    votes: dict[str, float] = defaultdict(float)
    for _, place in inside:
        votes[_regency(place.code)] += _WEIGHTS[place.level]
    for _, place in meant(scan(title or ""), known):
        votes[_regency(place.code)] += _TITLE * _WEIGHTS[place.level]
    for unit in units:
        votes[_regency(unit.place or "")] += _UNIT_WEIGHTS.get(unit.level, 0)
    dateline = find_place(dateline_place) if dateline_place else None
    votes[_regency(dateline.code if dateline else "")] += _DATELINE
    return _winner(votes)


def _winner(votes: Mapping[str, float]) -> Place | None:
    ranked = [
        (score, code) for code, score in votes.items() if len(code) == _REGENCY_DIGITS
    ]
    ranked.sort(reverse=True)
    if not ranked or (ranked[1:] and ranked[0][0] == ranked[1][0]):
        return None
    return places()[ranked[0][1]]


def _regency(code: str) -> str:
    return code[:_REGENCY_DIGITS]


def named_codes(text: str) -> Codes:
    """Give the codes of all places a text names, the province among them."""
    return frozenset(place.code for _, place in meant(scan(text), frozenset()))


def _hinted(hint: str | None) -> Codes:
    place = (places().get(hint) or find_place(hint)) if hint else None
    return frozenset((place.code,)) if place else frozenset()


@lru_cache(maxsize=8)
def meant(words: Words, given: Codes) -> tuple[Meant, ...]:
    """Say what each name means, with the help of the others and of given codes."""
    seen = list(sightings(words))
    known = given | frozenset(_certain(seen))
    found: list[Meant] = []
    for sighting in reversed(seen):
        around = _around(words, sighting, found)
        place = _meaning(sighting, around, known)
        if place is not None:
            found.append((sighting, place))
    return tuple(reversed(found))


def _certain(seen: Iterable[Sighting]) -> Iterator[str]:
    """Give the codes of the places whose names need no help."""
    nothing: Codes = frozenset()
    for sighting in seen:
        first, *others = sighting.candidates
        district = first.level == "district" and not others
        if first.level in _LARGE or (district and _stands_alone(sighting, nothing)):
            yield first.code


def _around(words: Words, sighting: Sighting, found: list[Meant]) -> Place | None:
    """Give the larger place that follows: "Sungai Raya, Kabupaten Kubu Raya"."""
    if not found:
        return None
    next_sighting, place = found[-1]
    between = words.folded[sighting.last : next_sighting.first]
    gap = words.gaps[sighting.last]
    if "\n" in gap or "." in gap or not all(word in PREFIXES for word in between):
        return None
    own = LEVELS.index(sighting.candidates[0].level)
    while LEVELS.index(place.level) >= own and place.parent:
        place = places()[place.parent]
    return place if place.level != "province" else None


def _meaning(sighting: Sighting, around: Place | None, known: Codes) -> Place | None:
    first = sighting.candidates[0]
    if first.level in _LARGE:
        return first
    if first.level == "district":
        return _district(sighting, around, known)
    return _village(sighting, around, known)


def _district(sighting: Sighting, around: Place | None, known: Codes) -> Place | None:
    """Choose among districts of one name by the regency that follows, or those named."""
    beside = around.code if around else ""
    next_to_it = _only([p for p in sighting.candidates if p.parent == beside])
    if next_to_it is not None:
        return next_to_it
    inside = _only([p for p in sighting.candidates if p.parent in known])
    if inside is not None:
        return inside if _is_told(sighting) else None
    alone = _only(list(sighting.candidates))
    return alone if alone and _stands_alone(sighting, known) else None


def _is_told(sighting: Sighting) -> bool:
    """Whether an everyday word is a name here: "di Mandor" in a story of Landak."""
    told = sighting.cued or sighting.before in _WHEREABOUTS
    return told or sighting.key not in ordinary()


def _stands_alone(sighting: Sighting, known: Codes) -> bool:
    """Whether a district's name is enough where its regency is not named."""
    if sighting.key in foreign():
        return False
    if sighting.key in namesakes():
        return sighting.cued and bool(known)
    return sighting.cued or sighting.key not in ordinary()


def _village(sighting: Sighting, around: Place | None, known: Codes) -> Place | None:
    """Find a village in the place that follows, or else in those the text names."""
    if around is not None and sighting.before not in _HAMLETS:
        return _only([p for p in sighting.candidates if p.code.startswith(around.code)])
    districts = known if around is None else {around.code}
    district = _only([p for p in sighting.candidates if p.parent in districts])
    if district is not None or sighting.before in _HAMLETS:
        return district
    return _only([p for p in sighting.candidates if _regency(p.code) in known])


def _only(found: list[Place]) -> Place | None:
    return found[0] if len(found) == 1 else None
