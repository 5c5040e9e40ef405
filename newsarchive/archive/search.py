"""Full-text search: one normaliser for index and query, on either database."""

from sqlalchemy import ColumnElement, Connection, column, insert, text

from newsarchive.archive.tables import Article, SearchDocument
from newsarchive.errors import ConfigurationError
from newsarchive.text.stem import alternatives, stems, words

MOST_TERMS = 12
_SQLITE = text(
    "SELECT rowid AS article_id FROM search_index WHERE search_index MATCH :query"
)
_POSTGRESQL = text(
    "SELECT article_id FROM search_document "
    "WHERE to_tsvector('simple', stems) @@ to_tsquery('simple', :query)"
)


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


def matching(connection: Connection, query: str) -> ColumnElement[bool]:
    """Build the condition that an article holds every word, in any inflection.

    Words in double quotes must stand together, as written. Whatever is typed is words:
    no character has a meaning of its own but the quotes.
    """
    phrases, loose = _split(query)
    if not phrases and not loose:
        raise ConfigurationError(f"nothing to search for in {query!r}: type a word")
    if connection.dialect.name == "sqlite":
        found = _SQLITE.bindparams(query=_fts5(phrases, loose))
    else:
        found = _POSTGRESQL.bindparams(query=_tsquery(phrases, loose))
    return Article.id.in_(found.columns(column("article_id")))


def _split(query: str) -> tuple[list[list[str]], list[tuple[str, ...]]]:
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


def _tsquery(phrases: list[list[str]], loose: list[tuple[str, ...]]) -> str:
    terms = [" <-> ".join(f"'{stem}'" for stem in stems(" ".join(p))) for p in phrases]
    terms += [" | ".join(f"'{stem}'" for stem in stemmed) for stemmed in loose]
    return " & ".join(f"({term})" for term in terms)
