"""The shape of an address: what all addresses have that one rule of a site makes."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

_NUMBER = re.compile(r"\d+(?:\.\w+)?")
# A word with a number in it, or many words: one of a kind.
_OWN = re.compile(r".*(?:\d|-|_|%).*|.{20,}")
# Folders that repeat are made by a link that begins without a slash.
_ENDLESS = re.compile(r"(/[^/]+)\1\1")
_DEEPEST = 20
_LONGEST = 2_000


def shape_of(url: str) -> str:
    """Give the shape of an address: numbers and slugs alike, queries by their names.

    /kalender/2023/10/ has the shape of /kalender/1999/01/, ?a=1&b=2 that of ?b=3&a=4.
    """
    parts = urlsplit(url)
    *folders, last = parts.path.strip("/").split("/")
    folders = [*map(_kind, folders), "#" if _NUMBER.fullmatch(last) else "*"]
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    path = "/".join(_short(folders))
    return f"{parts.netloc.lower()}/{path}?{'&'.join(names)}".rstrip("?")


def beginning_of(shape: str) -> str:
    """Give what all addresses of a shape begin with, behind their scheme."""
    return re.split(r"[#*]", shape, maxsplit=1)[0]


def is_endless(url: str) -> bool:
    """Whether an address alone shows that no end of its kind is to be expected."""
    path = unquote(urlsplit(url).path)
    return (
        _ENDLESS.search(path) is not None
        or path.count("/") > _DEEPEST
        or len(url) > _LONGEST
    )


def _kind(folder: str) -> str:
    if _NUMBER.fullmatch(folder):
        return "#"
    return "*" if _OWN.fullmatch(folder) else folder.lower()


def _short(folders: list[str]) -> list[str]:
    """Write the same folder once, however often it stands in a row."""
    return [
        one
        for number, one in enumerate(folders)
        if number == 0 or one != folders[number - 1]
    ]
