"""Text as readers see it: white space folded, invisible characters gone."""

import html
import re

# Control characters, soft hyphens, zero-width spaces, direction marks, tags, what is no
# character, and halves of surrogate pairs: none is seen by a reader, all break words,
# terminals or databases. A joiner stays where it joins pictographs.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]|(?<=\\w)\u200d(?=\\w)"
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
