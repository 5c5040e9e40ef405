"""Text as readers see it: white space folded, invisible characters gone."""

import html
import re

# Control characters, soft hyphens, zero-width spaces, direction marks and halves of
# surrogate pairs: none is seen by a reader, all break words, terminals or databases.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u200e\u200f"
    "\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_INLINE_TAG = re.compile(
    r"</?(?:a|b|br|em|font|i|mark|small|span|strong|sub|sup|u)\b[^<>]{0,300}>",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """Fold white space to single spaces and remove what cannot be seen."""
    return " ".join(_INVISIBLE.sub("", text).split())


def unescape(text: str) -> str:
    """Read a value of metadata: entities resolved, inline tags removed, folded."""
    return fold(_INLINE_TAG.sub("", html.unescape(text)))
