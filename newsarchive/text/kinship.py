"""Whether two articles tell one event out of one press release, copied or rewritten.

Wording alone does not decide: a desk tells ten thefts in the same sentences, and another
desk tells one theft in its own. What a text says of this event only (names, numbers,
initials, days, settlements) decides together with the wording. Everything here is a pure
function of the two articles, and the same whichever comes first.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from newsarchive.gazetteer.places import places
from newsarchive.gazetteer.police import units
from newsarchive.gazetteer.ranks import ranks
from newsarchive.text.fingerprint import shingles

# A word or number; "Jum'at" and "16,2" are one.
_TOKEN = re.compile(r"\d(?:[\d.,:]*\d)?|[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# What follows these words is the name of a place: up to three capitalised words.
_CAPITALISED = r"((?:\s+[A-Z][\w’'-]*){1,3})"
# A full stop behind a word of some length: "Rp2.500" and "AKP. Budi" go on.
_SENTENCE_END = re.compile(r"(?<=[a-z][a-z][a-z][.!?])[”\"]?\s+(?=[“\"A-Z])|\n+")
_SETTLEMENT = re.compile(
    rf"\b(?:desa|dusun|kelurahan|kampung)(?-i:{_CAPITALISED})", re.IGNORECASE
)
_DISTRICT = re.compile(
    rf"\b(?:kecamatan|(?:ka)?polsek)(?-i:{_CAPITALISED})", re.IGNORECASE
)
# "AS (34)": initials and age, as police news names suspects and victims.
_INITIALS = re.compile(r"\b([A-Z]{1,4})\s*\((\d{1,2})\b")
_GIVEN = {
    *("kabupaten", "kecamatan", "desa", "dusun", "kelurahan", "kota", "provinsi"),
    *("polda", "polres", "polresta", "polsek", "satreskrim", "satresnarkoba"),
    *("kapolsek", "kapolres", "kapolda", "kasat", "kanit", "polri", "tni", "wib"),
    *("senin", "selasa", "rabu", "kamis", "jumat", "jum’at", "jum'at", "sabtu"),
    *("minggu", "indonesia", "kalimantan", "barat", "kalbar"),
}
_SHORTEST_YEAR = 4
# How far to look back for the end of a sentence.
_NEAR = 8
# A word with where it begins and ends.
Token = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Traits:
    """What an article is compared by; words are hashed to 32 bits.

    `runs` are its three-word runs, `names` its capitalised word pairs, `figures` its
    numbers with the word behind; `settlements`, `districts` and `people` (initials with
    age) what the text marks as such; `days` are ISO dates of events, `regency` a code.
    """

    runs: frozenset[int]
    names: frozenset[int]
    figures: frozenset[int]
    settlements: frozenset[int]
    districts: frozenset[int]
    people: frozenset[int]
    days: frozenset[str]
    regency: str | None

    @property
    def specifics(self) -> frozenset[int]:
        """All that is said of this event only."""
        return self.names | self.figures | self.people

    @property
    def is_vague(self) -> bool:
        """Whether the text says next to nothing of this event only."""
        return len(self.specifics) < FEW


# No article is longer; what is was made to cost time and memory.
MOST_READ = 300_000


def traits_of(
    body: str, *, days: Iterable[str] = (), regency: str | None = None
) -> Traits:
    """Read the traits of an article's body, which has no dateline and no byline."""
    body = body[:MOST_READ]
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(body)]
    return Traits(
        runs=_hashed(shingles(body)),
        names=_hashed(_names(body, tokens)),
        figures=_hashed(_figures(tokens)),
        settlements=_hashed(_marked(_SETTLEMENT, body)),
        districts=_hashed(_marked(_DISTRICT, body)),
        people=_hashed(f"{m[1]} {m[2]}" for m in _INITIALS.finditer(body)),
        days=frozenset(days),
        regency=regency,
    )


def overlap(part: Traits, whole: Traits) -> float:
    """Share of an article's three-word runs that stand in another one; 0 to 1."""
    return len(part.runs & whole.runs) / len(part.runs) if part.runs else 0.0


