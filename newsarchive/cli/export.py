"""newsarchive export: articles as one file, or as a release with all that belongs to it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from newsarchive.cli.console import ZONE, print_json
from newsarchive.cli.options import (
    Database,
    Json,
    Outlet,
    Place,
    PoliceOnly,
    Regency,
    Since,
    Topic,
    Unit,
    Until,
    address,
    query_of,
)
from newsarchive.errors import ConfigurationError, ExportError
from newsarchive.export.forms import (
    AUDIENCES,
    STREAMED,
    SUFFIXES,
    Compression,
    Format,
    Profile,
)
from newsarchive.suppression import Audience
from newsarchive.text.terminal import clean

if TYPE_CHECKING:
    from newsarchive.archive.api import Choice, Reader
    from newsarchive.export.release import Release
    from newsarchive.export.request import Follow, Request

STDOUT = "-"
FOLDER = Path("exports")
# So many names of what is wrong are told.
MOST = 20
# More than this share of the last release is not lost unnoticed.
MAX_LOSS = 0.1
# So many records lie between two looks at the bar.
EVERY = 200

export = typer.Typer(
    name="export",
    help="Write articles as data: a release with tables, manifest and checksums in "
    "exports/<release-id>/, or with --output one file, each record checked against "
    "the published schema. What was there before stands until the new one is whole.",
)


def read_moment(text: str) -> datetime:
    """Read a day, which means its end, or an instant."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day: write 2023-10-20") from error
    if len(text) == len("2023-10-20"):
        moment = datetime.combine(moment + timedelta(days=1), time())
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def read_share(text: str) -> float:
    """Read a share: 10% or 0.1."""
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no share: write 10%") from error
    if not 0 <= share <= 1:
        raise typer.BadParameter(f"{text!r} is no share between 0 and 100%")
    return share


