"""The REST interface of a newsroom, as WordPress answers it (or refuses to)."""

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from newsarchive.demo.exchange import Answer, Request, json_answer
from newsarchive.demo.rest_query import (
    read_paging,
    select_fields,
    select_posts,
    select_rows,
)
from newsarchive.demo.rest_rows import Row, post_row, section_rows, tag_rows
from newsarchive.demo.site import Site

_Endpoint: TypeAlias = Callable[[Site, Request, re.Match[str]], Answer]


def rest(site: Site, route: str, request: Request) -> Answer:
    """Return the answer to a REST route like /wp/v2/posts."""
    if not site.outlet.rest:
        return _error(401, "rest_cannot_access", "Only authenticated users may.")
    for pattern, endpoint in _ROUTES:
        match = pattern.fullmatch(route.rstrip("/"))
        if match is not None:
            return _checked(endpoint, site, request, match)
    return _error(404, "rest_no_route", "No route was found matching the URL.")


def _checked(
    endpoint: _Endpoint, site: Site, request: Request, match: re.Match[str]
) -> Answer:
    try:
        return endpoint(site, request, match)
    except ValueError as error:
        return _error(400, "rest_invalid_param", f"Invalid parameter(s): {error}")


def _index(site: Site, request: Request, _match: re.Match[str]) -> Answer:
    body = {
        "name": site.outlet.name,
        "description": site.outlet.tagline,
        "url": site.base,
        "home": site.base,
        "gmt_offset": 7,
        "timezone_string": "Asia/Jakarta",
        "namespaces": ["oembed/1.0", "wp/v2"],
        "routes": {f"/wp/v2/{name}": {} for name in ("posts", "categories", "tags")},
    }
    return json_answer(select_fields(request, body))


def _posts(site: Site, request: Request, _match: re.Match[str]) -> Answer:
    paging = read_paging(request)
    rows = [post_row(site, article) for article in select_posts(site, request)]
    if paging.number > max(1, paging.pages(len(rows))):
        return _error(
            400,
            "rest_post_invalid_page_number",
            "The page number requested is larger than the number of pages available.",
        )
    return _collection(request, rows)


def _post(site: Site, request: Request, match: re.Match[str]) -> Answer:
    rows = (post_row(site, article) for article in site.articles())
    return _single(rows, request, match)


def _sections(site: Site, request: Request, _match: re.Match[str]) -> Answer:
    return _collection(request, select_rows(request, section_rows(site)))


def _section(site: Site, request: Request, match: re.Match[str]) -> Answer:
    return _single(section_rows(site), request, match)


def _tags(site: Site, request: Request, _match: re.Match[str]) -> Answer:
    return _collection(request, select_rows(request, tag_rows(site)))


def _collection(request: Request, rows: list[Row]) -> Answer:
    paging = read_paging(request)
    headers = {
        "X-WP-Total": str(len(rows)),
        "X-WP-TotalPages": str(paging.pages(len(rows))),
    }
    body = [select_fields(request, row) for row in paging.cut(rows)]
    return json_answer(body, headers=headers)


def _single(rows: Iterable[Row], request: Request, match: re.Match[str]) -> Answer:
    for row in rows:
        if str(row["id"]) == match["number"]:
            return json_answer(select_fields(request, row))
    return _error(404, "rest_invalid_id", "Invalid ID.")


def _error(status: int, code: str, message: str) -> Answer:
    body = {"code": code, "message": message, "data": {"status": status}}
    return json_answer(body, status)


_ROUTES: tuple[tuple[re.Pattern[str], _Endpoint], ...] = (
    (re.compile(r""), _index),
    (re.compile(r"/wp/v2/posts"), _posts),
    (re.compile(r"/wp/v2/posts/(?P<number>\d+)"), _post),
    (re.compile(r"/wp/v2/categories"), _sections),
    (re.compile(r"/wp/v2/categories/(?P<number>\d+)"), _section),
    (re.compile(r"/wp/v2/tags"), _tags),
)