def containment(a: Traits, b: Traits) -> float:
    """Give the larger of both shares: a text and its cut version have 1."""
    return max(overlap(a, b), overlap(b, a))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for and against: `share` is of the specifics of the one with fewer."""

    contradictions: int
    is_dated: bool
    shared: int
    fewer: int
    words: float

    @property
    def share(self) -> float:
        return self.shared / self.fewer if self.fewer else 0.0


@dataclass(frozen=True, slots=True)
class _Bar:
    """One way to be kin: all of it must hold."""

    shared: int
    share: float
    words: float
    contradictions: int = 0
    dated: bool = False
    vague: bool = False

    def holds(self, seen: _Evidence) -> bool:
        return (
            seen.contradictions <= self.contradictions
            and (seen.is_dated or not self.dated)
            and (seen.fewer < FEW or not self.vague)
            and seen.shared >= self.shared
            and seen.share >= self.share
            and seen.words >= self.words
        )


# Fewer specifics than these say nothing; kin that tell more share as many, and this part.
FEW = 3
LEAST_SHARE = 0.5
# Measured on two composed newsrooms and on releases retold by hand: articles of one event
# share .50 to 1.0 of their specifics and .26 to 1.0 of their wording, retold ones .73 to
# 1.0 and .07 to .17; two events of the same kind on one day 0 to .50 and .04 to .67.
_BARS = (
    _Bar(shared=FEW, share=LEAST_SHARE, words=0.2, dated=True),
    # Told in other words, but nearly all that it tells is the same.
    _Bar(shared=5, share=0.7, words=0.0, dated=True),
    # No common day is known.
    _Bar(shared=FEW, share=0.6, words=0.45),
    # One kind of fact differs: a slip, if all else is the same.
    _Bar(shared=FEW, share=0.8, words=0.7, contradictions=1),
    # Nothing in it is of this event only: the wording must do.
    _Bar(shared=0, share=0.0, words=0.8, vague=True),
)


def is_kin(a: Traits, b: Traits) -> bool:
    """Whether two articles tell one event out of one press release."""
    if a.runs == b.runs:
        return bool(a.runs)
    mine, theirs = a.specifics, b.specifics
    seen = _Evidence(
        contradictions=_contradictions(a, b),
        is_dated=bool(a.days and b.days),
        shared=len(mine & theirs),
        fewer=min(len(mine), len(theirs)),
        words=containment(a, b),
    )
    return any(bar.holds(seen) for bar in _BARS)


# A copy has nearly all of its wording from the first, or the first from it.
COPIED_WORDS = 0.8


def role(member: Traits, first: Traits) -> str:
    """Say whether a member of a story copied the first or told it in other words."""
    return "copy" if containment(member, first) >= COPIED_WORDS else "rewrite"


def cut_and_added(first: str, member: str) -> tuple[list[str], list[str]]:
    """Give the sentences of the first that a member left out, and those it added."""
    return _missing(first, member), _missing(member, first)


def _missing(text: str, other: str) -> list[str]:
    runs = shingles(other)
    return [one for one in _sentences(text) if not _stands_in(shingles(one), runs)]


def _stands_in(runs: frozenset[str], text: frozenset[str]) -> bool:
    """Whether at least half of a sentence's runs stand in a text."""
    return 2 * len(runs & text) >= len(runs)


def _sentences(text: str) -> list[str]:
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return [part for part in parts if len(part.split()) >= FEW]


def _contradictions(a: Traits, b: Traits) -> int:
    """Count the kinds of facts that both tell, and tell otherwise."""
    return sum(
        bool(left) and bool(right) and not left & right
        for left, right in (
            (a.days, b.days),
            (a.settlements, b.settlements),
            (a.districts, b.districts),
            (a.people, b.people),
            (_one(a.regency), _one(b.regency)),
        )
    )


def _one(value: str | None) -> frozenset[str]:
    return frozenset([value] if value else [])


def _names(body: str, tokens: list[Token]) -> Iterator[str]:
    """Give pairs of capitalised words, of which one at least is not known to every desk.

    The first word of a sentence has its capital from there: "Warga Desa" is no name.
    """
    known = _known_words()
    for (word, first, end), (after, start, _) in pairwise(tokens):
        if not (word[0].isupper() and after[0].isupper()) or body[end:start] != " ":
            continue
        pair = word.casefold(), after.casefold()
        telling = pair[1:] if _begins_sentence(body, first) else pair
        if not known.issuperset(telling):
            yield " ".join(pair)


def _begins_sentence(body: str, start: int) -> bool:
    before = body[max(0, start - _NEAR) : start].rstrip(" “\"'(")
    return not before or before[-1] in ".!?:\n"


def _marked(mark: re.Pattern[str], body: str) -> Iterator[str]:
    """Give the names behind a mark, up to the first word that begins something else.

    "Desa Landau Bis Polsek Serawai" names Landau Bis.
    """
    others = _GIVEN | _rank_words()
    for found in mark.finditer(body):
        words = takewhile(lambda w: w not in others, found[1].casefold().split())
        if name := " ".join(words):
            yield name


def _figures(tokens: list[Token]) -> Iterator[str]:
    """Give numbers with the word behind them; years and days are told elsewhere."""
    for (word, _, _), (after, _, _) in pairwise(tokens):
        if word[0].isdigit() and not _is_year(word):
            yield f"{word} {after.casefold()}"


def _is_year(word: str) -> bool:
    return len(word) == _SHORTEST_YEAR and word.startswith(("19", "20"))


def _hashed(texts: Iterable[str]) -> frozenset[int]:
    return frozenset(zlib.crc32(text.encode("utf-8", "replace")) for text in texts)


@cache
def _known_words() -> frozenset[str]:
    """Collect the words of units, ranks and regencies: they name no single event."""
    words = set(_GIVEN)
    for unit in units().values():
        words.update(unit.name.casefold().split())
    for place in places().values():
        if place.level == "regency":
            words.update(place.name.casefold().split())
    return _rank_words().union(words)


@cache
def _rank_words() -> frozenset[str]:
    spelled = (name for r in ranks() for name in (r.name, r.full, *r.variants))
    return frozenset(word for name in spelled for word in name.casefold().split())
