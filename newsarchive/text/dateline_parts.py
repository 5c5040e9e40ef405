"""The parts of a dateline: outlet, place, police unit, date, and what parts them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from newsarchive.text.dateline_places import (
    KALBAR,
    RUBRIC,
    find_place_ends,
    is_known_place,
    is_region,
)
from newsarchive.text.mastheads import DOMAIN, is_kicker, is_masthead

Kind = Literal["outlet", "place", "region", "unit", "date", "desk", "rubric", "name"]
Mark = Literal[
    "dash", "line", "bar", "colon", "stop", "comma", "close", "hyphen", "none"
]
_MOST_PARTS = 9

_DASHES = "‐‑‒–—―−~■"
# What stands between two parts, brackets of the next part included; "Ā" and "Â" are
# what a wrong encoding makes of a hard space.
_GAP = re.compile(rf"[\sÂĀ,.:;|/*()\[\]•»_{_DASHES}-]*")
_MARKS: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    ("dash", re.compile(rf"[{_DASHES}-]")),
    ("line", re.compile(r"\n")),
    ("bar", re.compile(r"[|/]")),
    ("colon", re.compile(":")),
    ("stop", re.compile(r"\.")),
    ("comma", re.compile(",")),
    ("close", re.compile(r"[)\]]")),
)
_OPENED = re.compile(r"\s*[(\[*][\s(\[*]*$")

_CAP = r"[A-Z][\w'’]*"
_DAY = r"(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad)"
_NUMBERS = r"\d{1,2}[/.-]\d{1,2}(?:[/.-](?:\d{4}|\d\d))?"
_WORDS = r"\d{1,2}[ \xa0]+[a-z]{3,9}\.?[ \xa0]+\d{4}"
_DATE = re.compile(
    rf"(?i:(?:{_DAY}[ \xa0]*,?[ \xa0]*)?\(?[ \xa0]*(?:{_NUMBERS}|{_WORDS})(?![\d/]))"
)

# Police units, with the office that speaks for them.
_OFFICE = r"(?i:(?:(?:si|sie|bid|sub ?bag)[ .]?)?humas)"
_LEVEL = (
    r"(?i:mabes|polda|polres(?:tabes|ta)?|polsubsektor|polsek(?:ta|tro)?|"
    r"(?:sat|dit)(?:res|lantas|pol|bin|intel|reskrim|narkoba|samapta|krim)\w*|brimob\w*)"
)
_UNIT = (
    rf"(?:{_OFFICE}[ \xa0]+)?{_LEVEL}\b"
    rf"(?:[ \xa0]+(?!(?:{_LEVEL}|{_OFFICE})\b)(?:{_CAP}|\d+)){{0,4}}|{_OFFICE}\b"
)
_UNITS = re.compile(_UNIT)
_CHAIN = re.compile(
    rf"(?:{_UNIT})(?:[ \xa0]+(?:{_UNIT})){{0,3}}"
    rf"(?=[*]?[ \xa0]*[,.~|*\n{_DASHES}-])"
)
_SIZES = ("mabes", "polda", "dit", "polres", "sat", "si", "polsek", "polsubsektor")
_SPEAKER = re.compile(rf"{_OFFICE}[ \xa0]+")

_WORD = r"[^\W_](?:[\w'’!&]|\.(?=[A-Z]\.))*"
_NAME = re.compile(rf"{_WORD}(?:[ \xa0]{{1,2}}{_WORD}){{0,4}}")
_MORE = re.compile(rf"[ \xa0]+{_CAP}(?:[ \xa0]{_CAP}){{0,3}}")
_CAPITALS = re.compile(r"(?<=[a-z])(?:[ \xa0]+[A-Z]{2,})+$")
_DESK = re.compile(r"-([A-Za-z]{2,3})(?=\.\s)")
# A name with one of these is a sentence, a person or an office.
_PROSE = re.compile(
    r"(?i:\b(?:akbp|akp|aiptu|aipda|ajun|anggota|bapak|bhabinkamtibmas|brigadir|brigjen|"
    r"bripda|bripka|briptu|bupati|camat|dalam|dan|dandim|danramil|dari|demi|dengan|di|"
    r"dir\w*|dpr|dprd|drs|dua|gubernur|guna|hari|haji|ibu|iptu|ipda|irjen|jajaran|"
    r"jenderal|kabag|kabid|kabupaten|kadis|kades|kanit|kapol\w*|karena|kasat|kasi|"
    r"kasubsi|kasus|kata|ke|kejaksaan|kepala|kepolisian|ketika|ketua|kombes|komisaris|"
    r"kompol|komjen|korban|kpu|bawaslu|lagi|lebih|melalui|menjelang|menteri|oknum|oleh|"
    r"operasi|pada|para|pasca|pelaku|pemerintah|pemkab|pemkot|penulis|editor|personel|"
    r"personil|polisi|polri|presiden|program|ratusan|rektor|reporter|saat|satgas|"
    r"sebanyak|sebuah|sejumlah|seluruh|seorang|setelah|suasana|telah|tersangka|tiga|"
    r"tim|tni|untuk|usai|wabup|wakapol\w*|wakil|walikota|warga|wartawan|yang|"
    r"senin|selasa|rabu|kamis|jumat|sabtu|minggu|januari|februari|maret|april|mei|juni|"
    r"juli|agustus|september|oktober|november|desember)\b)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a dateline and the gap after it; a sure one is known, not guessed."""

    kind: Kind
    text: str
    end: int
    gap: str
    sure: bool

    @property
    def close(self) -> int:
        """Where the gap ends, without brackets that open the part after it."""
        opened = _OPENED.search(self.gap)
        return self.end + (opened.start() if opened else len(self.gap.rstrip()))

    @property
    def mark(self) -> Mark:
        """What ends the part: the strongest mark of its gap."""
        if self.gap == "-":
            return "hyphen"
        return next((mark for mark, sign in _MARKS if sign.search(self.gap)), "none")


