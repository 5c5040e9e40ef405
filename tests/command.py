"""Run newsarchive as a user does: a process of its own, its words and exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

FAST = {
    "DOWNLOAD_DELAY": "0",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
    "AUTOTHROTTLE_ENABLED": "False",
}


def newsarchive(
    *arguments: str, folder: Path, text: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command on the archive in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", "newsarchive", *arguments],
        env=environment(folder),
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=folder,
    )


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "NEWSARCHIVE_DATABASE_URL": f"sqlite:///{folder / 'archive.db'}",
        "NEWSARCHIVE_DATA": str(folder),
        "COLUMNS": "200",
    }


def crawl_arguments(section: str, *extra: str, **settings: str) -> list[str]:
    address = section.split("/")[2]
    given = {**FAST, "NEWSARCHIVE_ALLOWED_ADDRESSES": address, **settings}
    pairs = [part for item in given.items() for part in ("-s", "=".join(item))]
    return ["crawl", "--url", section, *pairs, *extra]


def crawl(
    section: str, *extra: str, folder: Path, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Crawl a section of a loopback site."""
    return newsarchive(*crawl_arguments(section, *extra, **settings), folder=folder)


def last_run(folder: Path) -> dict[str, Any]:
    """The newest run's report."""
    done = newsarchive("runs", "--json", folder=folder)
    found: dict[str, Any] = json.loads(done.stdout)[0]
    return found


def records(folder: Path) -> list[dict[str, Any]]:
    """All articles as exported."""
    output = folder / "records.jsonl"
    done = newsarchive(
        "export", "--profile", "full", "--output", str(output), folder=folder
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in output.read_text("utf-8").splitlines()]
