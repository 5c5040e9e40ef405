"""Names or codes of places, police units and topics that a person types."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from newsarchive.errors import ConfigurationError
from newsarchive.gazetteer.places import Place, find_place, places, places_by_name
from newsarchive.gazetteer.police import find_unit, units
from newsarchive.gazetteer.spelling import key
from newsarchive.gazetteer.topics import topics

_SHOWN = 8


def read_regency(text: str) -> str:
    """Give the code of the regency or city that is meant."""
    place = places().get(text) or find_place(text)
    if place is None or place.level != "regency":
        known = ", ".join(p.name for p in places().values() if p.level == "regency")
        raise ConfigurationError(f"{text!r} is none of {known}")
    return place.code


def read_places(text: str) -> list[list[Any]]:
    """Give the codes of places, each with the words it was typed in."""
    found = {}
    for name in parted(text):
        place = places().get(name) or find_place(name)
        if place is None or place.level == "province":
            raise ConfigurationError(_no_place(name))
        found[place.code] = [place.code, name]
    return list(found.values())


def _no_place(name: str) -> str:
    """Say why a name means no place, and by which code one can be meant."""
    named: list[Place] = [
        place
        for level in places_by_name().values()
        for place in level.get(key(name), ())
        if place.level != "province"
    ]
    if not named:
        return f"{name!r} is no regency, district or village of Kalimantan Barat"
    told = ", ".join(f"{p.code} ({_within(p)})" for p in named[:_SHOWN])
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    return f"{name!r} may mean several places, give a code: {told}{more}"


def _within(place: Place) -> str:
    above = places()[place.parent] if place.parent else place
    return f"{place.level} in {above.name}"


def read_units(text: str) -> list[list[Any]]:
    """Give the ids of police units, each with the words it was typed in."""
    found = {}
    for name in parted(text):
        unit = units().get(name) or find_unit(name)
        if unit is None:
            raise ConfigurationError(_no_unit(name))
        found[unit.id] = [unit.id, name]
    return list(found.values())


def _no_unit(name: str) -> str:
    known = [one.id for one in units().values() if key(name) in map(key, one.names)]
    if known:
        return f"{name!r} may mean several units, give an id: {', '.join(known)}"
    near = get_close_matches(name, [one.name for one in units().values()])
    hint = f": do you mean {', '.join(dict.fromkeys(near))}?" if near else ""
    return f"{name!r} is no unit of Polda Kalbar{hint}"


def read_topics(text: str) -> list[list[Any]]:
    """Give the ids of topics; no words speak for them."""
    labels = {
        label.casefold(): topic.id
        for topic in topics().values()
        for label in (topic.id, topic.indonesian, topic.english)
    }
    found: dict[str, list[Any]] = {}
    for name in parted(text):
        if name.casefold() not in labels:
            raise ConfigurationError(f"{name!r} is none of {', '.join(topics())}")
        topic = labels[name.casefold()]
        found[topic] = [topic, 0.0, []]
    return list(found.values())


def parted(text: str) -> Iterator[str]:
    """Give what commas part."""
    return filter(None, (part.strip() for part in text.split(",")))
