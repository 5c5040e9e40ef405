"""What a backup program or a power cut would keep: files as they are at any moment."""

import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.loopback import Site
from tests.scenarios.crawls import (
    addresses,
    begin,
    end,
    require_sound,
    stored,
    wait_until,
)
from tests.test_crawl import fill

IMAGES = 20
pytestmark = pytest.mark.slow


def test_every_image_holds_what_was_stored(site: Site, tmp_path: Path) -> None:
    paths = fill(site, 200, pages=4)
    process = begin(
        site, tmp_path, DOWNLOAD_DELAY="0.01", CONCURRENT_REQUESTS_PER_DOMAIN="2"
    )
    wait_until(lambda: bool(stored(tmp_path)))
    chance = random.Random(20231021)
    sizes = []
    for number in range(IMAGES):
        time.sleep(chance.random() / 4)
        before = stored(tmp_path)
        process.send_signal(signal.SIGSTOP)
        image = copied(tmp_path, tmp_path / f"image-{number}")
        process.send_signal(signal.SIGCONT)
        require_sound(image)
        held = stored(image)
        assert set(before) <= set(held)
        assert len(held) == len(set(held))
        sizes.append(len(held))
    code, said = end(process)
    assert code == 0, said
    assert sorted(stored(tmp_path)) == addresses(site, paths)
    # They were of a crawl under way.
    assert 0 < sizes[0] < len(paths)


def copied(folder: Path, image: Path) -> Path:
    """Copy the database and its log, and nothing else."""
    image.mkdir()
    for name in ("archive.db", "archive.db-wal"):
        shutil.copyfile(folder / name, image / name)
    return image
