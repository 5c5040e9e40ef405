"""newsarchive suppress, suppressions: keep something from being shown, and take it back."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from newsarchive.cli.console import day, one_line, output, print_json, table
from newsarchive.cli.deciding import By, reasoned, signed
from newsarchive.cli.options import Database, Json, address, place
from newsarchive.errors import ConfigurationError
from newsarchive.suppression import Reason, Scope, Suppression

if TYPE_CHECKING:
    from newsarchive.archive.api import Archive

_COLUMNS = ("id", "what", "since", "reason", "kept from", "articles", "words", "lifted")
_FROM = {Scope.EXPORT: "exports", Scope.ALL: "everybody"}
MOST_SHOWN = 5


def suppress(  # noqa: PLR0913 (options of a command)
    name: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE|URL|STORY",
            help="An article, a story's id (all its articles, later ones too), any address.",
        ),
    ],
    *,
    reason: Annotated[
        Reason | None, typer.Option(help="All that the tombstone says of why.")
    ] = None,
    scope: Annotated[
        Scope,
        typer.Option(
            help="export: left out of every export. all: shown nowhere, not fetched again."
        ),
    ] = Scope.EXPORT,
    erase: Annotated[
        bool,
        typer.Option(
            "--erase", help="Destroy its words and captures, too: cannot be undone."
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
    lift: Annotated[
        bool, typer.Option("--lift", help="Take it back: say --why.")
    ] = False,
    why: Annotated[
        str | None, typer.Option("--why", help="With --lift: the reason.")
    ] = None,
    by: By = None,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Withhold an article, a story or an address; ids, date and reason class stay.

    Holds for every version, capture and later crawl, replay and restore.
    """
    from newsarchive.archive.api import Archive, Reader  # noqa: PLC0415 (slow to load)

    if lift != (reason is None):
        raise ConfigurationError(
            "say why by --reason minor|victim|legal|withdrawn|request, or --lift it"
        )
    if erase and not (yes or _is_sure(name)):
        raise ConfigurationError("nothing was erased: --erase needs a yes, or --yes")
    Reader.open(address(database)).close()  # an archive is not made by this
    with Archive.open(address(database)) as archive:
        if lift:
            _lift(archive, name, by=signed(by), why=why)
            _keep_outside(address(database))
            return
        assert reason is not None  # noqa: S101 (refused above)
        decided, articles = archive.suppress(
            name, reason, scope, erase=erase, by=signed(by)
        )
        _keep_outside(address(database))
        captures = _carry_out(archive) if erase else 0
    if as_json:
        print_json({**_told(decided), "articles": articles, "captures": captures})
        return
    _report(decided, articles, captures)


def suppressions(
    *,
    lifted: Annotated[
        bool, typer.Option("--all", help="Those that were taken back, too.")
    ] = False,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """List what is withheld: id, since when, why, from whom; no words."""
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Reader.open(address(database)) as reader:
        found = [
            (one, reader.suppressed(one.uid))
            for one in reader.suppressions()
            if lifted or one.lifted_at is None
        ]
    if as_json:
        print_json([{**_told(one), "articles": keys} for one, keys in found])
        return
    if not found:
        print("nothing is suppressed")
        return
    output().print(table(_COLUMNS, (_row(one, len(keys)) for one, keys in found)))


def _is_sure(name: str) -> bool:
    console = output()
    if not console.is_terminal:
        return False
    return typer.confirm(f"Destroy the words of {name} for ever?")


def _lift(archive: "Archive", name: str, *, by: str, why: str | None) -> None:
    found = archive.lift(name, by=by, why=reasoned(why))
    if not found:
        raise ConfigurationError(
            f"nothing that is suppressed is called {name!r}: "
            "`newsarchive suppressions` lists ids"
        )
    for one in found:
        lost = "; its words are destroyed" if one.erased_at else ""
        print(f"{one.uid}: {one.target} may be shown again{lost}")


def _data() -> Path:
    from newsarchive import settings  # noqa: PLC0415 (reads the environment when asked)

    return Path(settings.NEWSARCHIVE_DATA)


def _keep_outside(database: str) -> None:
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (slow to load)
    from newsarchive.takedown import keep_outside  # noqa: PLC0415 (slow to load)

    with Reader.open(database) as reader:
        keep_outside(reader, _data())


def _carry_out(archive: "Archive") -> int:
    """Destroy the words and captures; return how many captures."""
    from newsarchive.takedown import carry_out  # noqa: PLC0415 (slow to load)

    return len(carry_out(archive, place()).captures)


def _report(decided: Suppression, articles: list[str], captures: int) -> None:
    for line in _lines(decided, articles, captures):
        output().print(Text(line), soft_wrap=True)


def _lines(decided: Suppression, articles: list[str], captures: int) -> Iterator[str]:
    shown = ", ".join(articles[:MOST_SHOWN])
    more = len(articles) - MOST_SHOWN
    named = f": {shown}" + (f" and {more} more" if more > 0 else "") if articles else ""
    yield (
        f"{decided.uid}: {len(articles)} articles kept from {_FROM[decided.scope]}, "
        f"reason {decided.reason}{named}"
    )
    if decided.erase:
        yield (
            f"their words and {captures} captures are destroyed; exports and backups "
            "made before still hold them: make new ones, and remove the old"
        )


def _row(one: Suppression, articles: int) -> list[str]:
    words = "destroyed" if one.erased_at else "to destroy" if one.erase else "kept"
    lifted = f"{day(one.lifted_at)}: {one.lifted_why}" if one.lifted_at else "-"
    return [
        one.uid,
        one.target,
        day(one.at),
        one.reason,
        _FROM[one.scope],
        str(articles),
        words,
        one_line(lifted),
    ]


def _told(one: Suppression) -> dict[str, Any]:
    return {"id": one.uid, **{k: v for k, v in asdict(one).items() if k != "uid"}}
