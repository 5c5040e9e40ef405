"""What the log looks like: text, or one JSON object a line; without passwords."""

import logging
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from newsarchive.errors import ConfigurationError
from newsarchive.text.secrets import mask, secrets_of
from newsarchive.text.terminal import entry, escaped, whole

FORMATS = ("text", "json")


class TextLines(logging.Formatter):
    """Lines as Scrapy writes them, with passwords masked."""

    def __init__(
        self, form: str | None, dates: str | None, secrets: Iterable[str]
    ) -> None:
        super().__init__(form, dates)
        self.secrets = frozenset(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """Write a record, its traceback included; what a site says forges no other."""
        return entry(mask(super().format(record), self.secrets))


class JsonLines(logging.Formatter):
    """One JSON object a line; docs/operations.md tells the fields."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self.secrets = frozenset(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """Write a record; a field that says nothing is null."""
        spider = getattr(record, "spider", None)
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "outlet": getattr(record, "outlet", getattr(spider, "name", None)),
            "run": getattr(record, "run", _run_of(spider)),
            "url": _url_of(record),
            "exception": self._exception(record),
            "process": record.process,
        }
        masked = {
            name: mask(whole(value), self.secrets) if isinstance(value, str) else value
            for name, value in fields.items()
        }
        return escaped(orjson.dumps(masked, default=str).decode())

    def _exception(self, record: logging.LogRecord) -> str | None:
        if record.exc_info:
            return self.formatException(record.exc_info)
        return record.exc_text


def formatter(settings: Mapping[str, Any]) -> logging.Formatter:
    """Make what writes the records, as the settings say."""
    form, secrets = form_of(settings), secrets_of(settings)
    if form == "json":
        return JsonLines(secrets)
    return TextLines(settings["LOG_FORMAT"], settings["LOG_DATEFORMAT"], secrets)


def form_of(settings: Mapping[str, Any]) -> str:
    """Give the log's form; refuse one that there is not."""
    form = str(settings["NEWSARCHIVE_LOG_FORMAT"]).lower()
    if form not in FORMATS:
        raise ConfigurationError(
            f"the log's format {form!r} is none of {', '.join(FORMATS)} (--log-format, "
            "NEWSARCHIVE_LOG_FORMAT)"
        )
    return form


def install(settings: Mapping[str, Any]) -> None:
    """Send the log where Scrapy's settings say, in our form.

    Scrapy makes its own handler anew for every crawler, and so forgets its form.
    """
    handler = _handler(settings)
    handler.setFormatter(formatter(settings))
    handler.setLevel(settings["LOG_LEVEL"])
    for earlier in list(logging.root.handlers):
        if isinstance(earlier.formatter, TextLines | JsonLines):
            logging.root.removeHandler(earlier)
            earlier.close()
    logging.root.setLevel(logging.NOTSET)
    logging.root.addHandler(handler)


def _handler(settings: Mapping[str, Any]) -> logging.Handler:
    if file := settings["LOG_FILE"]:
        mode = "a" if _is_on(settings["LOG_FILE_APPEND"]) else "w"
        return logging.FileHandler(file, mode, settings["LOG_ENCODING"])
    if _is_on(settings["LOG_ENABLED"]):
        return logging.StreamHandler(sys.stderr)
    return logging.NullHandler()


def _is_on(value: object) -> bool:
    return str(value).lower() not in {"0", "false", "none", ""}


def _run_of(spider: object) -> str | None:
    """Give the number of a spider's run, as `newsarchive runs --json` writes it."""
    number = getattr(getattr(spider, "visit", None), "run_id", None)
    return None if number is None else str(number)


def _url_of(record: logging.LogRecord) -> str | None:
    """Find the address a record is about: named, or of a request or response in it."""
    if isinstance(named := getattr(record, "url", None), str):
        return named
    given = record.args
    parts = list(given.values()) if isinstance(given, Mapping) else list(given or ())
    for part in parts:
        if isinstance(url := getattr(part, "url", None), str):
            return url
    return None
