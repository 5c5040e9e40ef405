"""A database's password comes out nowhere: not in errors, logs or tracebacks."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsarchive.cli.main import tell_defect
from tests.cli.conftest import Command
from tests.command import environment

PASSWORD = "p@ss:w/rd"
# Nobody listens there: the address is as good as any until it is asked.
SERVERS = (
    f"postgresql://arsip:{PASSWORD}@127.0.0.1:1/archive",
    "postgresql://arsip:p%40ss%3Aw%2Frd@127.0.0.1:1/archive",
    f"postgresql://arsip:{PASSWORD}@127.0.0.1:satu/archive",
    f"mysql://arsip:{PASSWORD}@127.0.0.1/archive",
    f"postgres//arsip:{PASSWORD}@127.0.0.1/archive",
)
PARTS = (PASSWORD, "w/rd", "p@ss", "p%40ss")
COMMANDS = (
    *(("search", "x"), ("show", "x"), ("history", "x"), ("story", "x"), ("topics",)),
    *(("why", "x", "title"), ("correct", "x", "title", "y", "--why", "z")),
    *(("corrections",), ("suppressions",), ("suppress", "x", "--reason", "request")),
    *(("review",), ("people", "list"), ("captures", "x"), ("export", "-o", "-")),
    *(("runs",), ("health",), ("alarms",), ("coverage",), ("verify",), ("sources",)),
    *(("db", "upgrade"), ("db", "current"), ("db", "backup"), ("jobs",)),
    ("replay", "--dry-run"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_says_a_password(
    newsarchive: Command, command: tuple[str, ...]
) -> None:
    for server in SERVERS:
        done = newsarchive(*command, "--database", server)
        assert done.code != 0, server
        said = done.out + done.err
        assert not [part for part in PARTS if part in said], said
        assert "Traceback" not in said


@pytest.mark.parametrize("server", SERVERS[:2])
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_log_says_a_password(tmp_path: Path, server: str, form: str) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "newsarchive", "crawl", "beritanasional"),
            *("--log-format", form, "-s", "LOG_LEVEL=DEBUG"),
        ],
        env={**environment(tmp_path), "NEWSARCHIVE_DATABASE_URL": server},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode in {2, 4}
    said = done.stdout + done.stderr
    assert not [part for part in PARTS if part in said], said


def test_no_traceback_says_a_password(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = SERVERS[0]
    monkeypatch.setattr("newsarchive.settings.NEWSARCHIVE_DATABASE_URL", address)
    error = ValueError(f"{address}, {PASSWORD!r} \x1b[2J")
    tell_defect(ValueError, error, None)
    said = capsys.readouterr().err
    assert said == "ValueError: postgresql://arsip:***@127.0.0.1:1/archive, '***' [2J\n"
