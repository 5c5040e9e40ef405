"""newsarchive replay: read stored captures again, by today's extractors."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from newsarchive.captures.store import File, Store
from newsarchive.cli.console import ZONE, output, print_json
from newsarchive.cli.options import Database, Json, Outlet, address, place, read_day
from newsarchive.errors import ConfigurationError, IncompleteError, LockedError
from newsarchive.text.terminal import clean

if TYPE_CHECKING:
    from newsarchive.archive.api import Archive
    from newsarchive.replay import Change, Report

LONGEST = 60


def replay(  # noqa: PLR0913 (its options)
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="WARC files of newsarchive to take in first."),
    ] = None,
    *,
    outlet: Outlet = None,
    since: Annotated[
        date | None,
        typer.Option("--since", parser=read_day, metavar="DAY", help="Captured since."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; change nothing.")
    ] = False,
    salvage: Annotated[
        bool,
        typer.Option(
            "--salvage", help="Of a FILE that breaks off, take what is whole."
        ),
    ] = False,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Read stored captures again by today's extractors.

    What comes out otherwise is written as a new version, marked re-extraction; earlier
    versions and corrections stay. An archive that has no captures takes in all files
    below NEWSARCHIVE_DATA/captures: it is built again from what was captured.
    """
    from newsarchive.archive.api import Archive, Reader, Selection  # noqa: PLC0415
    from newsarchive.replay import Replay  # noqa: PLC0415 (Scrapy is slow to load)

    folder = place()
    start = datetime(since.year, since.month, since.day, tzinfo=ZONE) if since else None
    which = Selection(source=outlet, since=start)
    with Archive.open(address(database)) as archive:
        if new := _unknown(archive, folder, files):
            _refuse_dry(dry=dry_run)
            _take_in(archive, folder, new, salvage=salvage)
        with Reader.open(address(database)) as reader:
            _require(reader.captured_sources(), outlet)
            total = reader.count_captures(which)
        with _progress(total) as advance:
            report = Replay(archive, folder, dry=dry_run).run(which, advance)
    if as_json:
        print_json(_told(report))
    else:
        _print(output(), report, dry=dry_run)
    _complain(report)


def _complain(report: "Report") -> None:
    """Say what was not read: 75 where other runs had all of it."""
    if report.held and not report.read:
        raise LockedError("; ".join(report.held))
    told = list(report.held)
    if report.broken:
        more = f" and {len(report.broken) - 1} more" if len(report.broken) > 1 else ""
        told.append(f"captures that cannot be read: {report.broken[0]}{more}")
    if told:
        raise IncompleteError("; ".join(told))


def _unknown(
    archive: "Archive", folder: Path | Store, files: list[Path] | None
) -> "Sequence[Path | File]":
    """Name the files to take in: those given, or all for an archive without captures."""
    if files or archive.has_captures():
        return files or []
    found: list[Path | File] = sorted(folder.rglob("*.warc.gz"), key=str)
    if not found:
        raise ConfigurationError(f"there are no captures below {folder}")
    return found


def _take_in(
    archive: "Archive",
    folder: "Path | Store",
    files: "Sequence[Path | File]",
    *,
    salvage: bool,
) -> None:
    """Make captures known to the archive; what is suppressed stays so."""
    from newsarchive import settings  # noqa: PLC0415 (reads the environment when asked)
    from newsarchive.replay import adopt  # noqa: PLC0415 (Scrapy is slow to load)
    from newsarchive.takedown import bring_in  # noqa: PLC0415

    bring_in(archive, Path(settings.NEWSARCHIVE_DATA))
    number = adopt(archive, folder, files, salvage=salvage)
    print(f"{number} captures taken in from {len(files)} files", file=sys.stderr)


def _refuse_dry(*, dry: bool) -> None:
    if dry:
        raise ConfigurationError(
            "--dry-run reads captures that the archive knows: take them in without it"
        )


def _require(known: list[dict[str, Any]], outlet: str | None) -> None:
    names = [row["name"] for row in known]
    if outlet is not None and outlet not in names:
        raise ConfigurationError(
            f"no captures of {outlet!r}; there are some of {', '.join(names)}"
        )


@contextmanager
def _progress(total: int) -> "Iterator[Any]":
    console = Console(stderr=True)
    with Progress(
        console=console, transient=True, disable=not console.is_terminal
    ) as p:
        task = p.add_task("captures", total=total)
        yield lambda: p.advance(task)


def _print(console: Console, report: "Report", *, dry: bool) -> None:
    verb = "would change" if dry else "changed"
    fields = ", ".join(f"{n} {name}" for name, n in report.fields.most_common())
    told = [
        f"{report.read} pages read again",
        f"{verb} {report.changed} articles" + (f" ({fields})" if fields else ""),
        f"{report.unchanged} come out the same",
    ]
    if report.entered:
        ended = ", ".join(f"{n} {name}" for name, n in report.entered.most_common())
        told.append(f"{'would be' if dry else ''} read for the first time: {ended}")
    console.print("; ".join(part.strip() for part in told), soft_wrap=True)
    for change in report.samples:
        console.print(_sample(change), soft_wrap=True)


def _sample(change: "Change") -> Text:
    before, after = (clean(_short(v)) for v in _around(change.before, change.after))
    return Text.assemble(
        (f"{change.field:<12}", "cyan"),
        (before, "red"),
        " -> ",
        (after, "green"),
        f"  {clean(change.url)}",
    )


def _around(before: Any, after: Any) -> tuple[Any, Any]:
    """Cut two long texts to where they begin to differ."""
    if not (isinstance(before, str) and isinstance(after, str)):
        return before, after
    pairs = zip(before, after, strict=False)
    same = next((i for i, (a, b) in enumerate(pairs) if a != b), len(after))
    start = max(0, same - LONGEST // 3)
    return before[start:], after[start:]


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _told(report: "Report") -> dict[str, Any]:
    return {
        "read": report.read,
        "entered": dict(report.entered),
        "changed": report.changed,
        "unchanged": report.unchanged,
        "fields": dict(report.fields),
        "samples": [
            {"url": c.url, "field": c.field, "before": c.before, "after": c.after}
            for c in report.samples
        ],
        "broken": report.broken,
        "held": report.held,
        "runs": report.runs,
    }
