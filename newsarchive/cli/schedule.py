"""newsarchive schedule: crawl what is due, by cron, by systemd or in the foreground."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsarchive.cli.console import output, print_json, when
from newsarchive.cli.options import Json
from newsarchive.errors import ConfigurationError, IncompleteError
from newsarchive.text.terminal import clean

if TYPE_CHECKING:
    from newsarchive.operations.beating import Ended
    from newsarchive.operations.beats import Beat
    from newsarchive.operations.installing import Change, Places
    from newsarchive.operations.task import Task

SHOWN = 5
schedule = typer.Typer(
    name="schedule",
    no_args_is_help=True,
    help="Crawl what is due again and again: by cron, systemd, or in the foreground.",
)
Every = Annotated[
    str,
    typer.Option(
        metavar="SPAN", help="Each 15m, 2h or 1d, on the clock; the default is 15m."
    ),
]
At = Annotated[
    list[str] | None,
    typer.Option(metavar="TIME", help="Daily at 06:00; may be given again."),
]
Cron = Annotated[
    list[str] | None,
    typer.Option(metavar="FIELDS", help="As cron has it: '0 6 * * mon'; again, too."),
]
With = Annotated[
    str | None,
    typer.Option(
        "--with", metavar="KIND", help="systemd (where it is, the default) or cron."
    ),
]
Arguments = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="-- ARGUMENTS", help="For `newsarchive crawl`: -- --time-budget 45m"
    ),
]


@schedule.command()
def show(
    arguments: Arguments = None,
    *,
    every: Every = "",
    at: At = None,
    cron: Cron = None,
    kind: With = None,
    as_json: Json = False,
) -> None:
    """Show what would be installed, and when the next crawls begin; change nothing.

    Times are those of this machine's clock, as cron takes them.
    """
    from newsarchive.operations.spoken import read_beats  # noqa: PLC0415 (when asked)

    beats = read_beats(every, at or [], cron or [])
    kind, changes = _wanted(kind, beats, arguments or [])
    state = _state(changes)
    moments = _next(beats, SHOWN)
    if as_json:
        files = [{"place": one.place, "text": _safe(one.after)} for one in changes]
        print_json({"with": kind, "installed": state, "next": moments, "files": files})
        return
    out = output()
    out.print(f"by {kind}; installed: {state}")
    out.print(f"next crawls: {', '.join(map(_moment, moments))}", soft_wrap=True)
    for one in changes:
        out.print(f"\n{one.place}:", markup=False, soft_wrap=True)
        out.print(_safe(one.after).rstrip(), markup=False, soft_wrap=True)


@schedule.command()
def install(
    arguments: Arguments = None,
    *,
    every: Every = "",
    at: At = None,
    cron: Cron = None,
    kind: With = None,
) -> None:
    """Install the schedule for this user, run in this folder; show what changes.

    The NEWSARCHIVE_ environment of now is kept in a file that only this user can read.
    """
    from newsarchive.operations import installing, system  # noqa: PLC0415 (when asked)
    from newsarchive.operations.spoken import read_beats  # noqa: PLC0415

    beats = read_beats(every, at or [], cron or [])
    kind, changes = _wanted(kind, beats, arguments or [])
    others = [one for one in _places().installed() if one != kind]
    if others:
        raise ConfigurationError(
            f"a schedule by {others[0]} is installed: `newsarchive schedule remove` first"
        )
    _print_changes(changes)
    installing.apply(changes)
    if kind == "systemd":
        system.start_timer()
    print(f"installed by {kind}; the next crawl begins {_moment(*_next(beats, 1))}")


@schedule.command()
def remove() -> None:
    """Remove the schedule of this user, and its environment file; show what changes."""
    from newsarchive.operations import installing, system  # noqa: PLC0415 (when asked)

    places = _places()
    changes = installing.unwanted(places)
    if not changes:
        print("no schedule is installed")
        return
    _print_changes(changes)
    has_timer = "systemd" in places.installed()
    problem = _problem_with(system.stop_timer) if has_timer else None
    installing.apply(changes)
    if has_timer:
        problem = problem or _problem_with(system.forget_units)
    if problem is not None:
        raise IncompleteError(str(problem))
    print("removed; a crawl that runs goes on to its end")


@schedule.command("run")
def run_here(
    arguments: Arguments = None,
    *,
    every: Every = "",
    at: At = None,
    cron: Cron = None,
    now: Annotated[bool, typer.Option("--now", help="Crawl at once, too.")] = False,
) -> None:
    """Crawl what is due at each beat, in the foreground, one crawl at a time.

    For containers and the like. SIGTERM and Ctrl-C end it with 0 after the answers on
    their way; beats that come while a crawl runs are left out.
    """
    from newsarchive.operations.beating import Beating  # noqa: PLC0415 (when asked)
    from newsarchive.operations.spoken import read_beats  # noqa: PLC0415

    beats = read_beats(every, at or [], cron or [])
    _check(arguments or [])
    words = [*_command(), "crawl", "--quiet", *(arguments or [])]
    beating = Beating(beats, words, _tell)
    first = "now" if now else _moment(*_next(beats, 1))
    print(f"the first crawl begins {first}", flush=True)
    beating.run(at_once=now)
    print("stopped", flush=True)


def _wanted(
    kind: str | None, beats: Sequence["Beat"], arguments: Sequence[str]
) -> tuple[str, list["Change"]]:
    """Say by what a schedule is kept, and what that changes."""
    from newsarchive import settings  # noqa: PLC0415 (reads the environment when asked)
    from newsarchive.operations import installing, system  # noqa: PLC0415

    if kind is not None and kind not in installing.KINDS:
        raise ConfigurationError(f"--with {kind!r} is none of systemd, cron")
    kind = kind or system.usable()
    places = _places()
    task = _task(arguments, places)
    given = settings.environment()
    return kind, installing.wanted(kind, beats, task, places, given)


def _task(arguments: Sequence[str], places: "Places") -> "Task":
    from newsarchive.operations.task import Task  # noqa: PLC0415 (when asked)

    _check(arguments)
    words = (*_command(), "crawl", "--quiet", *arguments)
    return Task(words, Path.cwd(), places.environment)


def _command() -> tuple[str, ...]:
    """Name this newsarchive by its absolute path."""
    script = Path(sys.executable).with_name("newsarchive")
    if script.exists():
        return (str(script),)
    return (sys.executable, "-m", "newsarchive")


def _check(arguments: Sequence[str]) -> None:
    """Refuse what `newsarchive crawl` would refuse at every beat."""
    if not arguments:
        return
    from newsarchive import crawl as crawling  # noqa: PLC0415 (Scrapy is slow to load)
    from newsarchive.cli.crawl import crawl  # noqa: PLC0415 (a command beside this one)

    app = typer.Typer()
    app.command()(crawl)
    made = typer.main.get_command(app).make_context("crawl", list(arguments))
    given: dict[str, Any] = made.params
    if not given.get("warc"):
        crawling.outlet_jobs([*(given["outlets"] or []), *(given["outlet"] or [])])
    crawling.outlets_with(given["tag"] or [])
    crawling.read_seconds(given["time_budget"])


def _places() -> "Places":
    from newsarchive import settings  # noqa: PLC0415 (reads the environment when asked)
    from newsarchive.operations.installing import Places  # noqa: PLC0415

    return Places(settings.home())


def _next(beats: Sequence["Beat"], number: int) -> list[datetime]:
    from newsarchive.operations.beating import clock  # noqa: PLC0415 (when asked)
    from newsarchive.operations.beats import upcoming  # noqa: PLC0415

    return [one.astimezone() for one in upcoming(beats, clock(), number)]


def _moment(moment: datetime) -> str:
    """Tell a moment by this machine's clock, and by the region's."""
    here, there = f"{moment:%Y-%m-%d %H:%M %Z}", when(moment)
    return here if here == there else f"{here} ({there})"


def _state(changes: Sequence["Change"]) -> str:
    """Say whether what would be installed is there already."""
    if not any(one.is_one for one in changes):
        return "yes"
    places = _places()
    return "another" if places.installed() else "no"


def _print_changes(changes: Sequence["Change"]) -> None:
    lines = [line for one in changes for line in one.lines()]
    print(_safe("\n".join(lines)) if lines else "nothing changes")


def _safe(text: str | None) -> str:
    """Show a text without passwords, and without what drives a terminal."""
    from newsarchive import settings  # noqa: PLC0415 (reads the environment when asked)
    from newsarchive.text.secrets import mask, secrets_of  # noqa: PLC0415

    return clean(mask(text or "", secrets_of(settings.environment())))


def _problem_with(step: Any) -> Exception | None:
    """Take a step of systemd's; give what went wrong."""
    try:
        step()
    except (ConfigurationError, IncompleteError) as error:
        return error
    return None


def _tell(ended: "Ended") -> None:
    took = str(ended.took).partition(".")[0]
    began = ended.began.astimezone()
    then = f"; next {_moment(ended.next_at.astimezone())}" if ended.next_at else ""
    print(
        f"{_moment(began)}: the crawl ended with {ended.code} after {took}{then}",
        flush=True,
    )
