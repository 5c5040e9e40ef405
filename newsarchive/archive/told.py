"""What a record tells, in the form that the tables keep: pure, without a database."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from newsarchive.archive import fields
from newsarchive.archive.tables import NO_EVIDENCE
from newsarchive.source import Source as Declaration
from newsarchive.suppression import Mark, url_mark
from newsarchive.text.fingerprint import content_hash

Record = Mapping[str, Any]


def values_of(record: Record) -> dict[str, Any]:
    """Give the values of a record in the form that versions and corrections keep."""
    byline, line = record["byline"], record["dateline"]
    signed = byline["credits"] if byline else []
    return {
        "title": record["title"],
        "published": _published(record),
        "modified": record["modified_at"],
        "section": record["section"],
        "language": record["language"],
        "tags": record["tags"],
        "byline": {
            "raw": byline["raw"],
            "credits": [[one["name"], one["role"], one["agency"]] for one in signed],
        }
        if byline
        else None,
        "dateline": line,
        "event_dates": [
            [one["date"], one["end"], one["raw"], one["flags"]]
            for one in record["event_dates"]
        ],
        "images": [
            [one["url"], one["caption"], one["credit"]] for one in record["images"]
        ],
        "regency": record["regency"]["code"] if record["regency"] else None,
        "places": [[one["code"], one["name"]] for one in record["places"]],
        "police_units": [[one["id"], one["name"]] for one in record["police_units"]],
        "topics": [[topic, 0.0, []] for topic in record["topics"]],
    }


def _published(record: Record) -> dict[str, Any] | None:
    if record["published_raw"] is None and record["published_origin"] is None:
        return None
    return {
        "value": record["published_at"],
        "precision": record["published_precision"],
        "raw": record["published_raw"],
        "origin": record["published_origin"],
        "flags": [],
    }


def columns_of(record: Record, run_id: int) -> dict[str, Any]:
    """Give the columns of an article."""
    return {
        **fields.columns(values_of(record)),
        "last_checked_at": instant(record["last_checked_at"]),
        "state": record["state"],
        "state_reason": None,
        "content_sha256": record["content_sha256"],
        "evidence": NO_EVIDENCE,
        "last_run_id": run_id,
    }


def marks_of(record: Record) -> list[tuple[Mark, str]]:
    """Give all by which a suppressed article would be known."""
    return [
        (Mark.ARTICLE, record["id"]),
        (Mark.TEXT, record["content_sha256"]),
        *((Mark.URL, url_mark(url)) for url in record["urls"]),
    ]


def text_of(title: str | None, record: Record) -> str:
    """Put dateline and byline to the body, so that its hash is that of the page's words.

    Where none of the usual ways does, the body stands alone.
    """
    raws = [(record[name] or {}).get("raw") for name in ("dateline", "byline")]
    for text in _printed(record["body"], *raws):
        if content_hash(title, text) == record["content_sha256"]:
            return text
    body: str = record["body"]
    return body


def _printed(body: str, line: str | None, byline: str | None) -> Iterable[str]:
    first = f"{line} {body}" if line else body
    return (f"{first} {byline}", first) if byline else (first,)


def machine_of(record: Record, name: str, otherwise: Any) -> Any:
    """Give what the software read of a field, where an archivist said otherwise."""
    told: Sequence[Record] = record["corrections"]
    return next((o["machine"] for o in told if o["field"] == name), otherwise)


def declared_by(record: Record) -> Declaration:
    """Make an outlet's declaration of what a record tells of it."""
    host = record["url"].split("/")[2]
    offset = instant(record["first_seen_at"]).strftime("%z")
    return Declaration(
        title=record["outlet"],
        domain=host,
        sections=(f"https://{host}/",),
        zone=_ZONES.get(offset, "UTC"),
    )


_ZONES = {"+0700": "Asia/Jakarta", "+0800": "Asia/Makassar", "+0900": "Asia/Jayapura"}


def instant(value: str) -> datetime:
    """Read an instant of a record."""
    return datetime.fromisoformat(value)
