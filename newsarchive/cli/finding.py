"""Find the article that is meant, or say why it is not to be seen."""

from typing import TYPE_CHECKING, Annotated

import typer

from newsarchive.cli.console import day
from newsarchive.errors import ConfigurationError

if TYPE_CHECKING:
    from newsarchive.archive.api import Reader, StoredArticle

ArticleName = Annotated[
    str, typer.Argument(help="Its id, the end of its id, or any of its addresses.")
]


def find(reader: "Reader", name: str) -> "StoredArticle":
    """Find an article, or say that there is none, or since when it is withheld."""
    found = reader.find(name)
    if found is not None:
        return found
    hidden = reader.suppressed_as(name)
    if hidden is not None:
        raise ConfigurationError(
            f"{name!r} is withheld since {day(hidden.at)} (reason {hidden.reason}): "
            "`newsarchive suppressions` lists all"
        )
    raise ConfigurationError(
        f"no article {name!r} in the archive: `newsarchive search` gives ids"
    )
