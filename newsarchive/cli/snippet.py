"""The part of a text that shows why a search found it."""

from collections.abc import Sequence

from rich.text import Text

LENGTH = 160
_BEFORE = 40
Span = tuple[int, int]


def snippet(text: str, hits: Sequence[Span]) -> str:
    """Cut a window of LENGTH characters around the first hit, at the ends of words."""
    start, end = _window(text, hits[0][0] if hits else 0)
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return f"{before}{text[start:end].strip()}{after}"


def marked(text: str, hits: Sequence[Span]) -> Text:
    """Mark the hits in a text for a terminal."""
    shown = Text(text)
    for start, end in hits:
        shown.stylize("bold yellow", start, end)
    return shown


def _window(text: str, hit: int) -> Span:
    start = max(0, min(hit - _BEFORE, len(text) - LENGTH))
    if start:
        start = text.find(" ", start - 1, hit) + 1 or start
    end = start + LENGTH
    if end < len(text):
        cut = text.rfind(" ", hit, end + 1)
        end = cut if cut > hit else end
    return start, end
