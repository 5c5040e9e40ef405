"""A crawl on a leash: it ends when its worker says so, or is gone."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from newsarchive.fleet.ending import Ending
from newsarchive.fleet.process import Kennel, Result
from newsarchive.settings import handed_down
from tests.loopback import Site, serving
from tests.scenarios.crawls import wait_until
from tests.test_crawl import SECTION, fill


def run(*arguments: str, database: str) -> Result:
    return asyncio.run(Kennel().run([*arguments, "--database", database]))


def test_a_process_ends_as_its_code_says(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/a.db"
    done = run("db", "upgrade", database=database)
    assert done.ending is Ending.DONE
    assert done.words.startswith("the archive is of version")
    wrong = run("crawl", "bukan-outlet", database=database)
    assert wrong.ending is Ending.WRONG
    assert wrong.words.startswith("no outlet 'bukan-outlet'")


def test_a_process_finds_its_archive_in_its_environment(tmp_path: Path) -> None:
    # Its arguments can be read by every user of the machine.
    with handed_down({"NEWSARCHIVE_DATABASE_URL": f"sqlite:///{tmp_path}/a.db"}):
        done = asyncio.run(Kennel().run(["db", "upgrade"]))
    assert done.ending is Ending.DONE
    assert (tmp_path / "a.db").exists()


def test_a_process_ends_when_its_worker_dies(tmp_path: Path) -> None:
    with serving(Site()) as site:
        fill(site, 30)
        allowed = f"NEWSARCHIVE_ALLOWED_ADDRESSES={site.address}"
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "newsarchive.fleet.leash", "crawl"),
                *("--url", site.base + SECTION, "-s", allowed, "-q"),
                *("--database", f"sqlite:///{tmp_path}/a.db"),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=tmp_path,
        )
        wait_until(lambda: len(site.asked) > 2)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 3
        assert b"interrupted" in (process.stdout.read() if process.stdout else b"")
        if process.stdout:
            process.stdout.close()


@pytest.mark.parametrize("kind", ["cancelled", "killed"])
def test_a_worker_ends_its_crawls(tmp_path: Path, kind: str) -> None:
    kennel = Kennel()

    async def crawl(site: Site) -> Result:
        allowed = f"NEWSARCHIVE_ALLOWED_ADDRESSES={site.address}"
        task = asyncio.ensure_future(
            kennel.run(
                [
                    *("crawl", "--url", site.base + SECTION, "-s", allowed, "-q"),
                    *("--database", f"sqlite:///{tmp_path}/a.db"),
                    *("-s", f"NEWSARCHIVE_DATA={tmp_path}"),
                ]
            )
        )
        await asyncio.to_thread(wait_until, lambda: len(site.asked) > 2)
        assert len(kennel.running) == 1
        if kind == "killed":
            kennel.kill()
        else:
            task.cancel()
        return await task

    with serving(Site()) as site:
        fill(site, 30)
        result = asyncio.run(crawl(site))
    assert kennel.running == set()
    assert result.ending is (Ending.DIED if kind == "killed" else Ending.INTERRUPTED)
