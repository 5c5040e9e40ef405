"""What is read in a text, as the published objects of `newsarchive parse`."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from newsarchive.cli.console import ZONE
from newsarchive.cli.samples import Kind, Sample
from newsarchive.gazetteer.police import units
from newsarchive.text.byline import split_byline
from newsarchive.text.dateline import split_dateline
from newsarchive.text.dates import parse_date
from newsarchive.text.event_dates import find_event_dates
from newsarchive.text.places import find_places
from newsarchive.text.police import find_units
from newsarchive.text.topics import find_topics

Told = dict[str, Any]


def _date(sample: Sample) -> Told:
    date = parse_date(sample.text, reference=_reference(sample), zone=ZONE.key)
    if date.value is None:
        return {"value": None, "reason": date.reason, "raw": date.raw}
    told = {
        "value": date.value,
        "precision": date.precision,
        "zone": date.zone,
        "flags": date.flags,
        "raw": date.raw,
    }
    return told if date.end is None else {**told, "end": date.end}


def _event_dates(sample: Sample) -> Told:
    found = find_event_dates(sample.text, published=_reference(sample), zone=ZONE.key)
    days = [
        {"date": e.date, "end": e.end, "raw": e.raw, "flags": e.flags} for e in found
    ]
    return {"event_dates": days}


def _dateline(sample: Sample) -> Told:
    line, rest = split_dateline(sample.text, outlet=sample.outlet)
    nothing = dict.fromkeys(("raw", "outlet", "org", "place", "region", "code"))
    return {**(asdict(line) if line else nothing), "rest": rest}


def _byline(sample: Sample) -> Told:
    line, rest = split_byline(sample.text)
    return {
        "raw": line.raw if line else None,
        "credits": [
            {"name": c.name, "role": c.role, "agency": c.agency}
            for c in (line.credits if line else ())
        ],
        "rest": rest,
    }


def _places(sample: Sample) -> Told:
    return {
        "places": [
            {"code": m.place.code, "name": m.place.name, "level": m.place.level}
            for m in find_places(sample.text)
        ]
    }


def _units(sample: Sample) -> Told:
    return {
        "units": [
            {
                "id": m.unit.id,
                "name": m.unit.name,
                "parent": units()[m.unit.parent].name if m.unit.parent else None,
            }
            for m in find_units(sample.text)
        ]
    }


def _topics(sample: Sample) -> Told:
    return {"topics": [m.topic for m in find_topics(None, sample.text)]}


def _reference(sample: Sample) -> datetime:
    return sample.reference or datetime.now(UTC)


READINGS: Mapping[Kind, Callable[[Sample], Told]] = {
    Kind.DATE: _date,
    Kind.EVENT_DATES: _event_dates,
    Kind.DATELINE: _dateline,
    Kind.BYLINE: _byline,
    Kind.PLACES: _places,
    Kind.UNITS: _units,
    Kind.TOPICS: _topics,
}
