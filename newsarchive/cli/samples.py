"""Texts to read, as they come in line by line."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsarchive.cli.console import ZONE
from newsarchive.errors import ConfigurationError


class Kind(StrEnum):
    """What to look for in a text."""

    DATE = "date"
    EVENT_DATES = "event-dates"
    DATELINE = "dateline"
    BYLINE = "byline"
    PLACES = "places"
    UNITS = "units"
    TOPICS = "topics"


@dataclass(frozen=True, slots=True)
class Sample:
    """One text; `reference` is when it was published or fetched, `outlet` a domain."""

    text: str
    reference: datetime | None = None
    outlet: str | None = None


def read_sample(line: str, given: Sample) -> Sample:
    """Read a JSON object of a text; what it does not say is as given."""
    import orjson  # noqa: PLC0415 (only where JSON comes in)

    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ConfigurationError(f"no JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ConfigurationError('no object with a "text"')
    reference, outlet = row.get("reference"), row.get("outlet")
    if not isinstance(reference, str | None) or not isinstance(outlet, str | None):
        raise ConfigurationError('"reference" and "outlet" are strings or null')
    return Sample(
        row["text"], read_moment(reference) or given.reference, outlet or given.outlet
    )


def read_moment(text: str | None) -> datetime | None:
    """Read the moment of a reference, in any form a date may have.

    A clock without a zone is the region's.
    """
    if text is None:
        return None
    from newsarchive.text.dates import parse_date  # noqa: PLC0415 (start is light)

    moment = parse_date(text, zone=ZONE.key).start(ZONE.key)
    if moment is None:
        raise ConfigurationError(f"{text!r} is no moment: write 2023-10-21T09:14+07:00")
    return moment
