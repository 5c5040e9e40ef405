"""A month of outlets that live and break by a script, crawled by no network.

Days are the outlets' own, counted from the first, a Monday; each outlet is crawled once a
day, in the evening. What a crawl meets goes where a `Desk` takes it: into an archive by
its own Visit, or straight to the monitors.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Protocol

from newsarchive.archive.api import Answer, Archive, Lead
from newsarchive.archive.history import publication
from newsarchive.items import Article
from newsarchive.measure import Measured, Tally
from newsarchive.monitors.figures import History, Publication, RunFigures, Trouble
from newsarchive.monitors.sight import explained, sight_of
from newsarchive.monitors.table import judge
from newsarchive.run import Outcome, RunState
from newsarchive.source import Source
from tests.archive.articles import article, published
from tests.archive.home import LONG_AGO

FIRST = datetime(2026, 9, 7, tzinfo=UTC)
EVENING = timedelta(hours=15)  # 22:00 WIB
BUSY = (12, 12, 12, 12, 12, 8, 6)  # articles a weekday, Monday first
OFFICE = (11, 11, 11, 11, 11, 4, 0)
AGENCY = (24,) * 7
SMALL = (2, 2, 2, 2, 2, 1, 0.5)
RARE = (0.3,) * 7
NEVER = (0.0,) * 7
ROOM = 2**34


@dataclass(frozen=True)
class Event:
    """What happens to an outlet on some days; `alarms` are those it must set off.

    They may come within so many days after the first.
    """

    kind: str
    first: int
    last: int
    alarms: tuple[str, ...] = ()
    within: int = 1


@dataclass(frozen=True)
class Outlet:
    """An outlet: its week, and what happens to it."""

    name: str
    week: Sequence[float] = BUSY
    events: tuple[Event, ...] = ()

    @property
    def source(self) -> Source:
        domain = f"{self.name}.id"
        return Source(
            title=self.name.title(), domain=domain, sections=(f"https://{domain}/k/",)
        )

    def on(self, day: int) -> str:
        kinds = [one.kind for one in self.events if one.first <= day <= one.last]
        return kinds[0] if kinds else "usual"


@dataclass(frozen=True)
class Evening:
    """One crawl: what it met, and how it ended."""

    outlet: Outlet
    at: datetime
    items: Sequence[Article | Answer]
    state: RunState
    reason: str | None
    ways: Sequence[str]
    settings: Mapping[str, str]


class Desk(Protocol):
    """Takes an evening's crawl; gives the monitors that raised an alarm."""

    def take(self, evening: Evening) -> Iterable[str]: ...


ENDS: Mapping[str, tuple[RunState, str | None]] = {
    "blocked": (RunState.INCOMPLETE, "https://x.id/k/ answers 403"),
    "down": (RunState.INCOMPLETE, "https://x.id/k/: TCPTimedOutError: timed out"),
    "broken": (RunState.INCOMPLETE, "no links to articles on the section's page"),
    "stopped": (RunState.INTERRUPTED, "stopped by hand"),
    "limited": (RunState.DONE, "its limit is reached, 9 addresses wait"),
}
UNSEEN = {"blocked", "down", "broken", "stopped"}
# Days of which the next crawl meets what was published.
LEFT = {"blocked", "broken", "stopped", "limited", "not run"}
RATES = {"silent": 0.0, "down": 0.0, "fallen": 0.25}


def live(
    outlets: Sequence[Outlet], days: int, dice: random.Random, desk: Desk
) -> list[tuple[str, int, str]]:
    """Let the days pass; give outlet, day and monitor of every alarm."""
    return [
        (outlet.name, day, monitor)
        for day in range(days)
        for outlet in outlets
        if outlet.on(day) != "not run"
        for monitor in desk.take(evening(outlet, day, dice))
    ]


def evening(outlet: Outlet, day: int, dice: random.Random) -> Evening:
    kind = outlet.on(day)
    state, reason = ENDS.get(kind, (RunState.DONE, None))
    at = FIRST + timedelta(days=day) + EVENING
    met = list[Article | Answer]()
    if kind not in UNSEEN:
        met = list(_met(outlet, day, kind, dice))
    return Evening(
        outlet=outlet,
        at=at,
        items=met,
        state=state,
        reason=reason,
        ways=[] if kind in UNSEEN else ["feed"],
        settings={"NEWSARCHIVE_LIMIT": "2"} if kind == "limited" else {},
    )


def _met(
    outlet: Outlet, day: int, kind: str, dice: random.Random
) -> Iterator[Article | Answer]:
    """Give what an evening's crawl meets: all since the last that met anything."""
    for back in range(-_unmet(outlet, day), 1):
        on = FIRST + timedelta(days=day + back)
        mean = outlet.week[on.weekday()] * RATES.get(outlet.on(day + back), 1.0)
        number = poisson(dice, mean)
        number = min(number, 2) if kind == "limited" else number
        for i in range(number):
            # In the region's office hours, which are 1 to 14 UTC.
            at = on + timedelta(minutes=dice.randrange(60, 840))
            yield _item(outlet, f"d{day + back}-{i}", at, kind, dice)


def _unmet(outlet: Outlet, day: int) -> int:
    """Say of how many days before there is more to meet; at first, of two weeks."""
    if day == 0:
        return 14
    back = 0
    while day > back and outlet.on(day - back - 1) in LEFT:
        back += 1
    return back


