"""Records as ninjs and as JSON-LD: what is known is told, nothing is invented."""

from typing import Any

import jsonschema_rs
import orjson
import pytest

from newsarchive.archive.api import StoredArticle
from newsarchive.export.forms import Profile
from newsarchive.export.jsonld import article_of
from newsarchive.export.ninjs import item_of
from newsarchive.export.records import full_record, shortened

Stored = dict[str, StoredArticle]


TEXT, URI, INSTANT = (
    {"type": "string"},
    {"type": "string", "format": "uri"},
    {"type": "string", "format": "date-time"},
)


def each(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    """A list of objects that have these properties and no others."""
    told = {"type": "object", "additionalProperties": False, "properties": properties}
    return {"type": "array", "items": {**told, "required": list(required)}}


TEXTS = each(("value",), role=TEXT, contenttype=TEXT, value=TEXT)
NAMED: dict[str, Any] = {"name": TEXT, "rel": TEXT, "uri": URI, "literal": TEXT}
TYPES = ("text", "audio", "video", "picture", "graphic", "composite", "component")
# What IPTC's schema of ninjs 2.1 (2.1.1) asks of the properties that are written here.
ITEM = {
    "uri": URI,
    "type": {"enum": list(TYPES)},
    "version": TEXT,
    **dict.fromkeys(("firstcreated", "versioncreated", "contentcreated"), INSTANT),
    "pubstatus": {"enum": ["usable", "withheld", "canceled"]},
    **dict.fromkeys(("copyrightholder", "language", "by", "located"), TEXT),
    "headlines": TEXTS,
    "bodies": TEXTS,
    "places": each(**NAMED),
    "organisations": each(**NAMED),
    "subjects": each(**NAMED, creator=TEXT),
    "altids": each(role=TEXT, value=TEXT),
    "standard": each(name=TEXT, version=TEXT, schema=URI)["items"],
}
NINJS = jsonschema_rs.Draft202012Validator(
    {
        "type": "object",
        "required": ["uri"],
        "additionalProperties": False,
        "properties": {
            **ITEM,
            "associations": each(("name", "uri"), **ITEM, name=TEXT),
        },
    },
    validate_formats=True,
)


def whole(value: Any) -> bool:
    """Whether nothing in it is null or an empty list."""
    if isinstance(value, dict):
        return all(map(whole, value.values()))
    if isinstance(value, list):
        return bool(value) and all(map(whole, value))
    return value is not None


def test_ninjs(stored: Stored) -> None:
    record = full_record(stored["penuh"])
    item = item_of(record)
    assert item["uri"] == record["url"]
    assert item["standard"]["version"] == "2.1"
    assert item["versioncreated"] == "2023-10-21T09:14:07+07:00"
    assert item["headlines"] == [
        {"role": "main", "contenttype": "text/plain", "value": "Berita penuh"}
    ]
    assert item["bodies"][0]["value"] == record["body"]
    assert item["by"] == "(Aji/UJI)"
    assert item["located"] == "Sekadau"
    assert {"name": "Belitang Hilir", "rel": "mentions"}.items() <= item["places"][
        0
    ].items()
    assert item["subjects"][0]["uri"] == "urn:newsarchive:topic:patroli"
    assert item["organisations"][0]["name"] == "Polsek Belitang Hilir"
    assert item["associations"][0]["uri"] == "https://kabaruji.id/a.jpg"
    assert whole(item)


@pytest.mark.parametrize("profile", Profile)
def test_ninjs_is_as_its_schema_says(stored: Stored, profile: Profile) -> None:
    for article in stored.values():
        record = full_record(article)
        for one in record["images"]:
            one["url"] = "https://kabaruji.id/foto satu é.jpg?x=[1]"
        NINJS.validate(item_of(shortened(record, profile)))


@pytest.mark.parametrize(
    "wrong", [{"pubstatus": "gone"}, {"uri": "a b"}, {"firstcreated": "2023-10-21"}]
)
def test_what_is_no_ninjs_would_be_noticed(stored: Stored, wrong: Any) -> None:
    item = item_of(full_record(stored["penuh"])) | wrong
    assert not NINJS.is_valid(item)


def test_jsonld(stored: Stored) -> None:
    record = full_record(stored["penuh"])
    made = article_of(record)
    assert (made["@context"], made["@type"]) == ("https://schema.org", "NewsArticle")
    assert made["headline"] == "Berita penuh"
    assert made["author"] == [{"@type": "Person", "name": "Aji"}]
    assert made["dateline"] == "KABAR UJI, SEKADAU –"
    assert made["locationCreated"] == {"@type": "Place", "name": "Sekadau"}
    assert made["image"][0]["creditText"] == "Dok. Polsek"
    assert whole(made)


def test_what_is_not_known_is_left_out(stored: Stored) -> None:
    record = shortened(full_record(stored["kosong"]), Profile.EXCERPT)
    for made in (item_of(record), article_of(record)):
        assert whole(made)
        assert orjson.loads(orjson.dumps(made)) == made
    assert "versioncreated" not in item_of(record)
    assert "author" not in article_of(record)


def test_a_day_is_no_instant(stored: Stored) -> None:
    record = full_record(stored["salinan"])
    assert "firstcreated" not in item_of(record)
    assert article_of(record)["datePublished"] == "2023-10-22"


def test_an_agency_signs_where_nobody_does(stored: Stored) -> None:
    record = full_record(stored["penuh"])
    record["byline"]["credits"][0]["name"] = None
    assert article_of(record)["author"] == [{"@type": "Organization", "name": "UJI"}]
    record["byline"]["credits"][0]["agency"] = None
    assert "author" not in article_of(record)
