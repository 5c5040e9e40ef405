"""Metrics as Prometheus reads them."""

import re

from newsarchive import __version__
from newsarchive.fleet.ending import Ending
from newsarchive.fleet.metrics import Family, Figures, Tally, _render, render

FIGURES = Figures(
    done={Ending.DONE: 12, Ending.INCOMPLETE: 1},
    seconds=345.5,
    running=2,
    queue={("crawl", "waiting"): 7, ("crawl", "running"): 2, ("intake", "done"): 1},
)
SAMPLE = re.compile(r'^[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+]+$')


def test_figures_as_text() -> None:
    text = render(FIGURES)
    lines = text.splitlines()
    assert text.endswith("\n")
    for line in (
        f'newsarchive_build_info{{version="{__version__}"}} 1',
        "# TYPE newsarchive_worker_jobs_total counter",
        'newsarchive_worker_jobs_total{ending="done"} 12',
        'newsarchive_worker_jobs_total{ending="held"} 0',
        "newsarchive_worker_busy_seconds_total 345.5",
        "newsarchive_worker_crawls 2",
        'newsarchive_jobs{task="crawl",state="waiting"} 7',
        'newsarchive_jobs{task="intake",state="done"} 1',
    ):
        assert line in lines
    for line in lines:
        assert line.startswith(("# HELP ", "# TYPE ")) or SAMPLE.match(line)


def test_labels_are_escaped() -> None:
    family = Family("x", "gauge", "About.", [({"of": 'a"b\\c\nd'}, 1)])
    assert _render(family).splitlines()[-1] == r'x{of="a\"b\\c\nd"} 1'


def test_a_tally_counts() -> None:
    tally = Tally()
    tally.add(Ending.DONE, 2.5)
    tally.add(Ending.DONE, 1)
    tally.add(Ending.DIED, 1)
    assert tally.jobs == {Ending.DONE: 2, Ending.DIED: 1}
    assert tally.seconds == 4.5
