"""Installing and removing: what is there stays, what is ours comes and goes exactly."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from newsarchive.errors import ConfigurationError, IncompleteError
from newsarchive.operations import crontab, installing, system, units
from newsarchive.operations.installing import Change, Places
from newsarchive.operations.spoken import read_at, read_every
from newsarchive.operations.task import Task
from tests.operations.tools import CRONTAB, SYSTEMCTL, put

BEATS = (read_every("15m"),)
SECRET = {"NEWSARCHIVE_DATABASE_URL": "postgresql://a:b@c/d"}


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with a crontab and a systemd of its own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    put(folder, "crontab", CRONTAB)
    put(folder, "systemctl", SYSTEMCTL)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "home" / "config")


def wanted(
    places: Places, kind: str, given: Mapping[str, str] = SECRET, at: str = ""
) -> list[Change]:
    task = Task(("/bin/newsarchive", "crawl"), Path("/srv"), places.environment)
    beats = (read_at(at),) if at else BEATS
    return installing.wanted(kind, beats, task, places, given)


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("kind", installing.KINDS)
def test_what_is_installed_is_removed_exactly(
    tools: Path, places: Places, kind: str
) -> None:
    (tools / "kept").write_text("# mine\n")
    home = places.home.parent
    places.home.mkdir(parents=True)
    (places.home / "other").write_text("x")
    before = files(home), files(tools)
    changes = wanted(places, kind)
    assert (files(home), files(tools)) == before, "nothing is done by looking"
    installing.apply(changes)
    assert places.installed() == [kind]
    assert places.environment.stat().st_mode & 0o777 == 0o600
    # Again: nothing changes.
    assert not any(one.is_one for one in wanted(places, kind))
    installing.apply(wanted(places, kind, at="06:00"))
    assert places.installed() == [kind]
    assert (places.home / "other").exists()
    installing.apply(installing.unwanted(places))
    assert (files(home), files(tools)) == before
    assert not places.environment.parent.exists()
    assert installing.unwanted(places) == []


@pytest.mark.usefixtures("tools")
def test_a_crontab_of_nothing_else_is_removed_whole(places: Places) -> None:
    installing.apply(wanted(places, "cron"))
    assert installing.read("crontab") is not None
    installing.apply(installing.unwanted(places))
    assert installing.read("crontab") is None


def test_a_crontab_without_our_lines_is_left_alone(tools: Path, places: Places) -> None:
    (tools / "kept").write_text("")
    assert installing.unwanted(places) == []


@pytest.mark.usefixtures("tools")
def test_the_environment_keeps_what_it_is_not_told_anew(places: Places) -> None:
    installing.apply(wanted(places, "cron", {**SECRET, "NEWSARCHIVE_DATA": "a"}))
    first = places.environment.read_text()
    edited = f"# a remark\n{first}"
    places.environment.write_text(edited)
    # A shell that says nothing, or the same, leaves the file as it is.
    assert wanted(places, "cron", {})[0].after == edited
    assert wanted(places, "cron", {"NEWSARCHIVE_DATA": "a"})[0].after == edited
    assert wanted(places, "cron", {"NEWSARCHIVE_DATA": "b"})[0].after == first.replace(
        '"a"', '"b"'
    )


def test_a_file_beside_the_environment_keeps_its_folder(
    tools: Path, places: Places
) -> None:
    assert tools.exists()
    installing.apply(wanted(places, "cron"))
    other = places.environment.with_name("notes")
    other.write_text("x")
    installing.apply(installing.unwanted(places))
    assert [*other.parent.iterdir()] == [other]


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("name", [units.SERVICE, units.TIMER])
def test_a_unit_of_somebody_else_is_refused(places: Places, name: str) -> None:
    folder = places.units[0].parent
    folder.mkdir(parents=True)
    (folder / name).write_text("[Unit]\n")
    with pytest.raises(ConfigurationError, match="was not written by"):
        wanted(places, "systemd")
    with pytest.raises(ConfigurationError, match="was not written by"):
        installing.unwanted(places)


@pytest.mark.usefixtures("tools")
def test_what_crontab_refuses_changes_nothing() -> None:
    with pytest.raises(ConfigurationError, match=r"did not take it.*: bad minute"):
        installing.apply([Change("crontab", None, "REFUSED\n")])
    assert installing.read("crontab") is None


def test_trouble_with_crontab_is_told(tools: Path, places: Places) -> None:
    put(tools, "crontab", "#!/bin/sh\necho you may not >&2\nexit 1\n")
    with pytest.raises(ConfigurationError, match="cannot read the crontab: you may"):
        places.installed()
    put(tools, "crontab", "#!/bin/sh\nexit 1\n")
    with pytest.raises(ConfigurationError, match="it did not say why"):
        places.installed()


def test_trouble_with_files_is_told(tmp_path: Path) -> None:
    wall = tmp_path / "wall"
    wall.write_text("")
    with pytest.raises(ConfigurationError, match="cannot read"):
        installing.read(str(tmp_path))
    with pytest.raises(ConfigurationError, match="cannot write"):
        installing.apply([Change(str(wall / "a"), None, "x")])
    (tmp_path / "bytes").write_bytes(b"\xff")
    with pytest.raises(ConfigurationError, match="cannot read"):
        installing.read(str(tmp_path / "bytes"))


def test_systemd_is_told_in_order(tools: Path) -> None:
    assert system.usable() == "systemd"
    system.start_timer()
    system.stop_timer()
    system.forget_units()
    assert (tools / "asked").read_text().splitlines() == [
        "--user show-environment",
        "--user daemon-reload",
        "--user enable --now newsarchive.timer",
        "--user disable --now newsarchive.timer",
        "--user daemon-reload",
    ]


def test_systemd_that_does_not_answer_is_told(tools: Path) -> None:
    (tools / "broken").touch()
    assert system.usable() == "cron"
    with pytest.raises(IncompleteError, match="Failed to connect to bus; type it"):
        system.start_timer()


def test_a_machine_with_neither(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert system.usable() == "cron"
    assert places.installed() == []
    assert installing.unwanted(places) == []
    with pytest.raises(ConfigurationError, match="there is no 'crontab'"):
        wanted(places, "cron")


def test_a_change_is_told_as_a_difference() -> None:
    assert [*Change("crontab", "a\nb\n", "a\nc\n").lines()] == [
        "--- crontab (as it is)",
        "+++ crontab (as it will be)",
        "@@ -1,2 +1,2 @@",
        " a",
        "-b",
        "+c",
    ]
    assert [*Change("/x", None, "a\n").lines()][:2] == [
        "--- /dev/null",
        "+++ /x (as it will be)",
    ]
    assert [*Change("/x", "a\n", None).lines()][1] == "+++ /dev/null"
    assert [*Change("/x", "a\n", "a\n").lines()] == []
    assert crontab.block_in("a\n") is None
