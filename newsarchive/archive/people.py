"""Who signs: one id for one person of an outlet, by a table of spellings.

Every spelling an outlet prints is a row that says whom it means and by which rule.
Spellings of the same letters mean the same person; anything beyond that is decided by
hand, with a reason, and can be taken back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, case, func, insert, or_, select, update

from newsarchive.archive.ledger import upsert
from newsarchive.archive.tables import Article, Credit, Person, PersonAlias, Source
from newsarchive.archive.withheld import shown
from newsarchive.errors import ConfigurationError

FIRST = "first seen"
SAME = "same letters"
HAND = "by hand"
IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Alias:
    """A spelling of a person's name: the rule, the reason, how many articles."""

    name: str
    rule: str
    why: str | None
    since: datetime
    articles: int


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """Somebody who signs at an outlet, with every spelling of the name."""

    id: str
    source: str
    name: str
    aliases: tuple[Alias, ...]

    @property
    def articles(self) -> int:
        """How many signatures bear any of the spellings."""
        return sum(alias.articles for alias in self.aliases)


def letters(name: str) -> str:
    """Reduce a name to its letters and digits, in one case: "Aji S." and "aji s"."""
    return "".join(filter(str.isalnum, name.casefold())) or name


def remember(
    connection: Connection, source_id: int, names: Iterable[str], at: datetime
) -> None:
    """Give every spelling a person: a known one of the same letters, else a new one."""
    for name in dict.fromkeys(names):
        own = PersonAlias.source_id == source_id
        known = select(PersonAlias.person_id).where(own, PersonAlias.name == name)
        if connection.scalar(known) is None:
            alike = (
                select(PersonAlias.person_id)
                .where(own, PersonAlias.letters == letters(name))
                .order_by(PersonAlias.since, PersonAlias.name)
                .limit(1)
            )
            person = connection.scalar(alike)
            rule = FIRST if person is None else SAME
            person = person or _add(connection, source_id, name)
            connection.execute(
                insert(PersonAlias).values(
                    source_id=source_id,
                    name=name,
                    letters=letters(name),
                    person_id=person,
                    rule=rule,
                    since=at,
                )
            )


def adopt(
    connection: Connection, source_id: int, named: tuple[str, str], at: datetime
) -> None:
    """Take over which person a spelling means, where it is not known here."""
    name, person = named
    connection.execute(
        upsert(connection, Person)
        .values(id=person, source_id=source_id, name=name)
        .on_conflict_do_nothing()
    )
    connection.execute(
        upsert(connection, PersonAlias)
        .values(
            source_id=source_id,
            name=name,
            letters=letters(name),
            person_id=person,
            rule=IMPORTED,
            since=at,
        )
        .on_conflict_do_nothing()
    )


def everybody(
    connection: Connection, source: str | None = None
) -> tuple[StoredPerson, ...]:
    """Read all who sign, by outlet and name, with their spellings.

    Who signs nothing but what is withheld from everybody is not among them.
    """
    seen = case((shown(Article.id), 1), else_=0)
    signed = (
        select(
            *(Article.source_id, Credit.name, func.sum(seen).label("articles")),
            func.count().label("all"),
        )
        .join(Article, Article.id == Credit.article_id)
        .group_by(Article.source_id, Credit.name)
        .subquery()
    )
    statement = (
        select(
            *(Person.id, Source.name.label("source"), Person.name.label("person")),
            *(PersonAlias.name, PersonAlias.rule, PersonAlias.why, PersonAlias.since),
            func.coalesce(signed.c.articles, 0).label("articles"),
        )
        .join(PersonAlias, PersonAlias.person_id == Person.id)
        .join(Source, Source.id == Person.source_id)
        .outerjoin(
            signed,
            (signed.c.source_id == PersonAlias.source_id)
            & (signed.c.name == PersonAlias.name),
        )
        .where(or_(signed.c.all.is_(None), signed.c.articles > 0))
        .order_by(Source.name, Person.name, Person.id, PersonAlias.name)
    )
    if source is not None:
        statement = statement.where(Source.name == source)
    rows: dict[str, list[Row[str, str, str, str, str, str | None, datetime, int]]] = {}
    for row in connection.execute(statement):
        rows.setdefault(row.id, []).append(row)
    return tuple(
        StoredPerson(
            key,
            group[0].source,
            group[0].person,
            tuple(
                Alias(row.name, row.rule, row.why, row.since, row.articles)
                for row in group
            ),
        )
        for key, group in rows.items()
    )


def join(
    connection: Connection, source: str, name: str, *, into: str, why: str
) -> None:
    """Decide by hand that a spelling means the person of another spelling."""
    _point(connection, source, name, _alias(connection, source, into).person_id, why)


def part(connection: Connection, source: str, name: str, *, why: str) -> None:
    """Decide by hand that a spelling means a person of its own."""
    alias = _alias(connection, source, name)
    _point(connection, source, name, _add(connection, alias.source_id, name), why)


def _point(
    connection: Connection, source: str, name: str, person: str, why: str
) -> None:
    alias = _alias(connection, source, name)
    connection.execute(
        update(PersonAlias)
        .where(
            PersonAlias.source_id == alias.source_id,
            PersonAlias.letters == letters(name),
        )
        .values(person_id=person, rule=HAND, why=why)
    )


def _alias(connection: Connection, source: str, name: str) -> Row[int, str]:
    row = connection.execute(
        select(PersonAlias.source_id, PersonAlias.person_id)
        .join(Source, Source.id == PersonAlias.source_id)
        .where(Source.name == source, PersonAlias.name == name)
    ).first()
    if row is None:
        raise ConfigurationError(
            f"nobody signs as {name!r} at {source!r}: `newsarchive people` lists all"
        )
    return row


def _add(connection: Connection, source_id: int, name: str) -> str:
    """Make a person, named for ever by outlet and letters; return the id."""
    source = connection.scalar(select(Source.name).where(Source.id == source_id))
    key = f"{source}:{letters(name)}"
    row = {"id": key, "source_id": source_id, "name": name}
    connection.execute(upsert(connection, Person).on_conflict_do_nothing(), [row])
    return key
