"""Whom an article is kept from: the one view that everything that reads articles asks."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, column, select, table
from sqlalchemy.orm import InstrumentedAttribute

from newsarchive.archive.tables import Suppression
from newsarchive.suppression import Audience, Scope

# An article that waits for a person's look.
HELD = "held"
WITHHELD = table(
    "withheld", column("article_id"), column("scope", Text), column("suppression", Text)
)
_KEPT_FROM: Mapping[Audience, tuple[str, ...]] = {
    Audience.ARCHIVIST: (Scope.ALL,),
    Audience.RESEARCH: (Scope.ALL, Scope.EXPORT),
    Audience.PUBLIC: (Scope.ALL, Scope.EXPORT, HELD),
}


def kept_from(audience: Audience) -> Select[int]:
    """Select the articles that an audience must not see."""
    chosen = WITHHELD.c.scope.in_(_KEPT_FROM[audience])
    return select(WITHHELD.c.article_id).where(chosen)


def erased() -> Select[int]:
    """Select the articles whose words were destroyed: they have only hashes."""
    return (
        select(WITHHELD.c.article_id)
        .join(Suppression, Suppression.uid == WITHHELD.c.suppression)
        .where(Suppression.erased_at.is_not(None))
    )


def shown(
    article_id: ColumnElement[Any] | InstrumentedAttribute[Any],
    audience: Audience = Audience.ARCHIVIST,
) -> ColumnElement[bool]:
    """Build the condition that an audience may see an article."""
    return article_id.not_in(kept_from(audience))
