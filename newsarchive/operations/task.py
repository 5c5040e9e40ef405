"""What is run at each beat: a command, where, and the file of its environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsarchive.errors import ConfigurationError
from newsarchive.text.secrets import mask

# What neither a crontab nor a unit can hold, however it is quoted.
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f\\]")
_NAME = re.compile(r"NEWSARCHIVE_(?a:[A-Z0-9_]+)")
_LINE = re.compile(rf'({_NAME.pattern})="((?:[^"\\]|\\.)*)"')
# What a shell and systemd both take for themselves between double quotes.
_SPECIAL = re.compile(r'(["\\`$])')
HEADING = "# The environment of scheduled crawls; may be edited. Readable by its owner only.\n"


@dataclass(frozen=True, slots=True)
class Task:
    """A command by its absolute path, its folder, and the file of its environment."""

    words: tuple[str, ...]
    folder: Path
    environment: Path

    def __post_init__(self) -> None:
        """Refuse what cannot be written down, and what would give away a secret."""
        for text in (*self.words, str(self.folder), str(self.environment)):
            if _UNWRITABLE.search(text) or text != text.strip() or not text:
                raise ConfigurationError(
                    f"{text!r} cannot be scheduled: a backslash, a control character or "
                    "white space at an end; use another name"
                )
            if mask(text) != text:
                raise ConfigurationError(
                    "a password stays out of crontabs and units: set "
                    "NEWSARCHIVE_DATABASE_URL in the environment instead"
                )


def environment_text(values: Mapping[str, str]) -> str:
    """Write an environment so that a shell and systemd read the same."""
    lines = []
    for name, value in sorted(values.items()):
        if not _NAME.fullmatch(name) or re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value):
            raise ConfigurationError(
                f"{name} cannot be kept in a file: control characters"
            )
        quoted = _SPECIAL.sub(r"\\\1", value)
        lines.append(f'{name}="{quoted}"\n')
    return HEADING + "".join(lines)


def read_environment(text: str, path: Path) -> dict[str, str]:
    """Read what `environment_text` wrote, and what somebody changed in it since."""
    values = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise ConfigurationError(
                f'{path}, line {number}: write NEWSARCHIVE_NAME="value", with a '
                'backslash before each of " \\ ` $'
            )
        values[found[1]] = re.sub(r"\\(.)", r"\1", found[2])
    return values
