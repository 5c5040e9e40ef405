"""newsarchive extract: what the archive would make of a saved page."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsarchive.cli.console import one_line, output, print_json, table
from newsarchive.cli.options import Json
from newsarchive.errors import ConfigurationError, IncompleteError
from newsarchive.source import Source

if TYPE_CHECKING:
    from newsarchive.cli.findings import Finding

STDIN = "-"


def extract(
    page: Annotated[str, typer.Argument(help="A saved page's file; - for stdin.")],
    *,
    url: Annotated[str, typer.Option(help="The address it was saved from.")],
    outlet: Annotated[
        str | None, typer.Option(help="The outlet by its short name.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what the archive would make of a page: every field, its origin and rule.

    Ends with 3 when the page is no article, and says why.
    """
    from newsarchive.cli.findings import findings  # noqa: PLC0415 (slow)
    from newsarchive.extract.article import Rejection, read_article  # noqa: PLC0415 (slow)
    from newsarchive.extract.page import Page  # noqa: PLC0415 (slow)
    from newsarchive.extract.rejection import REASONS  # noqa: PLC0415 (slow)
    from newsarchive.normalise import normalise  # noqa: PLC0415 (slow)

    name, source = source_of(url, outlet)
    found = read_article(Page.of(read_page(page), url), name, source)
    if isinstance(found, Rejection):
        if as_json:
            print_json({"rejected": found.reason, "detail": found.detail})
        raise IncompleteError(
            f"no article: {found.reason}, {REASONS[found.reason]} ({found.detail})"
        )
    told = list(findings(found, normalise(found, source)))
    if as_json:
        print_json({"source": name, "fields": [asdict(one) for one in told]})
        return
    output().print(table(("field", "value", "origin", "rule"), map(_row, told)))


def read_page(name: str) -> str:
    """Read a saved page as text, as a crawl would."""
    from newsarchive.extract.charset import read_text  # noqa: PLC0415 (slow)

    try:
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise ConfigurationError(f"cannot read {name}: {error.strerror}") from error
    return read_text(data)


def source_of(url: str, outlet: str | None) -> tuple[str, Source]:
    """Find the source of an address: as named, by its host, or made of the address."""
    from newsarchive.spiders import generic, registry  # noqa: PLC0415 (Scrapy is slow)
    from newsarchive.text.urls import slug_of  # noqa: PLC0415 (slow)

    known = registry.sources()
    if outlet is not None and outlet not in known:
        raise ConfigurationError(
            f"no outlet {outlet!r}: `newsarchive sources` lists them"
        )
    name = outlet or registry.outlet_of(url)
    if name is not None:
        return name, known[name]
    source = generic.source_of(url)
    return slug_of(source.domain), source


def _row(told: "Finding") -> list[str]:
    return [told.field, _shown(told.value), told.origin or "-", told.rule or "-"]


def _shown(value: Any) -> str:
    """Show a value on one line: an object as its parts, a list by its members."""
    if isinstance(value, dict):
        parts = (f"{k} {_shown(v)}" for k, v in value.items() if v not in (None, []))
        return ", ".join(parts)
    if isinstance(value, list):
        return "; ".join(map(_shown, value)) or "-"
    return one_line(value)