class _Found(NamedTuple):
    kind: Kind
    end: int
    sure: bool = True


def read_parts(text: str, start: int, known: re.Pattern[str] | None) -> Iterator[Part]:
    """Read parts from a position on, as long as each can be one.

    `known` matches the names of the outlet that printed the text.
    """
    at = start
    for _ in range(_MOST_PARTS):
        found = _find_part(text, at, known) if text[at : at + 1].isalnum() else None
        if found is None:
            return
        gap = _gap(text, found.end)
        yield Part(found.kind, text[at : found.end], found.end, gap, found.sure)
        at = found.end + len(gap)


def unit_size(unit: str) -> int:
    """Rank a unit by its size, the largest first."""
    folded = _SPEAKER.sub("", unit, count=1).casefold()
    sizes = (size for size, level in enumerate(_SIZES) if folded.startswith(level))
    return next(sizes, len(_SIZES))


def split_units(text: str) -> list[str]:
    """Split units that stand beside each other: "Polres Sanggau Polda Kalbar"."""
    return [match[0] for match in _UNITS.finditer(text)]


def _find_part(text: str, at: int, known: re.Pattern[str] | None) -> _Found | None:
    # First of all: "Polres Sanggau -" on polressanggau.com is the unit.
    units = _CHAIN.match(text, at)
    if units:
        return _Found("unit", units.end())
    name = _find_name(text, at)
    outlet = _find_outlet(text, at, known, name)
    return outlet or _find_fixed(text, at, name) or name


def _find_outlet(
    text: str, at: int, known: re.Pattern[str] | None, name: _Found | None
) -> _Found | None:
    """Find an outlet that is known, or a domain."""
    match = known.match(text, at) if known else None
    match = match or DOMAIN.match(text, at)
    if match is None or _is_place_and_domain(match[0]):
        return None
    # "Antaranews Kalbar" begins with the name of antaranews.com.
    longer = name.end if name and name.kind == "outlet" else at
    return _Found("outlet", max(match.end(), longer))


def _is_place_and_domain(domain: str) -> bool:
    """Whether a place is glued to the domain: "Sanggau-Sekawanbaru.com"."""
    place, _, outlet = domain.partition("-")
    return outlet[:1].isupper() and is_known_place(place)


def _find_name(text: str, at: int) -> _Found | None:
    """Find a capitalised name that ends at a mark; its kind is not yet known."""
    match = _NAME.match(text, at)
    if match is None or not _is_ended(text, match.end()):
        return None
    name = match[0]
    if is_kicker(name) or _PROSE.search(name):
        return None
    if is_masthead(name):
        return _Found("outlet", at + len(_without_place(name)), sure=False)
    capitals = all(word[0].isupper() for word in name.split())
    return _Found("name", match.end(), sure=False) if capitals else None


def _without_place(name: str) -> str:
    """Cut a place in capitals off an outlet's name: "Warta Landak SINTANG KALBAR"."""
    match = _CAPITALS.search(name)
    if match is None or not is_masthead(name[: match.start()]):
        return name
    place = RUBRIC.sub("", KALBAR.sub("", match[0])).strip()
    return name[: match.start()] if not place or is_known_place(place) else name


def _find_fixed(text: str, at: int, name: _Found | None) -> _Found | None:
    """Find a date, desk, rubric, or a place unless it begins an outlet's name."""
    masthead = name is not None and name.kind == "outlet"
    for kind, find in _FINDERS[:-2] if masthead else _FINDERS:
        end = find(text, at)
        if end is not None:
            return _Found(kind, end)
    return None


def _find_date(text: str, at: int) -> int | None:
    match = _DATE.match(text, at)
    return match.end() if match else None


def _find_desk(text: str, at: int) -> int | None:
    """Find the desk tied to a place: "Pontianak-RK." is Rakyat Kalbar's."""
    match = _DESK.match(text, at - 1) if at else None
    return match.end() if match else None


def _find_rubric(text: str, at: int) -> int | None:
    match = RUBRIC.match(text, at)
    return match.end() if match and _is_ended(text, match.end()) else None


def _find_kalbar(text: str, at: int) -> int | None:
    # "Kalbar Satu" is an outlet.
    match = KALBAR.match(text, at)
    return match.end() if match and _may_end(text, match.end()) else None


def _find_place(text: str, at: int) -> int | None:
    end = next(iter(find_place_ends(text, at)), None)
    return end if end is None or _may_end(text, end) else None


_FINDERS: tuple[tuple[Kind, Callable[[str, int], int | None]], ...] = (
    ("date", _find_date),
    ("desk", _find_desk),
    ("rubric", _find_rubric),
    ("region", _find_kalbar),
    ("place", _find_place),
)


def _may_end(text: str, end: int) -> bool:
    """Whether a place's name is not the beginning of another: "TANJUNG SELOR –"."""
    more = _MORE.match(text, end)
    if more is None or not _is_ended(text, more.end()):
        return True
    beside = more[0].strip()
    return is_region(beside) or bool(KALBAR.match(beside) or RUBRIC.match(beside))


def _is_ended(text: str, end: int) -> bool:
    """Whether a mark or a new line follows, not a space alone."""
    return _gap(text, end).strip(" \t\xa0") != ""


def _gap(text: str, end: int) -> str:
    match = _GAP.match(text, end)
    return match[0] if match else ""
