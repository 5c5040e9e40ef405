"""newsarchive alarms: what is wrong, since when, what to do; and that somebody knows."""

import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsarchive.cli.console import ZONE, day, iso, one_line, output, print_json
from newsarchive.cli.options import MOST_ID, Database, Json, Outlet, address, read_day
from newsarchive.errors import ConfigurationError, IncompleteError, NewsArchiveError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsarchive.archive.api import StoredAlarm

alarms = typer.Typer(
    name="alarms",
    invoke_without_command=True,
    help="What monitors found wrong, and what to do.",
)


@alarms.callback()
def list_alarms(
    context: typer.Context,
    *,
    source: Outlet = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Those that are over, too.")
    ] = False,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """List the alarms that stand, newest first: what, since when, before, what to do.

    `newsarchive alarms ack ID --why ...` notes that somebody knows; `alarms send` tells
    the channels of NEWSARCHIVE_NOTIFY_ what they have not heard.
    """
    if context.invoked_subcommand is not None:
        return
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (slow to load)

    with Reader.open(address(database)) as reader:
        found = reader.alarms(source=source, ended=everything)
    if as_json:
        print_json([told(one) for one in found])
        return
    if not found:
        output().print("no alarm stands" if not everything else "there were no alarms")
        return
    for one in found:
        output().print(_line(one), markup=False, soft_wrap=True)


@alarms.command()
def ack(
    number: Annotated[
        int,
        typer.Argument(max=MOST_ID, metavar="ID", help="The alarm's number."),
    ],
    *,
    why: Annotated[str, typer.Option("--why", help="What is known of it.")],
    until: Annotated[
        date | None,
        typer.Option(
            "--until", parser=read_day, metavar="DAY", help="Quiet up to this day."
        ),
    ] = None,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Note that somebody knows of an alarm: it is quiet, until its cause is gone.

    With --until it is loud again after that day if it still stands then.
    """
    from newsarchive.archive.api import Archive, Reader  # noqa: PLC0415 (slow to load)

    now = datetime.now(UTC)
    if not why.strip():
        raise ConfigurationError("--why is empty: say what is known of the alarm")
    if until is not None and until < now.astimezone(ZONE).date():
        raise ConfigurationError(f"--until {until} is past")
    Reader.open(address(database)).close()
    with Archive.open(address(database)) as archive:
        acked = archive.acknowledge(number, why.strip(), until, now)
    if as_json:
        print_json(told(acked))
        return
    end = f"until {until}" if until else "until its cause is gone"
    print(f"alarm {number} is quiet {end}")


@alarms.command()
def send(
    *,
    test: Annotated[
        bool, typer.Option("--test", help="Send a test to every channel instead.")
    ] = False,
    database: Database = None,
) -> None:
    """Tell the channels of NEWSARCHIVE_NOTIFY_ what they have not heard yet.

    A crawl does so by itself at its end. Ends with 3 when a channel did not take it.
    """
    from newsarchive import settings  # noqa: PLC0415 (reads the environment when asked)
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (slow to load)
    from newsarchive.operations.channels import channels_of  # noqa: PLC0415
    from newsarchive.operations.notify import try_out  # noqa: PLC0415

    given = vars(settings)
    if not channels_of(given):
        raise ConfigurationError(
            "no channel: set NEWSARCHIVE_NOTIFY_COMMAND, _EMAIL or _WEBHOOK"
        )
    if test:
        problems = list(try_out(channels_of(given)))
    else:
        Reader.open(address(database)).close()
        problems = tell_channels(given, address(database))
    if problems:
        raise IncompleteError("; ".join(problems))


def tell_channels(settings: "Mapping[str, Any]", database: str) -> list[str]:
    """Tell every channel what it has not heard; give a line for each that failed."""
    from newsarchive.archive.api import Archive, Reader  # noqa: PLC0415 (slow to load)
    from newsarchive.operations.channels import channels_of  # noqa: PLC0415
    from newsarchive.operations.notify import notify  # noqa: PLC0415

    channels = channels_of(settings)
    if not channels:
        return []
    every = _pause(str(settings["NEWSARCHIVE_NOTIFY_EVERY_MINUTES"]))
    now = datetime.now(UTC)
    with Archive.open(database) as archive, Reader.open(database) as reader:
        return list(notify(archive, reader, channels, every, now))


def tell_after_crawl(settings: "Mapping[str, Any]", database: str) -> None:
    """Tell the channels at the end of a crawl; trouble with them never breaks it."""
    try:
        problems = tell_channels(settings, database)
    except NewsArchiveError as error:
        problems = [f"alarms not sent: {error}"]
    for problem in problems:
        print(f"newsarchive: {problem}", file=sys.stderr)


def _pause(minutes: str) -> timedelta:
    """Read how many minutes lie between two messages."""
    try:
        return timedelta(minutes=max(0.0, float(minutes)))
    except (ValueError, OverflowError) as error:
        raise ConfigurationError(
            f"NEWSARCHIVE_NOTIFY_EVERY_MINUTES is {minutes!r}: write a number like 60"
        ) from error


def told(one: "StoredAlarm") -> dict[str, Any]:
    """Tell an alarm for programs."""
    return {
        "id": one.id,
        "source": one.source,
        "monitor": one.monitor,
        "told": one.told,
        "since": iso(one.since),
        "before": one.before,
        "remedy": one.remedy,
        "state": _state(one),
        "raised_at": iso(one.raised_at),
        "run": str(one.raised_run_id),
        "seen_at": iso(one.seen_at),
        "ended_at": iso(one.ended_at),
        "acknowledged_at": iso(one.acked_at),
        "why": one.ack_why,
        "until": one.ack_until,
    }


def _state(one: "StoredAlarm") -> str:
    if one.ended_at is not None:
        return "over"
    quiet = one.is_quiet(datetime.now(UTC).astimezone(ZONE).date())
    return "acknowledged" if quiet else "open"


def _line(one: "StoredAlarm") -> str:
    from newsarchive.operations.messages import line  # noqa: PLC0415 (slow to load)

    state = _state(one)
    if one.ended_at is not None:
        state += f" since {day(one.ended_at)}"
    elif state == "acknowledged":
        until = f" until {one.ack_until}" if one.ack_until else ""
        state += f"{until} ({one_line(one.ack_why)})"
    return f"{one.id:>4} {one.monitor}, {state}: {one_line(line(one))}"
