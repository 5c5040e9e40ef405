"""newsarchive captures: the answers kept of an article, as they came."""

import html
import sys
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsarchive.capture import Role
from newsarchive.cli.console import iso, one_line, output, print_json, table, when
from newsarchive.cli.finding import ArticleName, find
from newsarchive.cli.groups import DefaultGroup
from newsarchive.cli.options import Database, Json, address, place
from newsarchive.cli.written import write_whole
from newsarchive.errors import ConfigurationError

if TYPE_CHECKING:
    from newsarchive.archive.api import Reader, StoredArticle, StoredCapture

captures = typer.Typer(
    name="captures",
    cls=DefaultGroup,
    no_args_is_help=True,
    help="The answers kept of an article, as they came over the wire.",
)
Number = Annotated[
    int | None, typer.Option("--number", "-n", help="Which capture; the newest page.")
]
_COLUMNS = ("number", "fetched", "status", "kind", "led to", "bytes", "record")


@captures.command("list")
def list_captures(
    article: ArticleName, *, as_json: Json = False, database: Database = None
) -> None:
    """List an article's captures, the first first: `newsarchive captures ARTICLE`."""
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Reader.open(address(database)) as reader:
        found = of_article(reader, find(reader, article))
    if as_json:
        print_json([_told(one) for one in found])
        return
    if not found:
        print("no capture is kept of this article")
        return
    output().print(table(_COLUMNS, map(_row, found)))


@captures.command()
def export(
    article: ArticleName,
    *,
    out: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; none: print it.")
    ] = None,
    number: Number = None,
    raw: Annotated[
        bool,
        typer.Option(
            "--raw", help="The page itself, with its scripts, instead of its source."
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there.")
    ] = False,
    database: Database = None,
) -> None:
    """Write out a captured page, by default as plain text that runs nowhere."""
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Reader.open(address(database)) as reader:
        found = of_article(reader, find(reader, article))
    chosen = choose(found, number)
    page = page_bytes(chosen)
    shown = page if raw else as_text(page, out)
    if out is None:
        sys.stdout.buffer.write(shown)
        return
    if out.exists() and not force:
        raise ConfigurationError(f"{out} is there already: --force writes over it")
    write_whole(out, shown)
    print(f"{out}: capture {chosen.id} of {when(chosen.item.at)}, {len(page)} bytes")


@captures.command()
def upload() -> None:
    """Upload now what earlier runs left on its way to NEWSARCHIVE_CAPTURES."""
    from newsarchive.captures.store import Store  # noqa: PLC0415

    kept = place()
    if not isinstance(kept, Store):
        raise ConfigurationError(
            f"captures are kept in a folder, {kept}: nothing is to be uploaded"
        )
    number = len(kept.deliver())
    left = len(kept.waiting())
    print(
        f"{number} files uploaded, {left or 'none'} {'are' if left > 1 else 'is'} left"
    )


def of_article(reader: "Reader", article: "StoredArticle") -> "list[StoredCapture]":
    """Read all captures of an article."""
    from newsarchive.archive.api import Selection  # noqa: PLC0415 (slow to load)

    return list(reader.captures(Selection(article_id=article.row.id)))


def choose(found: "list[StoredCapture]", number: int | None) -> "StoredCapture":
    """Choose a capture by its number, or the newest that shows a page."""
    if number is not None:
        chosen = [one for one in found if one.id == number]
    else:
        # An article's further pages are captures of it, too.
        chosen = [
            one
            for one in found
            if one.item.status == HTTPStatus.OK and one.item.target.role is Role.PAGE
        ][-1:]
    if not chosen:
        known = ", ".join(str(one.id) for one in found) or "none"
        raise ConfigurationError(
            f"no such capture of this article; its captures are {known}"
        )
    return chosen[0]


def page_bytes(capture: "StoredCapture") -> bytes:
    """Read the page of a capture, its content encoding undone."""
    from newsarchive.captures.reader import read_record  # noqa: PLC0415 (slow to load)

    return read_record(place(), *capture.payload).content


def as_text(page: bytes, out: Path | None) -> bytes:
    """Show a page's source as text; in a file for a browser, as text there."""
    text = page.decode("utf-8", "replace")
    if out is not None and out.suffix.lower() in {".html", ".htm"}:
        return (
            '<!doctype html><meta charset="utf-8"><pre>'
            + html.escape(text)
            + "</pre>\n"
        ).encode()
    return text.encode()


def _row(one: "StoredCapture") -> list[str]:
    item = one.item
    led = f"version {one.version}" if one.version else one.outcome or "-"
    return [
        str(one.id),
        when(item.at),
        str(item.status),
        f"{item.target.role} {item.kind}" if item.target.role != "page" else item.kind,
        one_line(f"{led} ({one.reason})" if one.reason else led),
        str(item.length),
        f"{item.file}:{item.offset}",
    ]


def _told(one: "StoredCapture") -> dict[str, Any]:
    item = one.item
    return {
        "number": one.id,
        "fetched_at": iso(item.at),
        "url": item.url,
        "requested": item.target.url,
        "role": item.target.role,
        "status": item.status,
        "kind": item.kind,
        "sha256": item.sha256,
        "file": item.file,
        "offset": item.offset,
        "length": item.length,
        "outcome": one.outcome,
        "reason": one.reason,
        "version": one.version,
        "run": one.run_id,
    }
