"""The vocabulary of topics, published in Indonesian and English, and its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from newsarchive.gazetteer.tables import read_table

# Before words that count only as written: "PETI" is illegal mining, "peti" is a box.
_EXACT = "="


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its id, its labels, and whether it needs care with victims' names."""

    id: str
    indonesian: str
    english: str
    sensitive: bool


@dataclass(frozen=True, slots=True)
class TopicWords:
    """Words that speak for a topic, with their weight; zero for those that mislead."""

    topic: str
    words: str
    weight: int
    exact: bool


@cache
def topics() -> Mapping[str, Topic]:
    """Give every topic by its id."""
    return MappingProxyType(
        {
            row["topic"]: Topic(
                row["topic"],
                row["indonesian"],
                row["english"],
                row["sensitive"] == "yes",
            )
            for row in read_table("topics.tsv")
        }
    )


@cache
def topic_words() -> tuple[TopicWords, ...]:
    """Give all words of all topics."""
    return tuple(
        TopicWords(
            row["topic"],
            row["words"].removeprefix(_EXACT),
            int(row["weight"]),
            row["words"].startswith(_EXACT),
        )
        for row in read_table("topic_words.tsv")
    )
