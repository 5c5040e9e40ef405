"""Texts of others on a terminal, in a log, on a page: nothing in them may drive it."""

import re
from html import escape

# What could drive a terminal or turn its text around: escapes, other control
# characters, direction marks. White space that a text may have stays.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# What ends a line for one program or another.
_LINE_END = re.compile("\r\n|[\n\x0b\x0c\r\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Take out of a stored text what is no text on a terminal."""
    return whole(_CONTROL.sub("", text))


def whole(text: str) -> str:
    """Put a sign in the place of half a character, which cannot be written."""
    return _SURROGATE.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Write control characters in JSON as escapes; it stays the same JSON."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def entry(text: str) -> str:
    """Make one entry of a log: further lines are set in, so that none looks like another."""
    return clean(_LINE_END.sub("\n    ", text))


def markup(text: str) -> str:
    """Write a text into HTML or SVG, which take no control characters either."""
    return escape(clean(text))
