"""Sign-offs at the end of a line: "(Aji/BERNAS)", "[SK]", "***"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsarchive.text.byline_lines import read_line
from newsarchive.text.credits import Credit, Credits, Desks, fold, read_signature
from newsarchive.text.mastheads import DOMAIN

SENTENCE_END = frozenset(".!?\"”'’…»*)]")
_BRACKETS = {")": "(", "]": "["}
_LONGEST = 90
_TRAILING = " \t\xa0.…\u200b"
_STARRED = "* \t\xa0"
_DASH = re.compile(r"(?:(?<=\s)|(?<!.))[–—-]\Z")
_STARS = re.compile(r"(?:(?<=[\s.!?\"”'’…»)])|^)\*{1,5}\Z|\*{2,5}\Z")
# Without a sentence's end before it a bracket is prose, but for these.
_SURE = re.compile(r"[*\s]+|[a-z]{2,4}/[a-z]{2,4}|(?:[^/]+/)?(?i:red)")
# Above a later paragraph only these are more than a remark: "(tertawa)".
_FIRM = re.compile(r"[*\s]+|.*/.*|\s*[A-Z].*|\s*\w{1,4}\s*")
# "*BIN" and "vk1" alone on a line.
_BARE_CODE = re.compile(r"\*(?P<starred>[A-Za-z]{2,10})|(?P<code>[a-z]{2,4}\d{1,2})")
_LABELLED = re.compile(
    r"(?<=[.!?”\"»])[ \xa0]+(?P<line>(?:Wartawan|Penulis|Reporter|Editor|Pewarta|"
    r"Kontributor|Jurnalis|Laporan|Sumber)\b[^\n.]{2,80}\.?)\Z"
)


class SignOff(NamedTuple):
    """Where a sign-off begins in its line, where it ends, and what it says."""

    start: int
    end: int
    credits: Credits


class _Found(NamedTuple):
    start: int
    credits: Credits


def find_sign_offs(line: str, desks: Desks, *, firm: bool) -> Iterator[SignOff]:
    """Find the sign-offs at a line's end, the last first.

    Where a line is not the last (`firm`), only brackets that can be nothing else count.
    """
    end = len(line)
    found = _find_last(line, desks, firm=firm)
    while found is not None:
        yield SignOff(found.start, end, found.credits)
        end = found.start
        found = _find_last(line[:end], desks, firm=firm)


def _find_last(line: str, desks: Desks, *, firm: bool) -> _Found | None:
    text = line.rstrip(_TRAILING)
    bracket = _find_bracket(text, desks, firm=firm)
    if bracket is not None or firm:
        return bracket
    return _find_stars(text) or _find_labelled(text, desks) or _find_code(text)


def _find_bracket(text: str, desks: Desks, *, firm: bool) -> _Found | None:
    opening = text.rfind(_BRACKETS.get(text[-1:], "\0"))
    inner = text[opening + 1 : -1]
    if opening < 0 or len(inner) > _LONGEST or (firm and not _FIRM.fullmatch(inner)):
        return None
    before = text[:opening].rstrip(_STARRED)
    starred = "*" in text[len(before) : opening]
    before = _DASH.sub("", before).rstrip()
    if not starred and not _may_sign(before, inner, desks):
        return None
    found = read_line(inner, desks) if ":" in inner else read_signature(inner, desks)
    return None if found is None else _Found(len(before), found)


def _may_sign(before: str, inner: str, desks: Desks) -> bool:
    """Whether a bracket stands where a sign-off can: after a sentence, on a line."""
    if not before.strip() or before[-1] in SENTENCE_END or _SURE.fullmatch(inner):
        return True
    return not set(map(fold, inner.split("/"))).isdisjoint(map(fold, desks))


def _find_stars(text: str) -> _Found | None:
    """Find an end mark without a name."""
    stars = _STARS.search(text) if text.endswith("*") else None
    return _Found(stars.start(), ()) if stars else None


def _find_labelled(text: str, desks: Desks) -> _Found | None:
    """Find a labelled name after the last sentence: "... darurat. Wartawan Mulyawan"."""
    match = _LABELLED.search(text, max(0, len(text) - _LONGEST))
    found = read_line(match["line"], desks) if match else None
    return (
        None if match is None or found is None else _Found(match.start("line"), found)
    )


def _find_code(text: str) -> _Found | None:
    """Find a bare code or an outlet's domain on a line of its own."""
    bare = text.strip()
    code = _BARE_CODE.fullmatch(bare)
    if code:
        return _Found(0, (Credit(code["starred"] or code["code"], "reporter", None),))
    domain = DOMAIN.fullmatch(bare)
    return _Found(0, (Credit(None, None, bare),)) if domain else None
