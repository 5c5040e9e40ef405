"""Finds articles that may identify a child or the victim of a sexual crime.

UU 11/2012 (article 19) keeps the identity of a child in a case secret, as offender, victim
and witness; the journalists' code of ethics (article 5) that of victims of sexual crimes.
In a village an age is enough. The rules only ask for a look: a person decides.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from newsarchive.gazetteer.identifying import identifying_words
from newsarchive.gazetteer.spelling import fold
from newsarchive.text.scan import Names, Words, scan

SEXUAL, CHILD, ROLE, VICTIM = "sexual", "child", "role", "victim"
ADULT = 18
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z“\"'])|\n+")
# "berusia 15 tahun"; "AB (15)", but not "Jumat (15)" or "15/10".
_AGE = re.compile(r"\b(?P<years>\d{1,2})[ -]*(?:tahun|thn|th)\b", re.IGNORECASE)
_AGE_BEHIND_NAME = re.compile(
    r"\b(?!Senin|Selasa|Rabu|Kamis|Jum.?at|Sabtu|Minggu|Ahad)"
    r"[A-Z][\w.]*,? ?\((?P<years>\d{1,2})(?: ?(?:tahun|thn|th)\.?)?\)"
)
# A length of time, of a sentence in prison or of service: no age.
_NO_AGE = re.compile(
    r"\b(?:penjara|pidana|hukuman|selama|paling lama|maksimal|minimal|minimum|usai|setelah"
    r"|lebih dari|ke-?)\W*$",
    re.IGNORECASE,
)
_NEAR = 24


@dataclass(frozen=True, slots=True)
class Sign:
    """A rule that speaks for a look at an article, and the words that say so."""

    rule: str
    words: tuple[str, ...]


def find_signs(title: str | None, text: str) -> tuple[Sign, ...]:
    """Give the rules that ask for a look at an article, each with its words.

    `child`: one sentence speaks of a child and of a part in a case. `victim`: the article
    is about a sexual crime and speaks of a child or of the victim.
    """
    whole = f"{title}\n\n{text}" if title else text
    sentences = _parts(whole)
    found = []
    for parts in sentences:
        if parts[CHILD] and parts[ROLE]:
            found.append(Sign(CHILD, (*parts[CHILD], *parts[ROLE])))
            break
    everywhere = {
        part: tuple(dict.fromkeys(word for parts in sentences for word in parts[part]))
        for part in (SEXUAL, CHILD, VICTIM)
    }
    spoken_of = everywhere[VICTIM] + everywhere[CHILD]
    if everywhere[SEXUAL] and spoken_of:
        found.append(Sign(VICTIM, (*everywhere[SEXUAL], *spoken_of)))
    return tuple(found)


def _parts(text: str) -> list[Mapping[str, list[str]]]:
    """Give, sentence by sentence, the words that speak of each part."""
    ends = [end.end() for end in _SENTENCE_END.finditer(text)]
    sentences: list[defaultdict[str, list[str]]] = [
        defaultdict(list) for _ in range(len(ends) + 1)
    ]
    for at, part, words in (*_named(scan(text)), *_ages(text)):
        sentences[bisect(ends, at)][part].append(words)
    return list(sentences)


def _named(words: Words) -> Iterator[tuple[int, str, str]]:
    names = _vocabulary()
    for index in names.positions(words):
        name = names.longest(words, index)
        if name is not None:
            end, parts = name
            for part in parts:
                yield words.start(index), part, words.raw(index, end).casefold()


def _ages(text: str) -> Iterator[tuple[int, str, str]]:
    for pattern in (_AGE, _AGE_BEHIND_NAME):
        for age in pattern.finditer(text):
            before = text[max(0, age.start() - _NEAR) : age.start()]
            if 0 < int(age["years"]) < ADULT and not _NO_AGE.search(before):
                yield age.start(), CHILD, age[0]


@cache
def _vocabulary() -> Names[str]:
    return Names((fold(words), part) for words, part in identifying_words())
