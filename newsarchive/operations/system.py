"""The system's own programs: crontab and systemctl, for this user."""

import subprocess
from collections.abc import Sequence
from shutil import which

from newsarchive.errors import ConfigurationError, IncompleteError
from newsarchive.operations import units

CRONTAB = "crontab"
_SECONDS = 60


def usable() -> str:
    """Name what can keep a schedule here: systemd where it serves this user, else cron."""
    if which("systemctl"):
        asked = ("systemctl", "--user", "show-environment")
        if _run(asked).returncode == 0:
            return "systemd"
    return "cron"


def start_timer() -> None:
    """Let systemd read the units and start the timer, now and at every start."""
    _systemctl("daemon-reload")
    _systemctl("enable", "--now", units.TIMER)


def stop_timer() -> None:
    """Let systemd stop the timer; a crawl that runs is not stopped."""
    _systemctl("disable", "--now", units.TIMER)


def forget_units() -> None:
    """Let systemd notice that the units are gone."""
    _systemctl("daemon-reload")


def read_crontab() -> str | None:
    """Give this user's crontab; None: there is none."""
    done = _run((CRONTAB, "-l"))
    if done.returncode == 0:
        return done.stdout
    if "no crontab" in done.stderr:
        return None
    raise ConfigurationError(f"cannot read the crontab: {_first_line(done.stderr)}")


def write_crontab(text: str | None) -> None:
    """Put a crontab in the place of this user's; None: remove it."""
    arguments = (CRONTAB, "-r") if text is None else (CRONTAB, "-")
    done = _run(arguments, text)
    if done.returncode != 0:
        raise ConfigurationError(
            f"crontab did not take it, nothing was changed: {_first_line(done.stderr)}"
        )


def _systemctl(*arguments: str) -> None:
    done = _run(("systemctl", "--user", *arguments))
    if done.returncode != 0:
        command = " ".join(("systemctl", "--user", *arguments))
        raise IncompleteError(
            f"the files are as they should be, but systemd did not take `{command}`: "
            f"{_first_line(done.stderr)}; type it where systemd serves this user"
        )


def _run(
    words: Sequence[str], text: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command of the system, in English."""
    program = which(words[0])
    if program is None:
        raise ConfigurationError(
            f"there is no {words[0]!r} on this machine: --with the other kind, or "
            "`newsarchive schedule run`, which needs neither"
        )
    return subprocess.run(  # noqa: S603 (our own words, no shell)
        ("/usr/bin/env", "LC_ALL=C.UTF-8", program, *words[1:]),
        input=text or "",
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=_SECONDS,
    )


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0] or "it did not say why"