@export.callback(invoke_without_command=True)
def make(  # noqa: PLR0913 (options of a command)
    context: typer.Context,
    *,
    forms: Annotated[
        list[Format] | None,
        typer.Option(
            *("--format", "-f"), help="How; several in a release. [default: jsonl]"
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            *("--output", "-o"),
            help="One file, a folder for it, or - for stdout, instead of a release.",
        ),
    ] = None,
    folder: Annotated[
        Path, typer.Option(help="Where releases are kept.", metavar="FOLDER")
    ] = FOLDER,
    profile: Annotated[
        Profile,
        typer.Option(
            help="full: with the whole text; masked: with names of persons in a case "
            "replaced; excerpt: its first 300 characters; metadata: no text."
        ),
    ] = Profile.EXCERPT,
    compression: Annotated[
        Compression | None,
        typer.Option(
            "--compress", help="[default: gzip in a release, none with --output]"
        ),
    ] = None,
    tables: Annotated[
        list[str] | None,
        typer.Option(
            *("--table", "-t"),
            help="Only this table beside the articles; none: no table. [default: all]",
        ),
    ] = None,
    words: Annotated[
        str | None, typer.Option("--query", help="Words, as in `newsarchive search`.")
    ] = None,
    source: Outlet = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    regency: Regency = None,
    unit: Unit = None,
    topic: Topic = None,
    police_only: PoliceOnly = False,
    once: Annotated[
        bool,
        typer.Option("--count-once", help="One article a story, with its copies' ids."),
    ] = False,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            parser=read_moment, metavar="DAY", help="The archive as it stood."
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--since-release",
            metavar="ID",
            help="Only what is new, changed or gone since a release.",
        ),
    ] = None,
    max_loss: Annotated[
        float | None,
        typer.Option(
            parser=read_share,
            metavar="SHARE",
            help="Publish nothing that lost more than this against the last. "
            "[default: 10%]",
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Publish it nevertheless, and say why."),
    ] = None,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Make a release, or one file."""
    if context.invoked_subcommand is not None:
        return
    from newsarchive.archive.api import Choice, Reader  # noqa: PLC0415 (slow to load)

    typed: dict[str, Any] = {
        "words": words,
        "source": source,
        "place": place,
        "regency": regency,
        "unit": unit,
        "topic": topic,
        "police": police_only,
        "since": since,
        "until": until,
    }
    asked = _Asked(
        forms=tuple(dict.fromkeys(forms or [Format.JSONL])),
        profile=profile,
        compression=compression,
        typed=typed,
    )
    with Reader.open(address(database)) as reader:
        query = query_of(reader, **typed, audience=AUDIENCES[profile])
        choice = Choice(query=query, once=once, as_of=as_of)
        if output is not None:
            _one_file(reader, choice, asked, output)
            return
        request = asked.request(
            choice,
            tables=tables,
            since=_base(folder, base),
            max_loss=MAX_LOSS if max_loss is None else max_loss,
            force=force,
        )
        made = _release(reader, folder, request)
        left_out = _left_out(reader, choice)
    _tell(made, as_json=as_json)
    _notice(made.manifest["counts"]["articles"], left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The form of an export, as it was typed."""

    forms: tuple[Format, ...]
    profile: Profile
    compression: Compression | None
    typed: dict[str, Any]

    def request(
        self, choice: "Choice", *, tables: list[str] | None, **options: Any
    ) -> "Request":
        """Make the request of a release."""
        from newsarchive.export.request import Request  # noqa: PLC0415 (slow)
        from newsarchive.export.tables import TABLES  # noqa: PLC0415 (slow)

        wanted = list(TABLES) if tables is None else [t for t in tables if t != "none"]
        if unknown := [one for one in wanted if one not in TABLES]:
            raise ConfigurationError(
                f"--table {unknown[0]!r} is none of {', '.join(TABLES)}, none"
            )
        filters = {name: value for name, value in self.typed.items() if value}
        return Request(
            choice=choice,
            forms=self.forms,
            tables=tuple(dict.fromkeys(wanted)),
            profile=self.profile,
            compression=self.compression or Compression.GZIP,
            filters=filters,
            **options,
        )


def _one_file(reader: "Reader", choice: "Choice", asked: _Asked, output: str) -> None:
    from newsarchive.export.records import fields, records  # noqa: PLC0415 (slow)
    from newsarchive.export.writers import write  # noqa: PLC0415 (slow)

    if len(asked.forms) > 1 or asked.forms[0] not in STREAMED:
        raise ConfigurationError(
            "--output takes one format that is one file: "
            f"{', '.join(sorted(STREAMED))}; leave it away for a release"
        )
    (form,) = asked.forms
    compression = asked.compression or Compression.NONE
    target = target_of(output, form, compression)
    names = fields(asked.profile, once=choice.once)
    with reader.picture() as picture, followed(picture.count(choice)) as advance:
        found = records(picture.entries(choice), asked.profile)
        written = write(advance(found), target, form, names, compression)
    if target is not None:
        print(f"{written} articles in {target}")
    _notice(written, _left_out(reader, choice))


def _release(reader: "Reader", folder: Path, request: "Request") -> "Release":
    from newsarchive.export.release import make  # noqa: PLC0415 (slow)

    with _bar() as follow:
        return make(reader, folder, request, follow)


def _tell(made: "Release", *, as_json: bool) -> None:
    manifest = made.manifest
    if as_json:
        print_json({"folder": str(made.folder), **manifest})
        return
    changes = manifest["changes"]
    told = f"{manifest['counts']['articles']} articles"
    if changes is not None:
        told = ", ".join(f"{number} {name}" for name, number in changes.items())
    print(clean(f"{told} in {made.folder}"))


def _left_out(reader: "Reader", choice: "Choice") -> int:
    """Count what is kept from those who will read the export."""
    query = replace(choice.query, audience=Audience.ARCHIVIST)
    with reader.picture() as picture:
        everything = picture.count(replace(choice, query=query))
        return everything - picture.count(choice)


def _notice(written: int, left_out: int) -> None:
    if left_out > 0:
        print(
            f"left out: {left_out} articles that are suppressed or wait "
            "for a look (`newsarchive suppressions`, `newsarchive review`)",
            file=sys.stderr,
        )
    if not written:
        print("nothing was found: the export is empty", file=sys.stderr)


def _base(folder: Path, name: str | None) -> Path | None:
    """Find the release that a delta is made against: by its id, or its folder."""
    if name is None:
        return None
    for path in (folder / name, Path(name)):
        if path.is_dir():
            return path
    known = sorted(one.name for one in folder.glob("[!.]*/") if not one.is_symlink())
    raise ConfigurationError(
        f"there is no release {name!r}; {folder} has: {', '.join(known) or 'none'}"
    )


def target_of(
    output: str, form: Format, compression: Compression = Compression.NONE
) -> Path | None:
    """Say which file is meant; None is stdout."""
    if output == STDOUT:
        return None
    path = Path(output)
    is_folder = output.endswith("/") or path.is_dir()
    name = f"articles.{form}{SUFFIXES[compression]}"
    return path / name if is_folder else path


@export.command()
def verify(
    folder: Annotated[Path, typer.Argument(help="A release.", metavar="DIR")],
    *,
    as_json: Json = False,
) -> None:
    """Check that a release is as it was published: files, records, counts.

    Ends with 4 when something does not hold.
    """
    from newsarchive.export.checking import check_release  # noqa: PLC0415 (slow)

    wrong = list(check_release(folder))
    if as_json:
        print_json({"folder": str(folder), "wrong": wrong})
    else:
        for one in wrong[:MOST]:
            print(clean(f"broken: {one}"))
    if wrong:
        raise ExportError(f"{folder} is not as it was published: {wrong[0]}")
    if not as_json:
        print(clean(f"{folder} is as it was published"))


@contextmanager
def followed(total: int) -> Iterator[Any]:
    """Give what passes records on, and shows how far it is when somebody looks on."""
    with _bar() as follow:

        def advance(records: Iterator[Any]) -> Iterator[Any]:
            for done, record in enumerate(records, 1):
                yield record
                follow(done, total)

        yield advance


@contextmanager
def _bar() -> "Iterator[Follow]":
    """Show how far it is, how fast, and how long it takes, when somebody looks on."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _done, _total: None
        return
    from rich import progress  # noqa: PLC0415 (only for a terminal)

    columns = (
        progress.TextColumn("exporting"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[speed]} rows/s"),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("exporting", total=None, speed="-")

        def follow(done: int, total: int) -> None:
            if done % EVERY and done != total:
                return
            speed = bar.tasks[0].speed
            told = f"{speed:,.0f}" if speed else "-"
            bar.update(task, completed=done, total=total, speed=told)

        yield follow
