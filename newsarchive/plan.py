"""What a crawl of outlets would do now, and why: which are due, which wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsarchive import policy
from newsarchive.archive.api import Rest, Stand
from newsarchive.source import Source
from newsarchive.text.urls import host_of


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether an outlet is due, why, and when it is due next; None: now.

    One that was asked for `by_hand` is looked at whole, whatever of it is due.
    """

    source: str
    due: bool
    why: str
    next_at: datetime | None = None
    by_hand: bool = False


def choose(
    name: str,
    source: Source,
    stand: Stand | None,
    rests: Mapping[str, Rest],
    now: datetime,
) -> Choice:
    """Decide whether an outlet is due to be crawled."""
    if resting := _resting(source, rests, now):
        return Choice(
            name, due=False, why=f"left alone: {resting.reason}", next_at=resting.until
        )
    if stand is None:
        return Choice(name, due=True, why="never crawled")
    if reason := _reason(source.sections, stand, now):
        return Choice(name, due=True, why=reason)
    moments = [stand.listings[section] for section in source.sections]
    moments.append(stand.next_check_at)
    return Choice(
        name,
        due=False,
        why="nothing is due",
        next_at=min(moment for moment in moments if moment is not None),
    )


def _reason(sections: Sequence[str], stand: Stand, now: datetime) -> str | None:
    """Say why a source is due, if it is."""
    new = [section for section in sections if section not in stand.listings]
    due = [section for section in sections if _is_due(section, stand, now)]
    reasons = (
        (len(new), "sections were never looked at"),
        (len(due) - len(new), "sections are due"),
        (stand.waiting, "addresses wait"),
        (stand.checks, "articles are due to be checked"),
    )
    told = [f"{number} {words}" for number, words in reasons if number]
    return ", ".join(told) or None


def _is_due(section: str, stand: Stand, now: datetime) -> bool:
    return not policy.is_waiting(stand.listings.get(section), now)


def _resting(source: Source, rests: Mapping[str, Rest], now: datetime) -> Rest | None:
    """Give the rest that ends last, where all hosts of a source are left alone."""
    found = [rests.get(host_of(section)) for section in source.sections]
    active = [rest for rest in found if rest is not None and rest.at(now)]
    if len(active) < len(found):
        return None
    return max(active, key=lambda rest: rest.until or now)
