"""Our lines in a crontab: written between two marks, so that the rest stays as it is."""

import shlex
from collections.abc import Sequence

from newsarchive.errors import ConfigurationError
from newsarchive.operations.beats import Beat, cron_fields
from newsarchive.operations.task import Task

BEGIN = "# BEGIN newsarchive schedule (`newsarchive schedule remove` takes it out)"
END = "# END newsarchive schedule"
# Debian's cron takes commands up to here.
_LONGEST = 998


def block(beats: Sequence[Beat], task: Task) -> str:
    """Write the lines for some beats, with the marks around them."""
    command = _command(task)
    if len(command) > _LONGEST:
        raise ConfigurationError(
            f"cron takes {_LONGEST} characters a command, this one has {len(command)}: "
            "use --with systemd, or shorter paths"
        )
    lines = [f"{cron_fields(beat)} {command}" for beat in beats]
    return "".join(f"{line}\n" for line in (BEGIN, *lines, END))


def _command(task: Task) -> str:
    """Write a task for the shell; cron takes a % for the end of the line."""
    folder, environment = (
        shlex.quote(str(path)) for path in (task.folder, task.environment)
    )
    # What a run did is in `newsarchive runs`; cron mails what goes wrong.
    return (
        f"cd {folder} && set -a && . {environment} && set +a && "
        f"exec {shlex.join(task.words)} >/dev/null"
    ).replace("%", r"\%")


def with_block(text: str, lines: str) -> str:
    """Put our lines into a crontab, in the place of those that are there."""
    found = _span(text)
    if found is None:
        return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{lines}"
    start, end = found
    return text[:start] + lines + text[end:]


def without_block(text: str) -> str:
    """Take our lines out of a crontab."""
    found = _span(text)
    return text if found is None else text[: found[0]] + text[found[1] :]


def block_in(text: str) -> str | None:
    """Give our lines in a crontab, if there are any."""
    found = _span(text)
    return None if found is None else text[found[0] : found[1]]


def _span(text: str) -> tuple[int, int] | None:
    """Say where our lines begin and end; refuse marks that somebody broke."""
    lines = text.splitlines(keepends=True)
    begins = [number for number, line in enumerate(lines) if _is(line, BEGIN)]
    ends = [number for number, line in enumerate(lines) if _is(line, END)]
    if not begins and not ends:
        return None
    if len(begins) != 1 or len(ends) != 1 or begins[0] > ends[0]:
        raise ConfigurationError(
            "the crontab's marks `# BEGIN newsarchive schedule` and `# END newsarchive "
            "schedule` do not match: mend them with `crontab -e`; nothing was changed"
        )
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    return offsets[begins[0]], offsets[ends[0] + 1]


def _is(line: str, mark: str) -> bool:
    # Up to the remark in parentheses: that one may have been changed.
    return line.strip().startswith(mark.partition(" (")[0])
