"""Run newsarchive as a user does: its words and exit code."""

import importlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest import mock

from newsarchive import settings
from newsarchive.cli.main import run

FAST = {
    "DOWNLOAD_DELAY": "0",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
    "AUTOTHROTTLE_ENABLED": "False",
}


def newsarchive(
    *arguments: str, folder: Path, text: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command on the archive in `folder`, as a process of its own."""
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


def ask(
    *arguments: str, folder: Path, **added: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in this process, a second sooner; one that crawls needs its own."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with (
        _settings_of({**environment(folder), **added}),
        chdir(folder),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = run(list(arguments))
    said = []
    for stream in (out, err):
        stream.seek(0)
        said.append(stream.read())
    return subprocess.CompletedProcess(arguments, code, *said)


@contextmanager
def _settings_of(given: dict[str, str]) -> Iterator[None]:
    """Let the settings, which are read once, be those of another environment."""
    try:
        with mock.patch.dict(os.environ, given, clear=True):
            importlib.reload(settings)
            yield
    finally:
        importlib.reload(settings)


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
    done = ask("runs", "--json", folder=folder)
    found: dict[str, Any] = json.loads(done.stdout)[0]
    return found


def records(folder: Path) -> list[dict[str, Any]]:
    """All articles as exported."""
    output = folder / "records.jsonl"
    done = ask("export", "--profile", "full", "--output", str(output), folder=folder)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in output.read_text("utf-8").splitlines()]
