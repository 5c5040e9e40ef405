"""The police units of Kalimantan Barat: an authority table with its hierarchy.

Every row says whether a published article names the unit ("verified") or whether it is
assumed from a district's name or from how the police are organised ("derived"): 155
Polsek existed in 2021 for 174 districts, so some derived ones do not exist.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from newsarchive.gazetteer.spelling import key
from newsarchive.gazetteer.tables import listed, read_table

Status = Literal["verified", "derived"]
POLDA = "polda-kalbar"


@dataclass(frozen=True, slots=True)
class Unit:
    """A police unit: a stable id, its name, its parent's id and its place's code.

    `level` is polda, directorate, office, polres, section, unit, polsek or post; `names`
    are its spellings; `source` is the article that verifies it.
    """

    id: str
    name: str
    level: str
    parent: str | None
    place: str | None
    status: Status
    names: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of section that the Polda, every Polres or a section of it has.

    `of` is polda, polres, or the section above; `alone` are spellings that say enough by
    themselves ("Kasat Lantas"), `owned` those that need the unit after them ("Humas").
    A plus stands where writers part or join the words: "Sat+Res+Narkoba".
    """

    id: str
    name: str
    level: str
    of: str
    alone: tuple[str, ...]
    owned: tuple[str, ...]


@cache
def sections() -> tuple[Section, ...]:
    """Give the kinds of sections, larger ones first."""
    return tuple(
        Section(
            row["id"],
            row["name"],
            row["level"],
            row["of"],
            listed(row["variants"]),
            listed(row["owned"]),
        )
        for row in read_table("police_sections.tsv")
    )


@cache
def units() -> Mapping[str, Unit]:
    """Give every unit by its id; a parent comes before its children."""
    return MappingProxyType({unit.id: unit for unit in _read()})


def lineage(unit: Unit) -> tuple[Unit, ...]:
    """Give a unit and those above it, up to the Polda."""
    parent = units()[unit.parent] if unit.parent else None
    return (unit, *lineage(parent)) if parent else (unit,)


@cache
def _polres() -> Mapping[str, Unit]:
    return {
        unit.place: unit
        for unit in units().values()
        if unit.level == "polres" and unit.place
    }


def polres_of(codes: Iterable[str]) -> Unit | None:
    """Give the Polres of the one regency that places' codes lie in; None for several."""
    found = {code[: len("61.09")] for code in codes} - {"61"}
    return _polres().get(found.pop()) if len(found) == 1 else None


def section_of(section: Section, owner: str) -> str:
    """Give the id of a section of the Polda or of a Polres: satlantas-polres-sintang."""
    return f"{section.id}-{owner}"


@cache
def _units_by_name() -> Mapping[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in units().values():
        for folded in dict.fromkeys(map(key, unit.names)):
            found[folded] = (*found.get(folded, ()), unit)
    return MappingProxyType(found)


def find_unit(name: str) -> Unit | None:
    """Find the one unit of a name; None where unknown, or where several bear it."""
    found = _units_by_name().get(key(name), ())
    return found[0] if len(found) == 1 else None


def _read() -> Iterator[Unit]:
    for row in read_table("police_units.tsv"):
        unit = _unit(row)
        yield unit
        if unit.level in {"polda", "polres"}:
            yield from _sections(unit)


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        row["id"],
        row["name"],
        row["level"],
        row["parent"] or None,
        row["place"] or None,
        "verified" if row["status"] == "verified" else "derived",
        (row["name"], *listed(row["variants"])),
        row["source"] or None,
    )


def _sections(owner: Unit) -> Iterator[Unit]:
    """Give the sections of the Polda or of a Polres, which all have the same."""
    known = {owner.level: owner.id}
    for section in sections():
        if section.of not in known:
            continue
        own = section_of(section, owner.id)
        known[section.id] = own
        name = f"{section.name} {owner.name}"
        parent = known[section.of]
        yield Unit(own, name, section.level, parent, owner.place, "derived", (name,))
