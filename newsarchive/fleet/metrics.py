"""What a worker has done and what waits, as Prometheus reads it: text of a format 0.0.4."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from newsarchive import __version__
from newsarchive.fleet.ending import Ending

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass
class Tally:
    """What a worker has done since it began."""

    jobs: Counter[Ending] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, ending: Ending, seconds: float) -> None:
        """Count a job."""
        self.jobs[ending] += 1
        self.seconds += seconds


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told: this worker's tally, its crawls now, all jobs by task and state."""

    done: Mapping[Ending, int]
    seconds: float
    running: int
    queue: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Family:
    """A metric: its samples are labels, in order, and values."""

    name: str
    kind: str
    about: str
    samples: Iterable[tuple[Mapping[str, str], float]]


def render(figures: Figures) -> str:
    """Write figures as Prometheus reads them."""
    return "".join(_render(family) for family in families(figures))


def families(figures: Figures) -> list[Family]:
    """Give the metrics of some figures; names are only ever added."""
    return [
        Family(
            "newsarchive_build_info",
            "gauge",
            "The version that runs.",
            [({"version": __version__}, 1)],
        ),
        Family(
            "newsarchive_worker_jobs_total",
            "counter",
            "Tries of jobs by this worker, by how they ended.",
            [
                ({"ending": end.name.lower()}, figures.done.get(end, 0))
                for end in Ending
            ],
        ),
        Family(
            "newsarchive_worker_busy_seconds_total",
            "counter",
            "Seconds that this worker's crawls took, one beside another.",
            [({}, figures.seconds)],
        ),
        Family(
            "newsarchive_worker_crawls",
            "gauge",
            "Crawls that run for this worker now.",
            [({}, figures.running)],
        ),
        Family(
            "newsarchive_jobs",
            "gauge",
            "Jobs in the queue of all workers, by task and state.",
            [
                ({"task": task, "state": state}, number)
                for (task, state), number in sorted(figures.queue.items())
            ],
        ),
    ]


def _render(family: Family) -> str:
    head = f"# HELP {family.name} {family.about}\n# TYPE {family.name} {family.kind}\n"
    return head + "".join(
        f"{family.name}{_labels(labels)} {value:.10g}\n"
        for labels, value in family.samples
    )


def _labels(labels: Mapping[str, str]) -> str:
    told = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{told}}}" if told else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
