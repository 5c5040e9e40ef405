"""Monitors of what the articles bring: their fields, where those come from, refusals."""

from datetime import datetime
from functools import partial

from newsarchive.monitors.figures import Answer, Finding, History, Verdict
from newsarchive.monitors.shares import Change, Share, fell, rose
from newsarchive.run import Outcome

# An origin is the usual one when so many articles had it.
USUAL = 0.8
# How the archive calls a field that is watched, where it is not the same.
_WHY = {"date": "published"}


def filled(name: str, history: History, since: datetime | None) -> Verdict:
    """Judge how many articles have a field."""
    share = Share(
        f"fill:{name}", lambda run: run.filled.get(name, 0), lambda run: run.read
    )
    found = fell(share, history, since)
    if isinstance(found, Answer):
        return found
    now, before = found.words
    return Finding(
        monitor=f"fill:{name}",
        what=f"{now} articles have a {name}",
        since=found.since,
        before=f"{before} had one",
        remedy=f"`newsarchive sources check {history.source}`, then "
        f"`newsarchive why ARTICLE {_WHY.get(name, name)}` of a new article",
    )


def origin(history: History, since: datetime | None) -> Verdict:
    """Judge whether date and body still come from where they came: a redesign."""
    answers = []
    for field in ("published", "body"):
        usual = _usual(history, field, since)
        if usual is None:
            continue
        found = fell(_told_by(field, usual), history, since)
        if isinstance(found, Change):
            return _shifted(history, field, usual, found)
        answers.append(found)
    is_clear = answers and all(one is Answer.CLEAR for one in answers)
    return Answer.CLEAR if is_clear else Answer.UNSURE


def _told_by(field: str, usual: str) -> Share:
    return Share(
        "origin",
        lambda run: run.origins.get(field, {}).get(usual, 0),
        lambda run: sum(run.origins.get(field, {}).values()),
    )


def _usual(history: History, field: str, since: datetime | None) -> str | None:
    """Name the origin that most articles of a field had, before an alarm."""
    totals: dict[str, int] = {}
    for run in history.runs[:-1]:
        if run.is_of_today and (since is None or run.at < since):
            for name, number in run.origins.get(field, {}).items():
                totals[name] = totals.get(name, 0) + number
    name = max(totals, key=lambda one: totals[one], default="")
    is_usual = totals and totals[name] >= USUAL * sum(totals.values())
    return name if is_usual else None


def _shifted(history: History, field: str, usual: str, found: Change) -> Finding:
    now, before = found.words
    others = {k: n for k, n in history.last.origins[field].items() if k != usual}
    instead = max(others, key=lambda one: others[one], default="nothing")
    return Finding(
        monitor="origin",
        what=f"{field} comes from {usual} in {now} articles only, {instead} told it in "
        "the last run: was the site redesigned?",
        since=found.since,
        before=f"from {usual} in {before}",
        remedy=f"`newsarchive sources check {history.source}`; a redesign is declared "
        f"by `theme` and `earlier` in newsarchive/spiders/{history.source}.py",
    )


def _outcomes(monitor: str, outcome: Outcome) -> Share:
    """Give the share of an outcome among addresses that were new to us."""
    return Share(
        monitor,
        lambda run: run.counts.get(outcome, 0),
        lambda run: run.counts.get(outcome, 0) + run.new,
    )


def rejected(history: History, since: datetime | None) -> Verdict:
    """Judge how many pages were no articles."""
    found = rose(_outcomes("rejected", Outcome.REJECTED), history, since)
    if isinstance(found, Answer):
        return found
    now, before = found.words
    return Finding(
        monitor="rejected",
        what=f"{now} pages were rejected",
        since=found.since,
        before=f"{before} were",
        remedy=f"`newsarchive runs show {history.last.run}` gives reasons and addresses; "
        f"then `newsarchive sources check {history.source}`",
    )


def refused(history: History, since: datetime | None) -> Verdict:
    """Judge how many pages the site refused, while it let us have others."""
    found = rose(_outcomes("refused", Outcome.BLOCKED), history, since)
    if isinstance(found, Answer):
        return found
    now, before = found.words
    return Finding(
        monitor="refused",
        what=f"{now} pages were refused by the site or its robots.txt",
        since=found.since,
        before=f"{before} were",
        remedy=f"`newsarchive runs show {history.last.run}` gives reasons and addresses; "
        "crawl more slowly (DOWNLOAD_DELAY), or write to the site's operator",
    )


FIELDS = ("date", "body", "byline", "dateline")
FILLS = {f"fill:{name}": partial(filled, name) for name in FIELDS}
