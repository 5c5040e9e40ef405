"""How a run's end is read: what it saw of its outlet, and what it tells."""

from typing import Any

import pytest

from newsarchive.monitors.days import DayState, state_of
from newsarchive.monitors.figures import Explained, Sight
from newsarchive.monitors.sight import explained, sight_of
from newsarchive.run import RunState

DONE, BAD = RunState.DONE, RunState.INCOMPLETE


@pytest.mark.parametrize(
    ("state", "reason", "counts", "ways", "sight"),
    [
        (DONE, None, {}, ["feed"], Sight.WELL),
        (DONE, None, {}, [], Sight.WELL),
        (DONE, None, {"stored": 3}, ["rest"], Sight.WELL),
        (BAD, "1 addresses failed", {"stored": 3, "failed": 1}, ["rest"], Sight.WELL),
        (BAD, "1 blocked", {"unchanged": 1, "blocked": 9}, ["rest"], Sight.WELL),
        (BAD, "9 blocked", {"blocked": 9}, ["rest"], Sight.BLOCKED),
        (BAD, "9 blocked", {"blocked": 5, "rejected": 4}, ["rest"], Sight.BLOCKED),
        (BAD, "4 failed", {"failed": 4}, ["feed"], Sight.DOWN),
        (BAD, "no page was an article", {"rejected": 7}, ["feed"], Sight.BROKEN),
        (BAD, "no page was an article", {"rejected": 2}, ["feed"], Sight.WELL),
        (BAD, "https://a.id/k/ answers 403", {}, [], Sight.BLOCKED),
        (BAD, "https://a.id/k/ answers 429", {}, [], Sight.BLOCKED),
        (BAD, "https://a.id/k/: refused by robots.txt", {}, [], Sight.BLOCKED),
        (BAD, "https://a.id/k/ answers 503", {}, [], Sight.DOWN),
        (
            BAD,
            "a.id is left alone until 2026-10-02 04:00 UTC: HTTP 403, refused 5 times",
            {},
            [],
            Sight.BLOCKED,
        ),
        (
            BAD,
            "https://a.id/: robots.txt asks for 600 s between",
            {},
            [],
            Sight.BLOCKED,
        ),
        (BAD, "https://a.id/: robots.txt answers 500: the site is", {}, [], Sight.DOWN),
        (
            BAD,
            "https://a.id/: robots.txt is not to be had (Timeout",
            {},
            [],
            Sight.DOWN,
        ),
        (BAD, "https://a.id/: DNSLookupError: no results", {}, [], Sight.DOWN),
        (BAD, "https://a.id/: ConnectionRefusedError: x", {}, [], Sight.DOWN),
        (BAD, "https://a.id/k/ answers 404", {}, [], Sight.BROKEN),
        (BAD, "no links to articles on the section's page", {}, [], Sight.BROKEN),
        (BAD, "closespider_timeout", {}, [], Sight.CUT),
        (BAD, "memusage_exceeded", {"stored": 3}, ["rest"], Sight.CUT),
        (RunState.INTERRUPTED, "stopped by hand", {"stored": 3}, [], Sight.CUT),
    ],
)
def test_what_a_run_saw(
    state: RunState,
    reason: str | None,
    counts: dict[str, int],
    ways: list[str],
    sight: Sight,
) -> None:
    assert sight_of(state, reason, counts, ways) is sight


@pytest.mark.parametrize(
    ("sight", "reason", "settings", "ways", "why"),
    [
        (Sight.WELL, None, {}, ["feed"], None),
        (Sight.WELL, None, {"NEWSARCHIVE_RECHECK": "30d"}, ["feed"], None),
        (Sight.WELL, "its limit is reached, 9 wait", {}, ["feed"], Explained.LIMIT),
        (Sight.WELL, "its time is up, 9 wait", {}, ["feed"], Explained.LIMIT),
        (Sight.CUT, "stopped by hand", {}, ["feed"], Explained.CUT),
        (Sight.WELL, None, {"NEWSARCHIVE_BACKFILL": "x"}, ["days"], Explained.PAST),
        (Sight.WELL, None, {"NEWSARCHIVE_BACKFILL": ""}, ["days"], None),
        (Sight.WELL, None, {"replay": True}, ["replay"], Explained.PAST),
        (Sight.WELL, None, {"adopted": "a.warc.gz"}, [], Explained.PAST),
        (Sight.WELL, None, {}, ["warc"], Explained.PAST),
    ],
)
def test_what_explains_a_run(
    sight: Sight,
    reason: str | None,
    settings: dict[str, Any],
    ways: list[str],
    why: Explained | None,
) -> None:
    assert explained(sight, reason, settings, ways) is why


@pytest.mark.parametrize(
    ("articles", "sights", "state"),
    [
        (3, [], DayState.STORED),
        (1, [Sight.DOWN], DayState.STORED),
        (0, [Sight.WELL], DayState.NOTHING),
        (0, [Sight.DOWN, Sight.WELL, Sight.DOWN], DayState.NOTHING),
        (0, [Sight.DOWN, Sight.BLOCKED], DayState.BLOCKED),
        (0, [Sight.BROKEN, Sight.CUT], DayState.BROKEN),
        (0, [Sight.CUT], DayState.NOT_RUN),
        (0, [], DayState.NOT_RUN),
    ],
)
def test_what_a_day_is(articles: int, sights: list[Sight], state: DayState) -> None:
    assert state_of(articles, sights) is state
