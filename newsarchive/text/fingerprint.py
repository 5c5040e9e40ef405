"""Fingerprints of a text: the exact one, and one that near copies share."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from itertools import islice

from rensa import RMinHash

PERMUTATIONS = 128
BANDS = 32
ROWS = PERMUTATIONS // BANDS
_SEED = 61  # the province's code; any constant would do, but it may never change
_WORD = re.compile(r"\w+")
# No article has more; what has was made to cost time and memory.
MOST_WORDS = 40_000
_QUOTES = str.maketrans("’‘ʼ´`“”–—", "'''''\"\"--")


def content_hash(title: str | None, text: str) -> str:
    """Hash title and text after folding what no reader sees as a change.

    White space, Unicode form and the shape of quotes and dashes do not count: content
    systems change them by themselves.
    """
    folded = unicodedata.normalize("NFC", f"{title or ''}\n{text}").translate(_QUOTES)
    spaced = " ".join(folded.split())
    return hashlib.sha256(spaced.encode("utf-8", "replace")).hexdigest()


def shingles(text: str, size: int = 3) -> frozenset[str]:
    """Cut a text into overlapping runs of `size` words, folded to lower case."""
    words = [m[0] for m in islice(_WORD.finditer(text.casefold()), MOST_WORDS)]
    if len(words) < size:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(
        " ".join(words[i : i + size]) for i in range(len(words) - size + 1)
    )


def signature_bands(parts: frozenset[str]) -> tuple[str, ...]:
    """Hash a MinHash signature into bands; near copies share at least one.

    A band's place is part of its hash: equal hashes mean equal bands.

    With 32 bands of 4 rows a pair of Jaccard similarity .5 meets with a probability of
    .87, one of .3 with .23.
    """
    if not parts:
        return ()
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    sketch.update(sorted(parts))
    digest = sketch.digest()
    return tuple(_band(i, digest[i : i + ROWS]) for i in range(0, PERMUTATIONS, ROWS))


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of all shingles that both texts have; 0 to 1."""
    return len(a & b) / len(a | b) if a and b else 0.0


def _band(place: int, rows: Sequence[int]) -> str:
    packed = b"".join(number.to_bytes(8, "big") for number in (place, *rows))
    return hashlib.blake2b(packed, digest_size=8).hexdigest()
