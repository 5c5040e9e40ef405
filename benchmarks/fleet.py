"""How much workers do on one PostgreSQL: `python -m benchmarks.fleet --server URL`.

So many copies of a small site on loopback are crawled by one worker, then by two, then
by four, each time into an empty database. The processor's time of all crawls is counted
beside the clock's: on a machine that does other things, too, it tells more. Times do not
hold how long a site may make us wait; `--delay` adds it.
"""

import argparse
import multiprocessing
import os
import random
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import create_engine, make_url, text

from benchmarks.stories import body
from newsarchive.archive.api import Archive, Query, Reader
from newsarchive.fleet import orders, queue
from tests.loopback import Site, article, listing, serving

PATIENCE = 3600
SECTION = "/category/kalimantan-barat/"


@dataclass(frozen=True)
class Measured:
    """What a number of workers did."""

    workers: int
    seconds: float
    cpu: float
    articles: int
    lost: int
    twice: int

    def line(self, first: "Measured") -> str:
        """Tell it in one line, beside what the first number did."""
        rate, cost = self.articles / self.seconds, self.cpu / self.articles
        return (
            f"{self.workers} workers: {self.articles} articles in {self.seconds:.1f} s, "
            f"{rate:.2f} a second (x {first.seconds / self.seconds:.2f}), "
            f"{cost * 1000:.0f} ms of processor each, "
            f"{self.cpu / self.seconds:.2f} cores busy; "
            f"lost {self.lost}, twice {self.twice}"
        )


def serve(line: "Connection[Any, Any]", sites: int, articles: int) -> None:
    """Serve copies of a site until told to stop, in a process of its own."""
    with ExitStack() as stack:
        served = [stack.enter_context(serving(Site())) for _ in range(sites)]
        for number, site in enumerate(served):
            fill(site, number, articles)
        line.send([site.base for site in served])
        line.recv()


def fill(site: Site, number: int, articles: int) -> None:
    """Write a section of articles that tell of an event each."""
    chance = random.Random(number)
    paths = [f"/berita-{number}-{i}/" for i in range(articles)]
    for path in paths:
        title = f"Polsek menangani perkara{path.replace('/', ' ')}"
        site.routes[path] = article(site, path, title=title, body=body(chance))
    site.routes[SECTION] = listing(site, [(p, p.strip("/")) for p in paths])


def measure(number: int, bases: list[str], given: argparse.Namespace) -> Measured:
    """Let workers crawl all sites into an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        archive = fresh(given.server)
        Archive.open(archive).close()
        queue.prepare(archive)
        with queue.opened(archive) as opened:
            for base in bases:
                url = base + SECTION
                host = base.removeprefix("http://")
                arguments = {"url": url}
                opened.place(orders.Order(orders.SECTION, url, host, arguments))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        workers = [start(archive, bases, folder, given) for _ in range(number)]
        codes = [worker.wait(PATIENCE) for worker in workers]
        seconds = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if any(codes):
            sys.exit(f"workers ended with {codes}")
        with Reader.open(archive) as reader:
            urls = [article.row.url for article in reader.every(Query())]
    return Measured(
        workers=number,
        seconds=seconds,
        cpu=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        articles=len(urls),
        lost=given.sites * given.articles - len(set(urls)),
        twice=len(urls) - len(set(urls)),
    )


def start(
    archive: str, bases: list[str], folder: str, given: argparse.Namespace
) -> "subprocess.Popen[bytes]":
    """Start a worker that ends when nothing waits."""
    hosts = ",".join(base.removeprefix("http://") for base in bases)
    settings = {
        "NEWSARCHIVE_ALLOWED_ADDRESSES": hosts,
        "DOWNLOAD_DELAY": str(given.delay),
        "AUTOTHROTTLE_ENABLED": "False",
    }
    pairs = [part for item in settings.items() for part in ("-s", "=".join(item))]
    return subprocess.Popen(  # noqa: S603 (ourselves)
        [
            *(sys.executable, "-m", "newsarchive", "worker", "--no-plan", "--once"),
            *("--crawls", str(given.crawls), *pairs),
        ],
        env={
            **os.environ,
            "NEWSARCHIVE_DATABASE_URL": archive,
            "NEWSARCHIVE_DATA": folder,
        },
        stdout=subprocess.DEVNULL,
    )


def fresh(server: str) -> str:
    """Make an empty database."""
    url = make_url(server).set(drivername="postgresql+psycopg")
    name = f"newsarchive_bench_{secrets.token_hex(4)}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)


def main() -> None:
    """Measure each number of workers that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--server", required=True, help="postgresql://...")
    parser.add_argument("--sites", type=int, default=40)
    parser.add_argument("--articles", type=int, default=25)
    parser.add_argument("--crawls", type=int, default=1, help="at once, a worker")
    parser.add_argument("--delay", type=float, default=0)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    given = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(
        target=serve, args=(theirs, given.sites, given.articles), daemon=True
    )
    process.start()
    bases: list[str] = ours.recv()
    print(f"{given}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    found: list[Measured] = []
    for number in given.workers:
        found.append(measure(number, bases, given))
        print(found[-1].line(found[0]), flush=True)
    ours.send("stop")
    process.join()


if __name__ == "__main__":
    main()
