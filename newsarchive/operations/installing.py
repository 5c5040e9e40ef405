"""Put a schedule where cron or systemd finds it, show what that changes, and undo it."""

import contextlib
import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from tempfile import NamedTemporaryFile

from newsarchive.errors import ConfigurationError
from newsarchive.operations import crontab, units
from newsarchive.operations.beats import Beat
from newsarchive.operations.system import CRONTAB, read_crontab, write_crontab
from newsarchive.operations.task import Task, environment_text, read_environment

KINDS = ("cron", "systemd")


@dataclass(frozen=True, slots=True)
class Change:
    """A file, or the crontab, as it is and as it is to be; None: it is not there."""

    place: str
    before: str | None
    after: str | None

    @property
    def is_one(self) -> bool:
        """Tell whether anything changes."""
        return self.before != self.after

    def lines(self) -> Iterator[str]:
        """Tell the difference as diff does."""
        before = (self.before or "").splitlines()
        after = (self.after or "").splitlines()
        old = f"{self.place} (as it is)" if self.before is not None else "/dev/null"
        new = f"{self.place} (as it will be)" if self.after is not None else "/dev/null"
        yield from difflib.unified_diff(before, after, old, new, lineterm="", n=1)


@dataclass(frozen=True, slots=True)
class Places:
    """Where schedules are kept: the folder of this user's configuration."""

    home: Path

    @property
    def environment(self) -> Path:
        """The file of the scheduled crawls' environment."""
        return self.home / "newsarchive" / "schedule.env"

    @property
    def units(self) -> tuple[Path, Path]:
        """The service and its timer."""
        folder = self.home / "systemd" / "user"
        return folder / units.SERVICE, folder / units.TIMER

    def installed(self) -> list[str]:
        """Name the kinds of schedule that are installed."""
        has_block = which(CRONTAB) and crontab.block_in(read_crontab() or "")
        has_units = any(path.exists() for path in self.units)
        return ["cron"] * bool(has_block) + ["systemd"] * has_units


def wanted(
    kind: str,
    beats: Sequence[Beat],
    task: Task,
    places: Places,
    given: Mapping[str, str],
) -> list[Change]:
    """Say what installing changes: the environment first, what uses it after it."""
    return [
        _environment(task.environment, given),
        *(
            _in_crontab(beats, task)
            if kind == "cron"
            else _as_units(beats, task, places)
        ),
    ]


def _environment(path: Path, given: Mapping[str, str]) -> Change:
    """Keep what the file says already; what the environment says now is newer."""
    before = read(str(path))
    values = {**read_environment(before or "", path), **given}
    if before is not None and values == read_environment(before, path):
        return Change(str(path), before, before)
    return Change(str(path), before, environment_text(values))


def _in_crontab(beats: Sequence[Beat], task: Task) -> list[Change]:
    lines = crontab.block(beats, task)
    before = read(CRONTAB)
    return [Change(CRONTAB, before, crontab.with_block(before or "", lines))]


def _as_units(beats: Sequence[Beat], task: Task, places: Places) -> list[Change]:
    service, timer = places.units
    texts = ((service, units.service(task)), (timer, units.timer(beats)))
    changes = [Change(str(path), read(str(path)), text) for path, text in texts]
    for change in changes:
        _refuse_strangers(change.place, change.before)
    return changes


def unwanted(places: Places) -> list[Change]:
    """Say what removing changes: what uses the environment first."""
    changes = []
    text = read(CRONTAB) if which(CRONTAB) else None
    if text is not None and crontab.block_in(text):
        # A crontab of nothing else was made by us.
        changes.append(Change(CRONTAB, text, crontab.without_block(text) or None))
    for path in (*reversed(places.units), places.environment):
        before = read(str(path))
        if path != places.environment:
            _refuse_strangers(str(path), before)
        changes.append(Change(str(path), before, None))
    return [change for change in changes if change.is_one]


def apply(changes: Sequence[Change]) -> None:
    """Write what changes, in its order."""
    for change in changes:
        if not change.is_one:
            continue
        if change.place == CRONTAB:
            write_crontab(change.after)
        else:
            _write(Path(change.place), change.after)


def read(place: str) -> str | None:
    """Read a file or the crontab; None: it is not there."""
    if place == CRONTAB:
        return read_crontab()
    try:
        return Path(place).read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"cannot read {place}: {error}") from error


def _refuse_strangers(place: str, text: str | None) -> None:
    if text is not None and not text.startswith(units.HEADING[:30]):
        raise ConfigurationError(
            f"{place} was not written by `newsarchive schedule`; move it away first; "
            "nothing was changed"
        )


def _write(path: Path, text: str | None) -> None:
    """Write a file whole, readable by its owner only, or remove it."""
    try:
        if text is None:
            path.unlink(missing_ok=True)
            if path.parent.name == "newsarchive":
                # Ours; it stays where something else is in it.
                with contextlib.suppress(OSError):
                    path.parent.rmdir()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=".newsarchive-", delete=False
        ) as file:  # made with mode 0600
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
    except OSError as error:
        raise ConfigurationError(f"cannot write {path}: {error.strerror}") from error
