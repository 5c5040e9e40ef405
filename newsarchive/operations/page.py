"""A run report as one static page: escaped, no scripts, nothing fetched."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsarchive.text.terminal import markup

_STYLE = """
body{font:15px/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#222}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}
th,td{border:1px solid #bbb;padding:.25rem .6rem;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}th{background:#eee}
td{overflow-wrap:anywhere}.bad{font-weight:bold;color:#a03000}
"""
# Nothing runs and nothing is fetched, whatever a page or an address says.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_FIGURES = (
    *("started_at", "finished_at", "seconds", "outcome", "exit_code", "reason"),
    *("discovery", "found", "asked", "requests", "bytes", "new_bytes", "version"),
)
_ALARM = ("id", "monitor", "told", "since", "before", "remedy", "state")


def page_of(reports: Sequence[Mapping[str, Any]]) -> str:
    """Write the reports of some runs, as `newsarchive runs show --json` gives them."""
    title = "newsarchive: " + ", ".join(f"run {one['id']}" for one in reports)
    lines = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{markup(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{markup(title)}</h1>",
    ]
    for report in reports:
        lines += _report(report)
    return "\n".join([*lines, "</body></html>"]) + "\n"


def _report(report: Mapping[str, Any]) -> Iterator[str]:
    yield f"<h2>{markup(report['source'])}, run {markup(report['id'])}</h2>"
    yield from _table(("", ""), [(name, _cell(report[name])) for name in _FIGURES])
    yield "<h3>Addresses by outcome</h3>"
    rows = [*report["outcomes"].items(), ("all", report["asked"])]
    yield from _table(("outcome", "addresses"), rows)
    yield from _section(
        "Alarms",
        ("alarm", "monitor", "told", "since", "before", "to do", "state"),
        [[one[name] for name in _ALARM] for one in report["alarms"]],
    )
    yield from _section(
        "Not stored",
        ("outcome", "reason", "addresses", "some of them"),
        [
            (one["outcome"], one["reason"], one["number"], "\n".join(one["urls"]))
            for one in report["not_stored"]
        ],
    )
    yield from _section(
        "What the articles have",
        ("field", "articles", "of"),
        [
            (name, number, report["articles"])
            for name, number in report["filled"].items()
        ],
    )
    yield from _section(
        "Where it comes from",
        ("field", "origin", "articles"),
        [
            (name, origin, number)
            for name, counted in report["origins"].items()
            for origin, number in counted.items()
        ],
    )
    yield from _slow(report)
    yield from _section("Settings given", ("", ""), report["settings"].items())


def _slow(report: Mapping[str, Any]) -> Iterator[str]:
    yield from _section(
        "Hosts, the slowest first",
        ("host", "requests", "seconds on average", "longest", "bytes"),
        [tuple(one.values()) for one in report["hosts"]],
    )
    yield from _section(
        "Slowest addresses",
        ("seconds", "status", "address"),
        [(one["seconds"], one["status"], one["url"]) for one in report["slowest"]],
    )


def _section(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterator[str]:
    """Give a table under its title; nothing where it would be empty."""
    if listed := list(rows):
        yield f"<h3>{markup(title)}</h3>"
        yield from _table(heads, listed)


def _table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    yield "<table>"
    if any(heads):
        names = "".join(f"<th>{markup(head)}</th>" for head in heads)
        yield f"<tr>{names}</tr>"
    for row in rows:
        yield f"<tr>{''.join(map(_data, row))}</tr>"
    yield "</table>"


def _data(value: Any) -> str:
    if isinstance(value, int | float):
        return f'<td class="n">{value}</td>'
    return f"<td>{markup(_cell(value)).replace(chr(10), '<br>')}</td>"


def _cell(value: Any) -> Any:
    """Show a value: numbers as they are, lists by commas, nothing as a dash."""
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "-"
    return "-" if value is None or value == "" else str(value)
