"""What workers are asked to do, and what keeps them off each other's sites."""

from pathlib import Path

import pytest

from newsarchive.crawl import crawl_settings
from newsarchive.errors import ConfigurationError
from newsarchive.fleet.orders import (
    due_orders,
    file_order,
    outlet_orders,
    section_order,
)

OWN = "http://127.0.0.1:8080/category/x/"


def test_outlets_that_share_a_host_share_a_lock() -> None:
    orders = outlet_orders([])
    assert len({order.target for order in orders}) == len(orders) > 70
    locks = {order.target: order.lock for order in orders}
    assert len(set(locks.values())) > 60
    assert locks["beritanasional"] == "host:beritanasional.id"


def test_a_section_of_an_outlet_has_the_outlets_lock() -> None:
    settings = crawl_settings({"NEWSARCHIVE_ALLOWED_ADDRESSES": "127.0.0.1:8080"})
    url = "https://beritanasional.id/category/lain/"
    assert section_order(url, settings, None, None).lock == "host:beritanasional.id"
    own = section_order(OWN, settings, "wordpress", None)
    assert own.lock == "host:127.0.0.1:8080"
    assert own.arguments == {"url": OWN, "platform": "wordpress"}


def test_what_may_not_be_asked_is_refused_at_once() -> None:
    with pytest.raises(ConfigurationError, match="for a test site"):
        section_order(OWN, crawl_settings({}), None, None)


def test_a_file_has_a_lock_of_its_own() -> None:
    order = file_order("/data/a.warc.gz")
    assert (order.task, order.target) == ("intake", "/data/a.warc.gz")
    assert order.arguments == {"file": order.target}


def test_due_are_all_of_a_new_archive_but_the_queued(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'none.db'}"
    settings = crawl_settings({"NEWSARCHIVE_DATABASE_URL": address})
    orders = due_orders(settings, ["beritanasional"])
    every = {order.target for order in outlet_orders([])}
    assert {order.target for order in orders} == every - {"beritanasional"}
    assert due_orders(settings, every) == []
