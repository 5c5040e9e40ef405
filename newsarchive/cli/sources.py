"""newsarchive sources: the outlets, how sure their files are, and how each stands."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from newsarchive.check import Check, Verdict
from newsarchive.cli.console import day, one_line, output, print_json, table, when
from newsarchive.cli.options import Database, Json, address
from newsarchive.errors import IncompleteError

if TYPE_CHECKING:
    from newsarchive.archive.api import StoredAlarm
    from newsarchive.spiders.base import NewsSpider

sources = typer.Typer(
    name="sources",
    invoke_without_command=True,
    help="The outlets: those with a file, and those crawled by an address alone.",
)
_COLUMNS = (
    *("name", "outlet", "platform", "confidence", "articles", "newest"),
    *("last crawl", "ended", "due", "checked", "state", "alarms"),
)
_UNDECLARED = "no outlet file: crawled by its address"


@sources.callback()
def list_sources(
    context: typer.Context,
    *,
    as_json: Json = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="What is declared, as README's table.")
    ] = False,
    database: Database = None,
) -> None:
    """List the outlets.

    State: stable (it was crawled or checked with success), unproven (neither yet),
    quarantined (the last check found it broken, or an alarm of that kind stands), retired
    (it has stopped publishing). Due: when `newsarchive crawl` takes it next;
    `crawl --dry-run` says why.
    """
    if context.invoked_subcommand is not None:
        return
    from newsarchive.archive.api import NoArchiveError, Reader  # noqa: PLC0415 (slow)
    from newsarchive.spiders.registry import spiders  # noqa: PLC0415 (slow)

    if markdown:
        print(as_markdown(spiders()))
        return
    try:
        with Reader.open(address(database)) as reader:
            crawled = _with_alarms(reader.sources(), reader.alarms())
    except NoArchiveError:
        crawled = {}
    told = tell(spiders(), crawled)
    _add_due(told, address(database))
    if as_json:
        print_json(told)
        return
    output().print(table(_COLUMNS, map(_row, told)))


@sources.command("check")
def check_sources(
    outlets: Annotated[
        list[str] | None, typer.Argument(help="Outlets by name; none: all.")
    ] = None,
    *,
    as_json: Json = False,
    write: Annotated[
        bool, typer.Option("--write", help="Keep the result with its date.")
    ] = False,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", "-s", help="Any Scrapy or NEWSARCHIVE_ setting."),
    ] = None,
    database: Database = None,
) -> None:
    """Look at outlets live: robots.txt, listing, feed, sitemap, three articles.

    Compares what comes through with what is declared; about ten polite requests an
    outlet. Ends with 3 when something is broken. With --write the fields that held
    count as verified in `newsarchive sources`.
    """
    from newsarchive import crawl as crawling  # noqa: PLC0415 (Scrapy is slow to load)
    from newsarchive.cli.crawl import read_settings  # noqa: PLC0415

    jobs = crawling.outlet_jobs(outlets or [])
    settings = crawling.crawl_settings(
        {"LOG_LEVEL": "CRITICAL", **read_settings(setting or [])}
    )
    found: list[Check] = []
    with Console(stderr=True).status(f"looking at {len(jobs)} outlets") as status:

        def take(check: Check) -> None:
            found.append(check)
            status.update(f"{len(found)} of {len(jobs)} outlets looked at")

        crawling.check([job.spider for job in jobs], settings, take)
    found.sort(key=lambda check: check.source)
    if as_json:
        print_json([_told(check) for check in found])
    else:
        for check in found:
            _print_check(check)
    if write:
        _keep(found, address(database))
    missing = {job.spider.name for job in jobs} - {check.source for check in found}
    broken = [check.source for check in found if check.verdict is Verdict.BROKEN]
    if missing or broken:
        raise IncompleteError(f"broken: {', '.join(sorted([*broken, *missing]))}")


def tell(
    declared: Mapping[str, type["NewsSpider"]],
    crawled: Mapping[str, Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """Put together what outlets declare and what the archive has of them."""
    return [
        {
            "name": name,
            **_declaration(declared.get(name), crawled.get(name, {})),
            **_figures(crawled.get(name, {})),
            "state": state(declared.get(name), crawled.get(name, {})),
        }
        for name in sorted({*declared, *crawled})
    ]


def state(spider: type["NewsSpider"] | None, row: Mapping[str, Any]) -> str:
    """Say in one word how an outlet stands."""
    if spider is not None and spider.source.retired is not None:
        return "retired"
    broken = any(alarm.breaks for alarm in row.get("alarms", []))
    if broken or row.get("verdict") == Verdict.BROKEN:
        return "quarantined"
    proven = row.get("verdict") is not None or row.get("articles", 0) > 0
    return "stable" if proven else "unproven"


def as_markdown(declared: Mapping[str, type["NewsSpider"]]) -> str:
    """Write the outlets as README's table."""
    lines = [
        "| outlet | name | platform | confidence | sections |",
        "|---|---|---|---|---|",
    ]
    for name, spider in declared.items():
        source = spider.source
        stopped = f" (until {source.retired})" if source.retired else ""
        sections = "<br>".join(source.sections)
        lines.append(
            f"| {source.title}{stopped} | `{name}` | {spider.system} | "
            f"{source.confidence} | {sections} |"
        )
    return "\n".join(lines)


