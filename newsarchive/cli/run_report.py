"""All of one run, for programs and for people."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from newsarchive.cli.alarms import told as told_alarm
from newsarchive.cli.console import iso, one_line, table, when
from newsarchive.run import Outcome, Run

if TYPE_CHECKING:
    from newsarchive.archive.api import Reader

# Outcomes whose addresses are worth a look.
_NOT_STORED = (Outcome.REJECTED, Outcome.BLOCKED, Outcome.FAILED, Outcome.GONE)


def brief(run: Run) -> dict[str, Any]:
    """Tell a run for programs; its fields are a published contract, only added to."""
    return {
        "id": str(run.id),
        "source": run.source,
        "started_at": iso(run.started_at),
        "finished_at": iso(run.finished_at),
        "outcome": str(run.outcome),
        "requests": run.requests,
        "new": run.new,
        "changed": run.changed,
        "unchanged": run.unchanged,
        "rejected": run.rejected,
        "failed": run.failed,
        "gone": run.gone,
        "bytes": run.bytes,
        "duplicate": run.duplicate,
        "blocked": run.blocked,
        "re-extracted": run.reread,
        "asked": run.asked,
        "found": run.found,
        "new_bytes": run.new_bytes,
        "seconds": run.seconds,
        "exit_code": run.exit_code,
        "reason": run.reason,
        "discovery": list(run.discovery),
        "version": run.version,
        "settings": run.settings,
    }


def whole_report(reader: "Reader", run: Run) -> dict[str, Any]:
    """Tell all that is known of a run."""
    samples = reader.samples(run.id, _NOT_STORED)
    return {
        **brief(run),
        "outcomes": run.outcomes,
        "sight": run.sight,
        "articles": run.articles,
        "filled": run.filled,
        "origins": run.origins,
        "future": run.future,
        "not_stored": _not_stored(run, samples),
        "alarms": [told_alarm(one) for one in reader.alarms_of(run.id)],
        "hosts": run.hosts,
        "slowest": run.slowest,
    }


def print_report(console: Console, told: Mapping[str, Any]) -> None:
    """Print a run's report for people."""
    console.print(Text(f"run {told['id']}: {told['source']}", style="bold"))
    lines = [
        ("ended", _ended(told)),
        ("began", _time(told["started_at"])),
        ("took", "-" if told["seconds"] is None else f"{told['seconds']:.0f} seconds"),
        ("by", ", ".join(told["discovery"]) or "-"),
        ("asked", _asked(told)),
        ("fetched", f"{told['requests']} requests, {told['bytes'] / 1e6:.1f} MB"),
        ("stored", f"{told['articles']} articles, {told['new_bytes'] / 1e3:.1f} kB"),
        *_articles(told),
        ("software", f"newsarchive {told['version']}"),
        *((name, str(value)) for name, value in told["settings"].items()),
    ]
    console.print(table(("", ""), [(name, one_line(text)) for name, text in lines]))
    _print(console, "alarms", [_alarm(one) for one in told["alarms"]])
    _print(console, "not stored", list(_missing(told["not_stored"])))
    _print(console, "slowest hosts", [_host(one) for one in told["hosts"][:5]])
    slow = [
        (f"{one['seconds']:.2f} s", one_line(one["url"])) for one in told["slowest"]
    ]
    _print(console, "slowest addresses", slow[:5])


def _not_stored(
    run: Run, samples: Mapping[tuple[str, str], list[str]]
) -> list[dict[str, Any]]:
    """Tell what was not stored, by reason, with some addresses of each."""
    numbers = {(str(Outcome.REJECTED), why): n for why, n in run.rejected.items()}
    return [
        {
            "outcome": outcome,
            "reason": reason,
            "number": numbers.get((outcome, reason)),
            "urls": samples.get((outcome, reason), []),
        }
        for outcome, reason in sorted({*numbers, *samples})
    ]


def _print(console: Console, title: str, rows: Sequence[Sequence[str]]) -> None:
    if rows:
        console.print(Text(title, style="bold"))
        console.print(table(("",) * len(rows[0]), rows))


def _ended(told: Mapping[str, Any]) -> str:
    code = "" if told["exit_code"] is None else f", exit code {told['exit_code']}"
    return f"{told['outcome']}{code}" + (
        f": {told['reason']}" if told["reason"] else ""
    )


def _asked(told: Mapping[str, Any]) -> str:
    parts = [f"{number} {name}" for name, number in told["outcomes"].items() if number]
    return f"{told['asked']} addresses" + (f": {', '.join(parts)}" if parts else "")


def _articles(told: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for name, number in sorted(told["filled"].items()):
        yield name, f"{number} of {told['articles']} articles"
    for name, counted in sorted(told["origins"].items()):
        yield f"{name} from", ", ".join(f"{one} {n}" for one, n in counted.items())


def _alarm(one: Mapping[str, Any]) -> tuple[str, str]:
    return str(one["id"]), one_line(f"{one['monitor']}: {one['told']}; {one['remedy']}")


def _missing(rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str, str]]:
    for row in rows:
        number = "" if row["number"] is None else f"{row['number']} "
        urls = row["urls"] or ["-"]
        yield f"{number}{row['outcome']}", one_line(row["reason"]), one_line(urls[0])
        yield from (("", "", one_line(url)) for url in urls[1:])


def _host(one: Mapping[str, Any]) -> tuple[str, str]:
    words = f"{one['requests']} answers, the longest {one['longest_seconds']:.2f} s"
    return f"{one['mean_seconds']:.2f} s", f"{one_line(one['host'])}: {words}"


def _time(text: str) -> str:
    return when(datetime.fromisoformat(text))
