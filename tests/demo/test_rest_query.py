from urllib.parse import parse_qs

import pytest

from newsarchive.demo.exchange import Request
from newsarchive.demo.rest_query import (
    Paging,
    read_paging,
    select_fields,
    select_posts,
    select_rows,
)
from newsarchive.demo.site import Site

ROWS = [
    {"id": 2, "slug": "kalimantan-barat", "parent": 0},
    {"id": 3, "slug": "sekadau", "parent": 2},
]


def _ask(query: str) -> Request:
    return Request("/wp-json/wp/v2/posts", parse_qs(query))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 39),
        ("categories=2", 1),
        ("categories=2,14", 4),
        ("categories[]=2&categories[]=14", 4),
        ("categories[terms]=2&categories[include_children]=true", 34),
        ("categories[terms][0]=2&categories[include_children]=1", 34),
        ("categories[terms]=2&categories[include_children]=false", 1),
        ("categories=999", 0),
        ("slug=harga-cabai-di-ibu-kota-mulai-melandai", 1),
        ("slug=no-such-slug", 0),
        ("after=2024-01-01T00:00:00", 5),
        ("after=2024-01-01T00:00:00%2B07:00&before=2024-01-10T00:00:00Z", 2),
        ("modified_after=2023-12-31T07:59:59", 6),
        ("modified_before=2023-10-07T00:00:00", 1),
    ],
)
def test_select_posts(kabar: Site, query: str, count: int) -> None:
    assert len(select_posts(kabar, _ask(query))) == count


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("", "video-kericuhan-kampanye-di-pontianak-dipastikan-hoaks"),
        ("order=asc", "jumat-curhat-di-tinting-boyok-warga-minta-lampu-jalan"),
        (
            "orderby=id&order=asc",
            "jumat-curhat-di-tinting-boyok-warga-minta-lampu-jalan",
        ),
        ("orderby=modified", "video-kericuhan-kampanye-di-pontianak-dipastikan-hoaks"),
    ],
)
def test_order(kabar: Site, query: str, first: str) -> None:
    assert select_posts(kabar, _ask(query))[0].slug == first


@pytest.mark.parametrize(
    "query", ["orderby=colour", "categories=two", "after=yesterday"]
)
def test_nonsense_is_a_value_error(kabar: Site, query: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        select_posts(kabar, _ask(query))


@pytest.mark.parametrize("query", ["per_page=0", "per_page=101", "page=0", "page=x"])
def test_paging_has_bounds(query: str) -> None:
    with pytest.raises(ValueError, match="page"):
        read_paging(_ask(query))


def test_paging() -> None:
    assert read_paging(_ask("")) == Paging(1, 10)
    assert read_paging(_ask("per_page=100&page=2")) == Paging(2, 100)
    assert [Paging(1, 10).pages(total) for total in (0, 10, 11)] == [0, 1, 2]
    assert Paging(2, 1).cut(ROWS) == ROWS[1:]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [2, 3]),
        ("slug=sekadau", [3]),
        ("parent=2", [3]),
        ("parent=0", [2]),
        ("include=2,3", [2, 3]),
        ("include=3&parent=0", []),
    ],
)
def test_select_rows(query: str, numbers: list[int]) -> None:
    assert [row["id"] for row in select_rows(_ask(query), ROWS)] == numbers


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("", {"id", "slug", "parent"}),
        ("_fields=id,slug", {"id", "slug"}),
        ("_fields=slug.rendered", {"slug"}),
    ],
)
def test_select_fields(query: str, fields: set[str]) -> None:
    assert set(select_fields(_ask(query), ROWS[0])) == fields
