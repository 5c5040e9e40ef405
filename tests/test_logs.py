"""The log: an object a line with what it is about, and no password in either form."""

import json
import logging
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.http import Request
from scrapy.settings import Settings

from newsarchive import logs
from newsarchive.errors import ConfigurationError
from tests.command import crawl, crawl_arguments, newsarchive
from tests.command import environment as command_environment
from tests.operations.tools import call

PASSWORD = "r4h4s14-sekali"
DATABASE = f"postgresql://arsip:{PASSWORD}@db/archive"
FIELDS = {
    *("time", "level", "logger", "message", "outlet", "run", "url"),
    *("exception", "process"),
}


def settings(form: str, **others: Any) -> Settings:
    given = {"NEWSARCHIVE_LOG_FORMAT": form, "NEWSARCHIVE_DATABASE_URL": DATABASE}
    return Settings({**given, **others})


def record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord(
        "newsarchive.x", logging.INFO, "x.py", 1, message, args, None
    )
    vars(made).update(extra)
    return made


def fields(made: logging.LogRecord) -> dict[str, Any]:
    line = logs.formatter(settings("json")).format(made)
    assert "\n" not in line
    told: dict[str, Any] = json.loads(line)
    assert set(told) == FIELDS
    return told


def refuse() -> None:
    """Fail with the password in the message and in its cause."""
    raise ValueError(f"cannot use {DATABASE}") from KeyError(PASSWORD)


def failing() -> logging.LogRecord:
    """A record with the traceback of a failure."""
    try:
        refuse()
    except ValueError:
        return record("broken: %s", DATABASE, exc_info=sys.exc_info())
    raise AssertionError


SPIDER = SimpleNamespace(name="kabaruji", visit=SimpleNamespace(run_id=7))


@pytest.mark.parametrize(
    ("made", "outlet", "run", "url"),
    [
        (record("x"), None, None, None),
        (record("x", spider=SPIDER), "kabaruji", "7", None),
        (record("x", spider=SimpleNamespace(name="kabaruji")), "kabaruji", None, None),
        (record("x", outlet="a", run="3", url="http://a/"), "a", "3", "http://a/"),
        (
            record("%(request)s", {"request": Request("http://b/")}),
            None,
            None,
            "http://b/",
        ),
        (record("%s %s", 1, Request("http://c/")), None, None, "http://c/"),
    ],
)
def test_a_line_says_what_it_is_about(
    made: logging.LogRecord, outlet: str | None, run: str | None, url: str | None
) -> None:
    told = fields(made)
    assert (told["outlet"], told["run"], told["url"]) == (outlet, run, url)
    assert (told["level"], told["logger"]) == ("INFO", "newsarchive.x")
    assert told["time"].endswith("+00:00")
    assert told["process"] == made.process


def test_lines_of_a_message_are_one_line_of_the_log() -> None:
    assert fields(record("a\nb\u2028c"))["message"] == "a\nb\u2028c"


def test_what_a_site_says_forges_no_line_of_the_log() -> None:
    forged = record(
        "%s", "http://a/\n2026-11-30 00:00:00 [x] ERROR: palsu\x1b[2J\ud800"
    )
    text = logs.formatter(settings("text")).format(forged)
    assert text.split("\n")[1:] == ["    2026-11-30 00:00:00 [x] ERROR: palsu[2J\ufffd"]
    line = logs.formatter(settings("json")).format(forged)
    assert line.isprintable()
    assert json.loads(line)["message"].endswith("palsu\x1b[2J\ufffd")


def test_a_traceback_is_a_field() -> None:
    told = fields(failing())
    assert "Traceback (most recent call last)" in told["exception"]
    assert (
        "ValueError: cannot use postgresql://arsip:***@db/archive" in told["exception"]
    )
    # What was formatted before is not lost.
    assert fields(record("x", exc_text="Traceback"))["exception"] == "Traceback"


@pytest.mark.parametrize("form", logs.FORMATS)
def test_no_password_is_in_a_message_or_traceback(form: str) -> None:
    line = logs.formatter(settings(form)).format(failing())
    assert PASSWORD not in line
    assert "***" in line


def test_text_is_as_scrapy_writes_it() -> None:
    line = logs.formatter(settings("text")).format(record("Spider opened"))
    assert line.endswith(" [newsarchive.x] INFO: Spider opened")


def test_another_form_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="none of text, json"):
        logs.form_of(settings("xml"))


