"""A value in the form in which versions keep it, as people read it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

NONE = "none"


def shown(field: str, value: Any) -> str:
    """Tell a value in a few words."""
    if value is None or value == []:
        return NONE
    return _SHOWN.get(field, str)(value)


def _published(value: dict[str, Any]) -> str:
    told = value["value"] or NONE
    return told if value["origin"] is None else f"{told} ({value['origin']})"


def _raw(value: dict[str, Any]) -> str:
    return str(value["raw"])


def _byline(value: dict[str, Any]) -> str:
    """Tell a byline as printed, and who is read in it."""
    signed = ", ".join(
        "/".join(filter(None, (name, agency))) + (f" ({role})" if role else "")
        for name, role, agency in value["credits"]
    )
    return f"{value['raw']} [{signed or 'nobody'}]"


def _days(rows: Iterable[list[Any]]) -> str:
    """Write days, and spans of days as ISO 8601 has them."""
    return ", ".join("/".join(filter(None, row[:2])) for row in rows)


def _regency(code: str) -> str:
    from newsarchive.gazetteer.places import places  # noqa: PLC0415 (slow to load)

    place = places().get(code)
    return f"{place.name} ({code})" if place else code


def _places(rows: Iterable[list[Any]]) -> str:
    return ", ".join(_regency(row[0]) for row in rows)


def _units(rows: Iterable[list[Any]]) -> str:
    from newsarchive.gazetteer.police import units  # noqa: PLC0415 (slow to load)

    known = units()
    return ", ".join(known[i].name if i in known else i for i, *_ in rows)


def _topics(rows: Iterable[Any]) -> str:
    """Tell topics; a version of earlier software has their ids alone."""
    return ", ".join(row if isinstance(row, str) else row[0] for row in rows)


_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "published": _published,
    "tags": ", ".join,
    "dateline": _raw,
    "byline": _byline,
    "event_dates": _days,
    "regency": _regency,
    "places": _places,
    "police_units": _units,
    "topics": _topics,
}
