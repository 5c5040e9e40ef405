"""Addresses: one spelling each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.urls import clean_url, host_of, in_section, slug_of


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("https://a.id/slug/", "https://a.id/slug/"),
        ("HTTPS://User:pw@A.ID:443/Slug/#top", "https://a.id/Slug/"),
        ("http://a.id:80", "http://a.id/"),
        ("http://a.id:8081/x", "http://a.id:8081/x"),
        ("https://a.id/?utm_source=wa&p=12&fbclid=z", "https://a.id/?p=12"),
        ("https://a.id/?utm_medium=wa", "https://a.id/"),
        ("https://a.id/b/?PHPSESSID=0a1b&p=3", "https://a.id/b/?p=3"),
        ("https://a.id/b;jsessionid=0A1B.node1?p=3", "https://a.id/b?p=3"),
        ("https://a.id/b/?sid=3", "https://a.id/b/?sid=3"),
        ("https://a.id/?cat=2&paged=3", "https://a.id/?cat=2&paged=3"),
        ("https://a.id/?tag=x&tag=y", "https://a.id/?tag=x&tag=y"),
        ("https://a.id/jum%e2%80%99at/", "https://a.id/jum%e2%80%99at/"),
        ("https://a.id/jum’at/", "https://a.id/jum%E2%80%99at/"),
        ("  https://a.id/x  ", "https://a.id/x"),
        ("javascript:alert(1)", None),
        ("mailto:x@a.id", None),
        ("/relative/", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_clean_url(url: str, cleaned: str | None) -> None:
    assert clean_url(url) == cleaned


@given(st.text())
def test_clean_url_never_raises_and_is_idempotent(text: str) -> None:
    for url in (text, f"https://a.id/{text}"):
        cleaned = clean_url(url)
        assert cleaned is None or clean_url(cleaned) == cleaned


@pytest.mark.parametrize(
    ("host", "slug"),
    [
        ("127.0.0.1:8081", "127-0-0-1-8081"),
        ("www.Berita-Kita.co.id", "berita-kita-co-id"),
    ],
)
def test_slug_of(host: str, slug: str) -> None:
    assert slug_of(host) == slug


def test_host_of_keeps_the_port() -> None:
    assert host_of("http://u@A.id:8081/x") == "a.id:8081"


@pytest.mark.parametrize(
    ("url", "section", "inside"),
    [
        ("https://a.id/kalbar/slug/", "https://a.id/category/kalbar/", True),
        ("https://a.id/kalbar/sekadau/slug/", "https://a.id/kalbar/", True),
        ("https://a.id/kaltim/slug/", "https://a.id/kalbar/", False),
        ("https://a.id/kalbar/", "https://a.id/kalbar/", False),
        ("https://a.id/2023/10/slug/", "https://a.id/kalbar/", False),
        ("https://a.id/x/slug/", "https://a.id/", False),
    ],
)
def test_in_section(url: str, section: str, inside: bool) -> None:
    assert in_section(url, section) is inside
