import pytest

from newsarchive.demo.contents import load_outlets
from newsarchive.demo.site import Site

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def kabar() -> Site:
    return Site(load_outlets()[0], BASE, day=1)


@pytest.fixture
def enggang() -> Site:
    return Site(load_outlets()[1], BASE, day=1)


@pytest.fixture(params=[0, 1])
def site(request: pytest.FixtureRequest) -> Site:
    return Site(load_outlets()[request.param], BASE, day=1)
