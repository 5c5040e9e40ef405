"""newsarchive history: what changed in an article, when, and how it stood."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from newsarchive.cli import corrections
from newsarchive.cli.console import iso, one_line, output, print_json, when
from newsarchive.cli.finding import ArticleName, find
from newsarchive.cli.options import Database, Json, address
from newsarchive.cli.values import shown
from newsarchive.text.terminal import clean

if TYPE_CHECKING:
    from newsarchive.archive.api import StateChange, StoredCorrection, StoredVersion

# Words shown around a change.
AROUND = 8
_WORDS = re.compile(r"\S+\s*")
_STYLES = {"same": "", "cut": "red strike", "added": "green", "gap": "dim"}
Piece = tuple[str, str]


def history(
    article: ArticleName, *, as_json: Json = False, database: Database = None
) -> None:
    """Show an article's versions with what changed in each, its states and corrections."""
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Reader.open(address(database)) as reader:
        found = find(reader, article)
        versions, states = reader.versions(found), reader.states(found)
        corrected = reader.corrections(found, undone=True)
    if as_json:
        decided = [corrections.told(one) for one in corrected]
        print_json({**_told(found.row.key, versions, states), "corrections": decided})
        return
    console = output()
    console.print(Text(one_line(found.row.title), style="bold"))
    console.print(Text(f"{found.row.key}, {found.row.url}"), soft_wrap=True)
    timeline = [*_timeline(versions, states), *_decisions(corrected)]
    for _, lines in sorted(timeline, key=lambda one: one[0]):
        _print(console, lines)


def differences(before: str, after: str) -> list[Piece]:
    """Tell two texts apart word by word: pieces that are same, cut, added or a gap."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    stripped = [word.strip() for word in old], [word.strip() for word in new]
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, *stripped, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(new[c:d])))
            continue
        pieces += [("cut", "".join(old[a:b]))] if b > a else []
        pieces += [("added", "".join(new[c:d]))] if d > c else []
    return pieces


def shortened(pieces: list[Piece]) -> Iterator[Piece]:
    """Leave a few words around every change."""
    for place, (kind, text) in enumerate(pieces):
        words = _WORDS.findall(text)
        if kind != "same" or len(words) <= 2 * AROUND:
            yield kind, text
            continue
        yield from _ends(words, first=place == 0, last=place == len(pieces) - 1)


def _ends(words: list[str], *, first: bool, last: bool) -> Iterator[Piece]:
    if not first:
        yield "same", "".join(words[:AROUND])
    yield "gap", "… "
    if not last:
        yield "same", "".join(words[-AROUND:])


def _timeline(
    versions: "list[StoredVersion]", states: "list[StateChange]"
) -> Iterator[tuple[tuple[Any, int], list[Text]]]:
    if versions:
        yield (versions[0].seen_at, 0), [_head(versions[0])]
    for before, after in pairwise(versions):
        yield (after.seen_at, after.number), [_head(after), *_changed(before, after)]
    for state in states:
        reason = f" ({state.reason})" if state.reason else ""
        shown = f", capture {state.capture_id}" if state.capture_id else ""
        line = f"{when(state.at)}  {state.state}{reason}, run {state.run_id}{shown}"
        yield (state.at, 0), [Text(line, style="yellow")]


def _decisions(
    corrected: "list[StoredCorrection]",
) -> Iterator[tuple[tuple[Any, int], list[Text]]]:
    """Tell what was corrected, and what was taken back."""
    for one in corrected:
        decided, undone = one.reason, one.undone
        line = (
            f"{when(decided.at)}  {one.field} corrected: {corrections.signed(decided)}"
        )
        read, said = (one_line(shown(one.field, v)) for v in (one.replaced, one.value))
        both = _marked(iter([("cut", read), ("gap", " "), ("added", said)]))
        body = Text.assemble("  ", *((text, _STYLES[kind]) for kind, text in both))
        yield (decided.at, 0), [Text(line, style="yellow"), body]
        if undone is not None:
            back = f"{one.field} taken back: {corrections.signed(undone)}"
            yield (undone.at, 0), [Text(f"{when(undone.at)}  {back}", style="yellow")]


def _head(version: "StoredVersion") -> Text:
    words = len(version.body.split())
    shown = f", capture {version.capture_id}" if version.capture_id else ""
    return Text(
        f"{when(version.seen_at)}  version {version.number}, {version.cause}, "
        f"{words} words, run {version.run_id}{shown}, newsarchive {version.extractor}",
        style="cyan",
    )


def _changed(before: "StoredVersion", after: "StoredVersion") -> Iterator[Text]:
    for name, old, new in (
        ("title", before.title or "", after.title or ""),
        ("text", before.text, after.text),
    ):
        if old.split() != new.split():
            yield Text.assemble(
                f"  {name}: ",
                *(
                    (clean(text), _STYLES[kind])
                    for kind, text in _marked(shortened(differences(old, new)))
                ),
            )
    for name, values in _values(before, after).items():
        was, now = _told_apart(name, *values)
        yield Text.assemble(
            f"  {name}: ",
            (one_line(was), _STYLES["cut"]),
            " ",
            (one_line(now), _STYLES["added"]),
        )


def _told_apart(name: str, was: Any, now: Any) -> tuple[str, str]:
    """Tell two values in few words, unless those are the same."""
    few = shown(name, was), shown(name, now)
    return few if few[0] != few[1] else (str(was), str(now))


def _marked(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Mark what was cut and added with signs too: not every screen has colours."""
    signs = {"cut": ("[-", "-]"), "added": ("{+", "+}")}
    for kind, text in pieces:
        opening, closing = signs.get(kind, ("", ""))
        body = text.rstrip()
        yield kind, f"{opening}{body}{closing}{text[len(body) :]}"


def _values(before: "StoredVersion", after: "StoredVersion") -> dict[str, Any]:
    from newsarchive.archive.api import changes  # noqa: PLC0415 (slow to load)

    if before.findings is None or after.findings is None:
        return {}
    return changes(before.findings, after.findings)


def _print(console: Console, lines: list[Text]) -> None:
    for line in lines:
        console.print(line, soft_wrap=True)


def _told(
    key: str, versions: "list[StoredVersion]", states: "list[StateChange]"
) -> dict[str, Any]:
    return {
        "article": key,
        "versions": [
            {
                "number": v.number,
                "seen_at": iso(v.seen_at),
                "cause": v.cause,
                "title": v.title,
                "body": v.body,
                "content_sha256": v.content_sha256,
                "run": v.run_id,
                "extractor": v.extractor,
                "capture": v.capture_id,
                "findings": v.findings,
            }
            for v in versions
        ],
        "states": [
            {
                "at": iso(s.at),
                "state": s.state,
                "reason": s.reason,
                "run": s.run_id,
                "capture": s.capture_id,
                "status": s.status,
            }
            for s in states
        ],
    }
