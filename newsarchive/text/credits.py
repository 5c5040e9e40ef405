"""Who a printed name is: a person, an agency or desk, a code, or nobody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from newsarchive.gazetteer.places import find_place
from newsarchive.text.mastheads import DOMAIN, is_masthead

Role = Literal["reporter", "editor", "contributor", "photographer", "publisher"]
Desks = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """One person or agency of a byline, spelt as printed; role None is unknown."""

    name: str | None
    role: Role | None
    agency: str | None


Credits = tuple[Credit, ...]

# A newsroom, a press office or a unit as a whole: no person.
_DESK = re.compile(
    r"(?i:red(?:aksi)?\b|tim\b|admin(?:istrator)?\d?\b|(?:sie?|bid)?[ .]?humas\b|hms\b|"
    r"pen(?:rem|dim|dam)|(?:dis)?kominfo|prokopim|polri\b|pol(?:da|res|sek|air)|satpol|"
    r"bhabin|binmas|kodim|koramil|brimob|lantas\b|reskrim|media center|mc\b|"
    r"pem(?:kab|kot|prov)|dinas|kpu\b|bawaslu\b|bpbd\b|bmkg\b|dprd\b|kejari|kejati|"
    r"lapas\b|rutan\b)"
)
_AGENCY = re.compile(
    "ant|antara|antaranews|lkbn|afp|reuters|ap|bernama|xinhua|inilah|jpnn|jpg|prokal|"
    "rri|kbrn|detikcom|kompas|tempo|sindo|cnn"
)
# Marks, releases, advertisements and posts ("kaperwil Kalbar") are no names.
_NOBODY = re.compile(
    r"(?i:[*.\s-]*|rls|r[ei]l|rilis|release|adv|advertorial|pr|mg-?\d*|editor|reporter|penulis|"
    r"wartawan|jurnalis|kontributor|(?:kaperwil|kabiro|biro)\b.*)"
)
# Credits of pictures, and remarks: a bracket with one of these is no sign-off.
_REMARK = re.compile(
    r"(?i:\b(?:ist|istimewa|foto|photo|dok|dokumen|dokumentasi|net|internet|ilustrasi|"
    r"video|instagram|facebook|screenshot|tangkapan|bersambung|selesai|habis|baca|"
    r"lihat|kiri|kanan|sumber daya|wib|wita)\b)"
)
# ANTARA signs with codes of its reporters and editors: T011, KR-TFT; in "U.A057" the
# letter before the code is the edition's.
_ANTARA_CODE = re.compile(r"[A-Z]\d{3}|KR-?[A-Z]{2,3}")
_EDITION = re.compile(r"[A-Z]\.(?=[A-Z]\d{3}\Z)")
_ANTARA = "ANTARA"
_CODE = re.compile(r"[^\W\d_]{1,6}-?\d{1,4}")
_WORD = r"[^\W\d_](?:[^\W\d_]|['’`.-](?=[^\W\d_])){0,24}\.?"
_PERSON = re.compile(rf"{_WORD}(?:[ \xa0]{{1,2}}{_WORD}){{0,5}}")
# Degrees after a name, with dots or without; each is tried in one way only.
_DEGREE = (
    r"(?>[SM]\.[ ]?[A-Z][A-Za-z]{0,4}\.?(?:[A-Z][a-z]{0,3}\.?){0,3}|A\.?Md\.?\w{0,3}|"
    r"S\.?Sos\.?|S\.?Pd\.?I?|S\.?Kom\.?|S\.?Ag\.?|S\.?IP\.?|S\.?[HET]\.?|M\.?Si\.?|"
    r"M\.?Pd\.?|M\.?Kn\.?|M\.?[HM]\.?|CPHR|Ph\.?D\.?)(?!\w)"
)
_DEGREES = re.compile(_DEGREE)
_AFTER_NAME = re.compile(rf"(?:[ ,]+{_DEGREE})+\Z")
_BEFORE_NAME = re.compile(
    r"(?i:(?:dr|drs|dra|ir|prof|akbp|akp|aiptu|aipda|iptu|ipda|kompol|kombes(?: pol)?|"
    r"bripka|brigpol|briptu|bripda|brigadir|bharada|bharatu|bharaka|serda|sertu|praka|"
    r"kopda|peltu|pelda|kapten|lettu|letda|mayor)\b\.?[ \xa0]+)+"
)
_PROSE = re.compile(
    r"(?i:\b(?:ada|adalah|akan|atau|atas|bahwa|baik|banyak|belum|bisa|dalam|dan|"
    r"dapat|dari|dengan|di|dia|enggan|hal|harus|ini|itu|juga|kami|karena|ke|kepada|kita|"
    r"lain|lalu|lebih|masih|mereka|namun|oleh|pada|para|pelaku|saat|saja|sampai|sangat|"
    r"satu|saya|sebagai|sebuah|secara|sehingga|sejumlah|seorang|serta|setelah|sudah|"
    r"tahun|telah|terhadap|tersangka|tersebut|tetapi|tidak|untuk|warga|yaitu|yakni|"
    r"yang)\b)"
)
# "Tribun Pontianak", "detikcom", "RRI Sintang" with a name after it.
_OUTLET_FIRST = re.compile(
    r"(?P<outlet>(?i:tribun|suara|radar|warta|media|harian|kabar|berita|rri|lkbn|koran)\b"
    r"[ \xa0]+[A-Z]\w+|detik\w*|\S+\.(?:com|co\.id|id|net))[ \xa0]+(?P<name>\S.*)"
)
# lensakalbar.co.id prints its codes twice: "lk-02 lk-02".
_TWICE = re.compile(r"(?P<once>\S.*?)[ \xa0]+(?P=once)")
# "Penrem 121/Abw" is one name.
_PARTS = re.compile(
    r"//|(?<! \d{3})(?<! \d{4})/|[|;&,()]|[ \xa0]+(?:dan|[–-])[ \xa0]+|"
    r"-(?=(?i:red|hms)\b)"
)
_SOURCES = re.compile(r"[/;&|]")
_POST = re.compile(r"(?i:kontributor|koresponden)\b")
_RELEASE = re.compile(
    r"(?i:rilis|rls|release|sumber|source|src)\b[ \xa0]*[-:.]?[ \xa0]*"
)
_TEAM = re.compile(r"(?i:tim)")
_SIGNED_EDITOR = re.compile(r"\S+(?: \S+)+ ")
_EDGES = " \xa0\t,;:|•*-–—"
_LONGEST = 60
_LONGEST_SMALL = 9
_LONGEST_CODE = 4
_INITIALS = 3
_PAIR, _TRIPLE = 2, 3


def fold(name: str) -> str:
    """Fold a name to its letters and digits, to compare it."""
    return "".join(filter(str.isalnum, name.casefold()))


def is_code(name: str) -> bool:
    """Whether a name is one of ANTARA's codes."""
    return _ANTARA_CODE.fullmatch(name) is not None


