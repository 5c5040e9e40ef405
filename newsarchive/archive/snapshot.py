"""What was read of a page beside its words, as one version keeps it.

The tables hold what is believed today; a version keeps what was read when it was made, so
that nothing is lost when newer software reads the same page in another way.
"""

from typing import Any

from newsarchive.items import Article as Item


def findings_of(item: Item) -> dict[str, Any]:
    """Give the values of an article but title and body, as JSON has them."""
    return {
        "published": _published(item),
        "modified": item.modified.value if item.modified else None,
        "byline": _byline(item),
        "dateline": _dateline(item),
        "event_dates": [[one.date, one.end, one.raw] for one in item.event_dates],
        "section": item.section,
        "tags": list(item.tags),
        "language": item.language,
        "images": [[one.url, one.caption, one.credit] for one in item.images],
        "regency": item.regency.code if item.regency else None,
        "places": [[one.place.code, one.raw] for one in item.places],
        "police_units": [[one.unit.id, one.raw] for one in item.units],
        "topics": [one.topic for one in item.topics],
    }


def changes(
    before: dict[str, Any], after: dict[str, Any]
) -> dict[str, tuple[Any, Any]]:
    """Name the values that differ, with both."""
    return {
        name: (before.get(name), after.get(name))
        for name in dict.fromkeys((*after, *before))
        if before.get(name) != after.get(name)
    }


def _published(item: Item) -> dict[str, Any] | None:
    if item.published is None:
        return None
    date = item.published.date
    return {
        "value": date.value,
        "precision": date.precision,
        "raw": date.raw,
        "origin": item.published.origin,
        "flags": list(date.flags),
    }


def _byline(item: Item) -> dict[str, Any] | None:
    if item.byline is None:
        return None
    signed = [[one.name, one.role, one.agency] for one in item.byline.credits]
    return {"raw": item.byline.raw, "credits": signed}


def _dateline(item: Item) -> dict[str, Any] | None:
    if item.dateline is None:
        return None
    line = item.dateline
    return {
        "raw": line.raw,
        "outlet": line.outlet,
        "org": line.org,
        "place": line.place,
        "region": line.region,
        "code": line.code,
    }