def _with_alarms(
    crawled: dict[str, dict[str, Any]], alarms: "Iterable[StoredAlarm]"
) -> dict[str, dict[str, Any]]:
    for alarm in alarms:
        if alarm.source is not None:
            crawled[alarm.source].setdefault("alarms", []).append(alarm)
    return crawled


def _declaration(
    spider: type["NewsSpider"] | None, row: Mapping[str, Any]
) -> dict[str, Any]:
    if spider is None:
        known = {name: row[name] for name in ("title", "domain", "sections")}
        return {
            **known,
            "platform": None,
            "theme": None,
            "scope": None,
            "confidence": _UNDECLARED,
            "inferred": [],
        }
    source = spider.source
    verified = row.get("verified") or []
    return {
        "title": source.title,
        "domain": source.domain,
        "sections": list(source.sections),
        "platform": spider.system,
        "theme": source.theme,
        "scope": source.scope,
        "confidence": source.confidence,
        "inferred": [name for name in source.inferred if name not in verified],
    }


def _figures(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "articles": row.get("articles", 0),
        "newest": row.get("newest"),
        "last_run_at": row.get("started_at"),
        "last_outcome": row.get("outcome"),
        "checked_at": row.get("checked_at"),
        "verdict": row.get("verdict"),
        "verified": row.get("verified") or [],
        "alarms": [alarm.monitor for alarm in row.get("alarms", [])],
    }


def _add_due(told: list[dict[str, Any]], database: str) -> None:
    """Say of each declared outlet whether it is due, and when it is next."""
    from newsarchive import crawl as crawling  # noqa: PLC0415 (Scrapy is slow to load)

    settings = crawling.crawl_settings({"NEWSARCHIVE_DATABASE_URL": database})
    planned = {one.source: one for one in crawling.choices([], [], settings)}
    for one in told:
        choice = planned.get(one["name"])
        one["due"] = choice is not None and choice.due
        one["due_at"] = choice.next_at if choice is not None else None


def _row(told: Mapping[str, Any]) -> list[str]:
    return [
        told["name"],
        one_line(told["title"]),
        told["platform"] or "-",
        one_line(told["confidence"]),
        str(told["articles"]),
        day(told["newest"]),
        when(told["last_run_at"]),
        told["last_outcome"] or "-",
        "now" if told["due"] else when(told["due_at"]),
        day(told["checked_at"]),
        told["state"],
        ", ".join(told["alarms"]) or "-",
    ]


def _print_check(check: Check) -> None:
    out = output()
    out.print(f"{check.source}: {check.verdict}", style="bold", markup=False)
    rows = [(one.verdict.value, one.what, one_line(one.told)) for one in check.findings]
    out.print(table(("", "looked for", "found"), rows))
    if check.verified:
        out.print(f"as declared: {', '.join(check.verified)}\n", markup=False)


def _told(check: Check) -> dict[str, Any]:
    return {
        "source": check.source,
        "checked_at": check.at,
        "verdict": check.verdict.value,
        "verified": list(check.verified),
        "findings": [
            {
                "what": one.what,
                "verdict": one.verdict.value,
                "told": one.told,
                "field": one.field,
            }
            for one in check.findings
        ],
    }


def _keep(checks: list[Check], database: str) -> None:
    from newsarchive.archive.api import Archive  # noqa: PLC0415 (slow)
    from newsarchive.spiders.registry import sources as declared  # noqa: PLC0415 (slow)

    with Archive.open(database) as archive:
        for check in checks:
            archive.record_check(declared()[check.source], check)
