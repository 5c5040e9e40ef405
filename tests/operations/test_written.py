"""What cron and systemd are given: their own checkers take it, and it runs as meant."""

import os
import shlex
from pathlib import Path

import pytest

from newsarchive.errors import ConfigurationError
from newsarchive.operations import crontab, units
from newsarchive.operations.spoken import read_at, read_every
from newsarchive.operations.task import Task, environment_text, read_environment
from tests.operations.tools import call, put, real

EVERY = (read_every("15m"), read_at("06:10"))
FOLDERS = [
    "biasa",
    "dengan spasi",
    "100% penuh",
    "it's",
    "$HOME",
    '"kutip"',
    "a;b&c",
    "%h",
]
# systemd takes no quotes in the path of a command.
UNQUOTED = [name for name in FOLDERS if not {"'", '"'} & {*name}]
# Tells how it was called: where, with which words, in which environment.
TELL = """#!/bin/sh
for word in "$PWD" "$@" "$NEWSARCHIVE_DATABASE_URL"; do printf '%s\\n' "$word" >>"$0.told"; done
echo a report
"""
SECRET = "postgresql://arsip:r\"a$h`a\\s'ia%s@db/archive"


def task_in(folder: Path, *arguments: str) -> Task:
    """A task whose command tells how it was called."""
    folder.mkdir()
    command = put(folder, "newsarchive", TELL)
    environment = folder / "schedule.env"
    environment.write_text(environment_text({"NEWSARCHIVE_DATABASE_URL": SECRET}))
    return Task((str(command), "crawl", *arguments), folder, environment)


def as_cron(line: str) -> str:
    """Give the shell's command as cron takes it out of a line."""
    command = line.split(" ", 5)[5]
    before, *rest = command.replace(r"\%", "\0").split("%")
    assert not rest, "the rest of the line would be standard input"
    return before.replace("\0", "%")


@pytest.mark.parametrize("name", FOLDERS)
def test_a_line_runs_the_command_in_its_folder_and_environment(
    tmp_path: Path, name: str
) -> None:
    task = task_in(tmp_path / name, "--tag", "trans media", "-s", "A=100%", "$HOME")
    _, first, *_ = crontab.block(EVERY, task).splitlines()
    done = call("/bin/sh", "-c", as_cron(first), env={"HOME": "/"})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    told = Path(f"{task.words[0]}.told").read_text().splitlines()
    words = ["crawl", "--tag", "trans media", "-s", "A=100%", "$HOME"]
    assert told == [str(task.folder), *words, SECRET]


@pytest.mark.parametrize("name", FOLDERS)
def test_cron_takes_the_lines(tmp_path: Path, name: str) -> None:
    checker = real("crontab")
    file = tmp_path / "table"
    file.write_text(crontab.block(EVERY, task_in(tmp_path / name)))
    done = call(checker, "-n", file)
    assert done.returncode == 0, done.stderr
    file.write_text("61 * * * * true\n")
    assert call(checker, "-n", file).returncode != 0, "the checker takes anything"


@pytest.mark.parametrize("name", UNQUOTED)
def test_systemd_takes_the_units(tmp_path: Path, name: str) -> None:
    analyse = real("systemd-analyze")
    task = task_in(tmp_path / name, "--tag", "trans media", "$HOME", "100%")
    folder = tmp_path / "units"
    folder.mkdir()
    (folder / units.SERVICE).write_text(units.service(task))
    (folder / units.TIMER).write_text(units.timer(EVERY))
    files = folder / units.SERVICE, folder / units.TIMER
    # Sockets of other units must fit below it.
    env = {**os.environ, "XDG_RUNTIME_DIR": "/tmp"}
    done = call(analyse, "--user", "verify", "--man=no", *files, env=env)
    said = [line for line in done.stderr.splitlines() if "newsarchive" in line]
    assert (done.returncode, said) == (0, [])
    # One that cannot be found shows that systemd looked for the command itself.
    Path(task.words[0]).unlink()
    done = call(analyse, "--user", "verify", "--man=no", *files, env=env)
    assert "newsarchive" in done.stderr


@pytest.mark.parametrize("name", sorted({*FOLDERS} - {*UNQUOTED}))
def test_a_command_that_systemd_refuses_is_refused(tmp_path: Path, name: str) -> None:
    task = task_in(tmp_path / name)
    with pytest.raises(ConfigurationError, match="quote in its path"):
        units.service(task)
    # The folder alone may have one.
    units.service(Task(("/bin/x",), task.folder, task.environment))


