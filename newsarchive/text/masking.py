"""Replaces the names of persons in a case: suspects, victims, witnesses, and initials.

A name counts when a word of its part in the case stands before it ("tersangka Budi
Santoso"), when it is said to be one ("bernama", "berinisial"), or when an age stands behind
it ("Budi (23)"). It is then replaced everywhere in the text. Officers, whose rank stands
before them, and officials speak for their office and are left.
"""

import re
from collections.abc import Iterator
from itertools import dropwhile

from newsarchive.gazetteer.ranks import find_rank

MASK = "[nama]"
_ROLES = (
    "tersangka|terdakwa|terduga pelaku|terduga|pelaku|terlapor|terpidana|narapidana|napi"
    "|tahanan|korban|almarhumah|almarhum|saksi|pelapor|penyintas|anak|bocah|remaja|pria"
    "|wanita|perempuan|lelaki|laki-laki|pemuda|pemudi|suami|istri|ibu|ayah|pengemudi"
    "|pengendara|sopir|bandar|kurir|pengedar"
)
_SAID = "bernama|berinisial|inisial|yakni|yaitu|atas nama|alias"
_WORD = r"[A-Z][\w’'.-]*"
_ROLE = re.compile(rf"(?:{_ROLES}|{_SAID})", re.IGNORECASE)
_NAME = rf"{_WORD}(?: (?:bin|binti|alias|als|{_WORD})){{0,4}}"
_BEFORE = re.compile(rf"\b(?i:{_ROLES}|{_SAID})[,:]? (?P<name>{_NAME})")
_AGED = re.compile(
    rf"(?P<name>{_NAME}),? ?\(?\d{{1,2}} ?(?:tahun|thn|th)?\b(?P<end>\)| tahun| thn| th)"
)
# Words with a capital that no person is called.
_NO_NAME = re.compile(
    r"(?:Senin|Selasa|Rabu|Kamis|Jum.?at|Sabtu|Minggu|Januari|Februari|Maret|April|Mei"
    r"|Juni|Juli|Agustus|September|Oktober|November|Desember|Pol(?:da|res|resta|sek)\b.*"
    r"|Kapol\w*|Kasat\w*|Kabid\w*|Kanit\w*|Desa|Dusun|Kecamatan|Kabupaten|Kota|Jalan|Jl\.?"
    r"|Kelurahan|RT|RW|Pasal|UU|WIB|Rp.*|Indonesia|Kalimantan|Pontianak|Sekadau)"
)


def mask(title: str | None, text: str) -> tuple[str | None, str]:
    """Replace the names that the rules flag, in a title and its text."""
    names = _names(f"{title or ''}\n{text}")
    if not names:
        return title, text
    found = re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, names))})(?![\w’'-])")
    masked = found.sub(MASK, text)
    return (found.sub(MASK, title) if title is not None else None), masked


def _names(text: str) -> list[str]:
    """Give the flagged names and their longer parts, the longest first."""
    names = {
        part
        for match in (*_BEFORE.finditer(text), *_AGED.finditer(text))
        for part in _parts(_without_office(match["name"]))
    }
    return sorted(names, key=lambda name: (-len(name), name))


def _parts(name: str) -> Iterator[str]:
    """Give a name, and each word of it that is called by alone; no bare letters."""
    if not name:
        return
    yield name
    yield from (
        word
        for word in name.split()
        if len(word) > 3 and word[0].isupper() and not _NO_NAME.fullmatch(word)  # noqa: PLR2004
    )


def _without_office(name: str) -> str:
    """Cut a name off where something else begins; nothing is left of an officer."""
    kept: list[str] = []
    for word in dropwhile(_ROLE.fullmatch, name.rstrip(".").split()):
        if _NO_NAME.fullmatch(word):
            break
        if find_rank(word) is not None:
            return ""
        kept.append(word)
    return " ".join(kept)
