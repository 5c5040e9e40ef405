"""Passwords in texts: what is between a name and a host in an address, and known ones."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

MASK = "***"
# A password goes up to the last @, whatever is in it.
_IN_ADDRESS = re.compile(r"(?P<before>\b[\w.+-]+://[^\s:/@'\"]*:)\S+(?=@)")
_IN_OPTION = re.compile(
    r"(?P<before>\b(?:password|passwd|token)=)[^\s&'\"]+", re.IGNORECASE
)
_PASSWORD = re.compile(r"[\w.+-]+://[^:/@]*:(.+)@")
# Settings whose whole value nobody may read.
_SECRET_NAMES = ("_PASSWORD", "_TOKEN", "_WEBHOOK")


def secrets_of(settings: Mapping[str, Any]) -> frozenset[str]:
    """Give the secrets among our settings."""
    found: set[str] = set()
    for name in settings:
        value = settings[name]
        if not str(name).startswith("NEWSARCHIVE_") or not isinstance(value, str):
            continue
        if str(name).endswith(_SECRET_NAMES):
            found.add(value)
        if password := _PASSWORD.match(value):
            found |= {password[1], unquote(password[1])}
    return frozenset(one for one in found if one)


def mask(text: str, secrets: Iterable[str] = ()) -> str:
    """Put three stars in the place of every password in a text.

    A known one is masked wherever it stands by itself: one that is a part of a word is
    that word's.
    """
    text = _IN_ADDRESS.sub(rf"\g<before>{MASK}", text)
    text = _IN_OPTION.sub(rf"\g<before>{MASK}", text)
    for secret in sorted(secrets, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", MASK, text)
    return text


def shows(argument: str) -> bool:
    """Whether an argument of a command holds a password."""
    name, equals, value = argument.partition("=")
    is_named = bool(equals and value) and name.endswith(_SECRET_NAMES)
    return is_named or _PASSWORD.search(argument) is not None
