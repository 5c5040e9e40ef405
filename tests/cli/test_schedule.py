"""newsarchive schedule, as an operator types it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.command import environment
from tests.loopback import Site, article, listing, serving
from tests.operations.tools import CRONTAB, SYSTEMCTL, put

PASSWORD = "r4h4s14"


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with a crontab and a systemd of its own, in a folder with a space."""
    folder = tmp_path / "bin"
    folder.mkdir()
    put(folder, "crontab", CRONTAB)
    put(folder, "systemctl", SYSTEMCTL)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("NEWSARCHIVE_DATABASE_URL", f"postgresql://a:{PASSWORD}@db/x")
    work = tmp_path / "my archive"
    work.mkdir()
    monkeypatch.chdir(work)
    return folder


def asked(machine: Path) -> list[str]:
    file = machine / "asked"
    told = file.read_text().splitlines() if file.exists() else []
    return [one.removeprefix("--user ") for one in told if "show-env" not in one]


def test_show_tells_all_and_changes_nothing(
    newsarchive: Command, machine: Path, tmp_path: Path
) -> None:
    done = newsarchive("schedule", "show", "--at", "06:00", "--at", "18:30")
    assert done.code == 0
    assert done.out.startswith("by systemd; installed: no\nnext crawls: 20")
    assert "OnCalendar=*-*-* 06:00:00\nOnCalendar=*-*-* 18:30:00\n" in done.out
    assert f"WorkingDirectory={tmp_path}/my archive\n" in done.out
    assert 'NEWSARCHIVE_DATABASE_URL="postgresql://a:***@db/x"' in done.out
    assert PASSWORD not in done.out
    assert not (tmp_path / "config").exists()
    assert asked(machine) == []


def test_show_for_programs(newsarchive: Command, tmp_path: Path) -> None:
    done = newsarchive("schedule", "show", "--with", "cron", "--json")
    told = json.loads(done.out)
    assert (told["with"], told["installed"]) == ("cron", "no")
    assert told["next"][0][14:] in {
        f"{minute}:00+07:00" for minute in ("00", "15", "30", "45")
    }
    assert len(told["next"]) == 5
    assert [one["place"] for one in told["files"]] == [
        str(tmp_path / "config" / "newsarchive" / "schedule.env"),
        "crontab",
    ]
    (line,) = [one for one in told["files"][1]["text"].splitlines() if one[0] != "#"]
    assert line.startswith(f"*/15 * * * * cd '{tmp_path}/my archive' && set -a && . ")
    assert line.endswith("newsarchive crawl --quiet >/dev/null")
    assert Path(line.split(" exec ")[1].split()[0]).is_absolute()
    assert PASSWORD not in done.out


def test_cron_from_show_to_remove(newsarchive: Command, machine: Path) -> None:
    (machine / "kept").write_text("0 1 * * * mine\n")
    given = ("--with", "cron", "--every", "1h", "--", "--tag", "trans media")
    done = newsarchive("schedule", "install", *given)
    assert done.code == 0, done.err
    assert "+0 * * * * cd " in done.out
    assert "installed by cron; the next crawl begins 20" in done.out
    assert PASSWORD not in done.out
    table = (machine / "kept").read_text()
    assert table.startswith("0 1 * * * mine\n# BEGIN newsarchive")
    assert "crawl --quiet --tag 'trans media' >" in table
    assert newsarchive("schedule", "show", *given).out.startswith(
        "by cron; installed: yes"
    )
    assert "installed: another" in newsarchive("schedule", "show").out
    again = newsarchive("schedule", "install", *given)
    assert again.out.startswith("nothing changes\n")
    other = newsarchive("schedule", "install", "--with", "systemd")
    assert (other.code, asked(machine)) == (2, [])
    assert "a schedule by cron is installed" in other.err
    gone = newsarchive("schedule", "remove")
    assert gone.code == 0
    assert gone.out.endswith("removed; a crawl that runs goes on to its end\n")
    assert (machine / "kept").read_text() == "0 1 * * * mine\n"
    assert newsarchive("schedule", "remove").out == "no schedule is installed\n"


