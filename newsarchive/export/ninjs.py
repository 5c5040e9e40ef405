"""A record as an item of IPTC ninjs 2.1, the format of news agencies."""

from collections.abc import Iterator

from w3lib.url import safe_url_string

from newsarchive.export.records import Record

STANDARD = {
    "name": "ninjs",
    "version": "2.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
}
# The vocabularies that codes are of.
PLACES = "urn:newsarchive:kemendagri"
UNITS = "urn:newsarchive:police-unit"
TOPICS = "urn:newsarchive:topic"
_STATES = {"live": "usable", "gone": "usable", "withdrawn": "canceled"}


def item_of(record: Record) -> Record:
    """Make the item of a record; what is not known is left out, as the format wants."""
    item = {
        "uri": record["url"],
        "standard": STANDARD,
        "type": "text",
        "version": str(record["version"]),
        "pubstatus": _STATES[record["state"]],
        "language": record["language"],
        "firstcreated": _instant(record["published_at"]),
        "contentcreated": _instant(record["published_at"]),
        "versioncreated": _instant(record["modified_at"] or record["published_at"]),
        "copyrightholder": record["outlet"],
        "by": (record["byline"] or {}).get("raw"),
        "located": (record["dateline"] or {}).get("place"),
        "headlines": _texts(record["title"], "main"),
        "bodies": list(_bodies(record)),
        "places": list(_places(record)),
        "organisations": [
            {"name": one["name"], "rel": "mentions", "uri": f"{UNITS}:{one['id']}"}
            for one in record["police_units"]
        ],
        "subjects": [
            {"name": topic, "uri": f"{TOPICS}:{topic}", "creator": "newsarchive"}
            for topic in record["topics"]
        ],
        "associations": [
            {
                "name": f"picture-{number}",
                "uri": safe_url_string(one["url"]),
                "type": "picture",
                "standard": STANDARD,
                "headlines": _texts(one["caption"], "caption"),
            }
            for number, one in enumerate(record["images"], 1)
        ],
        "altids": [{"role": "newsarchive", "value": record["id"]}],
    }
    return {name: value for name, value in item.items() if value not in (None, [])}


def _instant(value: str | None) -> str | None:
    """Give an instant only; a day alone would have to be filled up."""
    return value if value is not None and "T" in value else None


def _texts(value: str | None, role: str) -> list[Record]:
    told = {"role": role, "contenttype": "text/plain", "value": value}
    return [] if value is None else [told]


def _bodies(record: Record) -> Iterator[Record]:
    for name, role in (("body", "main"), ("excerpt", "excerpt")):
        yield from _texts(record.get(name), role)


def _places(record: Record) -> Iterator[Record]:
    for one in record["places"]:
        uri = f"{PLACES}:{one['code']}"
        yield {"name": one["name"], "rel": "mentions", "uri": uri}
