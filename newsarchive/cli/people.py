"""newsarchive people: who signs at each outlet, with every spelling of the name."""

from typing import Annotated, Any

import typer

from newsarchive.cli.console import day, one_line, output, print_json, table
from newsarchive.cli.options import Database, Json, Outlet, address

people = typer.Typer(
    name="people",
    no_args_is_help=True,
    help="Who signs: one id for all spellings of a name at one outlet.",
)
Source = Annotated[str, typer.Argument(help="The outlet's short name.")]
Name = Annotated[str, typer.Argument(help="A spelling, as `people list` shows it.")]
Why = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")]


@people.command("list")
def list_people(
    *, source: Outlet = None, as_json: Json = False, database: Database = None
) -> None:
    """List who signs, every spelling with the rule that says whom it means."""
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Reader.open(address(database)) as reader:
        found = reader.people(source)
    told: list[dict[str, Any]] = [
        {
            "id": person.id,
            "source": person.source,
            "name": person.name,
            "articles": person.articles,
            "spellings": [
                {
                    "name": alias.name,
                    "articles": alias.articles,
                    "rule": alias.rule,
                    "why": alias.why,
                    "since": alias.since,
                }
                for alias in person.aliases
            ],
        }
        for person in found
    ]
    if as_json:
        print_json(told)
        return
    rows = [
        [
            one_line(person["id"]),
            one_line(alias["name"]),
            str(alias["articles"]),
            alias["rule"],
            day(alias["since"]),
            one_line(alias["why"]),
        ]
        for person in told
        for alias in person["spellings"]
    ]
    columns = ("person", "spelling", "articles", "rule", "since", "why")
    output().print(table(columns, rows))


@people.command("join")
def join_people(
    source: Source,
    name: Name,
    into: Annotated[str, typer.Argument(help="A spelling of the person it means.")],
    *,
    why: Why,
    database: Database = None,
) -> None:
    """Say that a spelling means the person of another; `people part` takes it back."""
    from newsarchive.archive.api import Archive  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Archive.open(address(database)) as archive:
        archive.join_people(source, name, into=into, why=why)
    print(f"{name} is {into} at {source}")


@people.command("part")
def part_people(
    source: Source, name: Name, *, why: Why, database: Database = None
) -> None:
    """Say that a spelling means a person of its own."""
    from newsarchive.archive.api import Archive  # noqa: PLC0415 (SQLAlchemy is slow to load)

    with Archive.open(address(database)) as archive:
        archive.part_people(source, name, why=why)
    print(f"{name} is a person of its own at {source}")
