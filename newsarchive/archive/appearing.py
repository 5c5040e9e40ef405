"""A file that is there whole, or not at all."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsarchive.archive.copying import remove
from newsarchive.errors import ArchiveError, ConfigurationError
from newsarchive.room import settle


@contextmanager
def appearing(file: Path) -> Iterator[Path]:
    """Give a name beside a file; what was written there appears under its own at the end.

    A file that is there already is refused; nothing stays when it goes wrong.
    """
    refuse(file)
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        yield part
        settle(part)
        refuse(file)  # Checking a large one takes its time.
        part.rename(file)
        settle(file.parent)
    except OSError as error:
        raise ArchiveError(f"cannot write {file}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            remove(part)


def refuse(file: Path) -> None:
    """Refuse a name that is taken."""
    if file.exists():
        raise ConfigurationError(f"{file} is there already: give another name")
