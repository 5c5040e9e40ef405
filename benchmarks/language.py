"""How long the language of the news takes: `make bench`.

Times are of this process's own work, the best of several rounds, so that a busy machine
does not count. Texts come from the bundled newsroom and from the tests' tables.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from newsarchive.demo.contents import load_outlets
from newsarchive.text.byline import split_byline
from newsarchive.text.dateline import split_dateline
from newsarchive.text.dates import parse_date
from newsarchive.text.event_dates import find_event_dates
from newsarchive.text.findings import Findings, find_all

TITLE = "Polsek Belitang Hilir Gelar Jumat Curhat di Desa Kumpang Bis"
PUBLISHED = datetime(2023, 10, 21, tzinfo=UTC)
ZONE = "Asia/Jakarta"
ARTICLE_CHARACTERS = 3_000
LARGE_CHARACTERS = 1_000_000
DATE_SECONDS = 20e-6
ARTICLE_SECONDS = 2e-3
LARGE_SECONDS = 1.0
_DATES = Path(__file__).parent.parent / "tests/text/data/dates.jsonl"
# What makes careless patterns try everything: long runs of what forms begin with.
HOSTILE = (
    *(" ", "1", "(", ".", "-", "\n", "a", "(a/", "Polsek ", "Senin, ", "1/1/"),
    *("Desa ", "Sekadau ", "di ", "Penulis: ", "A, B – ", "20 Oktober "),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """Seconds one call takes, of so many measured, and what it may take."""

    name: str
    calls: int
    seconds: float
    bar: float

    @property
    def holds(self) -> bool:
        """Whether the bar is reached."""
        return self.seconds < self.bar


def read_article(text: str) -> Findings:
    """Do all that is done to the words of an article."""
    _, unsigned = split_byline(text)
    dateline, body = split_dateline(unsigned)
    find_event_dates(body, published=PUBLISHED, zone=ZONE)
    place = dateline.place if dateline else None
    return find_all(TITLE, body, dateline_place=place)


def dates() -> list[str]:
    """Give the texts of the tests' table of dates."""
    lines = _DATES.read_text("utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def articles(size: int = ARTICLE_CHARACTERS) -> list[str]:
    """Give texts of a size: bodies of the bundled newsroom, one after the other."""
    outlets = load_outlets()
    texts = [
        "\n\n".join(one.paragraphs) for outlet in outlets for one in outlet.articles
    ]
    whole = "\n\n".join(texts)
    return [whole[at : at + size] for at in range(0, len(whole) - size, size)]


def best(work: Callable[[], object], rounds: int) -> float:
    """Give the seconds of the fastest round; one before it warms the caches."""
    work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def measures(rounds: int) -> Iterable[Measure]:
    """Measure everything that has a bar."""
    told = dates()
    seconds = best(
        lambda: [parse_date(text, reference=PUBLISHED, zone=ZONE) for text in told],
        rounds,
    )
    yield Measure("a date", len(told), seconds / len(told), DATE_SECONDS)
    texts = articles()
    seconds = best(lambda: list(map(read_article, texts)), rounds)
    yield Measure(
        "an article of 3 KB", len(texts), seconds / len(texts), ARTICLE_SECONDS
    )
    large = "\n\n".join(articles() * 50)[:LARGE_CHARACTERS]
    for name, text in (("news", large), *((repr(run), run) for run in HOSTILE)):
        longest = (text * (LARGE_CHARACTERS // len(text)))[:LARGE_CHARACTERS]
        seconds = best(partial(read_article, longest), 1)
        yield Measure(f"1 MB of {name}", 1, seconds, LARGE_SECONDS)


def main(arguments: Sequence[str]) -> int:
    """Print a table, or JSON; end with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--rounds", type=int, default=30, help="the best of how many")
    options = parser.parse_args(arguments)
    found = []
    for one in measures(options.rounds):
        found.append(one)
        if not options.json:
            verdict = "holds" if one.holds else "MISSED"
            took, bar = one.seconds * 1e6, one.bar * 1e6
            print(f"{one.name:<24}{took:>12,.1f} µs   bar {bar:>11,.0f} µs   {verdict}")
    if options.json:
        print(json.dumps([{**asdict(one), "holds": one.holds} for one in found]))
    return int(not all(one.holds for one in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
