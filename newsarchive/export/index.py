"""The index of a release: every article's id and a hash of its record, by id.

By it the next release tells what is new, changed or gone.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newsarchive.errors import ConfigurationError
from newsarchive.export.forms import Compression
from newsarchive.export.records import Told
from newsarchive.export.streams import compressed, expanded

NAME = "articles.index.tsv.gz"
# When an article was last looked at says nothing of it: it changes with every crawl.
_PASSING = b'"last_checked_at":"'
_INSTANT = len("2023-10-21T09:14:07+07:00")


def hash_of(line: bytes) -> str:
    """Hash a record's line, without what changes with every look at the article."""
    at = line.find(_PASSING) + len(_PASSING)
    return hashlib.sha256(line[:at] + line[at + _INSTANT :]).hexdigest()


def indexed(records: Iterable[Told], file: Path) -> Iterator[Told]:
    """Pass records on, which come by id, and write their index."""
    with file.open("wb") as raw, compressed(raw, Compression.GZIP) as stream:
        for told in records:
            row = f"{told.record['id']}\t{hash_of(told.line)}\n"
            stream.write(row.encode())
            yield told


def read(release: Path) -> Iterator[tuple[str, str]]:
    """Read the index of a release."""
    try:
        with (
            (release / NAME).open("rb") as raw,
            expanded(raw, Compression.GZIP) as stream,
        ):
            for row in stream:
                key, _, sha256 = row.decode().rstrip("\n").partition("\t")
                yield key, sha256
    except FileNotFoundError as error:
        raise ConfigurationError(
            f"{release} is no release: it has no {NAME}"
        ) from error
    except (OSError, EOFError, UnicodeError) as error:
        raise ConfigurationError(f"{release / NAME} cannot be read: {error}") from error


@dataclass
class Delta:
    """How an export differs from a release: the ids of what is new, changed and gone."""

    added: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    removed: list[str] = field(default_factory=list)

    def compared(self, records: Iterable[Told], release: Path) -> Iterator[Told]:
        """Pass records on, which come by id, and compare them with an index."""
        before = read(release)
        key, sha256 = next(before, (None, ""))
        for told in records:
            mine: str = told.record["id"]
            while key is not None and key < mine:
                self.removed.append(key)
                key, sha256 = next(before, (None, ""))
            if key != mine:
                self.added.add(mine)
            else:
                if sha256 != hash_of(told.line):
                    self.changed.add(mine)
                key, sha256 = next(before, (None, ""))
            yield told
        while key is not None:
            self.removed.append(key)
            key, sha256 = next(before, (None, ""))

    def holds(self, told: Told) -> bool:
        """Whether a record is new or changed."""
        return told.record["id"] in self.added or told.record["id"] in self.changed