@pytest.fixture
def _roots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the root logger as it was."""
    monkeypatch.setattr(logging.root, "handlers", list(logging.root.handlers))
    monkeypatch.setattr(logging.root, "level", logging.root.level)


@pytest.mark.usefixtures("_roots")
@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({}, logging.StreamHandler),
        ({"LOG_ENABLED": False}, logging.NullHandler),
        ({"LOG_ENABLED": "False"}, logging.NullHandler),
    ],
)
def test_the_log_goes_where_scrapys_settings_say(
    given: dict[str, Any], kind: type
) -> None:
    before = len(logging.root.handlers)
    logs.install(settings("json", LOG_LEVEL="ERROR", **given))
    logs.install(settings("json", LOG_LEVEL="ERROR", **given))
    # The second takes the place of the first.
    assert len(logging.root.handlers) == before + 1
    added = logging.root.handlers[-1]
    assert (type(added), added.level) == (kind, logging.ERROR)


@pytest.mark.usefixtures("_roots")
@pytest.mark.parametrize(("append", "kept"), [(True, "before\n"), (False, "")])
def test_a_log_file_is_added_to_or_begun_anew(
    tmp_path: Path, append: bool, kept: str
) -> None:
    file = tmp_path / "log"
    file.write_text("before\n")
    logs.install(settings("json", LOG_FILE=str(file), LOG_FILE_APPEND=append))
    logging.getLogger("newsarchive.x").error("after")
    logging.root.handlers[-1].close()
    text = file.read_text()
    assert text.startswith(kept)
    assert json.loads(text.removeprefix(kept))["message"] == "after"


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_line_of_a_crawl_is_an_object(tmp_path: Path) -> None:
    """Nothing answers: the log, the failure and the last word are objects."""
    section = "http://127.0.0.1:1/kabar/"
    done = crawl(
        section,
        "--log-format",
        "json",
        folder=tmp_path,
        LOG_LEVEL="DEBUG",
        RETRY_TIMES="0",
    )
    assert done.returncode == 3
    told = lines(done.stderr)
    assert all(set(one) == FIELDS for one in told)
    (unseen,) = [one for one in told if one["message"].startswith("section not seen")]
    assert (unseen["outlet"], unseen["run"], unseen["url"]) == (
        "127-0-0-1-1",
        "1",
        section,
    )
    assert told[-1]["message"].startswith("incomplete: 127-0-0-1-1")
    assert told[0]["message"].startswith("Scrapy")


@pytest.mark.parametrize(
    ("arguments", "code", "form"),
    [
        (["crawl", "tiada", "--log-format", "json"], 2, "json"),
        (["crawl", "tiada", "-s", "NEWSARCHIVE_LOG_FORMAT=json"], 2, "json"),
        (["crawl", "tiada", "-s", "NEWSARCHIVE_LOG_FORMAT"], 2, "text"),
        (["crawl", "tiada"], 2, "text"),
        (["crawl", "--log-format", "xml"], 2, "text"),
    ],
)
def test_an_error_is_told_in_the_form_of_the_log(
    tmp_path: Path, arguments: list[str], code: int, form: str
) -> None:
    done = newsarchive(*arguments, folder=tmp_path)
    assert done.returncode == code
    (line,) = done.stderr.splitlines()
    if form == "json":
        assert json.loads(line)["message"].startswith("no outlet 'tiada'")
    else:
        assert line.startswith("newsarchive: ")


def scrapy(*arguments: str, folder: Path) -> str:
    """Run Scrapy's own command; give what it logged."""
    environment = {
        **command_environment(folder),
        "SCRAPY_SETTINGS_MODULE": "newsarchive.settings",
    }
    done = call(sys.executable, "-m", "scrapy", *arguments, env=environment)
    return done.stderr


def test_scrapys_own_crawl_is_told_in_the_same_form(tmp_path: Path) -> None:
    section = "http://127.0.0.1:1/kabar/"
    _, _, _, *pairs = crawl_arguments(
        section, RETRY_TIMES="0", NEWSARCHIVE_LOG_FORMAT="json"
    )
    done = scrapy("crawl", "generic", "-a", f"url={section}", *pairs, folder=tmp_path)
    # Scrapy logs a few lines as text before the spider is opened.
    told = lines(done[done.index('{"time"') :])
    assert "Spider closed (finished)" in {one["message"] for one in told}
