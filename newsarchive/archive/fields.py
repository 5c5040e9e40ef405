"""Write a value of an article into the tables, and read it back, in the form versions keep.

The form is that of `snapshot.findings_of`; a field is columns of `article`, or rows of a
table beside it, or both. Whoever writes a field writes it here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from newsarchive.archive.tables import (
    Article,
    ArticlePlace,
    ArticleTopic,
    ArticleUnit,
    Credit,
    Dateline,
    EventDate,
    Image,
    Tag,
)
from newsarchive.text.dates import Date

# A day without a time sorts by its first moment in the region's zone.
ZONE = "Asia/Jakarta"
ABOUT = "about"
NAMED = "named"
Rows = Sequence[Sequence[Any]]


def _itself(value: Any) -> Rows:
    return value  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class _Part:
    """A table that holds a field: which columns make a row, and how a value is rows.

    `fixed` are columns that are the same in all rows; `first` is the position of the
    first row, None where the table has no positions; `missing` is what ends a row that
    was kept by earlier software.
    """

    table: Any
    columns: tuple[str, ...]
    rows: Callable[[Any], Rows] = _itself
    fixed: Mapping[str, Any] = field(default_factory=dict)
    first: int | None = 0
    missing: tuple[Any, ...] = ()

    def made(self, value: Any) -> list[dict[str, Any]]:
        """Make a value's rows."""
        return [
            {**self._place(i), **self.fixed, **self._named(row)}
            for i, row in enumerate(self.rows(value))
        ]

    def of(self, article_id: int) -> ColumnElement[bool]:
        """Tell this field's rows of an article from all others."""
        found: ColumnElement[bool] = self.table.article_id == article_id
        for name, value in self.fixed.items():
            found &= getattr(self.table, name) == value
        return found

    def _place(self, index: int) -> dict[str, int]:
        return {} if self.first is None else {"position": self.first + index}

    def _named(self, row: Any) -> dict[str, Any]:
        given = [row] if isinstance(row, str) else list(row)
        lacking = len(self.columns) - len(given)
        ends = self.missing[len(self.missing) - lacking :]
        return dict(zip(self.columns, (*given, *ends), strict=True))


def columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give the columns of `article` that hold values."""
    return {
        name: cell
        for field_name, value in values.items()
        if field_name in _COLUMNS
        for name, cell in _COLUMNS[field_name](value).items()
    }


def insert_rows(connection: Connection, article_id: int, name: str, value: Any) -> None:
    """Write the rows of a field that has none yet."""
    part = _PARTS.get(name)
    rows = part.made(value) if part is not None else []
    if part is not None and rows:
        named = [{"article_id": article_id, **row} for row in rows]
        connection.execute(insert(part.table), named)


def clear_rows(connection: Connection, article_id: int) -> None:
    """Delete the rows of all fields."""
    for part in _PARTS.values():
        connection.execute(delete(part.table).where(part.of(article_id)))


def write(connection: Connection, article_id: int, name: str, value: Any) -> None:
    """Write one field in the place of what it says now."""
    cells = columns({name: value})
    if cells:
        own = Article.id == article_id
        connection.execute(update(Article).where(own).values(cells))
    if name in _PARTS:
        part = _PARTS[name]
        connection.execute(delete(part.table).where(part.of(article_id)))
        insert_rows(connection, article_id, name, value)


def read(connection: Connection, article_id: int, name: str) -> Any:
    """Read what a field says now."""
    row = connection.execute(select(Article).where(Article.id == article_id)).one()
    return _READERS[name](row, _rows(connection, article_id, name))


def _rows(connection: Connection, article_id: int, name: str) -> list[list[Any]]:
    part = _PARTS.get(name)
    if part is None:
        return []
    statement = select(*(getattr(part.table, one) for one in part.columns))
    if part.first is not None:
        statement = statement.order_by(part.table.position)
    found = connection.execute(statement.where(part.of(article_id)))
    return [list(row) for row in found]


def _published(value: dict[str, Any] | None) -> dict[str, Any]:
    told = value or {}
    date = Date(told.get("value"), told.get("precision"), None, (), "")
    return {
        "published": date.value,
        "published_at": date.start(ZONE),
        "published_precision": date.precision,
        "published_raw": told.get("raw"),
        "published_origin": told.get("origin"),
        "published_flags": told.get("flags", []),
    }


def _column(name: str) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {name: value}


_COLUMNS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    **{name: _column(name) for name in ("title", "modified", "section", "language")},
    "published": _published,
    "byline": lambda value: {"byline_raw": value["raw"] if value else None},
}
_LINE = ("raw", "outlet", "org", "place", "region", "code")


def _line(value: dict[str, Any] | None) -> Rows:
    if value is None:
        return []
    scheme = "kemendagri" if value["code"] else None
    return [[*(value[name] for name in _LINE), scheme]]


_PARTS: Mapping[str, _Part] = {
    "tags": _Part(Tag, ("name",)),
    "dateline": _Part(Dateline, (*_LINE, "scheme"), _line, first=None),
    "byline": _Part(
        Credit, ("name", "role", "agency"), lambda v: v["credits"] if v else []
    ),
    "event_dates": _Part(EventDate, ("date", "until", "raw", "flags"), missing=([],)),
    "images": _Part(Image, ("url", "caption", "credit")),
    # Position 0 is the regency an article plays in.
    "regency": _Part(
        *(ArticlePlace, ("code",), lambda code: [[code]] if code else []),
        fixed={"role": ABOUT},
    ),
    "places": _Part(ArticlePlace, ("code", "raw"), fixed={"role": NAMED}, first=1),
    "police_units": _Part(ArticleUnit, ("unit_id", "raw")),
    "topics": _Part(ArticleTopic, ("topic_id", "score", "words"), missing=(0.0, [])),
}


# The fields that have rows of their own.
ROWS = frozenset(_PARTS)


def _read_published(row: Row[Any], _: Rows) -> dict[str, Any] | None:
    if row.published_raw is None and row.published_origin is None:
        return None
    return {
        "value": row.published,
        "precision": row.published_precision,
        "raw": row.published_raw,
        "origin": row.published_origin,
        "flags": row.published_flags,
    }


def _read_byline(row: Row[Any], rows: Rows) -> dict[str, Any] | None:
    return None if row.byline_raw is None else {"raw": row.byline_raw, "credits": rows}


def _read_line(_: Row[Any], rows: Rows) -> dict[str, Any] | None:
    return dict(zip(_LINE, rows[0], strict=False)) if rows else None


def _read_column(name: str) -> Callable[[Row[Any], Rows], Any]:
    return lambda row, _: getattr(row, name)


_READERS: Mapping[str, Callable[[Row[Any], Rows], Any]] = {
    **{n: _read_column(n) for n in ("title", "modified", "section", "language")},
    "published": _read_published,
    "byline": _read_byline,
    "dateline": _read_line,
    "tags": lambda _, rows: [name for (name,) in rows],
    "regency": lambda _, rows: rows[0][0] if rows else None,
    **dict.fromkeys(
        ("event_dates", "places", "police_units", "topics"), lambda _, rows: rows
    ),
}
