"""Bylines: labelled lines above or under a text, and sign-offs at its end."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from newsarchive.text.byline_lines import is_open_label, read_line, without_generic
from newsarchive.text.credits import (
    Credit,
    Credits,
    Desks,
    Role,
    fold,
    is_code,
    is_person,
    read_names,
)
from newsarchive.text.sign_offs import SENTENCE_END, find_sign_offs

__all__ = ["Byline", "Credit", "read_author", "split_byline"]

# Bylines stand in the first and last lines; nothing further in is looked at.
_WINDOW = 700
_ROUNDS = 4
_SHORT_LINE = 60
# Headings, tags and buttons that may stand above or under the byline.
_MOST_SHORT = 3
# Paragraphs that an outlet has added under a signed text.
_MOST_ADDED = 2
_TAG = re.compile(r"<[^<>\n]{1,120}>|&nbsp;")
_LINE = re.compile(r"[^\n]+")
# kompas.com: reporter, editor and "Tim Redaksi" on three lines.
_KOMPAS = re.compile(
    r"^(?P<reporter>[A-Z][^\n,]{2,40}),\n(?P<editor>[A-Z][^\n,]{2,40})\n{1,2}Tim Redaksi$",
    re.MULTILINE,
)
_LONGEST_AUTHOR = 160
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")


@dataclass(frozen=True, slots=True)
class Byline:
    """The byline of an article, as printed and as read.

    `pieces` are the texts cut out, in printed order ("Penulis: Aji" above the text,
    "(edo)" under it); `raw` joins them with an ellipsis. A mark without names ("***")
    is a byline without credits.
    """

    raw: str
    credits: Credits
    pieces: tuple[str, ...] = ()


class _Piece(NamedTuple):
    start: int
    end: int
    credits: Credits


class _Line(NamedTuple):
    """A line of the text; a broken one begins before what is looked at."""

    start: int
    text: str
    broken: bool = False


_Printed = tuple[str, Credits]


def split_byline(text: str, *, desks: Sequence[str] = ()) -> tuple[Byline | None, str]:
    """Split the byline off a text; `desks` are its outlet's short names ("BERNAS")."""
    known = tuple(desks)
    above: list[_Printed] = []
    under: list[_Printed] = []
    rest = text
    # What is cut off may lay a further piece open.
    for _ in range(_ROUNDS):
        heads = _find_above(rest, known)
        tails = _find_under(rest, heads[-1].end if heads else 0, known)
        if not heads and not tails:
            break
        above = [*above, *_printed(rest, heads)]
        under = [*_printed(rest, tails), *under]
        rest = _cut(rest, [*heads, *tails])
    if not above and not under:
        return None, text
    return _make([*above, *under]), rest.strip()


def read_author(name: str, *, desks: Sequence[str] = ()) -> Credits:
    """Read the author a content system names, who may be an editor or a desk."""
    if len(name) > _LONGEST_AUTHOR:
        return ()
    bare = _ADDRESS.sub("", name).strip()
    found = read_line(bare, tuple(desks))
    if found is None:
        found = read_names(bare, None, tuple(desks))
    return without_generic(found or ())


def _make(printed: Sequence[_Printed]) -> Byline:
    pieces = tuple(text for text, _ in printed)
    return Byline(
        raw=" … ".join(pieces),
        credits=_unite([one for _, found in printed for one in found]),
        pieces=pieces,
    )


def _unite(credited: Sequence[Credit]) -> Credits:
    """Join what two pieces say of one name; leave out codes of people who are named."""
    named = any(one.name and not is_code(one.name) for one in credited)
    united: dict[tuple[str, str | None], Credit] = {}
    for one in credited:
        coded = named and one.name is not None and is_code(one.name)
        kept = Credit(None, None, one.agency) if coded else one
        key = fold(kept.name or kept.agency or ""), kept.role if kept.name else ""
        before = united.get(key, kept)
        united[key] = replace(before, agency=before.agency or kept.agency)
    given = {fold(one.agency or "") for one in united.values() if one.name}
    return tuple(
        one
        for one in united.values()
        if one.name or fold(one.agency or "") not in given
    )


def _printed(text: str, pieces: Iterable[_Piece]) -> list[_Printed]:
    return [(text[piece.start : piece.end].strip(), piece.credits) for piece in pieces]


