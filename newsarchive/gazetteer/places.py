"""The official places of Kalimantan Barat, found by the names people write."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from newsarchive.gazetteer.spelling import fold, key
from newsarchive.gazetteer.tables import listed, read_table

# Kemendagri and BPS give the same digits to different regencies: 61.07 is Bengkayang,
# BPS 6107 is Sintang. A code never travels without its scheme.
SCHEME = "kemendagri"

Level = Literal["province", "regency", "district", "village"]
LEVELS: tuple[Level, ...] = ("province", "regency", "district", "village")

# What stands before a name says which level is meant; "Kota Sintang" is the seat.
PREFIXES: Mapping[str, Level] = MappingProxyType(
    {
        "provinsi": "province",
        "prov": "province",
        "propinsi": "province",
        "kabupaten": "regency",
        "kab": "regency",
        "kota": "regency",
        "kotamadya": "regency",
        "kodya": "regency",
        "kecamatan": "district",
        "kec": "district",
        "kelurahan": "village",
        "kel": "village",
        "desa": "village",
        "ds": "village",
    }
)
_PROVINCE_AFTER = (("kalbar",), ("kalimantan", "barat"))


@dataclass(frozen=True, slots=True)
class Place:
    """A province, regency, district or village, with its codes and parent's code.

    `name` is bare ("Sekadau"); `kind` is what the law calls it: provinsi, kabupaten,
    kota, kecamatan, desa or kelurahan. `names` are its spellings, a regency's seat among
    them; `short` are abbreviations that mean it only where a place is expected ("PTK").
    """

    code: str
    scheme: str
    name: str
    level: Level
    parent: str | None
    bps: str | None
    kind: str
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Name the place with its kind: "Kabupaten Sekadau"."""
        return f"{self.kind.title()} {self.name}"


@cache
def places() -> Mapping[str, Place]:
    """Give every place by its code, the province first."""
    return MappingProxyType({place.code: place for place in _read()})


def regency_of(place: Place) -> Place | None:
    """Give the regency a place lies in, or is; None for the province."""
    return places().get(place.code[: len("61.09")]) if "." in place.code else None


@cache
def places_by_name() -> Mapping[Level, Mapping[str, tuple[Place, ...]]]:
    """Give, for each level, the places of every folded name."""
    found: dict[Level, dict[str, tuple[Place, ...]]] = {level: {} for level in LEVELS}
    for place in places().values():
        named = found[place.level]
        for folded in dict.fromkeys(map(key, place.names + place.short)):
            named[folded] = (*named.get(folded, ()), place)
    return MappingProxyType(found)


@cache
def elsewhere() -> Mapping[str, str]:
    """Give names that mean places outside the province, each with its kind.

    Other provinces and regencies, and such districts and towns as share a name, or the
    beginning or end of one, with ours.
    """
    rows = read_table("elsewhere.tsv")
    return MappingProxyType({row["name"]: row["kind"] for row in rows})


@cache
def foreign() -> frozenset[str]:
    """Give the folded names of other provinces, regencies and towns."""
    names = elsewhere().items()
    return frozenset(key(name) for name, kind in names if kind != "kecamatan")


@cache
def namesakes() -> frozenset[str]:
    """Give the folded names of districts elsewhere that are like one of ours."""
    names = elsewhere().items()
    return frozenset(key(name) for name, kind in names if kind == "kecamatan")


@cache
def ordinary() -> frozenset[str]:
    """Give the folded district names that are everyday words: "Menjalin", "Seluas"."""
    rows = read_table("districts.tsv")
    return frozenset(key(row["name"]) for row in rows if row["doubt"])


def find_place(name: str, *, within: str | None = None) -> Place | None:
    """Find the one place a written name means; None where unknown or ambiguous.

    The larger place wins ("Sambas" is the regency) and a seat stands for its regency
    ("Putussibau"); places of one level and name are ambiguous unless `within`, the
    code of a larger place, leaves one.
    """
    words = _without_province(fold(name))
    level = PREFIXES.get(words[0]) if words else None
    found = _largest(("".join(words),), LEVELS, within)
    if found or level is None:
        return found
    # "Kab. Pontianak" is Mempawah's old name: the long form may itself be a name.
    spelt = ("kabupaten" if words[0] == "kab" else words[0], *words[1:])
    keys = ("".join(spelt), "".join(words[1:]))
    return _largest(keys, (level,), within)


def _without_province(words: tuple[str, ...]) -> tuple[str, ...]:
    """Drop the province after a name: "SEKADAU KALBAR" is Sekadau."""
    for tail in _PROVINCE_AFTER:
        if len(words) > len(tail) and words[-len(tail) :] == tail:
            return words[: -len(tail)]
    return words


def _largest(
    keys: Iterable[str], levels: Iterable[Level], within: str | None
) -> Place | None:
    named = places_by_name()
    for level in levels:
        for folded in keys:
            found = _inside(named[level].get(folded, ()), within)
            if found:
                small = level in LEVELS[2:] and within is None
                return None if small and folded in foreign() else _only(found)
    return None


def _inside(found: tuple[Place, ...], within: str | None) -> tuple[Place, ...]:
    if within is None:
        return found
    return tuple(place for place in found if place.code.startswith(f"{within}."))


def _only(found: tuple[Place, ...]) -> Place | None:
    return found[0] if len(found) == 1 else None


def _read() -> Iterator[Place]:
    districts = read_table("districts.tsv")
    shared = Counter(row["name"] for row in districts)
    for row in read_table("regencies.tsv"):
        yield _large(row, shared)
    for row in districts:
        names = (row["name"], *listed(row["aliases"]))
        yield _place(row, "district", "kecamatan", names)
    for row in read_table("villages.tsv"):
        ward = row["code"].split(".")[-1].startswith("1")
        yield _place(row, "village", "kelurahan" if ward else "desa", (row["name"],))


def _large(row: dict[str, str], shared: Counter[str]) -> Place:
    """Read the province or a regency; its seat is one of its names.

    Not so where two districts bear the seat's name (Sungai Raya), nor for the
    province, whose seat is a regency itself.
    """
    names = [row["name"], *listed(row["aliases"])]
    if "." not in row["code"]:
        return _place(row, "province", row["kind"], tuple(names))
    if shared[row["seat"]] <= 1:
        names.append(row["seat"])
    return _place(row, "regency", row["kind"], tuple(dict.fromkeys(names)))


def _place(
    row: dict[str, str], level: Level, kind: str, names: tuple[str, ...]
) -> Place:
    code = row["code"]
    parent = code.rpartition(".")[0] or None
    bps, short = row.get("bps"), listed(row.get("short", ""))
    return Place(code, SCHEME, row["name"], level, parent, bps, kind, names, short)
