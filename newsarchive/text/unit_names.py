"""Sees names of police units among a text's words: heads, sections and what follows."""

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from newsarchive.gazetteer.places import elsewhere
from newsarchive.gazetteer.police import Section, Unit, sections, units
from newsarchive.gazetteer.spelling import fold
from newsarchive.text.scan import Names, Words
from newsarchive.text.sightings import written

# Words that name a unit's level: the unit, its office, its head and the deputy.
_HEADS = {
    "polda": "polda mapolda kapolda wakapolda",
    "polres": "polres mapolres kapolres wakapolres polresta mapolresta kapolresta "
    "wakapolresta polrestabes",
    "polsek": "polsek mapolsek kapolsek wakapolsek polsekta mapolsekta kapolsekta "
    "wakapolsekta",
    "post": "polsubsektor kapolsubsektor",
}
_LONG_HEADS = {
    "Kepolisian Daerah": "polda",
    "Kepolisian Resor": "polres",
    "Kepolisian Resort": "polres",
    "Kepolisian Sektor": "polsek",
}
_PROVINCE = ("Kalbar", "Kalimantan Barat")
# "Polres Kota Singkawang", "Polres Kabupaten Sekadau".
_FILLERS = frozenset(("kota", "kabupaten", "kab"))


class Seen(NamedTuple):
    """A unit's name among the words: what it may mean.

    `named` tells whether a name follows the head; when one does and `units` is empty,
    the unit is elsewhere. `sections` holds the kinds of section named; `alone` those
    whose name is enough without the unit they belong to.
    """

    first: int
    last: int
    level: str
    head: str = ""
    named: bool = False
    units: tuple[Unit, ...] = ()
    sections: tuple[Section, ...] = ()
    alone: bool = False


def seen_units(words: Words) -> Iterator[Seen]:
    """Give the units' names in a text in order; lists give one for each name."""
    openings = _openings()
    done = 0
    for index in [i for i, word in enumerate(words.folded) if word in openings]:
        if index < done:
            continue
        for seen in _seen_at(words, index):
            done = seen.last
            yield seen


def _seen_at(words: Words, index: int) -> Iterator[Seen]:
    section = _section_names().longest(words, index)
    head = _heads().longest(words, index)
    if section is not None and (head is None or section[0] >= head[0]):
        kinds = tuple(kind for kind, _ in section[1])
        alone = any(alone for _, alone in section[1])
        yield Seen(index, section[0], "section", sections=kinds, alone=alone)
    elif head is not None:
        yield from _headed(words, index, *head)


def _headed(
    words: Words, index: int, end: int, levels: tuple[str, ...]
) -> Iterator[Seen]:
    """Read what follows a head: a name, a list of names, or nothing."""
    level, head = levels[0], words.folded[end - 1]
    name = _name_after(words, end)
    if name is None:
        yield Seen(index, end, level, head)
        return
    last, found = name
    yield Seen(index, last, level, head, named=True, units=_of(level, head, found))
    for start, stop, others in _names().listed(words, last):
        same = _of(level, head, others)
        yield Seen(start, stop, level, head, named=True, units=same)


def _name_after(words: Words, end: int) -> tuple[int, tuple[Unit | None, ...]] | None:
    if not words.close(end):
        return None
    name = _names().longest(words, end)
    if name is None and words.folded[end] in _FILLERS:
        return _names().longest(words, end + 1)
    return name


def _of(level: str, head: str, found: tuple[Unit | None, ...]) -> tuple[Unit, ...]:
    """Keep the units of a head's level; a Polresta is that of Pontianak, if named so."""
    fit = tuple(unit for unit in found if unit and unit.level == level)
    if "polresta" in head:
        return tuple(unit for unit in fit if "polresta" in unit.id) or fit
    return fit


@cache
def _openings() -> frozenset[str]:
    return _heads().openings | _section_names().openings


@cache
def _heads() -> Names[str]:
    short = [((word,), level) for level, row in _HEADS.items() for word in row.split()]
    return Names(
        [*short, *((fold(head), level) for head, level in _LONG_HEADS.items())]
    )


@cache
def _names() -> Names[Unit | None]:
    """Give what follows the heads: units' names less the head, and names elsewhere."""
    ours: list[tuple[tuple[str, ...], Unit | None]] = [
        (words, unit)
        for unit in units().values()
        if unit.level in _HEADS
        for name in (
            unit.names if unit.level != "polda" else map("Polda {}".format, _PROVINCE)
        )
        for words in written(name.partition(" ")[2])
    ]
    known = {words for words, _ in ours}
    others = ((words, None) for name in elsewhere() for words in written(name))
    return Names([*ours, *(pair for pair in others if pair[0] not in known)])


@cache
def _section_names() -> Names[tuple[Section, bool]]:
    return Names(
        (words, (section, alone))
        for section in sections()
        for alone, names in (
            (section.name not in section.owned, (section.name, *section.alone)),
            (False, section.owned),
        )
        for name in names
        for words in _ways(name)
    )


def _ways(name: str) -> set[tuple[str, ...]]:
    """Give the ways to write a section: "Sat+Res+Narkoba" also as "Satres Narkoba"."""
    parts = name.split("+")
    joints = product(("", " "), repeat=len(parts) - 1)
    return {
        fold("".join(map("".join, zip(parts, (*joint, ""), strict=True))))
        for joint in joints
    }
