"""UTF-8 that somebody read as Windows-1252 before it reached us, undone where certain."""

import re

import ftfy

_CONTROL = re.compile("[\x80-\x9f]")
_UNREADABLE = "\ufffd"
# What only such a reading leaves behind: punctuation of three bytes, pictographs, and
# pairs that begin with Ã or Â and go on with no letter, space or quotation mark.
_CERTAIN = re.compile(
    "\u00e2(?:\u20ac|\x80)[\x80-\xbf\u0152-\u0153\u02c6-\u02dc\u2018-\u203a\u20ac\u2122\ufffd]|"
    "\u00f0(?:\u0178|\x9f)|"
    "\u00c3[\x80-\x9f\u00a1-\u00bf\u0152-\u0192\u02c6-\u02dc\u2020-\u203a\u20ac\u2122]|"
    "\u00c2[\u00a1-\u00bf]"
)
# Nobody writes longer paragraphs; ftfy takes its time.
_LONGEST = 100_000


def mend(text: str) -> str:
    """Undo a wrong reading; what is in doubt, or would lose a letter, stays as it is.

    Control characters that were no part of one are seen by nobody, and go.
    """
    return _CONTROL.sub("", _undone(text))


def _undone(text: str) -> str:
    if len(text) > _LONGEST or _CERTAIN.search(text) is None:
        return text
    mended: str = ftfy.fix_encoding(text)
    is_lossy = mended.count(_UNREADABLE) > text.count(_UNREADABLE)
    return text if is_lossy else mended
