"""Records of a WARC file, one after the other; what is damaged is always told as damage."""

from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

# What the library stumbles over in heads that were spoilt: an answer without an address
# (AttributeError), a length that is no number.
_STUMBLES = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class Records(ArchiveIterator):  # type: ignore[misc]  # (it has no types)
    """Reads records; ArchiveLoadFailed says that one cannot be read."""

    def __iter__(self) -> "Records":
        """Give the records one after the other."""
        return self

    def __next__(self) -> Any:
        """Read the next record."""
        try:
            return super().__next__()
        except _STUMBLES as error:
            raise ArchiveLoadFailed(f"a record is damaged: {error}") from error
