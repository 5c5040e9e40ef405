"""The archive's door: what it opens, and that it lets go."""

from pathlib import Path

import pytest

from newsarchive.archive import api, migrate
from newsarchive.archive.api import Archive, Query, Reader
from newsarchive.errors import ArchiveError
from tests.archive.articles import SOURCE
from tests.archive.home import Home


def test_an_archive_is_made_when_it_is_opened_to_write(home: Home) -> None:
    with Archive.open(home.address) as archive:
        visit = archive.begin("kabaruji", SOURCE)
        assert (visit.run_id, visit.source_id) == (1, 1)
    with Reader.open(home.address) as reader:
        assert reader.count(Query()) == 0
        assert reader.find("x") is None


def test_an_archive_that_is_refused_is_let_go(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Archive.open(f"sqlite:///{file}").close()

    def refuse(*_: object) -> None:
        raise ArchiveError("too old")

    monkeypatch.setattr(migrate, "check", refuse)
    for way in (Archive, Reader):
        with pytest.raises(ArchiveError, match="too old"):
            way.open(f"sqlite:///{file}")
    file.unlink()


def test_everything_public_is_there() -> None:
    assert all(hasattr(api, name) for name in api.__all__)
