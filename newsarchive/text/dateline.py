"""Datelines: "BeritaNasional.ID, SEKADAU KALBAR –", cut off the text and read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsarchive.text.dateline_parts import (
    Kind,
    Part,
    read_parts,
    split_units,
    unit_size,
)
from newsarchive.text.dateline_places import code_of, is_region, nest, title
from newsarchive.text.dateline_rules import FIRM, is_dateline
from newsarchive.text.mastheads import known_names

# Datelines stand in the first lines; nothing after this many characters is looked at.
_WINDOW = 400
# "Laporan Wartawan Tribun Pontianak, Wahidin" stands before Tribun's datelines. It is
# the byline's and stays in the text.
_LEAD = re.compile(
    r"\s*(?:(?i:laporan|penulis|editor|reporter|oleh|pewarta|kontributor)\b"
    r"[^\n]{0,120}\n\s*){0,3}"
)
_OPENING = re.compile(r"[\s(\[*.…\ufeff\u200b]*")
# "Harian PONTIANAK POST" is Pontianak Post; HARIAN KALBAR bears the word in its name.
_DAILY = re.compile(r"(?i:harian)[ \xa0]+(?=.*\b(?i:post?|express|ekspres)$)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before a report: the outlet or police unit, and the place.

    `raw` is the text cut out; `org` a police unit or a chain of units, larger > smaller;
    `region` the province or larger place printed beside the place; `code` is
    Kemendagri's, given only where it is certain.
    """

    raw: str
    outlet: str | None
    org: str | None
    place: str | None
    region: str | None
    code: str | None


def split_dateline(
    text: str, *, outlet: str | tuple[str, ...] | None = None
) -> tuple[Dateline | None, str]:
    """Split the dateline off a text; `outlet` are names and domains of its outlet."""
    names = (outlet,) if isinstance(outlet, str) else outlet or ()
    window = text[:_WINDOW]
    start = _end(_LEAD, window, 0)
    first = _end(_OPENING, window, start)
    parts = _longest(window, tuple(read_parts(window, first, known_names(names))))
    if not parts:
        return None, text
    end = parts[-1].close
    before, after = text[:start].rstrip(), text[end:].lstrip()
    rest = f"{before}\n{after}" if before else after
    return _read(text[start:end].strip(), parts), rest


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _longest(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """Choose the longest run of parts that makes a dateline."""
    for count in range(_complete(parts), 0, -1):
        run = _resolve(parts[:count])
        if run and is_dateline(run, text[run[-1].close :]):
            return run
    return ()


def _complete(parts: Sequence[Part]) -> int:
    """Count the parts up to the mark that ends a dateline with outlet and place.

    What follows is the report, whose first words may be a place again: "eQuator.co.id –
    Pontianak-RK. Sungai Kakap. Kubu Raya merupakan ..."
    """
    main = [i for i, part in enumerate(parts) if part.kind in _MAIN]
    for later in main[2:]:
        if parts[later - 1].mark in FIRM:
            return later
    return len(parts)


_MAIN = frozenset({"outlet", "place", "name"})


def _resolve(parts: Sequence[Part]) -> Sequence[Part]:
    """Tell what each name is by the parts beside it; nothing where that fails."""
    marked = _with_regions(parts)
    kinds = [part.kind for part in marked]
    placed = "place" in kinds or "region" in kinds
    names = _MEANT.get(("outlet" in kinds, placed, kinds.count("name")))
    if names is None or kinds.count("outlet") > 1:
        return ()
    meant = iter(names)
    return [replace(p, kind=next(meant)) if p.kind == "name" else p for p in marked]


# By whether an outlet and whether a place is known, and the number of other names.
_MEANT: dict[tuple[bool, bool, int], tuple[Kind, ...]] = {
    (True, True, 0): (),
    (True, False, 0): (),
    (False, True, 0): (),
    (False, False, 0): (),
    (True, False, 1): ("place",),
    (False, True, 1): ("outlet",),
    (False, False, 1): ("place",),
    (False, False, 2): ("place", "outlet"),
}


def _with_regions(parts: Sequence[Part]) -> list[Part]:
    """Take a province after a place for its region: "Kuala Kapuas, Kalteng"."""
    marked: list[Part] = []
    for part in parts:
        beside = any(other.kind in {"place", "name"} for other in marked)
        region = beside and part.kind == "place" and is_region(part.text)
        marked.append(replace(part, kind="region") if region else part)
    return marked


def _read(raw: str, parts: Sequence[Part]) -> Dateline:
    place, larger = nest(_of(parts, "place"))
    units = [unit for part in _of(parts, "unit") for unit in split_units(part)]
    outlet = _first(parts, "outlet")
    region = _first(parts, "region") or larger
    return Dateline(
        raw=raw,
        outlet=_DAILY.sub("", outlet) if outlet else None,
        org=" > ".join(sorted(units, key=unit_size)) or _first(parts, "desk"),
        place=title(place) if place else None,
        region=title(region) if region else None,
        code=code_of(place, larger) if place else None,
    )


def _of(parts: Sequence[Part], kind: Kind) -> list[str]:
    return [part.text for part in parts if part.kind == kind]


def _first(parts: Sequence[Part], kind: Kind) -> str | None:
    return next(iter(_of(parts, kind)), None)