def _item(
    outlet: Outlet, slug: str, at: datetime, kind: str, dice: random.Random
) -> Article | Answer:
    url, chance = f"https://{outlet.name}.id/{slug}/", dice.random()
    if kind == "refusing" or chance < 0.03:
        return Answer(url=url, outcome=Outcome.REJECTED, reason="list")
    if kind == "failing" and chance < 0.6:
        return Answer(url=url, outcome=Outcome.FAILED, reason="HTTP 500")
    words = f"{outlet.name} {slug} {chance}"
    made = replace(
        template(),
        source=outlet.name,
        requested=url,
        url=url,
        urls=(url,),
        published=published(told(at, kind)),
        fetched_at=at.replace(hour=15, minute=0),
        body=words,
        text=words,
        content_sha256=words,
    )
    return _dressed(made, kind, dice)


@cache
def template() -> Article:
    """An article that all others are made of."""
    origins = {"title": "json-ld headline", "body": "theme .entry-content"}
    return article("contoh", named="Polsek", event_dates=(), origins=origins)


def _dressed(made: Article, kind: str, dice: random.Random) -> Article:
    """Every fifth article is not signed, every tenth has no dateline."""
    is_signed, is_placed = dice.random() < 0.8, dice.random() < 0.9
    if kind == "redesigned":
        origins = {**made.origins, "body": "trafilatura"}
        date = replace(made.published, origin="text") if made.published else None
        made = replace(made, published=date, origins=origins, dateline=None)
    if kind == "unsigned" or not is_signed:
        made = replace(made, byline=None)
    return made if is_placed else replace(made, dateline=None)


def told(at: datetime, kind: str) -> str:
    """Say what a page tells as its date."""
    shift = {"tomorrow": timedelta(days=1), "frozen": timedelta(days=-400)}
    return (at + shift.get(kind, timedelta())).isoformat()


def poisson(dice: random.Random, mean: float) -> int:
    """Draw a number of articles."""
    limit, product, number = math.exp(-mean), dice.random(), 0
    while product > limit:
        product *= dice.random()
        number += 1
    return number


@dataclass
class ArchiveDesk:
    """An archive, written by its own Visit."""

    archive: Archive

    def take(self, evening: Evening) -> Iterable[str]:
        outlet, clock = evening.outlet, lambda: evening.at
        visit = self.archive.begin(
            outlet.name, outlet.source, dict(evening.settings), clock
        )
        visit.ways.extend(evening.ways)
        urls = [i.requested if isinstance(i, Article) else i.url for i in evening.items]
        visit.met([Lead(url) for url in urls], "feed", LONG_AGO)
        for item in evening.items:
            if isinstance(item, Article):
                visit.store(item)
            else:
                visit.settle(item)
        measured = Measured(disk_free=ROOM)
        raised = visit.finish(evening.state, evening.reason, measured=measured)
        return [one.monitor for one in raised]


@dataclass
class Papers:
    """What is known of one outlet."""

    runs: list[RunFigures] = field(default_factory=list)
    publications: list[Publication] = field(default_factory=list)
    standing: dict[str, datetime] = field(default_factory=dict)
    over: list[Trouble] = field(default_factory=list)


@dataclass
class PaperDesk:
    """The monitors alone: what the archive would keep, in memory."""

    papers: dict[str, Papers] = field(default_factory=dict)

    def take(self, evening: Evening) -> Iterable[str]:
        papers = self.papers.setdefault(evening.outlet.name, Papers())
        papers.runs.append(figures(evening, len(papers.runs) + 1))
        articles = [one for one in evening.items if isinstance(one, Article)]
        papers.publications.extend(
            publication(
                one.published.date.instant if one.published else None,
                "minute",
                one.fetched_at,
            )
            for one in articles
        )
        history = History(
            source=evening.outlet.name,
            zone=evening.outlet.source.zone,
            now=evening.at,
            runs=tuple(papers.runs),
            publications=tuple(papers.publications),
            troubles=(
                *papers.over,
                *(Trouble(*one) for one in papers.standing.items()),
            ),
            articles=len(papers.publications),
            disk_free=ROOM,
        )
        found = judge(history, papers.standing)
        for name in found.ended:
            since = papers.standing.pop(name)
            papers.over.append(Trouble(name, since, evening.at))
        papers.standing |= {one.monitor: one.since for one in found.raised}
        return [one.monitor for one in found.raised]


def figures(evening: Evening, number: int) -> RunFigures:
    """Measure a crawl as the archive does."""
    tally = Tally()
    articles = [one for one in evening.items if isinstance(one, Article)]
    for one in articles:
        tally.add(one, "Asia/Jakarta")
    answers = Counter(
        str(one.outcome) for one in evening.items if isinstance(one, Answer)
    )
    counts = answers + Counter({str(Outcome.STORED): len(articles)})
    sight = sight_of(evening.state, evening.reason, counts, evening.ways)
    return RunFigures(
        run=number,
        at=evening.at,
        sight=sight,
        explained=explained(sight, evening.reason, evening.settings, evening.ways),
        reason=evening.reason,
        counts=counts,
        new=len(articles),
        read=tally.read,
        filled=tally.filled,
        origins=tally.origins,
        future=tally.future,
    )


def misses(
    outlets: Iterable[Outlet], raised: Sequence[tuple[str, int, str]]
) -> list[str]:
    """Hold what was raised against the script: what is missing, late or unexpected."""
    left, wrong = list(raised), list[str]()
    due = [
        (outlet.name, event, monitor)
        for outlet in outlets
        for event in outlet.events
        for monitor in event.alarms
    ]
    for name, event, monitor in due:
        days = range(event.first, event.first + event.within + 1)
        found = [(name, day, monitor) for day in days if (name, day, monitor) in left]
        if found:
            left.remove(found[0])
        else:
            wrong.append(f"{name}: no {monitor} from day {event.first}")
    return wrong + [f"{name}: {monitor} on day {day}" for name, day, monitor in left]
