"""newsarchive sources: the outlets, declared and crawled."""

from collections.abc import Mapping
from typing import Any

from newsarchive.cli.console import day, one_line, output, print_json, table, when
from newsarchive.cli.options import Database, Json, address
from newsarchive.source import Source

_COLUMNS = (
    *("name", "outlet", "domain", "sections", "theme"),
    *("articles", "newest", "last crawl", "ended", "confidence", "inferred"),
)
_UNDECLARED = "no outlet file: crawled by its address"


def sources(*, as_json: Json = False, database: Database = None) -> None:
    """List the outlets: those with a file, and those crawled by an address alone."""
    from newsarchive.archive.api import NoArchiveError, Reader  # noqa: PLC0415 (slow)
    from newsarchive.spiders.registry import sources as declared  # noqa: PLC0415 (slow)

    try:
        with Reader.open(address(database)) as reader:
            crawled = reader.sources()
    except NoArchiveError:
        crawled = {}
    told = tell(declared(), crawled)
    if as_json:
        print_json(told)
        return
    output().print(table(_COLUMNS, map(_row, told)))


def tell(
    declared: Mapping[str, Source], crawled: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Put together what outlets declare and what the archive has of them."""
    return [
        {
            "name": name,
            **_declaration(declared.get(name), crawled.get(name, {})),
            **_figures(crawled.get(name, {})),
        }
        for name in sorted({*declared, *crawled})
    ]


def _declaration(source: Source | None, row: Mapping[str, Any]) -> dict[str, Any]:
    if source is None:
        known = {name: row[name] for name in ("title", "domain", "sections")}
        return {
            **known,
            "theme": None,
            "scope": None,
            "confidence": _UNDECLARED,
            "inferred": [],
        }
    return {
        "title": source.title,
        "domain": source.domain,
        "sections": list(source.sections),
        "theme": source.theme,
        "scope": source.scope,
        "confidence": source.confidence,
        "inferred": list(source.inferred),
    }


def _figures(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "articles": row.get("articles", 0),
        "newest": row.get("newest"),
        "last_run_at": row.get("started_at"),
        "last_outcome": row.get("outcome"),
    }


def _row(told: Mapping[str, Any]) -> list[str]:
    return [
        told["name"],
        one_line(told["title"]),
        told["domain"],
        " ".join(told["sections"]),
        told["theme"] or "-",
        str(told["articles"]),
        day(told["newest"]),
        when(told["last_run_at"]),
        told["last_outcome"] or "-",
        one_line(told["confidence"]),
        ", ".join(told["inferred"]) or "-",
    ]
