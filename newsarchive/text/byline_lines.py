"""Lines that are a byline as a whole: "Penulis: Ramadhan | Editor: Try Juliansyah"."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from newsarchive.text.credits import (
    Credit,
    Credits,
    Desks,
    Role,
    is_person,
    read_names,
    read_sources,
)
from newsarchive.text.dateline_places import is_known_place
from newsarchive.text.mastheads import is_masthead

_ROLES: Mapping[str, Role | None] = MappingProxyType(
    {
        "photographer": "photographer",
        "contributor": "contributor",
        "editor": "editor",
        "publisher": "publisher",
        "icon": None,
        "source": None,
        "reporter": "reporter",
    }
)
_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "photographer": "pewarta foto|fotografer|foto(?: oleh)?|photo",
        "contributor": "kontributor|contributor|koresponden",
        "editor": "editor|redaktur(?: pelaksana)?|penyunting|redpel|red",
        "publisher": (
            "publish?(?:er|ed by)?|publikasi|(?:di)?terbitkan oleh|uploader|"
            "di(?:unggah|posting) oleh|posted by"
        ),
        # A page's icon font leaks its names into the text: indo-sight.com.
        "icon": "account_circle",
        "source": "sumber(?: berita)?|source|rilis",
        "reporter": (
            "(?:artikel ini |berita ini )?(?:di(?:tulis|laporkan)|tulis|laporan) oleh|"
            "penulis|writer|author|pewarta|reporter|wartawan|jurnalis|laporan|liputan|"
            "peliput|rep|oleh|by|teks"
        ),
    }
)
_LABEL = "|".join(f"(?P<{kind}>(?i:{words}))" for kind, words in _LABELS.items())
_SPACE = r"[ \t\xa0]"
# "Rep/Red:", "Editor. :" and "Kontributor Sekadau:" are seen too; the colon may be a wide one.
_FIELD = re.compile(
    rf"(?<![^\W_])(?:{_LABEL})(?P<pair>{_SPACE}*[/&]{_SPACE}*(?i:editor|redaktur|red))?"
    rf"(?P<of>(?:{_SPACE}[A-Z]\w*){{0,3}})"
    rf"{_SPACE}*\.?{_SPACE}*[:\uff1a]"
)
# Without a colon only a whole line of capitalised words is a byline, and only after
# one of these.
_PLAIN_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "contributor": "kontributor|koresponden",
        "editor": "editor|redaktur",
        "publisher": "(?:di)?terbitkan oleh",
        "icon": "account_circle",
        "reporter": (
            "wartawan|reporter|jurnalis|pewarta|penulis|oleh|by|"
            "di(?:laporkan|tulis) oleh"
        ),
    }
)
_PLAIN = re.compile(
    rf"(?i:laporan{_SPACE}+)?(?:"
    + "|".join(f"(?P<{kind}>(?i:{words}))" for kind, words in _PLAIN_LABELS.items())
    + rf")\b{_SPACE}*-?{_SPACE}*(?P<value>\S.*)"
)
_CAPITALS = re.compile(
    r"[A-Z][\w.'’]*(?:[ ,/&(-]+(?:[A-Z][\w.'’]*\)?|dan\b))*(?P<town> dari [A-Z]\w+)?"
)
_COPYRIGHT = re.compile(
    rf"(?i:copyright){_SPACE}*(?:©|\([Cc]\)){_SPACE}*"
    rf"(?P<owner>[^\W\d][^\d\n]{{0,40}}?){_SPACE}*\d{{4}}\Z"
)
_DETIK = re.compile(
    rf"(?P<names>[^/|\n]{{2,80}}?){_SPACE}*-{_SPACE}*(?P<desk>detik[A-Za-z]*)"
)
_POSTED = re.compile(rf"(?P<name>[^()\n.:]{{2,60}}?){_SPACE}+\((?:{_LABEL})\)")
_GENERIC = re.compile(r"(?i:admin\w*|redaksi|red|tim(?: redaksi| liputan)?)")
_EDGES = " \t\xa0•*|-–—"
_LONGEST = 160
_MOST_WORDS = 7


def read_line(line: str, desks: Desks) -> Credits | None:
    """Read a line that is a byline as a whole; None where it is none."""
    text = line.strip(_EDGES) if len(line) <= _LONGEST else ""
    if not text:
        return None
    owned = _COPYRIGHT.search(text) if text[-1].isdigit() else None
    if owned is None:
        return _read_labelled(text, desks)
    before = text[: owned.start()].strip(_EDGES)
    found = _read_labelled(before, desks) if before else ()
    owner = Credit(None, None, owned["owner"])
    return None if found is None else (*found, owner)


def is_open_label(line: str) -> bool:
    """Whether the name of a label stands on the next line: "Artikel ini ditulis oleh:"."""
    field = _FIELD.match(line.strip(_EDGES))
    return field is not None and field.end() == len(line.strip(_EDGES))


def without_generic(credited: Credits) -> Credits:
    """Leave out the names of accounts that a whole newsroom uses: "admin", "Redaksi"."""
    return tuple(
        one for one in credited if one.name or not _GENERIC.fullmatch(one.agency or "")
    )


def _read_labelled(text: str, desks: Desks) -> Credits | None:
    for read in (_read_fields, _read_plain, _read_detik, _read_posted):
        found = read(text, desks)
        if found is not None:
            return found
    return None


def _read_fields(text: str, desks: Desks) -> Credits | None:
    """Read labels with colons, each with the names up to the next."""
    if _FIELD.match(text) is None:
        return None
    fields = list(_FIELD.finditer(text))
    ends = [field.start() for field in fields[1:]] + [len(text)]
    read: list[Credit] = []
    for field, end in zip(fields, ends, strict=True):
        found = _read_field(field, text[field.end() : end].strip(_EDGES + "."), desks)
        if found is None:
            return None
        read.extend(found)
    # A picture's credit alone belongs to the picture.
    pictures = all(field["photographer"] for field in fields)
    return None if pictures else tuple(read)


def _read_field(field: re.Match[str], value: str, desks: Desks) -> Credits | None:
    if field["source"]:
        return read_sources(value)
    names = 1 + value.count(",") + value.count("/")
    if len(value.split()) > _MOST_WORDS * names:
        return None
    outlet = field["of"].strip()
    value = f"{value}/{outlet}" if is_masthead(outlet) else value
    return _read_value(field, value, desks)


def _read_value(label: re.Match[str], value: str, desks: Desks) -> Credits | None:
    kind = next(
        kind for kind, found in label.groupdict().items() if found and kind in _ROLES
    )
    found = read_names(value, _ROLES[kind], desks)
    if found and kind == "icon":
        return without_generic(found)
    return _paired(found) if found and label.groupdict().get("pair") else found


def _paired(found: Credits) -> Credits:
    """Take the second of two names for the editor: "Rep/Red: Budi/Sari"."""
    if [one.name is not None for one in found] != [True, True]:
        return found
    return found[0], replace(found[1], role="editor")


def _read_plain(text: str, desks: Desks) -> Credits | None:
    """Read a label without a colon: "Laporan Wartawan Tribun Pontianak, Wahidin"."""
    plain = _PLAIN.fullmatch(text)
    value = plain["value"].rstrip(".") if plain else ""
    capitals = _CAPITALS.fullmatch(value)
    if plain and plain["icon"]:
        return _read_value(plain, value, desks)
    if plain is None or capitals is None or len(value.split()) > _MOST_WORDS:
        return None
    value = value.removesuffix(capitals["town"] or "")
    return _read_value(
        plain, _without_post(value) if plain["contributor"] else value, desks
    )


def _without_post(value: str) -> str:
    """Drop a contributor's town: "Kontributor Pontianak, Yohanes Kurnia Irawan"."""
    town, _, name = value.partition(",")
    return name if name and is_known_place(town) else value


def _read_detik(text: str, desks: Desks) -> Credits | None:
    """Read detik's line: "Retno Ayuningrum -detikFinance"."""
    match = _DETIK.fullmatch(text)
    if match is None or is_known_place(match["names"]):
        return None
    return read_names(f"{match['names']}/{match['desk']}", "reporter", desks)


def _read_posted(text: str, desks: Desks) -> Credits | None:
    """Read a name with the label behind it: "Anwar Siswadi (Kontributor)"."""
    match = _POSTED.fullmatch(text)
    if match is None or not is_person(match["name"]):
        return None
    return _read_value(match, match["name"], desks)
