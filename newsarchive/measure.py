"""What a run measures on its way: its articles' fields, its hosts' answers."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from newsarchive.items import Article

# Clocks differ by minutes; a date further ahead than this is in the future.
AHEAD = timedelta(hours=1)
# What says that a candidate for a date was refused for being in the future.
_REFUSED = "later than the page was fetched"
_TO_THE_DAY = {"second", "minute", "hour", "day"}
SLOWEST = 10
_HAS: dict[str, Callable[[Article], bool]] = {
    "date": lambda article: _date(article) is not None,
    "body": lambda article: bool(article.body),
    "byline": lambda article: article.byline is not None,
    "dateline": lambda article: article.dateline is not None,
}


@dataclass
class Tally:
    """What the articles of a run had; `moments` are when they were published or seen."""

    read: int = 0
    new_bytes: int = 0
    future: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    origins: defaultdict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    moments: set[datetime] = field(default_factory=set)

    def add(self, article: Article, zone: str) -> None:
        """Count an article that was stored, new or changed."""
        self.read += 1
        self.new_bytes += len(f"{article.title or ''}{article.text}".encode())
        self.filled.update(name for name, has in _HAS.items() if has(article))
        if article.published is not None and article.published.origin is not None:
            self.origins["published"][article.published.origin] += 1
        if told := article.origins.get("body"):
            self.origins["body"][told.partition(" ")[0]] += 1
        self.future += _is_future(article, zone)
        self.moments.add(_moment(article, zone) or article.fetched_at)


@dataclass
class Timings:
    """How long each host and the slowest addresses took to answer."""

    requests: Counter[str] = field(default_factory=Counter)
    size: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    longest: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    slow: list[tuple[float, str, int]] = field(default_factory=list)

    def add(self, host: str, url: str, status: int, taken: float, size: int) -> None:
        """Count an answer."""
        self.requests[host] += 1
        self.size[host] += size
        self.seconds[host] += taken
        self.longest[host] = max(self.longest[host], taken)
        push = heapq.heappushpop if len(self.slow) >= SLOWEST else heapq.heappush
        push(self.slow, (taken, url, status))

    def hosts(self) -> list[dict[str, Any]]:
        """Tell of each host, the slowest on average first."""
        told = [
            {
                "host": host,
                "requests": number,
                "mean_seconds": round(self.seconds[host] / number, 3),
                "longest_seconds": round(self.longest[host], 3),
                "bytes": self.size[host],
            }
            for host, number in self.requests.items()
        ]
        return sorted(
            told, key=lambda one: (-float(str(one["mean_seconds"])), one["host"])
        )

    def slowest(self) -> list[dict[str, Any]]:
        """Tell of the slowest addresses, the slowest first."""
        return [
            {"url": url, "status": status, "seconds": round(taken, 3)}
            for taken, url, status in sorted(self.slow, reverse=True)
        ]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run measured beside its articles; `disk_free` is in bytes."""

    hosts: list[dict[str, Any]] = field(default_factory=list)
    slowest: list[dict[str, Any]] = field(default_factory=list)
    disk_free: int | None = None


def _date(article: Article) -> str | None:
    return article.published.date.value if article.published else None


def _moment(article: Article, zone: str) -> datetime | None:
    """Say when an article was published, where at least the day is known."""
    if article.published is None or article.published.date.precision not in _TO_THE_DAY:
        return None
    return article.published.date.start(zone)


def _is_future(article: Article, zone: str) -> bool:
    """Whether a page tells a date that was still to come when it was fetched."""
    moment = _moment(article, zone)
    if moment is not None and moment > article.fetched_at + AHEAD:
        return True
    told = article.published.candidates if article.published else ()
    return any(one.verdict == _REFUSED for one in told)
