"""Articles of the archive as records of the published schema."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import orjson

from newsarchive.archive.api import Entry, StoredArticle
from newsarchive.export.forms import Profile
from newsarchive.export.schema import check, properties
from newsarchive.text.masking import mask

EXCERPT = 300
Record = dict[str, Any]
_ABSENT = {
    Profile.FULL: {"excerpt"},
    Profile.MASKED: {"excerpt"},
    Profile.EXCERPT: {"body"},
    Profile.METADATA: {"body", "excerpt"},
}


class Told(NamedTuple):
    """A record that fits the schema, and the same as a line of JSON."""

    record: Record
    line: bytes


def fields(profile: Profile, *, once: bool = False) -> list[str]:
    """Name the fields of a profile's records, in the order of the schema."""
    absent = _ABSENT[profile] | (set() if once else {"copies"})
    return [name for name in properties() if name not in absent]


def records(
    articles: Iterable[StoredArticle | Entry], profile: Profile = Profile.FULL
) -> Iterator[Told]:
    """Make a record of each article, none of which leaves without fitting the schema."""
    for article in articles:
        record = shortened(full_record(article), profile)
        check(record)
        yield Told(record, orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))


def full_record(article: StoredArticle | Entry) -> Record:
    """Make the record of an article, with its whole text."""
    row, zone = article.row, ZoneInfo(article.row.zone)
    return {
        "id": row.key,
        "source": row.source,
        "outlet": row.outlet,
        "url": row.url,
        "urls": list(article.urls),
        "title": article.title,
        "body": article.version.body,
        "language": row.language,
        "section": row.section,
        "tags": list(article.tags),
        "published_at": _moment(row.published, zone),
        "published_precision": row.published_precision,
        "published_raw": row.published_raw,
        "published_origin": row.published_origin,
        "modified_at": _moment(row.modified, zone),
        "first_seen_at": instant(row.first_seen_at, zone),
        "last_checked_at": instant(row.last_checked_at, zone),
        "state": row.state,
        "dateline": _dateline(article),
        "byline": _byline(article),
        "event_dates": [
            {"date": day.date, "end": day.until, "raw": day.raw, "flags": day.flags}
            for day in article.event_dates
        ],
        "regency": _regency(article),
        "places": [
            {"code": place.code, "name": place.name, "level": place.level}
            for place in article.places
        ],
        "police_units": [
            {"id": unit.unit_id, "name": unit.name, "parent": unit.parent}
            for unit in article.units
        ],
        "topics": [topic.topic_id for topic in article.topics],
        "images": [
            {"url": image.url, "caption": image.caption, "credit": image.credit}
            for image in article.images
        ],
        "version": article.version.number,
        "versions": row.versions,
        "content_sha256": article.version.content_sha256,
        "story": _story(article),
        **_copies(article),
        "capture": _capture(article, zone),
        "corrections": [
            {
                "field": one.field,
                "machine": one.machine,
                "why": one.reason.why,
                "at": instant(one.reason.at, zone),
            }
            for one in article.corrections
        ],
        "run": str(row.last_run_id),
    }


def shortened(record: Record, profile: Profile) -> Record:
    """Leave out what a profile does not carry."""
    if profile is Profile.FULL:
        return record
    if profile is Profile.MASKED:
        title, body = mask(record["title"], record["body"])
        return {**record, "title": title, "body": body, **_unnamed(record)}
    told = {
        _CUT.get(name, name): value
        for name, value in record.items()
        if name != "body" or profile is Profile.EXCERPT
    }
    if profile is Profile.EXCERPT:
        told["excerpt"] = excerpt(told["excerpt"])
    return told


# An excerpt stands in the place of the body.
_CUT = {"body": "excerpt"}


def _unnamed(record: Record) -> Record:
    """Take away captions and a corrected title, which may bear the same names."""
    images = [{**one, "caption": None} for one in record["images"]]
    corrections = [
        {**one, "machine": None} if one["field"] == "title" else one
        for one in record["corrections"]
    ]
    return {"images": images, "corrections": corrections}


def excerpt(body: str) -> str:
    """Cut a text after at most EXCERPT characters, at the end of a word."""
    if len(body) <= EXCERPT:
        return body
    head = body[: EXCERPT - 1]
    whole = head.rsplit(maxsplit=1)[0] if len(head.split()) > 1 else head
    return f"{whole}…"


def instant(value: datetime, zone: ZoneInfo) -> str:
    """Write an instant with the offset of a zone, to the second."""
    return value.astimezone(zone).isoformat(timespec="seconds")


def _moment(value: str | None, zone: ZoneInfo) -> str | None:
    """Write a stored date at its own precision; times get the zone's offset."""
    if value is None or "T" not in value:
        return value
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        return instant(moment.replace(tzinfo=zone), zone)
    return instant(moment, zone)


def _dateline(article: StoredArticle | Entry) -> Record | None:
    line = article.dateline
    if line is None:
        return None
    return {
        "raw": line.raw,
        "outlet": line.outlet,
        "org": line.org,
        "place": line.place,
        "region": line.region,
        "code": line.code,
    }


def _byline(article: StoredArticle | Entry) -> Record | None:
    if article.row.byline_raw is None:
        return None
    return {
        "raw": article.row.byline_raw,
        "credits": [
            {
                "name": credit.name,
                "role": credit.role,
                "agency": credit.agency,
                "person": _person(article, credit.name),
            }
            for credit in article.credits
        ],
    }


def _person(article: StoredArticle | Entry, name: str | None) -> str | None:
    return None if name is None else article.people.get(name)


def _regency(article: StoredArticle | Entry) -> Record | None:
    place = article.regency
    return {"code": place.code, "name": place.name} if place is not None else None


def _story(article: StoredArticle | Entry) -> Record | None:
    story = article.story
    if story is None:
        return None
    return {
        "id": story.id,
        "size": story.size,
        "role": story.role,
        "overlap": story.overlap,
    }


def _copies(article: StoredArticle | Entry) -> Record:
    """Tell for which articles one stands, where stories are counted once."""
    copies = getattr(article, "copies", None)
    return {} if copies is None else {"copies": list(copies)}


def _capture(article: StoredArticle | Entry, zone: ZoneInfo) -> Record | None:
    kept = article.capture
    if kept is None:
        return None
    return {
        "sha256": kept.sha256,
        "fetched_at": instant(kept.fetched_at, zone),
        "record": f"{kept.file}:{kept.offset}",
    }
