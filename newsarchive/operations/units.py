"""A systemd service and its timer, as texts."""

from collections.abc import Sequence

from newsarchive.errors import ConfigurationError
from newsarchive.operations.beats import Beat, on_calendar
from newsarchive.operations.task import Task

HEADING = "# Written by `newsarchive schedule install`; `schedule remove` removes it.\n"
SERVICE, TIMER = "newsarchive.service", "newsarchive.timer"


def service(task: Task) -> str:
    """Write the service that crawls once."""
    command, *arguments = task.words
    if "'" in command or '"' in command:
        raise ConfigurationError(
            f"systemd takes no command with a quote in its path, {command}: use --with "
            "cron, or install newsarchive elsewhere"
        )
    words = [
        _quoted(command),
        *(_quoted(word.replace("$", "$$")) for word in arguments),
    ]
    return (
        f"{HEADING}"
        "[Unit]\n"
        "Description=newsarchive: crawl what is due\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"WorkingDirectory={_plain(task.folder)}\n"
        f"EnvironmentFile={_plain(task.environment)}\n"
        f"ExecStart={' '.join(words)}\n"
        # Another run holds what was to be crawled: no failure.
        "SuccessExitStatus=75\n"
        # A crawl tells its own processes, and stops within 30 seconds.
        "KillMode=mixed\n"
        "TimeoutStopSec=60\n"
    )


def timer(beats: Sequence[Beat]) -> str:
    """Write the timer; a beat that a sleeping machine missed is made up for once."""
    calendar = "".join(f"OnCalendar={on_calendar(beat)}\n" for beat in beats)
    return (
        f"{HEADING}"
        "[Unit]\n"
        "Description=newsarchive: when to crawl what is due\n"
        "\n"
        "[Timer]\n"
        f"{calendar}"
        "AccuracySec=1s\n"
        "Persistent=true\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def _plain(text: object) -> str:
    """Write a path that stands for itself: a % begins a specifier."""
    return str(text).replace("%", "%%")


def _quoted(word: str) -> str:
    """Write a word of a command so that it is one word."""
    inner = _plain(word).replace('"', r"\"")
    return f'"{inner}"'
