"""The monitors, as a table, and the judgement of a run by all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from newsarchive.monitors import fields, pace, site
from newsarchive.monitors.figures import Answer, Finding, History, Verdict

Judge = Callable[[History, datetime | None], Verdict]


@dataclass(frozen=True, slots=True)
class Monitor:
    """One row of the table.

    `judge` is given the history and since when its alarm stands, if it does. Where one of
    `unless` stands, that explains what this one would find. `breaks` says that the outlet
    counts as quarantined while the alarm stands; `shared` that it is the machine's.
    """

    name: str
    looks_at: str
    judge: Judge
    unless: frozenset[str] = frozenset()
    breaks: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a run changes: alarms to raise, to renew, to end."""

    raised: tuple[Finding, ...] = ()
    renewed: tuple[Finding, ...] = ()
    ended: tuple[str, ...] = ()


_UNSEEN = frozenset({"blocked", "down", "broken"})
_FEWER = _UNSEEN | {"silent", "stale", "rejected", "refused", "errors", "future"}
_FILL = "how many articles have a {}"
# What explains stands above what it explains.
MONITORS = (
    Monitor("disk", "room left on the disk", site.disk, shared=True),
    Monitor("blocked", "robots.txt, 401, 403, 429", site.BLOCKED, breaks=True),
    Monitor("down", "no answer, HTTP 5xx", site.DOWN, breaks=True),
    Monitor("broken", "pages without articles", site.BROKEN, breaks=True),
    Monitor("empty", "no article ever", site.empty, _UNSEEN, breaks=True),
    Monitor("silent", "days without articles", pace.silent, _UNSEEN, breaks=True),
    Monitor(
        "stale", "newest article too old", pace.stale, _UNSEEN | {"silent"}, breaks=True
    ),
    Monitor(
        "rejected", "share of pages that are no articles", fields.rejected, _UNSEEN
    ),
    Monitor("refused", "share of pages refused", fields.refused, _UNSEEN),
    Monitor("errors", "share of addresses that failed", site.errors, _UNSEEN),
    Monitor("future", "dates later than the answer", site.future),
    Monitor("fall", "articles by weekday", pace.fall, _FEWER),
    Monitor("origin", "where dates and bodies come from", fields.origin, breaks=True),
    *(
        Monitor(
            name,
            _FILL.format(name.partition(":")[2]),
            judge,
            breaks=name in {"fill:date", "fill:body"},
        )
        for name, judge in fields.FILLS.items()
    ),
)
BY_NAME: Mapping[str, Monitor] = {one.name: one for one in MONITORS}


def judge(history: History, standing: Mapping[str, datetime]) -> Judgement:
    """Hold a run against its outlet's history; `standing` are alarms and their begin."""
    open_now = set(standing)
    raised: list[Finding] = []
    renewed: list[Finding] = []
    ended: list[str] = []
    for monitor in MONITORS:
        if open_now & monitor.unless:
            continue
        verdict = monitor.judge(history, standing.get(monitor.name))
        if isinstance(verdict, Finding):
            (renewed if monitor.name in standing else raised).append(verdict)
            open_now.add(monitor.name)
        elif verdict is Answer.CLEAR and monitor.name in standing:
            ended.append(monitor.name)
            open_now.discard(monitor.name)
    return Judgement(tuple(raised), tuple(renewed), tuple(ended))
