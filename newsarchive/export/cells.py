"""A record as the cells of one CSV row."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson

LIST = " | "
# A spreadsheet takes a cell that begins so for a formula, behind space and signs that
# nobody sees, too; the wide forms as well.
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠]|[\t\r\n]")  # noqa: RUF001 (the wide forms are meant)

Read = Callable[[Any], Any]


def header(fields: Iterable[str]) -> list[str]:
    """Name the columns of these fields of a record."""
    return [column for field in fields for column in _columns(field)]


def cells(record: Mapping[str, Any]) -> list[str]:
    """Write a record's values into cells that no spreadsheet runs as formulas."""
    # Nearly all begin with a letter and need nothing: a call for each would take longer.
    return [
        value if type(value) is str and value[:1].isalnum() else harmless(value)
        for value in values(record)
    ]


def values(record: Mapping[str, Any]) -> list[Any]:
    """Give a record's values as they are, one a column."""
    found: list[Any] = []
    for field, value in record.items():
        reads = _READS.get(field)
        if reads is not None:
            found += [read(value) for read in reads]
        else:
            found.append(LIST.join(value) if isinstance(value, list) else value)
    return found


def harmless(value: Any) -> str:
    """Write a value into a cell that no spreadsheet runs as a formula."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _columns(field: str) -> Mapping[str, Read]:
    return _COLUMNS.get(field) or {field: _joined}


def _joined(value: Any) -> Any:
    return LIST.join(value) if isinstance(value, list) else value


def _of(name: str) -> Read:
    """Read one property of an object, if there is one."""
    return lambda value: value[name] if value else None


def _all(name: str) -> Read:
    """Read one property of all objects of a list."""
    return lambda items: LIST.join([item[name] or "" for item in items])


def _json(name: str) -> Read:
    """Read one property of all objects of a list, whatever it holds, as JSON."""
    return lambda items: LIST.join(orjson.dumps(item[name]).decode() for item in items)


def _credits(name: str) -> Read:
    return lambda byline: _all(name)(byline["credits"]) if byline else None


def _days(items: list[dict[str, Any]]) -> str:
    """Write days, and spans of days as ISO 8601 has them: 2023-10-09/2023-10-10."""
    return LIST.join("/".join(filter(None, (i["date"], i["end"]))) for i in items)


# Objects and lists of objects take a column a property; the rest is for JSON.
_COLUMNS: Mapping[str, Mapping[str, Read]] = {
    "dateline": {
        f"dateline_{name}": _of(name)
        for name in ("raw", "outlet", "org", "place", "region", "code")
    },
    "byline": {
        "byline_raw": _of("raw"),
        "byline_names": _credits("name"),
        "byline_roles": _credits("role"),
        "byline_agencies": _credits("agency"),
        "byline_people": _credits("person"),
    },
    "event_dates": {"event_dates": _days, "event_dates_raw": _all("raw")},
    "regency": {"regency": _of("name"), "regency_code": _of("code")},
    "places": {"places": _all("name"), "place_codes": _all("code")},
    "police_units": {"police_units": _all("name"), "police_unit_ids": _all("id")},
    "images": {
        "image_urls": _all("url"),
        "image_captions": _all("caption"),
        "image_credits": _all("credit"),
    },
    "story": {f"story_{name}": _of(name) for name in ("id", "size", "role", "overlap")},
    "capture": {
        f"capture_{name}": _of(name) for name in ("sha256", "fetched_at", "record")
    },
    "corrections": {
        "corrected_fields": _all("field"),
        "corrected_machine": _json("machine"),
        "corrected_why": _all("why"),
        "corrected_at": _all("at"),
    },
}
# The same without names, which a million records need not look up.
_READS = {field: tuple(columns.values()) for field, columns in _COLUMNS.items()}
