"""Records are what the published schema says, in every profile."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.archive.api import StoredArticle
from newsarchive.errors import ExportError
from newsarchive.export.forms import Profile
from newsarchive.export.records import (
    EXCERPT,
    _moment,
    excerpt,
    fields,
    full_record,
    records,
    shortened,
)
from tests.archive.articles import article

WIB, WITA = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar")
Stored = dict[str, StoredArticle]


def test_a_full_record(stored: Stored) -> None:
    kept = stored["penuh"]
    assert full_record(kept) == {
        "id": kept.row.key,
        "source": "kabaruji",
        "outlet": "Kabar Uji",
        "url": "https://kabaruji.id/penuh/",
        "urls": ["https://kabaruji.id/penuh/"],
        "title": "Berita penuh",
        "body": article("penuh").body,
        "language": "id",
        "section": "Kalbar",
        "tags": ["polsek", "patroli"],
        "published_at": "2023-10-21T09:14:07+07:00",
        "published_precision": "second",
        "published_raw": "2023-10-21T09:14:07+07:00",
        "published_origin": "meta",
        "modified_at": None,
        "first_seen_at": "2023-10-22T10:00:00+07:00",
        "last_checked_at": "2023-10-22T10:00:00+07:00",
        "state": "live",
        "dateline": {
            "raw": "KABAR UJI, SEKADAU –",
            "outlet": "Kabar Uji",
            "org": None,
            "place": "Sekadau",
            "region": None,
            "code": "61.09",
        },
        "byline": {
            "raw": "(Aji/UJI)",
            "credits": [
                {
                    "name": "Aji",
                    "role": "reporter",
                    "agency": "UJI",
                    "person": "kabaruji:aji",
                }
            ],
        },
        "event_dates": [
            {
                "date": "2023-10-20",
                "end": None,
                "raw": "Jumat (20/10/2023)",
                "flags": [],
            }
        ],
        "regency": {"code": "61.09", "name": "Sekadau"},
        "places": [{"code": "61.09.05", "name": "Belitang Hilir", "level": "district"}],
        "police_units": [
            {
                "id": "polsek-belitang-hilir-sekadau",
                "name": "Polsek Belitang Hilir",
                "parent": "Polres Sekadau",
            }
        ],
        "topics": ["patroli"],
        "images": [
            {
                "url": "https://kabaruji.id/a.jpg",
                "caption": "Petugas",
                "credit": "Dok. Polsek",
            }
        ],
        "version": 1,
        "versions": 1,
        "content_sha256": article("penuh").content_sha256,
        "story": None,
        "capture": None,
        "corrections": [],
        "run": "1",
    }


def test_what_nobody_knows_is_null(stored: Stored) -> None:
    record = full_record(stored["kosong"])
    nothing = {name for name, value in record.items() if value is None}
    assert nothing == {
        *("title", "language", "section", "dateline", "byline", "story", "capture"),
        *("published_at", "published_precision", "published_raw", "published_origin"),
        *("modified_at", "regency"),
    }
    assert [name for name, value in record.items() if value == []] == [
        *("tags", "event_dates", "places", "police_units", "topics", "images"),
        "corrections",
    ]


def test_a_story_is_told_in_its_articles(stored: Stored) -> None:
    first = full_record(stored["rilis"])["story"]
    copy = full_record(stored["salinan"])["story"]
    assert first["id"] == copy["id"]
    assert (first["role"], copy["role"], copy["size"]) == ("first", "copy", 2)
    assert 0.9 < copy["overlap"] <= 1


def test_a_byline_that_names_nobody_has_no_credits(stored: Stored) -> None:
    kept = replace(stored["penuh"], credits=())
    assert full_record(kept)["byline"] == {"raw": "(Aji/UJI)", "credits": []}


@pytest.mark.parametrize(
    ("stored_as", "zone", "written"),
    [
        (None, WIB, None),
        ("2023", WIB, "2023"),
        ("2023-10", WIB, "2023-10"),
        ("2023-10-20", WITA, "2023-10-20"),
        ("2023-10-20T14:30+07:00", WIB, "2023-10-20T14:30:00+07:00"),
        ("2023-10-20T14:30+07:00", WITA, "2023-10-20T15:30:00+08:00"),
        ("2023-10-20T07:30:05+00:00", WIB, "2023-10-20T14:30:05+07:00"),
        ("2023-10-20T14", WIB, "2023-10-20T14:00:00+07:00"),
    ],
)
def test_dates_keep_their_precision_and_get_the_outlets_zone(
    stored_as: str | None, zone: ZoneInfo, written: str | None
) -> None:
    assert _moment(stored_as, zone) == written


@pytest.mark.parametrize("profile", Profile)
def test_every_record_fits_the_schema(stored: Stored, profile: Profile) -> None:
    made = list(records(stored.values(), profile))
    assert len(made) == 4
    for told in made:
        assert list(told.record) == fields(profile)
        assert orjson.loads(told.line) == told.record


@pytest.mark.parametrize(
    ("profile", "has"),
    [
        (Profile.FULL, {"body"}),
        (Profile.MASKED, {"body"}),
        (Profile.EXCERPT, {"excerpt"}),
        (Profile.METADATA, set()),
    ],
)
def test_a_profile_says_how_much_text(profile: Profile, has: set[str]) -> None:
    assert {"body", "excerpt"} & set(fields(profile)) == has


def test_a_record_that_does_not_fit_never_leaves(stored: Stored) -> None:
    kept = stored["penuh"]
    broken = replace(kept, urls=("ftp://kabaruji.id/",))
    with pytest.raises(ExportError, match=rf"article {kept.row.key}.*: urls/0: .*ftp"):
        list(records([broken]))


def record_of(body: str) -> dict[str, Any]:
    return {**dict.fromkeys(fields(Profile.FULL)), "body": body}


@pytest.mark.parametrize(
    ("body", "short"),
    [
        ("", ""),
        ("Polisi.", "Polisi."),
        ("a" * 300, "a" * 300),
        ("a" * 301, "a" * 299 + "…"),
        ("kata " * 59 + "ka di", "kata " * 59 + "ka di"),
        ("kata " * 70, "kata " * 58 + "kata…"),
        ("satu\n\n" + "b" * 400, "satu…"),
    ],
)
def test_an_excerpt_ends_with_a_word(body: str, short: str) -> None:
    assert excerpt(body) == short
    assert shortened(record_of(body), Profile.EXCERPT)["excerpt"] == short


@given(st.text(max_size=700))
def test_an_excerpt_is_never_longer_than_it_may_be(body: str) -> None:
    short = excerpt(body)
    assert len(short) <= EXCERPT
    assert body.startswith(short.removesuffix("…"))