def test_a_word_of_the_units_is_one_word(tmp_path: Path) -> None:
    task = task_in(tmp_path / "a b", "it's", 'a"b', "$X", "5%")
    (line,) = [one for one in units.service(task).splitlines() if "ExecStart" in one]
    assert line == f'ExecStart="{task.words[0]}" "crawl" "it\'s" "a\\"b" "$$X" "5%%"'


def test_no_secret_is_in_a_line_or_unit(tmp_path: Path) -> None:
    task = task_in(tmp_path / "a")
    for text in (crontab.block(EVERY, task), units.service(task), units.timer(EVERY)):
        assert "postgresql" not in text
    with pytest.raises(ConfigurationError, match="password stays out"):
        Task(("/bin/x", "--database", "postgresql://a:b@c/d"), tmp_path, tmp_path)


@pytest.mark.parametrize("text", ["/a\\b", "/a\nb", "/a ", "/a\x7f"])
def test_what_cannot_be_written_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot be scheduled"):
        Task(("/bin/x",), Path(text), tmp_path)
    with pytest.raises(ConfigurationError, match="cannot be scheduled"):
        Task((text,), tmp_path, tmp_path)


def test_a_line_that_cron_would_cut_is_refused(tmp_path: Path) -> None:
    task = Task(("/bin/x", "a" * 1000), tmp_path, tmp_path / "env")
    with pytest.raises(ConfigurationError, match="998 characters"):
        crontab.block(EVERY, task)


def test_an_environment_is_read_as_it_was_written(tmp_path: Path) -> None:
    values = {
        "NEWSARCHIVE_DATABASE_URL": SECRET,
        "NEWSARCHIVE_DATA": "",
        "NEWSARCHIVE_X": "a\tb # é",
    }
    text = environment_text(values)
    assert read_environment(text, tmp_path) == values
    file = tmp_path / "env"
    file.write_text(text)
    for name, value in values.items():
        script = f'set -a; . {shlex.quote(str(file))}; printf %s "${name}"'
        assert call("/bin/sh", "-c", script).stdout == value


def test_an_environment_that_was_edited_is_read(tmp_path: Path) -> None:
    text = '\n# why\n  NEWSARCHIVE_DATA="/srv"  \n'
    assert read_environment(text, tmp_path) == {"NEWSARCHIVE_DATA": "/srv"}


@pytest.mark.parametrize(
    "line", ["NEWSARCHIVE_DATA=/srv", 'PATH="/bin"', 'NEWSARCHIVE_A="a"b"', "export X"]
)
def test_a_line_that_shell_and_systemd_may_differ_on_is_refused(line: str) -> None:
    with pytest.raises(
        ConfigurationError, match=r"env, line 2: write NEWSARCHIVE_NAME="
    ):
        read_environment(f"# x\n{line}\n", Path("env"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("NEWSARCHIVE_A", "a\nb"), ("NEWSARCHIVE_A", "\0"), ("NEWSARCHIVE_a b", "")],
)
def test_a_value_that_no_file_can_hold_is_refused(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot be kept"):
        environment_text({name: value})


OURS = crontab.block(EVERY, Task(("/bin/x",), Path("/srv"), Path("/srv/env")))
OTHERS = ["", "# mine\n0 1 * * * true\n", "MAILTO=x\n\n# BEGIN other\n# END other\n"]


@pytest.mark.parametrize("text", OTHERS)
def test_what_else_is_in_a_crontab_stays(text: str) -> None:
    there = crontab.with_block(text, OURS)
    assert there == text + OURS
    assert crontab.block_in(there) == OURS
    assert crontab.with_block(there, OURS) == there
    assert crontab.without_block(there) == text
    # Lines that were added after ours stay, too.
    assert crontab.without_block(f"{there}1 1 * * * x\n") == f"{text}1 1 * * * x\n"
    assert crontab.without_block(text) == text
    assert crontab.block_in(text) is None


def test_a_last_line_without_an_end_gets_one() -> None:
    assert crontab.with_block("0 1 * * * true", OURS) == f"0 1 * * * true\n{OURS}"


@pytest.mark.parametrize(
    "text",
    [
        f"{crontab.BEGIN}\n",
        f"{crontab.END}\n",
        f"{crontab.END}\n{crontab.BEGIN}\n",
        OURS + OURS,
    ],
)
def test_broken_marks_are_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="do not match"):
        crontab.with_block(text, OURS)
    with pytest.raises(ConfigurationError, match="do not match"):
        crontab.without_block(text)
