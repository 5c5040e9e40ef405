"""Whether parts at the head of a text are a dateline or the beginning of a sentence."""

import re
from collections.abc import Callable, Sequence

from newsarchive.text.dateline_parts import Part
from newsarchive.text.dateline_places import find_place_ends

FIRM = frozenset({"dash", "bar", "colon", "stop", "line"})
_UPPER = re.compile(r"\W*(?:[A-Z\d]|$)")
_LOWER = re.compile(r"\W*[a-z]")
_SENTENCE = re.compile(r"[\s*\"“]*[A-Z][a-z]")
_ASIDE = re.compile(r"[^.\n]{0,80}?\s[–—-]\s*[a-z]")
_FIRST_WORD = re.compile(r"[\s(\[*]*")
_LONG_WORD = 5
# After a place that the gazetteer lacks, a dash and one of these, a report begins.
_OPENERS = re.compile(
    r"[\s\"“*]*(?:Aksi|Aparat|Bhabin|Dalam|Demi|Diduga|Direktorat|Dua|Gubernur|Guna|"
    r"Hingga|Jajaran|Jelang|Kapol|Kasat|Kasus|Kebakaran|Kecelakaan|Kegiatan|Kejaksaan|"
    r"Kementerian|Kepala|Kepolisian|Ketua|Korban|Masyarakat|Mem|Men|Operasi|Pada|Pasca|"
    r"Pemerintah|Pemkab|Personel|Personil|Petugas|Pold|Polis|Polr|Pols|Presiden|Puluhan|"
    r"Ratusan|Sat|Sebanyak|Sebuah|Sejumlah|Sekitar|Seluruh|Seorang|Setelah|Suasana|"
    r"Tim|Untuk|Usai|Wakil|Warga)"
)

Parts = Sequence[Part]
_Rule = Callable[[Parts, str], bool]


def is_dateline(parts: Parts, after: str) -> bool:
    """Whether parts of known kinds make a dateline before the text `after` them."""
    kinds = {part.kind for part in parts}
    rule = next((rule for needed, rule in _RULES if needed <= kinds), None)
    return rule is not None and rule(parts, after)


def _outlet_and_place(parts: Parts, after: str) -> bool:
    last, sure = parts[-1], all(part.sure for part in parts)
    if last.mark in {"dash", "bar", "colon"} and sure:
        return True
    if not _is_upper(after):
        return False
    return (sure and _is_marked(parts)) or _UNSURE.get(last.mark, _never)(parts, after)


def _is_marked(parts: Parts) -> bool:
    """Whether a mark follows; without one only a domain and a place are a dateline.

    "KABARPOS.ID Pontianak Keronologis ..." is one.
    """
    bare = "." in parts[0].text and all(part.mark != "dash" for part in parts)
    return parts[-1].mark != "none" or bare


def _always(parts: Parts, after: str) -> bool:  # noqa: ARG001 (a rule's shape)
    return True


def _never(parts: Parts, after: str) -> bool:  # noqa: ARG001 (a rule's shape)
    return False


def _outlet_unsure(parts: Parts, after: str) -> bool:  # noqa: ARG001 (a rule's shape)
    """Whether only the outlet is unsure: "Kubu Raya, BerkatnewsTV." ends so."""
    return all(part.sure or part.kind == "outlet" for part in parts)


def _hyphen_after(parts: Parts, after: str) -> bool:
    """Whether a hyphen ends a sure name or one in capitals: "SANGGAU, RK-Kapolres"."""
    last = parts[-1]
    return last.sure or (last.text.isupper() and _SENTENCE.match(after) is not None)


_UNSURE: dict[str, _Rule] = {
    "dash": _always,
    "bar": _always,
    "colon": _always,
    "line": _outlet_unsure,
    "stop": _outlet_unsure,
    "hyphen": _hyphen_after,
}


def _outlet_alone(parts: Parts, after: str) -> bool:
    last, upper = parts[-1], _is_upper(after)
    if last.mark == "dash":
        return upper or last.sure
    return upper and last.sure and (last.mark != "none" or "." in last.text)


def _unit(parts: Parts, after: str) -> bool:
    ends = FIRM if len(parts) > 1 else {"dash"}
    fits = parts[-1].mark in ends and _is_upper(after)
    return fits and _ASIDE.match(after) is None


def _unit_and_outlet(parts: Parts, after: str) -> bool:
    return parts[-1].mark in FIRM and _is_upper(after)


def _place(parts: Parts, after: str) -> bool:
    if not _is_upper(after):
        return False
    if not all(part.sure for part in parts):
        return _unknown_place(parts, after)
    return _PLACE_ENDS.get(parts[-1].mark, _place_plain)(parts, after)


def _place_plain(parts: Parts, after: str) -> bool:
    return _is_capital(parts) or not (_is_route(after) or _ASIDE.match(after))


def _is_route(after: str) -> bool:
    """Whether a second place is the subject: "Sekadau – Sintang ditempuh dua jam"."""
    begin = _FIRST_WORD.match(after)
    ends = find_place_ends(after, begin.end() if begin else 0)
    return bool(ends) and _LOWER.match(after[ends[0] :]) is not None


def _unknown_place(parts: Parts, after: str) -> bool:
    """Whether a place that the gazetteer lacks stands before a dash and a sentence."""
    mark = parts[-1].mark
    if mark not in {"dash", "hyphen"} or _ASIDE.match(after):
        return False
    if _is_capital(parts):
        long = len(parts[0].text) >= _LONG_WORD
        return long and _SENTENCE.match(after) is not None
    # detik.com: the place, the dash and the text are three lines.
    lines = parts[-1].gap.count("\n") > 1
    return mark == "dash" and (lines or _OPENERS.match(after) is not None)


def _place_hyphened(parts: Parts, after: str) -> bool:
    return _is_capital(parts) or _OPENERS.match(after) is not None


def _place_commaed(parts: Parts, after: str) -> bool:
    return _is_capital(parts) and _SENTENCE.match(after) is not None


def _place_lined(parts: Parts, after: str) -> bool:  # noqa: ARG001 (a rule's shape)
    return "," in parts[-1].gap or _is_capital(parts)


def _place_closed(parts: Parts, after: str) -> bool:
    """Whether a place stands alone in brackets: "[SEKADAU] Polsek ..."."""
    return [part.kind for part in parts] == ["place"] and bool(after.strip())


_PLACE_ENDS: dict[str, _Rule] = {
    "hyphen": _place_hyphened,
    "comma": _place_commaed,
    "line": _place_lined,
    "close": _place_closed,
    "none": _never,
}
_RULES: tuple[tuple[frozenset[str], _Rule], ...] = (
    (frozenset({"unit", "outlet"}), _unit_and_outlet),
    (frozenset({"unit"}), _unit),
    (frozenset({"outlet", "place"}), _outlet_and_place),
    (frozenset({"outlet", "region"}), _outlet_and_place),
    (frozenset({"outlet"}), _outlet_alone),
    (frozenset({"place"}), _place),
    (frozenset({"region"}), _place),
)


def _is_upper(after: str) -> bool:
    return _UPPER.match(after) is not None


def _is_capital(parts: Parts) -> bool:
    return parts[0].text.isupper()