def test_systemd_from_install_to_remove(
    newsarchive: Command, machine: Path, tmp_path: Path
) -> None:
    assert newsarchive("schedule", "install").code == 0
    assert asked(machine) == ["daemon-reload", "enable --now newsarchive.timer"]
    folder = tmp_path / "config" / "systemd" / "user"
    assert {one.name for one in folder.iterdir()} == {
        "newsarchive.service",
        "newsarchive.timer",
    }
    assert newsarchive("schedule", "remove").code == 0
    assert asked(machine)[2:] == ["disable --now newsarchive.timer", "daemon-reload"]
    assert [*folder.iterdir()] == []


def test_systemd_that_does_not_answer(
    newsarchive: Command, machine: Path, tmp_path: Path
) -> None:
    (machine / "broken").touch()
    done = newsarchive("schedule", "install", "--with", "systemd")
    assert done.code == 3
    assert "type it where systemd serves this user" in done.err
    timer = tmp_path / "config" / "systemd" / "user" / "newsarchive.timer"
    assert timer.exists()
    done = newsarchive("schedule", "remove")
    assert (done.code, timer.exists()) == (3, False)
    assert "disable --now" in done.err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--every", "0m"), "never fire"),
        (("--cron", "0 6 31 2 *"), "never fire"),
        (("--at", "25:00"), "no time of the day"),
        (("--every", "1h", "--at", "06:00"), "give one of"),
        (("--with", "anacron"), "none of systemd, cron"),
        (("--", "--nosuch"), "No such option"),
        (("--", "tiada"), "no outlet 'tiada'"),
        (("--", "--tag", "tiada"), "no outlet has the tag"),
        (("--", "--time-budget", "lama"), "no age"),
        (("--", "--database", "postgresql://a:b@c/d"), "password stays out"),
    ],
)
@pytest.mark.parametrize("command", ["show", "install", "run"])
def test_what_cannot_be_is_refused_in_a_line(
    newsarchive: Command,
    tmp_path: Path,
    command: str,
    arguments: tuple[str, ...],
    word: str,
) -> None:
    if command == "run" and word in {"none of systemd, cron", "password stays out"}:
        pytest.skip("a foreground schedule writes nothing")
    done = newsarchive("schedule", command, *arguments)
    assert (done.code, done.out) == (2, "")
    assert word in done.err
    assert len(done.err.splitlines()) == 1
    assert not (tmp_path / "config").exists()


def test_a_newsarchive_without_its_script_is_called_by_its_python(
    newsarchive: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    done = newsarchive("schedule", "show", "--with", "cron")
    assert f"exec {tmp_path}/python -m newsarchive crawl --quiet >" in done.out


def test_files_to_take_in_may_be_scheduled(newsarchive: Command) -> None:
    done = newsarchive("schedule", "show", "--", "--warc", "a.warc", "b.warc")
    assert "--warc" in done.out


@pytest.mark.slow
def test_run_crawls_until_it_is_stopped(tmp_path: Path) -> None:
    """The whole way: a site, a beat at once, SIGTERM, and what is in the archive."""
    with serving(Site()) as site:
        words_of_it = "Polisi menangkap dua pelaku pencurian di Pasar Lama. " * 9
        site.routes["/kabar/"] = listing(site, [("/satu/", "Pencuri Ditangkap")])
        site.routes["/satu/"] = article(
            site, "/satu/", title="Pencuri Ditangkap", body=words_of_it
        )
        words = [sys.executable, "-m", "newsarchive", "schedule", "run", "--now"]
        given = ["--cron", "0 0 1 1 *", "--", "--url", f"{site.base}/kabar/"]
        running = subprocess.Popen(
            [*words, *given],
            env={
                **environment(tmp_path),
                "NEWSARCHIVE_ALLOWED_ADDRESSES": site.address,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert running.stdout is not None
        told = [running.stdout.readline() for _ in range(3)]
        time.sleep(0.2)
        os.kill(running.pid, signal.SIGTERM)
        rest, trouble = running.communicate(timeout=30)
    assert told[0] == "the first crawl begins now\n"
    assert "1 new" in told[1], (told, trouble)
    assert "the crawl ended with 0 after 0:00:" in told[2]
    assert (rest, running.returncode) == ("stopped\n", 0)
