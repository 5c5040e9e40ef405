"""Addresses that one rule of a site makes have one shape."""

import pytest

from newsarchive.text.shapes import beginning_of, is_endless, shape_of

A = "https://a.id"


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        (f"{A}/berita/polsek-gelar-patroli-3f2a/", "a.id/berita/*"),
        (f"{A}/berita/Kebakaran", "a.id/berita/*"),
        (f"{A}/2023/10/20/polsek-gelar-patroli.html", "a.id/#/*"),
        (f"{A}/kalender/2023/10/", "a.id/kalender/#"),
        (f"{A}/kalender/1999/1/1", "a.id/kalender/#"),
        (f"{A}/arsip/arsip/arsip/berita/", "a.id/arsip/*"),
        (f"{A}/urut/?b=2&a=1", "a.id/*?a&b"),
        (f"{A}/urut/?a=9&b=&b=1", "a.id/*?a&b"),
        (f"{A}/12345", "a.id/#"),
        (f"{A}/", "a.id/*"),
    ],
)
def test_shape_of(url: str, shape: str) -> None:
    assert shape_of(url) == shape
    assert url.removeprefix("https://").startswith(beginning_of(shape))


@pytest.mark.parametrize(
    ("path", "endless"),
    [
        ("/arsip/arsip/", False),
        ("/arsip/arsip/arsip/", True),
        ("/a/%61/a/", True),
        ("/x" + "/y/z" * 12, True),
        ("/" + "panjang-" * 300, True),
        ("/2023/10/20/polsek-gelar-patroli/", False),
        ("/10/10/10/", True),
    ],
)
def test_is_endless(path: str, endless: bool) -> None:
    assert is_endless(A + path) is endless
