"""Full-text search: one normaliser for index and query, on either database."""

import re

from sqlalchemy import (
    ColumnElement,
    Connection,
    column,
    delete,
    insert,
    select,
    text,
)

from newsarchive.archive.tables import Article, SearchDocument
from newsarchive.errors import ConfigurationError
from newsarchive.text.stem import alternatives, stems, words

MOST_TERMS = 12
MOST_CHARACTERS = 200
# A printed word; "Jum’at" is one.
_PRINTED = re.compile(r"[^\W_]+(?:['’‘ʼ´`]+[^\W_]+)*")
_SQLITE = text(
    "SELECT rowid AS article_id FROM search_index WHERE search_index MATCH :query"
)
# Written so that the indexes, which are on these very expressions, are used.
_POSTGRESQL = {
    name: text(f"to_tsvector('simple', {name}) @@ to_tsquery('simple', :{name})")
    for name in ("stems", "words")
}


def index(
    connection: Connection, article_id: int, title: str | None, body: str
) -> None:
    """Index an article's words."""
    whole = f"{title or ''}\n{body}"
    connection.execute(
        insert(SearchDocument).values(
            article_id=article_id,
            stems=" ".join(stems(whole)),
            words=" ".join(words(whole)),
        )
    )


def index_again(
    connection: Connection, article_id: int, title: str | None, body: str
) -> None:
    """Index an article's words in the place of those that are indexed."""
    own = SearchDocument.article_id == article_id
    connection.execute(delete(SearchDocument).where(own))
    index(connection, article_id, title, body)


def matching(dialect: str, query: str) -> ColumnElement[bool]:
    """Build the condition that an article holds every word, in any inflection.

    Words in double quotes must stand together, as written. Whatever is typed is words:
    no character has a meaning of its own but the quotes.
    """
    phrases, loose = _split(query)
    if not phrases and not loose:
        raise ConfigurationError(f"nothing to search for in {query!r}: type a word")
    if dialect == "sqlite":
        found = _SQLITE.bindparams(query=_fts5(phrases, loose))
        return Article.id.in_(found.columns(column("article_id")))
    conditions = [
        _POSTGRESQL[name].bindparams(**{name: asked})
        for name, asked in _tsqueries(phrases, loose).items()
        if asked
    ]
    return Article.id.in_(select(SearchDocument.article_id).where(*conditions))


def hits(query: str, printed: str) -> list[tuple[int, int]]:
    """Find where a text has the words of a query, in any inflection."""
    phrases, loose = _split(query)
    exact = {word for phrase in phrases for word in phrase}
    stemmed = {stem for choice in loose for stem in choice}
    return [
        found.span()
        for found in _PRINTED.finditer(printed)
        if exact.intersection(words(found[0])) or stemmed.intersection(stems(found[0]))
    ]


def _split(query: str) -> tuple[list[list[str]], list[tuple[str, ...]]]:
    if len(query) > MOST_CHARACTERS:
        raise ConfigurationError(
            f"more than {MOST_CHARACTERS} characters to search for"
        )
    parts = query.split('"')
    phrases = [found for part in parts[1::2] if (found := words(part))]
    loose = [alternatives(word) for part in parts[::2] for word in words(part)]
    if sum(map(len, phrases)) + len(loose) > MOST_TERMS:
        raise ConfigurationError(f"more than {MOST_TERMS} words to search for")
    return phrases, loose


def _fts5(phrases: list[list[str]], loose: list[tuple[str, ...]]) -> str:
    terms = [f'words : "{" ".join(phrase)}"' for phrase in phrases]
    for stemmed in loose:
        choices = " OR ".join(f'"{stem}"' for stem in stemmed)
        terms.append(f"stems : ({choices})")
    return " AND ".join(terms)


def _tsqueries(
    phrases: list[list[str]], loose: list[tuple[str, ...]]
) -> dict[str, str]:
    together = [" <-> ".join(f"'{word}'" for word in phrase) for phrase in phrases]
    either = [" | ".join(f"'{stem}'" for stem in stemmed) for stemmed in loose]
    return {
        "words": " & ".join(f"({term})" for term in together),
        "stems": " & ".join(f"({term})" for term in either),
    }
