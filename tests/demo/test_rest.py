import json
from urllib.parse import parse_qs

import pytest

from newsarchive.demo.exchange import Request
from newsarchive.demo.rest import rest
from newsarchive.demo.site import Site


@pytest.mark.parametrize(
    ("route", "query", "status", "word"),
    [
        ("", "", 200, "Asia"),
        ("/", "_fields=name", 200, "Kabar Sekayam"),
        ("/wp/v2/posts", "per_page=100", 200, "jumat-curhat"),
        ("/wp/v2/posts", "per_page=10&page=5", 400, "rest_post_invalid_page_number"),
        ("/wp/v2/posts", "per_page=0", 400, "rest_invalid_param"),
        ("/wp/v2/posts", "slug=none", 200, "[]"),
        ("/wp/v2/posts/101", "", 200, "jumat-curhat"),
        ("/wp/v2/posts/9", "", 404, "rest_invalid_id"),
        ("/wp/v2/categories", "slug=kalimantan-barat", 200, "Kalimantan Barat"),
        ("/wp/v2/categories/2", "", 200, "Kalimantan Barat"),
        ("/wp/v2/tags", "per_page=100", 200, "narkoba"),
        ("/wp/v2/pages", "", 404, "rest_no_route"),
    ],
)
def test_rest(kabar: Site, route: str, query: str, status: int, word: str) -> None:
    found = rest(kabar, route, Request(route, parse_qs(query)))

    assert found.status == status
    assert word in found.body


def test_totals_are_in_the_headers(kabar: Site) -> None:
    query = parse_qs("categories[terms]=2&categories[include_children]=1&per_page=20")
    found = rest(kabar, "/wp/v2/posts", Request("/wp-json/wp/v2/posts", query))

    assert found.headers["X-WP-Total"] == "34"
    assert found.headers["X-WP-TotalPages"] == "2"
    assert len(json.loads(found.body)) == 20


@pytest.mark.parametrize("route", ["/", "/wp/v2/posts", "/wp/v2/nothing"])
def test_the_other_outlet_refuses(enggang: Site, route: str) -> None:
    found = rest(enggang, route, Request(route))

    assert found.status == 401
    assert json.loads(found.body)["code"] == "rest_cannot_access"
