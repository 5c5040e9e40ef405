"""What people ask for by name: a regency, a police unit, a topic; near names are offered."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches

from newsarchive.errors import ConfigurationError
from newsarchive.gazetteer.places import find_place, places
from newsarchive.gazetteer.police import find_unit, units
from newsarchive.gazetteer.topics import topics


def read_regency(name: str, option: str) -> str:
    """Give the code of the regency or city a name or code means."""
    place = places().get(name) or find_place(name)
    if place is None or place.level != "regency":
        known = [one.name for one in places().values() if one.level == "regency"]
        near = get_close_matches(name.title(), known, n=1)
        raise ConfigurationError(
            f"{option} {name!r} is none of {', '.join(known)}"
            + (f": do you mean {near[0]}?" if near else "")
        )
    return place.code


def read_unit(name: str, option: str) -> str:
    """Give the id of the police unit a name or id means."""
    unit = units().get(name) or find_unit(name)
    if unit is None:
        near = get_close_matches(name, [one.name for one in units().values()])
        raise ConfigurationError(
            f"{option} {name!r} is no unit of Polda Kalbar, or means several"
            + (f": do you mean {', '.join(dict.fromkeys(near))}?" if near else "")
        )
    return unit.id


def read_topic(name: str, option: str) -> str:
    """Give the id of the topic an id or label means."""
    for topic in topics().values():
        if name.casefold() in {
            topic.id,
            topic.indonesian.casefold(),
            topic.english.casefold(),
        }:
            return topic.id
    raise ConfigurationError(f"{option} {name!r} is none of {', '.join(topics())}")


# Each takes what was typed, and the option it was typed for.
READERS: Mapping[str, Callable[[str, str], str]] = {
    "regency": read_regency,
    "unit": read_unit,
    "topic": read_topic,
}
