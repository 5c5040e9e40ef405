"""The console script: one line an error, the right code, and a light start."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsarchive import __version__
from newsarchive.cli import main
from newsarchive.text.terminal import clean
from tests.cli.conftest import Command
from tests.command import environment
from tests.command import newsarchive as process

COMMANDS = (
    *("demo", "crawl", "sources", "runs", "search", "show", "export", "parse"),
    *("extract", "db", "health", "alarms", "coverage"),
)


def test_the_version(newsarchive: Command) -> None:
    assert newsarchive("--version").out == f"newsarchive {__version__}\n"


def test_the_help_names_every_command(newsarchive: Command) -> None:
    done = newsarchive("--help")
    assert done.code == 0
    assert [name for name in COMMANDS if f" {name} " not in done.out] == []


def test_no_command_shows_the_help(newsarchive: Command) -> None:
    done = newsarchive()
    assert done.code == 2
    assert "Usage: newsarchive" in done.out
    assert done.err.startswith("newsarchive: no command given;")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["tidakada"], 2, "No such command 'tidakada'; `newsarchive --help`"),
        (["runs", "--tidakada"], 2, "No such option: --tidakada"),
        (["runs", "--limit", "banyak"], 2, "Invalid value for '--limit'"),
        (["runs", "--limit", "0"], 2, "Invalid value for '--limit'"),
        (["search", "x", "--from", "kemarin"], 2, "'kemarin' is no day: write 2023-"),
        (["show"], 2, "Missing argument 'article'"),
        (["parse", "cuaca"], 2, "Invalid value for 'kind'"),
        (["export", "--format", "xml"], 2, "Invalid value for '--format'"),
        (["runs", "--database", "arsip"], 2, "no database address"),
        (["runs", "--database", "sqlite:////tidak/ada.db"], 4, "no archive at /tidak/"),
        (["show", "a\0b"], 2, "an argument holds a NUL"),
        # Words of others come into errors: no terminal is driven by them.
        (["\x1b[31mx\x9b2J\u202e"], 2, "No such command"),
    ],
)
def test_an_error_is_one_line(
    newsarchive: Command, arguments: list[str], code: int, words: str
) -> None:
    done = newsarchive(*arguments)
    assert done.code == code
    assert done.out == ""
    (line,) = done.err.splitlines()
    assert line.startswith("newsarchive: ")
    assert words in line
    assert line == clean(line)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["export", "--output", "x" * 300], 4, "File name too long"),
        (["export", "--since-release", "x" * 300], 4, "File name too long"),
        (["db", "backup", "x" * 300], 4, "File name too long"),
        (["db", "restore", "x" * 300], 4, "File name too long"),
        (["db", "backup", ""], 2, "is there already: give another name"),
        (["runs", "show", "9" * 20], 2, "less than or equal to 2147483647"),
        (
            ["alarms", "ack", "9" * 20, "--why", "x"],
            2,
            "less than or equal to 2147483647",
        ),
        (["jobs", "cancel", "9" * 20], 2, "less than or equal to 2147483647"),
    ],
)
def test_what_no_file_and_no_row_is_called_is_told(
    newsarchive: Command, database: str, arguments: list[str], code: int, words: str
) -> None:
    done = newsarchive(*arguments, "--database", database)
    assert (done.code, done.out) == (code, "")
    (line,) = done.err.splitlines()
    assert words in line


def test_a_folder_that_cannot_be_is_told(newsarchive: Command) -> None:
    done = newsarchive("export", "verify", "x" * 300)
    assert done.code == 4
    assert "File name too long" in done.err


def test_a_ctrl_c_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupted(io.BytesIO):
        def __next__(self) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupted()))
    assert main.run(["parse", "date"]) == 130
    assert capsys.readouterr().err == "newsarchive: interrupted\n"


@pytest.mark.parametrize(
    "arguments",
    [["export", "--format", "jsonl", "--output", "-"], ["runs"], ["--help"]],
)
def test_a_reader_that_goes_away_is_no_error(
    tmp_path: Path, database: str, arguments: list[str]
) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "newsarchive", *arguments],
        stdout=write,
        stderr=subprocess.PIPE,
        env={**environment(tmp_path), "NEWSARCHIVE_DATABASE_URL": database},
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def test_the_script_ends_with_the_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["newsarchive", "tidakada"])
    with pytest.raises(SystemExit) as ended:
        main.main()
    assert ended.value.code == 2
    assert "No such command" in capsys.readouterr().err


def test_it_is_a_module_too(tmp_path: Path) -> None:
    assert process("--version", folder=tmp_path).stdout.startswith("newsarchive ")


def test_the_start_loads_nothing_heavy() -> None:
    """`newsarchive --help` has to answer at once."""
    script = (
        "import json, sys, newsarchive.cli.main;"
        "print(json.dumps([name.partition('.')[0] for name in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    heavy = {"sqlalchemy", "alembic", "scrapy", "twisted", "lxml", "trafilatura"}
    assert heavy.isdisjoint(json.loads(done.stdout))


def test_the_environment_names_the_archive(tmp_path: Path) -> None:
    done = process("runs", folder=tmp_path)
    assert done.returncode == 4
    assert f"no archive at {tmp_path / 'archive.db'}" in done.stderr
