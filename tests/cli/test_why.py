"""newsarchive why: the string, the rule, what lost, the run."""

import json

import pytest

from newsarchive.cli.why import _FIELDS
from tests.cli.conftest import Command

URL = "https://kabaruji.id/motor/"


@pytest.mark.parametrize(
    ("field", "value", "raw", "origin"),
    [
        ("title", "Berita motor", None, "json-ld"),
        ("section", "Kalbar", None, None),
        (
            "published",
            "2023-10-21T09:14:07+07:00",
            "2023-10-21T09:14:07+07:00",
            "meta",
        ),
        (
            "dateline",
            {"outlet": "Kabar Uji", "place": "Sekadau", "code": "61.09"},
            "KABAR UJI, SEKADAU –",
            "text",
        ),
        (
            "byline",
            [
                {
                    "name": "Aji",
                    "role": "reporter",
                    "agency": "UJI",
                    "person": "kabaruji:aji",
                }
            ],
            "(Aji/UJI)",
            "text",
        ),
        ("event_dates", ["2023-10-20"], None, "text"),
        ("regency", {"code": "61.09", "name": "Sekadau"}, None, "text"),
        ("places", ["Belitang Hilir"], None, "text"),
        ("police_units", ["Polsek Belitang Hilir"], None, "text"),
        ("topics", ["patroli"], None, "text"),
    ],
)
def test_why(
    newsarchive: Command,
    database: str,
    field: str,
    value: object,
    raw: str | None,
    origin: str | None,
) -> None:
    done = newsarchive("why", URL, field, "--json", "--database", database)
    told = json.loads(done.out)
    assert (told["value"], told["raw"], told["origin"]) == (value, raw, origin)
    assert (told["version"], told["run"], told["field"]) == (2, "2", field)


def test_what_lost_is_told(newsarchive: Command, database: str) -> None:
    done = newsarchive("why", URL, "published", "--database", database)
    assert "meta    article:published_time  taken: the best" in done.out
    assert "version 2, seen 2023-10-23 11:00 WIB in run 2" in done.out
    done = newsarchive("why", URL, "byline", "--json", "--database", database)
    (system,) = json.loads(done.out)["candidates"]
    assert (system["value"], system["origin"]) == ("admin", "json-ld")


@pytest.mark.parametrize("field", sorted(_FIELDS))
@pytest.mark.parametrize("slug", ["https://suarauji.id/curanmor/", URL])
def test_every_field_is_told_in_words(
    newsarchive: Command, database: str, field: str, slug: str
) -> None:
    done = newsarchive("why", slug, field, "--database", database)
    assert done.code == 0
    assert done.out.startswith(f"{field} ")


@pytest.mark.parametrize(
    ("article", "field", "words"),
    [
        (URL, "warna", "no reasons are kept for 'warna', only for title, body"),
        ("https://kabaruji.id/x9/", "title", "no article 'https://kabaruji.id/x9/'"),
    ],
)
def test_what_cannot_be_told(
    newsarchive: Command, database: str, article: str, field: str, words: str
) -> None:
    done = newsarchive("why", article, field, "--database", database)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
