"""All that an article's words name: places, the regency, police units, topics."""

from dataclasses import dataclass

from newsarchive.gazetteer.places import Place
from newsarchive.text.places import PlaceMention, find_places, find_regency
from newsarchive.text.police import UnitMention, find_units
from newsarchive.text.topics import TopicMention, find_topics


@dataclass(frozen=True, slots=True)
class Findings:
    """What title and text name, each with the words that say so."""

    places: tuple[PlaceMention, ...]
    regency: Place | None
    units: tuple[UnitMention, ...]
    topics: tuple[TopicMention, ...]


def find_all(
    title: str | None, text: str, *, dateline_place: str | None = None
) -> Findings:
    """Find places, units and topics; the regency found decides between namesakes.

    The dateline's place only helps to find the regency: reporters write from the next
    town.
    """
    whole = f"{title}\n\n{text}" if title else text
    units = find_units(whole)
    regency = find_regency(
        whole,
        title=title,
        dateline_place=dateline_place,
        units=[mention.unit for mention in units],
    )
    hint = regency.code if regency else None
    return Findings(
        places=find_places(whole, hint=hint),
        regency=regency,
        units=units,
        topics=find_topics(title, text),
    )
