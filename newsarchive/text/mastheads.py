"""The names of outlets as newsrooms print them, known beforehand or by their form."""

import re
from functools import lru_cache

from newsarchive.gazetteer.places import places_by_name

# Endings of Indonesian news sites; "com" and the like may stand apart from the name:
# "radarkalbar. com", "TRIBUNPONTIANAK. CO. ID"; "FAJAR.CO.D" is a real misprint.
_LOOSE = r"com|net|id|co(?:[ \xa0]?\.[ \xa0]?id?\b|\.d\b)?"
_CLOSE = r"org|tv|news|info|my|web|go|or|ac|sch|desa|biz|xyz|online|cc|us"
# An ending in small letters may be glued to the place: "eQuator.co.idPONTIANAK".
_BOUND = r"(?:(?<=[a-z])(?![a-z\d])|(?<=[A-Z])(?![A-Za-z\d]))"
_LABEL = r"[A-Za-z\d][A-Za-z\d-]{0,40}"
DOMAIN = re.compile(
    rf"(?:https?://)?(?:www\.)?(?:{_LABEL}\.){{0,3}}{_LABEL}(?:"
    rf"(?:[ \xa0]?\.[ \xa0]?(?i:{_LOOSE}))|\.(?i:{_CLOSE})(?:\.(?i:id))?){_BOUND}"
)

# Words of outlets' names; then parts that make any word one ("Netnews"); then capitals
# within a word: "LensaKalbar", "eQuator", "HiPontianak", "Hi!Pontianak".
_PRESS = re.compile(
    r"(?i:\b(?:antara|channel|cnn|detik|fakta|harian|idn|info|inside|jejaring|jurnal|"
    r"jurnalis|kanal|kbr|kbrn|kompas|koran|lensa|liputan|magazine|majalah|media|metro|"
    r"okezone|online|pers|pojok|portal|pos|post|press|radar|radio|redaksi|republika|"
    r"rri|seputar|sindo|suara|tabloid|tempo|times|tv|viva|voice)\b|"
    r"news|kabar|warta|berita|tribun|tribrata|detikcom)|"
    r"\b(?=\S{5})[^\W\d_]*[a-z!][A-Z]"
)
# Labels over a headline that look like an outlet's name and are none.
_KICKER = re.compile(
    r"(?i:(?:breaking|hot|flash) news|berita (?:duka|acara|terkini|foto)|kabar duka)"
)
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?|:\d+$", re.IGNORECASE)
_ENDINGS = re.compile(rf"(?:\.(?:{_LOOSE}|{_CLOSE}))+$", re.IGNORECASE)
_SHORTEST = 4


@lru_cache(maxsize=4096)
def is_masthead(name: str) -> bool:
    """Whether a capitalised name has the form of an outlet's."""
    return _PRESS.search(name) is not None and not is_kicker(name)


def is_kicker(name: str) -> bool:
    """Whether a name is a label over the headline: "BREAKING NEWS"."""
    return _KICKER.match(name) is not None


@lru_cache(maxsize=256)
def known_names(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Make a pattern for names and domains an outlet is known by, None for nothing.

    Case, spaces, dots and dashes do not matter: "SUARA DAYAK.COM" is suaradayak.com.
    """
    found = {letters for name in names if (letters := _letters(name))}
    if not found:
        return None
    ordered = sorted(found, key=len, reverse=True)
    loose = "|".join(r"[ \xa0.!-]{0,2}".join(letters) for letters in ordered)
    ending = rf"(?:[ \xa0]?\.[ \xa0]?(?:{_LOOSE})|\.(?:{_CLOSE}))?(?:\.id)?"
    return re.compile(rf"(?i:(?:{loose}){ending}){_BOUND}|(?i:{loose})(?![^\W_])")


def _letters(name: str) -> str | None:
    """Fold a title, or the label of a domain; None where it cannot tell an outlet."""
    bare = _SCHEME.sub("", name.strip())
    if DOMAIN.fullmatch(bare):
        bare = _ENDINGS.sub("", bare).rpartition(".")[2]
    letters = re.sub(r"[^a-z\d]", "", bare.casefold())
    is_place = any(letters in named for named in places_by_name().values())
    return None if is_place or len(letters) < _SHORTEST else letters
