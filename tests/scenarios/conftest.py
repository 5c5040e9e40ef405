"""Sites on loopback that a scenario crawls, and archives of both kinds."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.archive.conftest import (  # noqa: F401 (fixtures)
    fresh_database,
    postgresql,
    server,
)
from tests.loopback import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as served:
        yield served


@pytest.fixture
def sites() -> Iterator[list[Site]]:
    """Three sites."""
    with ExitStack() as stack:
        yield [stack.enter_context(serving(Site())) for _ in range(3)]
