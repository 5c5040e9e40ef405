"""What a person types for a field, read into the form in which versions keep a value.

What cannot be read, or is not known, is a ConfigurationError of one line; nothing is
guessed that the archive's own readers would not read so.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from newsarchive.errors import ConfigurationError
from newsarchive.text.byline import read_author, split_byline
from newsarchive.text.dateline import split_dateline
from newsarchive.typed.dates import (
    Setting,
    date_form,
    read_event_dates,
    read_modified,
    read_published,
)
from newsarchive.typed.names import (
    parted,
    read_places,
    read_regency,
    read_topics,
    read_units,
)

_BRACKETS = frozenset("()[]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def read(field: str, text: str, setting: Setting) -> Any:
    """Read what was typed for a field."""
    reader, bare = _READERS[check(field)], " ".join(text.split())
    value = reader(bare, setting) if bare else None
    if not value:
        raise ConfigurationError(
            f"nothing is given for {field}: --none says that there is none"
        )
    return value


def nothing(field: str) -> Any:
    """Give the value that says: there is none."""
    if check(field) == "published":
        return date_form(None)
    return [] if field in _LISTS else None


def check(field: str) -> str:
    """Refuse a field that nobody can correct."""
    if field in _READERS:
        return field
    if field in {"body", "text", "excerpt"}:
        raise ConfigurationError(
            "the words are the page's and stay as they are: `newsarchive replay` reads "
            "the page again, `newsarchive suppress` takes an article out of sight"
        )
    raise ConfigurationError(
        f"{field!r} cannot be corrected, only {', '.join(_READERS)}"
    )


def _text(text: str, _: Setting) -> str:
    return text


def _language(text: str, _: Setting) -> str:
    if _LANGUAGE.fullmatch(text) is None:
        raise ConfigurationError(f"{text!r} is no language tag: write id, ms or en-GB")
    return text


def _dateline(text: str, setting: Setting) -> dict[str, Any]:
    """Read a dateline as printed; the dash at its end may be left out."""
    for printed in (text, f"{text} –"):
        line, rest = split_dateline(printed, outlet=setting.outlet)
        if line is not None and not rest.strip():
            return asdict(replace(line, raw=text))
    raise ConfigurationError(
        f"{text!r} is no dateline: write it as printed, as 'KABAR BARU, SEKADAU –'"
    )


def _byline(text: str, setting: Setting) -> dict[str, Any]:
    """Read a byline as printed, or bare names."""
    line, rest = split_byline(text, desks=setting.desks)
    found = line.credits if line is not None and not rest.strip() else None
    if found is None and _BRACKETS.isdisjoint(text):
        found = read_author(text, desks=setting.desks) or None
    if found is None:
        raise ConfigurationError(
            f"{text!r} is no byline: write it as printed, as '(Aji/BERNAS)'"
        )
    return {"raw": text, "credits": [[c.name, c.role, c.agency] for c in found]}


def _tags(text: str, _: Setting) -> list[str]:
    return list(dict.fromkeys(parted(text)))


_READERS: Mapping[str, Callable[[str, Setting], Any]] = {
    "title": _text,
    "published": read_published,
    "modified": read_modified,
    "section": _text,
    "language": _language,
    "tags": _tags,
    "dateline": _dateline,
    "byline": _byline,
    "event_dates": read_event_dates,
    "regency": lambda text, _: read_regency(text),
    "places": lambda text, _: read_places(text),
    "police_units": lambda text, _: read_units(text),
    "topics": lambda text, _: read_topics(text),
}
FIELDS = tuple(_READERS)
_LISTS = {"tags", "event_dates", "places", "police_units", "topics"}
