"""A declaration checks itself."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsarchive.errors import SourceError
from newsarchive.source import Layout, Source

GOOD: dict[str, Any] = {
    "title": "Kabar Uji",
    "domain": "kabaruji.id",
    "sections": ("https://kabaruji.id/category/kalimantan-barat/",),
}
OLDEST = Layout(until=date(2019, 12, 31), theme="wp-core", article_path=r"\?p=\d+$")
OLDER = Layout(until=date(2023, 5, 1), theme="wp-jnews", boilerplate=("Iklan",))


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
        ({"zone": "WIB"}, "zone: 'WIB': use a name like Asia/Jakarta"),
        ({"zone": "../etc"}, "use a name like Asia/Jakarta"),
        ({"feeds": ("https://lain.id/feed/",)}, "feeds: https://lain.id/feed/ is not"),
        ({"scope": "world"}, "scope: 'world': use region or nation"),
        ({"since": 1990}, "since: 1990: no outlet of the region was online"),
        ({"since": 2015, "retired": 2014}, "retired: 2014 is before its first year"),
        ({"paging": "page/2/"}, "paging: 'page/2/': write the number's place"),
        ({"confidence": "sure"}, "confidence: 'sure': use high, medium, low"),
        ({"inferred": "paging"}, "inferred: 'paging' is one string: write"),
        ({"day_paging": "?page={page}"}, "day_paging: '.page={page}': write the day's"),
        ({"day_paging": "?d={datum}"}, "day_paging: '.d={datum}': write the day's"),
        ({"inferred": ("section",)}, "inferred: 'section' is no field"),
        ({"article_path": "(a"}, "article_path: .* cannot be read"),
        ({"earlier": (OLDER, OLDEST)}, "earlier: order the layouts by until"),
        ({"earlier": (OLDER, OLDER)}, "earlier: order the layouts by until"),
        ({"title": ""}, r"test_source\.py: source 'kabaruji\.id': title: give"),
        ({"title": "", "domain": ""}, r"test_source\.py: source '\?': title: give"),
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


def test_other_hosts() -> None:
    source = Source(**GOOD, hosts=("kabarlama.com",))
    assert source.owns("https://www.kabarlama.com/1/")
    assert source.owns("https://m.kabarlama.com/1/")


@pytest.mark.parametrize(
    ("moment", "theme", "path", "boilerplate"),
    [
        ("2019-12-31T23:59:59", "wp-core", r"\?p=\d+$", ("Hari ini",)),
        ("2020-01-01T00:00:00", "wp-jnews", "/x/", ("Iklan",)),
        ("2023-05-02T00:00:00", "wp-jannah", "/x/", ("Hari ini",)),
    ],
)
def test_what_was_declared_before_a_redesign(
    moment: str, theme: str, path: str, boilerplate: tuple[str, ...]
) -> None:
    source = Source(
        **GOOD,
        theme="wp-jannah",
        article_path="/x/",
        boilerplate=("Hari ini",),
        earlier=(OLDEST, OLDER),
    )
    then = source.on(
        datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Jakarta"))
    )
    assert (then.theme, then.article_path) == (theme, path)
    assert then.boilerplate == boilerplate


def test_what_is_usual_fills_what_is_left_open() -> None:
    source = Source(**GOOD, paging="?hal={page}")
    filled = source.completed({"paging": "page/{page}/", "theme": "wp-core"})
    assert (filled.paging, filled.theme) == ("?hal={page}", "wp-core")
