"""Finds what a text is about: topics of a small vocabulary, by weighted words."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from newsarchive.gazetteer.spelling import fold
from newsarchive.gazetteer.topics import TopicWords, topic_words
from newsarchive.text.scan import Names, Words, scan

# A word repeated says more, but not without end; one in the title says it twice.
_MOST = 3
_TITLE = 2
# A topic needs more than one passing word, and a fair share of the strongest one's.
_LEAST = 4.0
_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class TopicMention:
    """A topic of a text, how strongly it speaks, and the words that say so."""

    topic: str
    score: float
    words: tuple[str, ...]


def find_topics(title: str | None, text: str) -> tuple[TopicMention, ...]:
    """Find the topics of a text, the strongest first, each with the words that fired."""
    times: Counter[TopicWords] = Counter()
    for words, factor in ((scan(title or ""), _TITLE), (scan(text), 1)):
        for fired in _fired(words):
            times[fired] += factor
    fired_by: dict[str, list[TopicWords]] = defaultdict(list)
    for fired in times:
        fired_by[fired.topic].append(fired)
    found = [
        TopicMention(
            topic,
            float(sum(fired.weight * min(times[fired], _MOST) for fired in group)),
            tuple(fired.words for fired in group),
        )
        for topic, group in fired_by.items()
    ]
    return _strong(found)


def _strong(found: list[TopicMention]) -> tuple[TopicMention, ...]:
    found.sort(key=lambda mention: (-mention.score, mention.topic))
    least = max(_LEAST, _SHARE * found[0].score) if found else _LEAST
    return tuple(mention for mention in found if mention.score >= least)


def _fired(words: Words) -> Iterator[TopicWords]:
    """Give the vocabulary's words in a text, the longest at each place."""
    names, done = _vocabulary(), 0
    for index in names.positions(words):
        name = names.longest(words, index) if index >= done else None
        if name is not None:
            done, fired = name
            raw = words.raw(index, done)
            yield from (one for one in fired if one.weight and _as_written(one, raw))


def _as_written(fired: TopicWords, raw: str) -> bool:
    return not fired.exact or fired.words == raw


@cache
def _vocabulary() -> Names[TopicWords]:
    return Names((fold(one.words), one) for one in topic_words())
