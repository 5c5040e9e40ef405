"""A declaration checks itself."""

from typing import Any

import pytest

from newsarchive.errors import SourceError
from newsarchive.source import Source

GOOD: dict[str, Any] = {
    "title": "Kabar Uji",
    "domain": "kabaruji.id",
    "sections": ("https://kabaruji.id/category/kalimantan-barat/",),
}


def test_a_good_declaration() -> None:
    assert Source(**GOOD).zone == "Asia/Jakarta"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "title: give the outlet's name"),
        ({"domain": "https://kabaruji.id"}, "domain: write it in lower case"),
        ({"domain": "KabarUji.id"}, "domain: write it in lower case"),
        ({"sections": ()}, "sections: name at least one"),
        (
            {"sections": ("https://lain.id/k/",)},
            "https://lain.id/k/ is not on kabaruji",
        ),
        ({"sections": ("/category/k/",)}, "/category/k/ is not on kabaruji.id"),
        ({"zone": "WIB"}, "zone 'WIB': use a name like Asia/Jakarta"),
        ({"zone": "../etc"}, "use a name like Asia/Jakarta"),
    ],
)
def test_a_wrong_declaration_names_field_and_remedy(
    change: dict[str, Any], words: str
) -> None:
    with pytest.raises(SourceError, match=words.replace("(", r"\(")):
        Source(**{**GOOD, **change})


@pytest.mark.parametrize(
    ("url", "owned"),
    [
        ("https://kabaruji.id/slug/", True),
        ("http://www.kabaruji.id/slug/", True),
        ("https://sekadau.kabaruji.id/slug/", True),
        ("https://kabaruji.id:443/slug/", True),
        ("https://user@kabaruji.id/slug/", True),
        ("https://kabaruji.id:8080/slug/", False),
        ("https://tidakkabaruji.id/slug/", False),
        ("https://kabaruji.id.jahat.example/", False),
        ("https://kabaruji.id@jahat.example/", False),
        ("javascript:alert(1)", False),
        ("ftp://kabaruji.id/", False),
        ("", False),
    ],
)
def test_owns(url: str, owned: bool) -> None:
    assert Source(**GOOD).owns(url) is owned


def test_a_source_with_a_port() -> None:
    source = Source(
        title="Uji",
        domain="127.0.0.1:8081",
        sections=("http://127.0.0.1:8081/?cat=2",),
    )
    assert source.owns("http://127.0.0.1:8081/?p=1")
    assert not source.owns("http://127.0.0.1:8082/?p=1")
    assert not source.owns("http://127.0.0.1/?p=1")
