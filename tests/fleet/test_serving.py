"""Metrics over HTTP."""

import urllib.error
import urllib.request

import pytest

from newsarchive.errors import ConfigurationError
from newsarchive.fleet.serving import read_place, serving


def test_metrics_are_served_at_one_address() -> None:
    with serving("127.0.0.1:0", lambda: "x 1\n") as address:
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert answer.headers["Content-Type"].startswith(
                "text/plain; version=0.0.4"
            )
            assert answer.read() == b"x 1\n"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address.replace("metrics", "etc"), timeout=10)
        refused.value.close()
        assert refused.value.code == 404
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address, timeout=10)


def test_a_port_that_is_taken_is_told() -> None:
    with serving("127.0.0.1:0", str) as address:
        place = address.split("/")[2]
        with (
            pytest.raises(ConfigurationError, match="cannot listen there: Address"),
            serving(place, str),
        ):
            pass


@pytest.mark.parametrize(
    ("place", "read"),
    [
        ("127.0.0.1:9188", ("127.0.0.1", 9188)),
        (":9188", ("127.0.0.1", 9188)),
        ("9188", ("127.0.0.1", 9188)),
        ("0.0.0.0:1", ("0.0.0.0", 1)),
    ],
)
def test_places(place: str, read: tuple[str, int]) -> None:
    assert read_place(place) == read


@pytest.mark.parametrize("place", ["", "localhost", "localhost:", "a:-1", "a:70000"])
def test_places_that_are_none(place: str) -> None:
    with pytest.raises(ConfigurationError, match="write it like"):
        read_place(place)
