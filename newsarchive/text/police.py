"""Finds the police units of Kalimantan Barat that a text names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from newsarchive.gazetteer.places import foreign, namesakes
from newsarchive.gazetteer.police import POLDA, Unit, polres_of, section_of, units
from newsarchive.gazetteer.spelling import key
from newsarchive.text.places import Codes, named_codes
from newsarchive.text.scan import Words, scan
from newsarchive.text.unit_names import Seen, seen_units

_POLRESTA = "polresta-pontianak"
# "Polsek Mandor ~ Polres Landak", "Satlantas dan Satreskrim Polres Sintang"; but
# "Polsek Mandor dan Polres Sambas" are two.
_LINKS = frozenset(("jajaran",))
_SHARING = _LINKS | {"dan", "serta"}
_LINKING = frozenset(" ,-–—~/&*()\u00a0")


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A police unit, the text that first names it, and where that starts."""

    unit: Unit
    raw: str
    start: int


def find_units(text: str) -> tuple[UnitMention, ...]:
    """Find the distinct units a text names, in order; units elsewhere are left out.

    A head names the unit ("Kapolsek Belitang Hilir"). A section is a unit of its own:
    "Satlantas Polres Sintang" names both it and the Polres; one without its Polres
    ("Kasat Lantas") is that of the only Polres in the text.
    """
    story = _Story(scan(text))
    found: dict[str, UnitMention] = {}
    for index, seen in enumerate(story.seen):
        unit = story.unit(index)
        if unit is not None and unit.id not in found:
            raw = story.words.raw(seen.first, story.last(index))
            found[unit.id] = UnitMention(unit, raw, story.words.start(seen.first))
    return tuple(found.values())


class _Story:
    """All units seen in a text; each is understood with the help of the others."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.seen = tuple(seen_units(words))
        self._owners = tuple(self._find_owners())

    @cached_property
    def known(self) -> Codes:
        """The codes of the places that the text names."""
        return named_codes(self.words.text)

    @cached_property
    def is_ours(self) -> bool:
        """Whether the text names the province's places, and no police of another."""
        other = any(
            seen.named and not seen.units and seen.level in {"polda", "polres"}
            for seen in self.seen
        )
        return bool(self.known) and not other

    @cached_property
    def only_polres(self) -> Unit | None:
        """The one Polres that the text names, or that of the one regency it names."""
        named = [seen for seen in self.seen if seen.level == "polres"]
        found = set(filter(None, map(self._office, named)))
        if named or any(seen.level == "polda" for seen in self.seen):
            return found.pop() if len(found) == 1 else None
        return polres_of(self.known)

    def unit(self, index: int) -> Unit | None:
        """Give the unit that a name means here, if it is one of ours and certain."""
        seen, owner = self.seen[index], self._owners[index]
        if seen.sections:
            return self._section(seen, owner)
        if seen.level in {"polsek", "post"}:
            return self._station(seen, owner)
        return self._office(seen)

    def last(self, index: int) -> int:
        """Give where a name ends: a section's with the unit it belongs to."""
        owner = self._owners[index]
        section = self.seen[index].sections and owner is not None
        return owner.last if section and owner else self.seen[index].last

    def _find_owners(self) -> Iterator[Seen | None]:
        """Find the unit that follows each name at once: "Satlantas Polres Sintang"."""
        owners: list[Seen | None] = [None]
        for index in range(len(self.seen) - 2, -1, -1):
            follower = self.seen[index + 1] if self._is_linked(index) else None
            beyond = follower is not None and follower.sections
            owners.append(owners[-1] if beyond else follower)
        return reversed(owners)

    def _is_linked(self, index: int) -> bool:
        last, first = self.seen[index].last, self.seen[index + 1].first
        links = _SHARING if self.seen[index].sections else _LINKS
        return links.issuperset(self.words.folded[last:first]) and all(
            _LINKING.issuperset(gap) for gap in self.words.gaps[last : first + 1]
        )

    def _office(self, seen: Seen) -> Unit | None:
        """Understand a Polda or Polres, by its name or as the only one it can be."""
        if seen.named:
            # Until 2014 "Polres Pontianak" was Mempawah's, which is listed first.
            near = (unit for unit in seen.units if unit.place in self.known)
            return next(near, None) or next(iter(seen.units), None)
        if not self.is_ours:
            return None
        polresta = units()[_POLRESTA]
        if "polresta" in seen.head and not self.known.isdisjoint(
            {"61", polresta.place}
        ):
            return polresta
        return units()[POLDA] if seen.level == "polda" else None

    def _station(self, seen: Seen, owner: Seen | None) -> Unit | None:
        """Choose among the Polsek of one name by the Polres that follows, or the place."""
        above = self._office(owner) if owner and owner.level == "polres" else None
        if owner and owner.level == "polres" and above is None:
            return None
        below = _only(u for u in seen.units if above and u.parent == above.id)
        if below is not None:
            return below
        near = _only(unit for unit in seen.units if _regency(unit) in self.known)
        return near or _only(unit for unit in seen.units if self._stands_alone(unit))

    def _stands_alone(self, unit: Unit) -> bool:
        """Whether a Polsek's name is enough where its regency is not named."""
        name = key(unit.name.partition(" ")[2])
        if unit.place is None or name in foreign():
            return False
        return name not in namesakes() or bool(self.known)

    def _section(self, seen: Seen, owner: Seen | None) -> Unit | None:
        if owner is not None:
            return _section_of(seen, self._office(owner))
        if not seen.alone:
            return None
        if seen.sections[0].of == "polda":
            return _section_of(seen, units()[POLDA] if self.is_ours else None)
        return _section_of(seen, self.only_polres)


def _section_of(seen: Seen, owner: Unit | None) -> Unit | None:
    """Give the section of an owner, of the kinds that a name may mean."""
    if owner is None:
        return None
    ids = (section_of(section, owner.id) for section in seen.sections)
    return next((units()[own] for own in ids if own in units()), None)


def _regency(unit: Unit) -> str:
    owner = units()[unit.parent] if unit.parent else unit
    return owner.place or ""


def _only(found: Iterator[Unit]) -> Unit | None:
    first = tuple(found)
    return first[0] if len(first) == 1 else None
