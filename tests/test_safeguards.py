"""The guards of a crawl: room on the disk, and a clock that others bear out."""

import asyncio
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.http import Response

from newsarchive.errors import ArchiveError, ConfigurationError
from newsarchive.room import require_room, room_left
from newsarchive.safeguards import Safeguards, guard_room, told_time
from tests.command import crawl, crawl_arguments, environment
from tests.loopback import Site, serving
from tests.test_crawl import SECTION, fill

URL = "https://kabaruji.id/"
AT = datetime(2023, 10, 20, 2, 14, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({}, None),
        ({"Date": "Fri, 20 Oct 2023 02:14:07 GMT"}, AT),
        ({"Date": "Fri, 20 Oct 2023 09:14:07 +0700"}, AT),
        ({"Date": "Fri, 20 Oct 2023 02:13:07 GMT", "Age": "60"}, AT),
        ({"Date": "Fri, 20 Oct 2023 02:14:07 GMT", "Age": "lama"}, None),
        ({"Date": "Fri, 20 Oct 2023 02:14:07 GMT", "Age": "9" * 30}, None),
        ({"Date": "kemarin"}, None),
        ({"Date": b"\xff"}, None),
    ],
)
def test_the_time_at_a_site(headers: dict[str, str], told: datetime | None) -> None:
    assert told_time(Response(URL, headers=headers)) == told


def test_room_is_asked_where_a_folder_will_be(tmp_path: Path) -> None:
    assert room_left(tmp_path / "a" / "b") == room_left(tmp_path)
    require_room([tmp_path / "a"], 0)
    with pytest.raises(ArchiveError, match=r"MB are free, 1e\+09 MB are wanted"):
        require_room([tmp_path], 1e9)


def test_the_archives_disk_is_asked_too(tmp_path: Path) -> None:
    # /proc has no size: it is no disk, and nobody asks how much is free.
    given = {"NEWSARCHIVE_DATA": "/proc", "NEWSARCHIVE_ROOM_MB": "1e9"}
    guard_room(given | {"NEWSARCHIVE_DATABASE_URL": "postgresql://u@h/x"})
    with pytest.raises(ArchiveError, match=f"the disk of {tmp_path} is full"):
        guard_room(given | {"NEWSARCHIVE_DATABASE_URL": f"sqlite:///{tmp_path}/a.db"})


def test_room_is_a_number(tmp_path: Path) -> None:
    given = {
        "NEWSARCHIVE_DATA": str(tmp_path),
        "NEWSARCHIVE_DATABASE_URL": "sqlite://",
        "NEWSARCHIVE_ROOM_MB": "banyak",
    }
    with pytest.raises(ConfigurationError, match="is 'banyak': give a number"):
        guard_room(given)


def test_a_crawl_ends_once_for_a_wrong_clock() -> None:
    reasons: list[str] = []

    async def close(reason: str) -> None:
        reasons.append(reason)

    crawler: Any = SimpleNamespace(engine=SimpleNamespace(close_spider_async=close))

    async def answer() -> None:
        guards = Safeguards(crawler)
        for date in ("Thu, 15 Jan 2026 00:00:00 GMT",) * 2:
            guards.response_downloaded(Response(URL, headers={"Date": date}))
        assert guards.closing is not None
        await guards.closing

    asyncio.run(answer())
    (reason,) = reasons
    assert reason.endswith("the site 2026-01-15; set it")


LARGE = """
import subprocess, sys
held = bytearray(600 * 2**20)
held[::4096] = b"x" * len(held[::4096])
del held
sys.exit(subprocess.run([sys.executable, "-m", "newsarchive", *sys.argv[1:]]).returncode)
"""


def test_a_crawl_that_a_large_process_begins_has_its_own_memory(tmp_path: Path) -> None:
    with serving(Site()) as site:
        fill(site, 2)
        done = subprocess.run(
            [sys.executable, "-c", LARGE, *crawl_arguments(site.base + SECTION)],
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 new" in done.stdout


def test_a_crawl_that_takes_too_much_memory_ends(tmp_path: Path) -> None:
    with serving(Site()) as site:
        fill(site, 2)
        done = crawl(site.base + SECTION, folder=tmp_path, MEMUSAGE_LIMIT_MB="20")
    assert done.returncode == 3
    assert "memusage_exceeded" in done.stderr
