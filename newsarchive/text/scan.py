"""A text's words with their positions, and names looked up among them in one pass."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Generic, TypeVar

from newsarchive.gazetteer.spelling import fold_words, part, plain

T = TypeVar("T")

# What may part the words of one name: "Ketungau-Hilir", "Belitang\nHilir".
_GLUE = frozenset((" ", "-", "\n", "\u00a0", "\t", "  ", " \n", " - "))
# A full stop too, after an abbreviation: "Ng. Pinoh", "S.Kakap".
_DOTTED = frozenset((".", ". ", ".\u00a0"))
_AND = frozenset(("dan", "serta", "maupun", "atau", "and"))
_AMPERSAND = frozenset(("&", "/"))
_COMMA = frozenset((",",))
_COMMA_OR_NONE = frozenset((",", ""))
_CLOSE = frozenset(' .:\t\n\u00a0"“-')
_LONGEST_ABBREVIATION = len("Blt")
_LONGEST_TITLE = len("Prov")
_QUOTES = "'’‘´`ʼ"


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A text parted into words: folded, the gap before each, and all bounds.

    An empty word stands at the end, so that the word after the last can be asked for.

    Each is equal to itself only, so that finders can remember what they found in it.
    """

    text: str
    folded: tuple[str, ...]
    gaps: tuple[str, ...]
    bounds: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.folded) - 1

    def start(self, index: int) -> int:
        """Give where a word starts, its opening quote left out."""
        first, last = self.bounds[2 * index : 2 * index + 2]
        return last - len(self.text[first:last].lstrip(_QUOTES))

    def raw(self, first: int, last: int) -> str:
        """Give the text from one word up to, not with, another."""
        return self.text[self.start(first) : self.bounds[2 * last - 1]].rstrip(_QUOTES)

    def joined(self, index: int) -> bool:
        """Whether a word goes on with what the word before it began."""
        gap = self.gaps[index]
        if gap not in _DOTTED:
            return gap in _GLUE
        first, last = self.bounds[2 * index - 2 : 2 * index]
        return last - first <= _LONGEST_ABBREVIATION

    def close(self, index: int) -> bool:
        """Whether a word stands right after another, in one clause: "Kec. Belitang"."""
        gap = self.gaps[index]
        if not _CLOSE.issuperset(gap) or gap.count("\n") > 1:
            return False
        first, last = self.bounds[2 * index - 2 : 2 * index]
        return "." not in gap or last - first <= _LONGEST_TITLE


@lru_cache(maxsize=4)
def scan(text: str) -> Words:
    """Part a text into words; the last few texts are remembered for the next finder."""
    parts = part(plain(text))
    return Words(
        text,
        (*fold_words(parts[1::2]), ""),
        tuple(parts[0::2]),
        tuple(accumulate(map(len, parts))),
    )


class Names(Generic[T]):
    """Names of one or more folded words, each with values, as a tree of words."""

    __slots__ = ("_root", "openings")

    def __init__(self, names: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self._root: dict[str, _Node[T]] = {}
        for words, value in names:
            self._add(words, value)
        self.openings = frozenset(self._root)

    def _add(self, words: tuple[str, ...], value: T) -> None:
        first, *rest = words
        node = self._root.setdefault(first, _Node())
        for word in rest:
            node = node.after.setdefault(word, _Node())
        node.values = (*node.values, value)

    def positions(self, words: Words) -> list[int]:
        """Give the words that may begin a name."""
        openings = self.openings
        return [index for index, word in enumerate(words.folded) if word in openings]

    def longest(self, words: Words, start: int) -> tuple[int, tuple[T, ...]] | None:
        """Find the longest name that begins at a word: where it ends, and its values."""
        node, end, found = self._root.get(words.folded[start]), start + 1, None
        while node is not None:
            if node.values:
                found = end, node.values
            node = node.after.get(words.folded[end])
            if node is not None and not words.joined(end):
                return found
            end += 1
        return found

    def listed(self, words: Words, end: int) -> list[tuple[int, int, tuple[T, ...]]]:
        """Find the names that go on a list: ", Bengkayang dan Sanggau" after a name.

        A comma alone makes no list: "Kecamatan Sepauk, Sintang" names the regency.
        """
        found: list[tuple[int, int, tuple[T, ...]]] = []
        closed = 0
        while (link := _link(words, end)) is not None:
            start, conjunction = link
            name = self.longest(words, start)
            if name is None:
                break
            end, values = name
            found.append((start, end, values))
            closed = len(found) if conjunction else closed
        return found[:closed]


def _link(words: Words, end: int) -> tuple[int, bool] | None:
    """Find where a list goes on after a name, and whether with its last "dan"."""
    gap = words.gaps[end].strip()
    if words.folded[end] in _AND and gap in _COMMA_OR_NONE:
        return end + 1, True
    if gap in _COMMA | _AMPERSAND:
        return end, gap in _AMPERSAND
    return None


class _Node(Generic[T]):
    __slots__ = ("after", "values")

    def __init__(self) -> None:
        self.after: dict[str, _Node[T]] = {}
        self.values: tuple[T, ...] = ()