def is_person(name: str) -> bool:
    """Whether a name can be a person's, or a code that stands for one."""
    if _CODE.fullmatch(name) or is_code(name):
        return True
    return _PERSON.fullmatch(name) is not None and _PROSE.search(name) is None


def read_names(value: str, role: Role | None, desks: Desks) -> Credits | None:
    """Read the names after a label; None where they are none."""
    tokens = [_bare(token) for token in _PARTS.split(_AFTER_NAME.sub("", value))]
    post = any(_POST.match(token) for token in tokens)
    named = [t for token in tokens if _is_name(token) for t in _parted(token)]
    agencies, people = _sort(named, desks)
    if not all(map(is_person, people)) or any(len(t) > _LONGEST for t in named):
        return None
    roles = ["contributor" if post else role] * len(people)
    return _credit(people, roles, agencies)


def read_sources(value: str) -> Credits | None:
    """Read who a text is from: agencies, whatever they are; None where it is prose."""
    names = [name.strip(" \xa0.") for name in _SOURCES.split(value)]
    if any(len(name) > _LONGEST or _PROSE.search(name) for name in names):
        return None
    return _credit([], [], [name for name in names if name])


@lru_cache(maxsize=4096)
def read_signature(inner: str, desks: Desks) -> Credits | None:
    """Read what stands in brackets under a text; None where it is no sign-off."""
    release = _RELEASE.match(inner.strip())
    if release and release.end() < len(inner.strip()) and "/" not in inner:
        return read_sources(inner.strip()[release.end() :])
    if _REMARK.search(inner):
        return None
    tokens = [token.strip() for token in _PARTS.split(inner)]
    signed = _without_town([token for token in tokens if _is_name(token)])
    named = [_bare(_RELEASE.sub("", token, count=1)) for token in signed]
    agencies, people = _sort(named, desks)
    if not all(map(_is_signer, people)):
        return None
    if not agencies and len(tokens) == len(people) and _are_codes(people):
        agencies = [people.pop(0)]
    released = any(_RELEASE.fullmatch(token) for token in tokens)
    roles = _roles(inner, people, released=released)
    return _credit(people, roles, [*agencies, *_agency_of_codes(people)])


