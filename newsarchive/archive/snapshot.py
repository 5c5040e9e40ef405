"""What was read of a page beside its words, as one version keeps it.

The tables hold what is believed today; a version keeps what was read when it was made, so
that nothing is lost when newer software reads the same page in another way.
"""

from typing import Any

from newsarchive.items import Article as Item
from newsarchive.text.findings import Findings


def findings_of(item: Item) -> dict[str, Any]:
    """Give the values of an article but title and body, as JSON has them."""
    return {
        "published": _published(item),
        "modified": item.modified.value if item.modified else None,
        "byline": _byline(item),
        "dateline": _dateline(item),
        "event_dates": [
            [one.date, one.end, one.raw, list(one.flags)] for one in item.event_dates
        ],
        "section": item.section,
        "tags": list(item.tags),
        "language": item.language,
        "images": [[one.url, one.caption, one.credit] for one in item.images],
        **named_in(item),
    }


def named_in(found: Item | Findings) -> dict[str, Any]:
    """Give what the words of an article name."""
    return {
        "regency": found.regency.code if found.regency else None,
        "places": [[one.place.code, one.raw] for one in found.places],
        "police_units": [[one.unit.id, one.raw] for one in found.units],
        "topics": [[one.topic, one.score, list(one.words)] for one in found.topics],
    }


def changes(
    before: dict[str, Any], after: dict[str, Any]
) -> dict[str, tuple[Any, Any]]:
    """Name the values that differ, with both."""
    return {
        name: (before.get(name), after.get(name))
        for name in dict.fromkeys((*after, *before))
        if not is_same(before.get(name), after.get(name))
    }


def is_same(before: Any, after: Any) -> bool:
    """Whether two values are one; what earlier software did not keep makes no other.

    It kept an event's date without its flags, a topic without its score and words.
    """
    if not (isinstance(before, list) and isinstance(after, list)):
        return bool(before == after)
    return len(before) == len(after) and all(map(_is_same_row, before, after))


def _is_same_row(before: Any, after: Any) -> bool:
    pair = [one if isinstance(one, list) else [one] for one in (before, after)]
    return all(old == new for old, new in zip(*pair, strict=False))


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
