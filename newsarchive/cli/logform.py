"""How a command that logs as JSON tells an error: as one more line of its log."""

import functools
import logging
import sys
from collections.abc import Callable
from typing import Any

import typer

from newsarchive.errors import NewsArchiveError


def told_in_its_format(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command's error be a line of its log where the log is JSON."""

    @functools.wraps(command)
    def told(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except NewsArchiveError as error:
            if _form(options) != "json":
                raise
            _tell(error)
            raise typer.Exit(error.exit_code) from error

    return told


def _form(options: dict[str, Any]) -> str:
    """Give the log's form as it was asked for, right or wrong."""
    from newsarchive import settings  # noqa: PLC0415 (reads the environment when asked)

    given = dict(
        pair.split("=", 1) for pair in options.get("setting") or [] if "=" in pair
    )
    default = given.get("NEWSARCHIVE_LOG_FORMAT", settings.NEWSARCHIVE_LOG_FORMAT)
    return str(options.get("log_format") or default).lower()


def _tell(error: NewsArchiveError) -> None:
    from newsarchive.logs import JsonLines  # noqa: PLC0415 (only where JSON is wanted)

    record = logging.LogRecord(
        "newsarchive",
        logging.ERROR,
        __file__,
        0,
        " ".join(str(error).split()),
        (),
        None,
    )
    print(JsonLines(()).format(record), file=sys.stderr)
