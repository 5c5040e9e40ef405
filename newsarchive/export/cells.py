"""A record as the cells of one CSV row."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import orjson

LIST = " | "
# A spreadsheet takes a cell that begins so for a formula, behind space and signs that
# nobody sees, too; the wide forms as well.
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠]|[\t\r\n]")  # noqa: RUF001 (the wide forms are meant)

# What reads a field's value: all of its columns at once.
Read = Callable[[Any], Iterable[Any]]


def header(fields: Iterable[str]) -> list[str]:
    """Name the columns of these fields of a record."""
    return [column for field in fields for column in _columns(field)]


def cells(record: Mapping[str, Any]) -> list[str]:
    """Write a record's values into cells that no spreadsheet runs as formulas."""
    # Nearly all begin with a letter and need nothing: a call for each would take longer.
    return [
        ""
        if value is None
        else value
        if type(value) is str and value[:1].isalnum()
        else harmless(value)
        for value in values(record)
    ]


def values(record: Mapping[str, Any]) -> list[Any]:
    """Give a record's values as they are, one a column."""
    found: list[Any] = []
    for field, value in record.items():
        told = _COLUMNS.get(field)
        if told is not None:
            found += told[1](value)
        else:
            found.append(LIST.join(value) if type(value) is list else value)
    return found


def harmless(value: Any) -> str:
    """Write a value into a cell that no spreadsheet runs as a formula."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _columns(field: str) -> Iterable[str]:
    return _COLUMNS[field][0] if field in _COLUMNS else (field,)


def _object(*names: str) -> Read:
    """Read some properties of an object, if there is one."""
    told, nothing = itemgetter(*names), (None,) * len(names)
    return lambda value: told(value) if value else nothing


def _objects(*names: str) -> Read:
    """Read some properties of all objects of a list."""
    nothing = ("",) * len(names)

    def read(items: list[dict[str, Any]]) -> Iterable[str]:
        if not items:
            return nothing
        return [LIST.join([item[name] or "" for item in items]) for name in names]

    return read


_credits = _objects("name", "role", "agency", "person")


def _byline(value: dict[str, Any] | None) -> Iterable[Any]:
    return (value["raw"], *_credits(value["credits"])) if value else (None,) * 5


def _days(items: list[dict[str, Any]]) -> Iterable[str]:
    """Write days, and spans of days as ISO 8601 has them: 2023-10-09/2023-10-10."""
    days = ["/".join(filter(None, (item["date"], item["end"]))) for item in items]
    return LIST.join(days), LIST.join([item["raw"] for item in items])


def _corrections(items: list[dict[str, Any]]) -> Iterable[str]:
    """Read corrections; what the machine had read is of any kind, and told as JSON."""
    told = [{**one, "machine": orjson.dumps(one["machine"]).decode()} for one in items]
    return _corrected(told)


_corrected = _objects("field", "machine", "why", "at")


def _named(prefix: str, *names: str) -> list[str]:
    return [f"{prefix}_{name}" for name in names]


_LINE = ("raw", "outlet", "org", "place", "region", "code")
_STORY = ("id", "size", "role", "overlap")
_CAPTURE = ("sha256", "fetched_at", "record")
# Objects and lists of objects take a column a property; the rest is for JSON.
_COLUMNS: Mapping[str, tuple[Sequence[str], Read]] = {
    "dateline": (_named("dateline", *_LINE), _object(*_LINE)),
    "byline": (
        _named("byline", "raw", "names", "roles", "agencies", "people"),
        _byline,
    ),
    "event_dates": (["event_dates", "event_dates_raw"], _days),
    "regency": (["regency", "regency_code"], _object("name", "code")),
    "places": (["places", "place_codes"], _objects("name", "code")),
    "police_units": (["police_units", "police_unit_ids"], _objects("name", "id")),
    "images": (
        _named("image", "urls", "captions", "credits"),
        _objects("url", "caption", "credit"),
    ),
    "story": (_named("story", *_STORY), _object(*_STORY)),
    "capture": (_named("capture", *_CAPTURE), _object(*_CAPTURE)),
    "corrections": (
        _named("corrected", "fields", "machine", "why", "at"),
        _corrections,
    ),
}
