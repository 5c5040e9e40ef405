"""When the pages of a list are turned no further."""

from pathlib import Path

import pytest

from newsarchive.archive.api import Archive
from newsarchive.source import Source
from newsarchive.spiders.turning import Turning
from newsarchive.spiders.walk import Fetch, FetchError, Walk

SOURCE = Source(title="A", domain="a.id", sections=("https://a.id/k/",))


async def no_fetch(url: str, headers: dict[str, str] | None = None) -> None:
    raise FetchError(url, str(headers))


@pytest.mark.parametrize(
    ("pages", "read"),
    [
        (["ab", "cd", "ef", "gh"], 4),
        (["ab", "cd", "cd", "cd", "cd"], 4),  # the last page again and again
        (["ab", "cd", "ab", "cd", "ab", "cd"], 5),
        (["ab", "", "", "", ""], 4),
        (["ab", "ab", "cd", "ab", "ef"], 5),
        (["ab", "tu", "uv", "vw", "wt"], 4),  # links that bring nothing
    ],
)
def test_goes_on(pages: list[str], read: int, tmp_path: Path) -> None:
    fetch: Fetch = no_fetch  # type: ignore[assignment]
    with Archive.open(f"sqlite:///{tmp_path / 'a.db'}") as archive:
        visit = archive.begin("a", SOURCE)
        walk = Walk(SOURCE, visit, fetch, is_spent=lambda url: url in "tuvw")
        turning = Turning(walk, "https://a.id/k/", patience=3)
        turned = 0
        for links in pages:
            turned += 1
            if not turning.goes_on(links):
                break
        assert turned == read
        assert walk.remarks == []
