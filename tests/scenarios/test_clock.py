"""A clock that is wrong: nothing is lost or stored twice, and no date is from that clock."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import crawl, crawl_arguments
from tests.loopback import Site
from tests.scenarios.crawls import addresses, end, section, start, stored
from tests.test_crawl import fill

pytestmark = pytest.mark.slow
LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


@pytest.mark.skipif(LIBRARY is None, reason="faketime is not installed")
@pytest.mark.parametrize(
    ("clock", "codes", "words"),
    [
        ("+730d", {3}, "the clock of this machine is wrong: it says 20"),
        ("-9900d", {2}, "the clock of this machine is wrong: it says 19"),
        # The minute that an answer may take passes in 17 ms: what is late is asked again.
        ("+0 x3600", {0, 3}, "new"),
    ],
)
def test_a_wrong_clock(
    site: Site, tmp_path: Path, clock: str, codes: set[int], words: str
) -> None:
    fill(site, 4)
    assert crawl(section(site), folder=tmp_path).returncode == 0
    fill(site, 8)
    faked = {"LD_PRELOAD": str(LIBRARY), "FAKETIME": clock}
    ended, said = end(start(crawl_arguments(section(site)), tmp_path, **faked))
    assert ended in codes, said
    assert "Traceback" not in said
    assert words in said
    expected = addresses(site, fill(site, 12))
    done = crawl(section(site), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(stored(tmp_path)) == expected
    with closing(sqlite3.connect(tmp_path / "archive.db")) as database:
        runs = database.execute("SELECT started_at, finished_at FROM run").fetchall()
        dates = database.execute("SELECT published_at, first_seen_at FROM article")
        published, seen = zip(*dates, strict=True)
    assert all(began <= ended for began, ended in runs)
    assert set(published) == {"2023-10-20T02:14:07.000000Z"}
    # Fast as it ran, a day had not passed: what is off by hours is no wrong date.
    assert len({one[:4] for one in seen}) == 1