def _cut(text: str, pieces: Sequence[_Piece]) -> str:
    """Cut pieces out; the paragraphs around each stay apart."""
    for piece in reversed(pieces):
        before, after = text[: piece.start].rstrip(), text[piece.end :].lstrip()
        text = f"{before}\n\n{after}" if before and after else before or after
    return text


def _find_above(text: str, desks: Desks) -> Sequence[_Piece]:
    """Find the pieces above a text, in printed order."""
    window = _untagged(text[:_WINDOW])
    kompas = _KOMPAS.search(window) if "Tim Redaksi" in window else None
    if kompas is None:
        return _join(text, _whole_lines(window, desks))
    credited = (
        *_signed(kompas["reporter"], "reporter", desks),
        *_signed(kompas["editor"], "editor", desks),
    )
    return [_Piece(kompas.start(), kompas.end(), credited)]


def _signed(name: str, role: Role, desks: Desks) -> Credits:
    return read_names(name, role, desks) or ()


def _whole_lines(window: str, desks: Desks) -> Iterator[_Piece]:
    """Find lines above the text that are a byline; short ones are passed over."""
    passed = 0
    for match in _LINE.finditer(window):
        found = read_line(match[0], desks)
        if found is not None:
            yield _Piece(match.start(), match.end(), found)
        elif match[0].strip():
            passed += 1
            if passed > _MOST_SHORT or not _is_short(match[0]):
                return


def _find_under(text: str, above: int, desks: Desks) -> Sequence[_Piece]:
    """Find the pieces under a text, in printed order."""
    start = max(above, len(text) - _WINDOW)
    pieces = list(_from_below(_lines_up(text, start), desks))
    return _join(text, reversed(pieces))


def _lines_up(text: str, start: int) -> Iterator[_Line]:
    """Give the lines of a text that are not blank, the last first."""
    window = _untagged(text[start:])
    end = len(window)
    while end > 0:
        begin = window.rfind("\n", 0, end) + 1
        if window[begin:end].strip():
            broken = not begin and start > 0 and text[start - 1] != "\n"
            yield _Line(start + begin, window[begin:end], broken)
        end = begin - 1


def _from_below(lines: Iterator[_Line], desks: Desks) -> Iterator[_Piece]:
    """Find lines and sign-offs, the last first, up to the first signed paragraph.

    A few headings and added paragraphs under it are passed over.
    """
    short = added = 0
    line = next(lines, None)
    while line is not None:
        before = next(lines, None)
        pieces = _read_line(line, before, desks, firm=added > 0)
        yield from pieces
        if not pieces or line.text[: pieces[-1].start - line.start].strip():
            heading = _is_short(line.text)
            short, added = short + heading, added + (not heading)
            if pieces or short > _MOST_SHORT or added > _MOST_ADDED:
                return
        line = before


def _read_line(
    line: _Line, before: _Line | None, desks: Desks, *, firm: bool
) -> Sequence[_Piece]:
    """Read a line as a whole, with an open label before it, or the sign-offs it ends in."""
    found = None if line.broken else read_line(line.text, desks)
    end = line.start + len(line.text)
    if found is not None:
        return [_Piece(line.start, end, found)]
    if before and is_open_label(before.text) and is_person(line.text.strip()):
        return [_Piece(before.start, end, _signed(line.text, "reporter", desks))]
    return [
        _Piece(line.start + found.start, line.start + found.end, found.credits)
        for found in find_sign_offs(line.text, desks, firm=firm)
    ]


def _is_short(line: str) -> bool:
    """Whether a line is a heading, a tag or a button rather than a paragraph."""
    bare = line.strip()
    prose = bare[-1:] in SENTENCE_END or bare[:1].islower()
    return len(bare) <= _SHORT_LINE and not prose


def _untagged(window: str) -> str:
    """Blank out HTML left over in a text; each tag ends a line."""
    if "<" not in window and "&nbsp;" not in window:
        return window
    return _TAG.sub(lambda tag: "\n" * len(tag[0]), window)


def _join(text: str, pieces: Iterable[_Piece]) -> Sequence[_Piece]:
    """Join pieces that only white space or tags part."""
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and not _untagged(text[joined[-1].end : piece.start]).strip():
            last = joined.pop()
            joined.append(_Piece(last.start, piece.end, last.credits + piece.credits))
        else:
            joined.append(piece)
    return joined
