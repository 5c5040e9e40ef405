"""newsarchive alarms, health and coverage: what an operator sees, and exit codes."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsarchive import settings
from newsarchive.archive.api import Archive
from newsarchive.cli.alarms import tell_after_crawl
from newsarchive.run import RunState
from tests.archive.articles import OTHER, SOURCE, article
from tests.archive.home import Clock, Home
from tests.cli.conftest import Command

BAD = "https://kabaruji.id/kalbar/ answers 403 \x1b[31m"
TODAY = datetime.now(UTC).astimezone(ZoneInfo("Asia/Jakarta")).date()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An outlet that went well until it was blocked a moment ago, and one that is well."""
    made = Home(f"sqlite:///{tmp_path}/archive.db", Clock(datetime.now(UTC)))
    made.clock.pass_by(hours=-1)
    made.crawl(article("a"))
    made.crawl(article("b", domain="suarauji.id"), name="suarauji", source=OTHER)
    with Archive.open(made.address) as archive:
        visit = archive.begin("kabaruji", SOURCE, clock=made.clock)
        visit.finish(RunState.INCOMPLETE, BAD)
    return made


def test_alarms_for_programs(newsarchive: Command, home: Home) -> None:
    (one,) = json.loads(newsarchive("alarms", "--json", "--database", home.address).out)
    assert list(one) == [
        *("id", "source", "monitor", "told", "since", "before", "remedy", "state"),
        *("raised_at", "run", "seen_at", "ended_at", "acknowledged_at", "why", "until"),
    ]
    assert (one["id"], one["source"], one["monitor"]) == (1, "kabaruji", "blocked")
    assert (one["state"], one["run"], one["ended_at"]) == ("open", "3", None)


def test_an_alarm_is_one_line(newsarchive: Command, home: Home) -> None:
    (line,) = newsarchive("alarms", "--database", home.address).out.splitlines()
    assert line.startswith(
        "   1 blocked, open: kabaruji: the site does not let us in: "
    )
    assert "; before: run 1 of 2" in line
    assert "; do: look at robots.txt" in line
    assert "\x1b" not in line


def test_an_alarm_is_acknowledged(newsarchive: Command, home: Home) -> None:
    at = ("--database", home.address)
    done = newsarchive("alarms", "ack", "1", "--why", "their firewall", *at)
    assert (done.code, done.out) == (0, "alarm 1 is quiet until its cause is gone\n")
    assert (
        "1 blocked, acknowledged (their firewall): " in newsarchive("alarms", *at).out
    )
    assert newsarchive("health", *at).code == 0
    day = str(TODAY + timedelta(days=3))
    more = ("--until", day, "--json")
    told = json.loads(newsarchive("alarms", "ack", "1", "--why", "x", *more, *at).out)
    assert (told["state"], told["why"], told["until"]) == ("acknowledged", "x", day)
    assert f"acknowledged until {day} (x)" in newsarchive("alarms", *at).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["99", "--why", "x"], "no alarm 99: `newsarchive alarms` lists those that"),
        (["1", "--why", " "], "--why is empty: say what is known"),
        (["1"], "Missing option '--why'"),
        (["satu", "--why", "x"], "Invalid value for 'ID'"),
        (["1", "--why", "x", "--until", "besok"], "'besok' is no day: write 2023-"),
        (["1", "--why", "x", "--until", "2020-01-01"], "--until 2020-01-01 is past"),
    ],
)
def test_what_is_no_acknowledgement(
    newsarchive: Command, home: Home, arguments: list[str], words: str
) -> None:
    done = newsarchive("alarms", "ack", *arguments, "--database", home.address)
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert words in line


def test_alarms_that_are_over(newsarchive: Command, home: Home) -> None:
    home.crawl(article("c"))
    at = ("--database", home.address)
    assert newsarchive("alarms", *at).out == "no alarm stands\n"
    assert "1 blocked, over since " in newsarchive("alarms", "--all", *at).out
    done = newsarchive("alarms", "--all", "--outlet", "suarauji", *at)
    assert done.out == "there were no alarms\n"


def test_no_archive_is_made_by_looking(newsarchive: Command, tmp_path: Path) -> None:
    at = ("--database", f"sqlite:///{tmp_path}/none.db")
    for command in (
        ["alarms"],
        ["alarms", "ack", "1", "--why", "x"],
        ["health"],
        ["coverage"],
        ["coverage", "--recompute"],
        ["runs", "show", "1"],
    ):
        assert newsarchive(*command, *at).code == 4
    assert not (tmp_path / "none.db").exists()


def test_health(newsarchive: Command, home: Home) -> None:
    done = newsarchive("health", "--database", home.address)
    assert done.code == 3
    head, kabar, suara = done.out.splitlines()
    assert head.startswith("outlet ")
    assert kabar.split()[:2] == ["kabaruji", "quarantined"]
    assert kabar.endswith("1 blocked")
    assert suara.split()[:2] == ["suarauji", "well"]
    assert done.err == (
        "newsarchive: something is wrong: kabaruji (quarantined); `newsarchive alarms` "
        "tells more\n"
    )
    told = json.loads(newsarchive("health", "--json", "--database", home.address).out)
    assert told["well"] is False
    assert [(o["source"], o["state"]) for o in told["outlets"]] == [
        ("kabaruji", "quarantined"),
        ("suarauji", "well"),
    ]
    assert told["outlets"][0]["alarms"][0]["monitor"] == "blocked"


