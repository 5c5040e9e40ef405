import json
from typing import Any

import pytest

from newsarchive.extract.rest import (
    RestError,
    RestPost,
    Term,
    descendants,
    read_posts,
    read_terms,
)


def test_posts() -> None:
    answer: list[Any] = [
        {
            "id": 56,
            "link": "https://a.example/?p=56",
            "date_gmt": "2022-05-07T09:59:32",
            "modified_gmt": "2022-05-07T09:59:32Z",
            "title": {"rendered": "Jum&#8217;at <b>Curhat</b>"},
            "content": {"rendered": "a<!--nextpage-->b<!--nextpage-->c", "protected": False},
        },
        {"id": 57, "link": "https://a.example/57/", "modified_gmt": "0000-00-00T00:00:00"},
        {"id": 58, "link": "https://a.example/58/", "content": {"protected": True}, "title": {"rendered": ""}},
        {"id": "x", "link": "https://a.example/"},
        {"id": 59},
        "kosong",
    ]  # fmt: skip
    first, second, third = read_posts(json.dumps(answer).encode())
    assert first == RestPost(
        id=56,
        url="https://a.example/?p=56",
        date_gmt="2022-05-07T09:59:32+00:00",
        modified_gmt="2022-05-07T09:59:32Z",
        title="Jum’at Curhat",
        content="a<!--nextpage-->b<!--nextpage-->c",
        pages=3,
    )
    assert second == RestPost(id=57, url="https://a.example/57/")
    assert (third.protected, third.title, third.pages) == (True, None, 1)


def test_terms_and_those_below_them() -> None:
    terms = read_terms(
        b'[{"id":2,"slug":"kalbar","parent":0,"count":1494,"link":"https://a.example/c/kalbar/"},'
        b'{"id":9,"slug":"sekadau","parent":2},{"id":30,"slug":"belitang","parent":9},'
        b'{"id":8,"slug":"kaltim","parent":"x"},{"id":7},{"slug":"tanpa-nomor"},'
        b'{"id":2,"slug":"lingkaran","parent":30}]'
    )
    assert terms[0] == Term(2, "kalbar", 0, 1494, "https://a.example/c/kalbar/")
    assert [term.id for term in terms] == [2, 9, 30, 8, 2]
    assert descendants(terms, 2) == (2, 9, 30)
    assert descendants(terms, 8) == (8,)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<!DOCTYPE html>\n<html>", "not JSON but '<!DOCTYPE html> <html>'"),
        (b"", "not JSON"),
        (b'{"code":"rest_no_route","message":"No route"}', "rest_no_route: No route"),
        (b'{"name":"site"}', "no list"),
        (b"3", "no list"),
    ],
)
def test_what_is_no_answer_of_the_api_says_so(body: bytes, says: str) -> None:
    with pytest.raises(RestError, match=says):
        read_posts(body)
