"""newsarchive health: does anything need somebody; for people, cron and containers."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rich.text import Text

from newsarchive.cli.alarms import told as told_alarm
from newsarchive.cli.console import day, iso, one_line, output, print_json, table, when
from newsarchive.cli.options import Database, Json, address
from newsarchive.errors import IncompleteError

if TYPE_CHECKING:
    from newsarchive.operations.health import OutletHealth

_COLUMNS = ("outlet", "state", "last good run", "newest article", "due by", "alarms")


def health(*, as_json: Json = False, database: Database = None) -> None:
    """Tell how every outlet stands: last good run, newest article, alarms, late or due.

    Ends with 0 when all is well, 3 when something is wrong: an alarm that nobody has
    acknowledged, an outlet that has not been seen for twice its usual time, no run yet.
    """
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)
    from newsarchive.operations.health import health_of, is_loud, shared  # noqa: PLC0415
    from newsarchive.spiders.registry import sources  # noqa: PLC0415 (Scrapy is slow)

    now = datetime.now(UTC)
    retired = frozenset(name for name, one in sources().items() if one.retired)
    with Reader.open(address(database)) as reader:
        alarms = reader.alarms()
        found = health_of(reader.standing(now), alarms, now, retired)
    machine = [one for one in shared(alarms) if is_loud(one, now)]
    bad = [one for one in found if not one.is_well]
    if as_json:
        print_json(
            {
                "well": not (bad or machine) and bool(found),
                "at": iso(now),
                "outlets": [_told(one) for one in found],
                "machine": [told_alarm(one) for one in machine],
            }
        )
    elif found:
        output().print(table(_COLUMNS, map(_row, found)))
    if not found:
        raise IncompleteError("no outlet was ever crawled: `newsarchive crawl`")
    if bad or machine:
        raise IncompleteError(_words(bad, len(machine)))


def _words(bad: "list[OutletHealth]", machine: int) -> str:
    """Say in one line what is wrong."""
    parts = [f"{one.standing.source} ({one.state})" for one in bad[:10]]
    parts += [f"{len(bad) - 10} more outlets"] if len(bad) > 10 else []  # noqa: PLR2004 (as above)
    parts += ["this machine"] if machine else []
    return f"something is wrong: {', '.join(parts)}; `newsarchive alarms` tells more"


def _told(one: "OutletHealth") -> dict[str, Any]:
    return {
        "source": one.standing.source,
        "title": one.standing.title,
        "state": one.state,
        "last_run_at": iso(one.standing.last_run_at),
        "last_outcome": one.standing.last_outcome,
        "last_good_run_at": iso(one.standing.last_good_at),
        "newest": iso(one.standing.newest),
        "due_at": iso(one.due),
        "late": one.late is not None,
        "alarms": [told_alarm(alarm) for alarm in one.alarms],
    }


def _row(one: "OutletHealth") -> list[Text | str]:
    alarms = ", ".join(f"{alarm.id} {alarm.monitor}" for alarm in one.alarms)
    due = when(one.due)
    return [
        one_line(one.standing.source),
        Text(one.state, style="" if one.is_well else "yellow"),
        when(one.standing.last_good_at),
        day(one.standing.newest),
        f"late since {due}" if one.late is not None else due,
        one_line(alarms),
    ]
