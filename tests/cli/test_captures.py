"""Which capture of an article is meant."""

from datetime import UTC, datetime

import pytest

from newsarchive.archive.api import StoredCapture
from newsarchive.capture import Capture, Kind, Role, Target
from newsarchive.cli.captures import choose
from newsarchive.errors import ConfigurationError

AT = datetime(2023, 10, 21, tzinfo=UTC)


def capture(number: int, role: Role = Role.PAGE, status: int = 200) -> StoredCapture:
    url = "https://kabaruji.id/patroli/"
    item = Capture(
        target=Target(role, "kabaruji", url, url, {}),
        url=url,
        at=AT,
        status=status,
        kind=Kind.RESPONSE,
        sha256="",
        file="x.warc.gz",
        offset=0,
        length=1,
    )
    return StoredCapture(
        number, item, ("x.warc.gz", 0), 1, None, None, 1, None, is_newest=False
    )


CAPTURES = [
    capture(1),
    capture(2),
    capture(3, role=Role.PART),
    capture(4, status=410),
]


@pytest.mark.parametrize(("number", "chosen"), [(None, 2), (1, 1), (3, 3), (4, 4)])
def test_the_newest_page_or_the_one_that_is_named(
    number: int | None, chosen: int
) -> None:
    assert choose(CAPTURES, number).id == chosen


def test_there_is_no_such_capture() -> None:
    with pytest.raises(ConfigurationError, match="its captures are 1, 2, 3, 4"):
        choose(CAPTURES, 9)