def _bare(name: str) -> str:
    """Take ranks and academic titles off a name."""
    bare = _AFTER_NAME.sub("", name.strip(_EDGES))
    for before in (_EDITION, _BEFORE_NAME):
        match = before.match(bare)
        bare = bare[match.end() :] if match else bare
    twice = _TWICE.fullmatch(bare)
    bare = twice["once"] if twice else bare
    return bare.rstrip(".")


def _is_name(token: str) -> bool:
    """Whether a token is a name at all: no degree, no post, no mark."""
    skipped = (
        _DEGREES.fullmatch(token) or _POST.match(token) or _NOBODY.fullmatch(token)
    )
    return not skipped


def _parted(token: str) -> Sequence[str]:
    """Part an outlet from the name behind it: "Tribun Pontianak Muhammad Fauzi"."""
    both = _OUTLET_FIRST.fullmatch(token)
    return (token,) if both is None else (both["outlet"], both["name"])


def _sort(names: Sequence[str], desks: Desks) -> tuple[list[str], list[str]]:
    """Sort names into agencies and people."""
    agencies = [name for name in names if _is_agency(name, desks)]
    people = [name for name in names if name not in agencies]
    if not agencies and _is_desk_last(people):
        agencies = [people.pop()]
    return agencies, people


def _is_agency(name: str, desks: Desks) -> bool:
    """Whether a name is an agency's, a desk's or an outlet's."""
    folded = fold(name)
    known = _AGENCY.fullmatch(folded) or folded in map(fold, desks)
    formed = _DESK.match(name) or DOMAIN.search(name)
    return bool(known or formed) or is_masthead(name)


def _is_desk_last(people: Sequence[str]) -> bool:
    """Whether the last is the desk by its letters: "Aji/BERNAS", "AJI/Bernas"."""
    if len(people) < _PAIR or _CODE.fullmatch(people[-1]):
        return False
    *names, last = people
    if last.isupper() and len(last) > 1:
        capitals = any(name.isupper() for name in names)
        return not capitals or len(last) > max(_INITIALS, *map(len, names))
    return last.istitle() and all(name.isupper() and len(name) > 1 for name in names)


def _are_codes(people: Sequence[str]) -> bool:
    """Whether three codes stand for outlet, reporter and editor: "(kpl/aal/ums)"."""
    codes = [name for name in people if name.islower() and len(name) <= _LONGEST_CODE]
    return len(codes) == len(people) == _TRIPLE


def _agency_of_codes(people: Sequence[str]) -> list[str]:
    return [_ANTARA] if any(map(is_code, people)) else []


def _without_town(names: list[str]) -> list[str]:
    """Leave out the town behind a name: "(Budi, Sintang)"."""
    return names[:-1] if len(names) > 1 and _is_town(names[-1]) else names


def _is_town(name: str) -> bool:
    place = find_place(name)
    return place is not None and place.level in {"province", "regency"}


def _is_signer(name: str) -> bool:
    """Whether a name can sign a text: "edo", "Maria Lestari", "nk-5"; not "tersangka"."""
    words = name.split()
    short = all(len(word) <= _LONGEST_SMALL for word in words) and len(words) <= _PAIR
    fits = is_person(name) and (short or not name.islower())
    return fits and not _is_town(name)


def _roles(inner: str, people: Sequence[str], *, released: bool) -> list[Role | None]:
    """Give each signer's role: of two initials the second is the editor.

    Not so under a release, where both have only worked it up: "(rls/wes/tmB)".
    """
    roles: list[Role | None] = ["reporter"] * len(people)
    pair = len(people) == _PAIR and (_are_initials(people) or "//" in inner)
    # okezone signs with the editor's name and a space: "(Arief Setyadi )".
    editor = len(people) == 1 and _SIGNED_EDITOR.fullmatch(inner)
    if (pair and not released) or editor:
        roles[-1] = "editor"
    return roles


def _are_initials(people: Sequence[str]) -> bool:
    small = all(name.islower() and " " not in name for name in people)
    short = all(len(name) <= _INITIALS for name in people)
    return (small or short) and not any(map(is_code, people))


def _credit(
    people: Sequence[str], roles: Sequence[Role | None], agencies: Sequence[str]
) -> Credits:
    """Make credits: the agency goes with every name, or stands alone."""
    desks = [name for name in agencies if not _TEAM.fullmatch(name)] or list(agencies)
    named = [
        Credit(name, role, desks[0] if desks else None)
        for name, role in zip(people, roles, strict=True)
    ]
    alone = desks[1:] if named else desks
    return (*named, *(Credit(None, None, desk) for desk in alone))