def test_an_archive_without_runs_is_not_well(
    newsarchive: Command, tmp_path: Path
) -> None:
    address = f"sqlite:///{tmp_path}/archive.db"
    newsarchive("db", "upgrade", "--database", address)
    done = newsarchive("health", "--database", address)
    assert (done.code, done.out) == (3, "")
    assert "no outlet was ever crawled" in done.err
    assert "no runs yet" in newsarchive("coverage", "--database", address).out


def test_sources_show_what_is_quarantined(newsarchive: Command, home: Home) -> None:
    told = json.loads(newsarchive("sources", "--json", "--database", home.address).out)
    states = {one["name"]: (one["state"], one["alarms"]) for one in told}
    assert states["kabaruji"] == ("quarantined", ["blocked"])
    assert states["suarauji"] == ("stable", [])


def test_coverage(newsarchive: Command, home: Home, tmp_path: Path) -> None:
    month = ("--month", "2023-10", "--database", home.address)
    done = newsarchive("coverage", *month)
    lines = done.out.splitlines()
    assert lines[0].startswith("outlet    1234567890")
    assert lines[2].split() == ["kabaruji", "1", "1", "-"]
    assert "B blocked, D down" in lines[-1]
    told = json.loads(newsarchive("coverage", "--json", *month).out)
    assert (told["month"], told["totals"]["stored"]) == ("2023-10", 2)
    assert told["outlets"][0]["days"] == [
        {"day": "2023-10-21", "state": "stored", "articles": 1, "reason": None}
    ]
    file = tmp_path / "month.svg"
    done = newsarchive("coverage", "--svg", str(file), *month)
    assert done.out == f"{file}: 2 outlets in 2023-10\n"
    assert "kabaruji, 2023-10-21: stored, 1 articles" in file.read_text("utf-8")
    only = newsarchive("coverage", "--outlet", "suarauji", "--recompute", *month)
    assert [line.split()[0] for line in only.out.splitlines()[2:]] == [
        "suarauji",
        "1-9",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--month", "2026-13"], "'2026-13' is no month: write 2026-10"),
        (["--month", "Oktober"], "'Oktober' is no month: write 2026-10"),
        (
            ["--outlet", "lain"],
            "no run of 'lain' has ended yet; there are some of kaba",
        ),
    ],
)
def test_no_coverage(
    newsarchive: Command, home: Home, arguments: list[str], words: str
) -> None:
    done = newsarchive("coverage", *arguments, "--database", home.address)
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert words in line


def test_a_picture_that_cannot_be_written(newsarchive: Command, home: Home) -> None:
    done = newsarchive("coverage", "--svg", "/no/x.svg", "--database", home.address)
    assert (done.code, done.out) == (4, "")
    assert "cannot write /no/x.svg: No such file or directory" in done.err


def test_channels_are_told(
    newsarchive: Command,
    home: Home,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at = ("--database", home.address)
    done = newsarchive("alarms", "send", *at)
    assert (done.code, done.out) == (2, "")
    assert "no channel: set NEWSARCHIVE_NOTIFY_COMMAND" in done.err
    heard = tmp_path / "heard"
    command = f"sh -c 'cat >> {heard}'"
    monkeypatch.setattr(settings, "NEWSARCHIVE_NOTIFY_COMMAND", command)
    assert newsarchive("alarms", "send", "--test", *at).code == 0
    assert newsarchive("alarms", "send", *at).code == 0
    assert newsarchive("alarms", "send", *at).code == 0
    first, second = heard.read_text().splitlines()
    assert "is told of newsarchive's alarms" in first
    assert second.startswith("[1] kabaruji: the site does not let us in")
    monkeypatch.setattr(settings, "NEWSARCHIVE_NOTIFY_COMMAND", "false")
    done = newsarchive("alarms", "send", *at)
    assert done.code == 3
    assert "alarms not sent by command false: ended with 1; they wait" in done.err
    tell_after_crawl(vars(settings), home.address)
    assert capsys.readouterr().err.startswith("newsarchive: alarms not sent by command")


def test_a_setting_that_is_wrong_never_breaks_a_crawl(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {**vars(settings), "NEWSARCHIVE_NOTIFY_WEBHOOK": "not-an-address"}
    tell_after_crawl(given, home.address)
    told = capsys.readouterr().err
    assert told == (
        "newsarchive: alarms not sent: NEWSARCHIVE_NOTIFY_WEBHOOK is no http://host or "
        "https://host address\n"
    )
    given = {**vars(settings), "NEWSARCHIVE_NOTIFY_COMMAND": "true"}
    tell_after_crawl({**given, "NEWSARCHIVE_NOTIFY_EVERY_MINUTES": "x"}, home.address)
    assert "NEWSARCHIVE_NOTIFY_EVERY_MINUTES is 'x': " in capsys.readouterr().err
