"""What workers are asked to do: an outlet that is due, a section, a file of captures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scrapy.settings import Settings

from newsarchive import crawl
from newsarchive.crew import Job, grouped

CRAWL, SECTION, INTAKE = "crawl", "section", "intake"


@dataclass(frozen=True, slots=True)
class Order:
    """A piece of work; of those with one `lock` one is done at a time, anywhere.

    `target` names it, and an order that waits already is not placed again.
    """

    task: str
    target: str
    lock: str
    arguments: Mapping[str, str]


def due_orders(settings: Settings, queued: Iterable[str]) -> list[Order]:
    """Order the outlets that are due by the policy, but those that are queued."""
    known = set(queued)
    choices = crawl.choices([], [], settings)
    names = [one.source for one in choices if one.due and one.source not in known]
    return outlet_orders(names) if names else []


def outlet_orders(names: Sequence[str]) -> list[Order]:
    """Order outlets by name; those that share a host share a lock."""
    locks = Locks.of_outlets()
    return [
        Order(CRAWL, job.spider.name, locks.of(job), {"outlet": job.spider.name})
        for job in crawl.outlet_jobs(names)
    ]


def section_order(
    url: str, settings: Settings, platform: str | None, name: str | None
) -> Order:
    """Order a section by its address, refused at once when it may not be asked."""
    job = crawl.section_job(url, settings, platform=platform, name=name)
    given = {"url": job.arguments["url"], "platform": platform, "name": name}
    arguments = {key: value for key, value in given.items() if value}
    return Order(SECTION, arguments["url"], Locks.of_outlets().of(job), arguments)


def file_order(file: str) -> Order:
    """Order a WARC file, as every worker can open it."""
    return Order(INTAKE, file, f"file:{file}", {"file": file})


@dataclass(frozen=True)
class Locks:
    """Which lock keeps each host to one crawl at a time."""

    names: Mapping[str, str]

    @classmethod
    def of_outlets(cls) -> "Locks":
        """Give the locks of all outlets; a group that shares hosts has one."""
        names = {}
        for group in grouped(crawl.outlet_jobs([])):
            hosts = {host for job in group for host in job.hosts}
            names.update(dict.fromkeys(hosts, f"host:{min(hosts)}"))
        return cls(names)

    def of(self, job: Job) -> str:
        """Name a job's lock; one at a host of an outlet's has the outlet's."""
        known = sorted(self.names[host] for host in job.hosts if host in self.names)
        return known[0] if known else f"host:{min(job.hosts)}"
