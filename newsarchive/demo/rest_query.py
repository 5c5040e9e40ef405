"""What a REST request asks for; a parameter that makes no sense is a ValueError."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsarchive.demo.articles import Article
from newsarchive.demo.exchange import Request
from newsarchive.demo.rest_rows import ZONE, Row
from newsarchive.demo.site import Site

_MOST = 100
_TERMS = re.compile(r"categories(?:\[\]|\[terms\](?:\[\d*\])?)?")
_ORDERS: dict[str, Callable[[Article], Any]] = {
    "date": lambda article: article.published,
    "modified": lambda article: article.modified,
    "id": lambda article: article.number,
}
_MOMENTS: dict[str, Callable[[Article, datetime], bool]] = {
    "after": lambda article, moment: article.published > moment,
    "before": lambda article, moment: article.published < moment,
    "modified_after": lambda article, moment: article.modified > moment,
    "modified_before": lambda article, moment: article.modified < moment,
}


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many rows is asked for."""

    number: int
    size: int

    def pages(self, total: int) -> int:
        """Return how many pages that many rows fill."""
        return -(-total // self.size)

    def cut(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return the rows of the page."""
        return rows[(self.number - 1) * self.size : self.number * self.size]


def read_paging(request: Request) -> Paging:
    """Return the page asked for; WordPress gives at most a hundred rows."""
    size = _whole(request, "per_page", 10)
    if size > _MOST:
        raise ValueError("per_page")
    return Paging(_whole(request, "page", 1), size)


def select_posts(site: Site, request: Request) -> list[Article]:
    """Return the posts asked for in the order asked for."""
    order = request.last("orderby", "date")
    if order not in _ORDERS:
        raise ValueError("orderby")
    return sorted(
        (item for item in site.articles() if _is_asked(site, request, item)),
        key=_ORDERS[order],
        reverse=request.last("order", "desc") == "desc",
    )


def select_rows(request: Request, rows: Iterable[Row]) -> list[Row]:
    """Return the terms asked for by id, slug or parent."""
    asked = {
        column: request.last(name).split(",")
        for name, column in (("include", "id"), ("slug", "slug"), ("parent", "parent"))
        if name in request.query
    }
    return [
        row
        for row in rows
        if all(str(row.get(column)) in values for column, values in asked.items())
    ]


def select_fields(request: Request, row: Row) -> Row:
    """Return the columns of a row that are asked for: all, unless `_fields` is."""
    asked = request.last("_fields")
    wanted = {name.strip().partition(".")[0] for name in asked.split(",")}
    return {key: value for key, value in row.items() if not asked or key in wanted}


def _is_asked(site: Site, request: Request, article: Article) -> bool:
    slugs = request.last("slug", article.slug).split(",")
    return (
        article.slug in slugs
        and _is_in_sections(site, request, article)
        and all(
            holds(article, _moment(request.last(name)))
            for name, holds in _MOMENTS.items()
            if name in request.query
        )
    )


def _is_in_sections(site: Site, request: Request, article: Article) -> bool:
    numbers = set(_section_numbers(request))
    wanted = {item.slug for item in site.outlet.sections if item.number in numbers}
    # Without include_children WordPress leaves out the posts of child sections.
    if request.last("categories[include_children]") in {"1", "true"}:
        wanted |= {item.slug for item in site.outlet.sections if item.parent in wanted}
    return not numbers or bool(wanted & set(article.sections))


def _section_numbers(request: Request) -> Iterable[int]:
    for name, values in request.query.items():
        if _TERMS.fullmatch(name):
            yield from map(int, ",".join(values).split(","))


def _whole(request: Request, name: str, default: int) -> int:
    text = request.last(name, str(default))
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(name)
    return int(text)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
