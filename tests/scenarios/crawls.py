"""Crawls as processes of their own, to be met, stopped and killed in the middle."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from tests.command import crawl_arguments, environment
from tests.loopback import Site
from tests.test_crawl import SECTION

# Slow enough to be met on the way, quick enough for a test.
SLOW = {"DOWNLOAD_DELAY": "0.05", "CONCURRENT_REQUESTS_PER_DOMAIN": "1"}
# Long enough on the way for another crawl to begin meanwhile.
LASTING = {"DOWNLOAD_DELAY": "1", "CONCURRENT_REQUESTS_PER_DOMAIN": "1"}
PATIENCE = 120


def section(site: Site) -> str:
    return site.base + SECTION


def begin(
    site: Site, folder: Path, *extra: str, **settings: str
) -> subprocess.Popen[str]:
    """Begin a crawl of a site."""
    return start(crawl_arguments(section(site), *extra, **settings), folder)


def start(
    arguments: Sequence[str], folder: Path, **added: str
) -> subprocess.Popen[str]:
    """Start a command, with more environment."""
    return subprocess.Popen(
        [sys.executable, "-m", "newsarchive", *arguments],
        env={**environment(folder), **added},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a crawl; give its code and all it said."""
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out + err


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def wait_for_articles(site: Site, number: int) -> None:
    """Wait until a crawl asked for so many articles."""
    wait_until(lambda: sum("berita-ke" in path for path in site.asked) >= number)


def stored(folder: Path) -> list[str]:
    """Ask the file itself which articles it has."""
    file = folder / "archive.db"
    if not file.exists():
        return []
    with closing(sqlite3.connect(file, timeout=PATIENCE)) as database:
        try:
            return [url for (url,) in database.execute("SELECT url FROM article")]
        except sqlite3.OperationalError:
            return []  # killed before it made the tables


def require_sound(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "archive.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def addresses(site: Site, paths: list[str]) -> list[str]:
    return sorted(site.base + path for path in paths)
