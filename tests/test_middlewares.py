"""The network edge, decided without a network."""

import asyncio
import socket
import subprocess
import sys
import time
from email.utils import formatdate
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler
from twisted.internet import defer
from twisted.internet.error import DNSLookupError

from newsarchive.capture import TARGET, Role, Target
from newsarchive.middlewares import (
    AddressGuard,
    PoliteRetry,
    PublicResolver,
    RefusedAddressError,
    allowed_addresses,
    refusal,
    retry_after,
)
from newsarchive.spiders.generic import GenericSpider


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://beritanasional.id/a/", None),
        ("http://beritanasional.id:80/a/", None),
        ("https://beritanasional.id:443/a/", None),
        ("ftp://beritanasional.id/a/", "ftp: is neither http nor https"),
        ("https://beritanasional.id:8443/", "port 8443 is not the web's"),
        ("http://10.0.0.1:9999/", "10.0.0.1 is not a public address"),
        ("http://127.0.0.1:9999/", "port 9999 of 127.0.0.1 is no exception"),
        ("http://localhost:80/", "port 80 of localhost is no exception"),
        ("http://10.1.2.3/", "10.1.2.3 is not a public address"),
        ("http://169.254.169.254/meta", "169.254.169.254 is not a public address"),
        ("http://[::1]/", "::1 is not a public address"),
        ("http://100.64.0.1/", "100.64.0.1 is not a public address"),
        ("http://sub.localhost/", "sub.localhost is not a public address"),
        ("http://printer.local/", "printer.local is not a public address"),
        ("http://[::ffff:127.0.0.1]/", "::ffff:127.0.0.1 is not a public address"),
        ("http://[::ffff:7f00:1]/", "::ffff:7f00:1 is not a public address"),
        ("http://[::127.0.0.1]/", "::127.0.0.1 is not a public address"),
        ("http://[64:ff9b::a00:1]/", "64:ff9b::a00:1 is not a public address"),
        ("http://[2002:7f00:1::]/", "2002:7f00:1:: is not a public address"),
        ("http://[fe80::1]/", "fe80::1 is not a public address"),
        ("http://[fe80::1%25eth0]/", "fe80::1%25eth0 is not a public address"),
        ("http://[fd00::1]/", "fd00::1 is not a public address"),
        ("http://[ff02::1]/", "ff02::1 is not a public address"),
        ("http://224.0.0.1/", "224.0.0.1 is not a public address"),
        ("http://0.0.0.0/", "0.0.0.0 is not a public address"),
        ("http://[2606:4700::1111]/", None),
        ("http://[64:ff9b::808:808]/", None),
        ("http://8.8.8.8/", None),
        ("http://127.0.0.1:8081/a/", None),
        ("http://LOCALHOST:8099/a/", None),
    ],
)
def test_refusal(url: str, reason: str | None) -> None:
    allowed = frozenset({"127.0.0.1:8081", "localhost:8099"})
    assert refusal(url, allowed) == reason


def test_allowed_addresses_are_split() -> None:
    settings = Settings({"NEWSARCHIVE_ALLOWED_ADDRESSES": " 127.0.0.1:1, HOST:2 ,"})
    assert allowed_addresses(settings) == {"127.0.0.1:1", "host:2"}


def crawler_of(url: str = "https://beritanasional.id/k/") -> Any:
    crawler = get_crawler(
        GenericSpider, {"NEWSARCHIVE_ALLOWED_ADDRESSES": "127.0.0.1:8081"}
    )
    crawler.spider = crawler._create_spider(url=url)
    return crawler


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://lain.id/a/", "not an address of beritanasional.id"),
        ("file:///etc/passwd", "not an address of beritanasional.id"),
        ("https://beritanasional.id:8443/", "not an address of beritanasional.id"),
    ],
)
def test_guard_refuses_what_is_not_the_outlets(url: str, reason: str) -> None:
    guard = AddressGuard.from_crawler(crawler_of())
    with pytest.raises(RefusedAddressError, match=reason):
        guard.process_request(Request(url))


def test_guard_refuses_a_private_section() -> None:
    guard = AddressGuard.from_crawler(crawler_of("http://127.0.0.1:8082/k/"))
    with pytest.raises(RefusedAddressError, match="no exception"):
        guard.process_request(Request("http://127.0.0.1:8082/k/"))


def test_guard_keeps_one_queue_a_host_and_port() -> None:
    guard = AddressGuard.from_crawler(crawler_of("http://127.0.0.1:8081/k/"))
    request = Request("http://127.0.0.1:8081/a/")
    guard.process_request(request)
    assert request.meta["download_slot"] == "127.0.0.1:8081"


@pytest.mark.parametrize(
    ("name", "address", "public"),
    [
        ("beritanasional.id", "8.8.8.8", True),
        ("rebind.beritanasional.id", "127.0.0.1", False),
        ("beritanasional.id", "192.168.1.1", False),
        ("127.0.0.1", "127.0.0.1", True),
    ],
)
def test_resolver_gives_public_addresses_only(
    monkeypatch: pytest.MonkeyPatch, name: str, address: str, public: bool
) -> None:
    monkeypatch.setattr(
        "scrapy.resolver.CachingThreadedResolver.getHostByName",
        lambda *_: defer.succeed(address),
    )
    resolver = PublicResolver.from_crawler(crawler_of(), reactor=None)
    answers: list[Any] = []
    resolver.getHostByName(name).addBoth(answers.append)
    if public:
        assert answers == [address]
    else:
        assert isinstance(answers[0].value, DNSLookupError)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("2", 2.0),
        (" 120 ", 120.0),
        ("9" * 6000, 999_999_999.0),
        ("-1", None),
        ("soon", None),
        ("²", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    headers = {"Retry-After": header.encode("utf-8")} if header else {}
    assert retry_after(Response("https://a.id/", headers=headers)) == seconds


def test_retry_after_a_date_to_come() -> None:
    date = formatdate(time.time() + 60, usegmt=True)
    found = retry_after(Response("https://a.id/", headers={"Retry-After": date}))
    assert found is not None
    assert 57 < found <= 60


@pytest.mark.parametrize(
    ("until", "clock", "seconds"),
    [
        (60, -86_400, 60),  # only its Date header is wrong
        (60 - 86_400, -86_400, 60),  # its clock is a day late
        (60 + 86_400, 86_400, 60),  # and here a day early
        (-5, 0, 0),
    ],
)
def test_retry_after_of_a_site_whose_clock_is_wrong(
    until: int, clock: int, seconds: int
) -> None:
    now = time.time()
    headers = {
        "Retry-After": formatdate(now + until, usegmt=True),
        "Date": formatdate(now + clock, usegmt=True),
    }
    found = retry_after(Response("https://a.id/", headers=headers))
    assert found is not None
    assert abs(found - seconds) <= 2


def polite(sleeps: list[float], monkeypatch: pytest.MonkeyPatch) -> PoliteRetry:
    async def sleep(seconds: float) -> None:
        sleeps.append(seconds)

    monkeypatch.setattr("asyncio.sleep", sleep)
    crawler = get_crawler(
        GenericSpider, {"RETRY_TIMES": 1, "NEWSARCHIVE_RETRY_AFTER_MAX": 120}
    )
    crawler.spider = crawler._create_spider(url="https://a.id/k/")
    return PoliteRetry.from_crawler(crawler)


@pytest.mark.parametrize(
    ("status", "header", "slept", "retried"),
    [
        (200, None, 0.0, False),
        (200, "5", 0.0, False),
        (503, None, 0.0, True),
        (503, "5", 5.0, True),
        (503, "121", 0.0, False),
        (429, "5", 5.0, True),
        (404, "5", 0.0, False),
    ],
)
def test_retry_waits_as_asked(
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    header: str | None,
    slept: float,
    retried: bool,
) -> None:
    sleeps: list[float] = []
    retry = polite(sleeps, monkeypatch)
    request = Request("https://a.id/1")
    response = Response(
        request.url, status, headers={"Retry-After": header} if header else {}
    )
    result = asyncio.run(retry.process_response(request, response))
    assert isinstance(result, Request) is retried
    assert sum(sleeps) == slept


@pytest.mark.parametrize(
    ("error", "role", "again"),
    [
        (ResponseDataLossError(), Role.PAGE, True),
        (DownloadFailedError(), Role.PAGE, True),
        (CannotResolveHostError(), None, True),
        (DownloadConnectionRefusedError(), None, True),
        (ConnectionResetError(), None, True),
        (DownloadTimeoutError(), None, True),
        (DownloadTimeoutError(), Role.PART, True),
        (DownloadTimeoutError(), Role.PAGE, False),
        (DownloadCancelledError(), None, False),
    ],
)
def test_which_errors_of_the_transport_are_tried_again(
    monkeypatch: pytest.MonkeyPatch, error: Exception, role: Role | None, again: bool
) -> None:
    retry = polite([], monkeypatch)
    url = "https://a.id/1"
    target = Target(role, "a", url, url, {}) if role else None
    request = Request(url, meta={TARGET: target})
    assert isinstance(retry.process_exception(request, error), Request) is again


def test_too_many_requests_hold_the_whole_host(monkeypatch: pytest.MonkeyPatch) -> None:
    sleeps: list[float] = []
    retry = polite(sleeps, monkeypatch)
    response = Response("https://a.id/1", 429, headers={"Retry-After": "30"})
    asyncio.run(retry.process_response(Request("https://a.id/1"), response))
    sleeps.clear()
    asyncio.run(retry.process_request(Request("https://b.id/2")))
    assert not sleeps
    asyncio.run(retry.process_request(Request("https://a.id/2")))
    assert 29 < sleeps[0] <= 30


CONNECT = """
from twisted.internet import asyncioreactor
asyncioreactor.install()
from twisted.internet import endpoints, protocol, reactor
from scrapy.utils.test import get_crawler
from newsarchive.middlewares import PublicResolver

crawler = get_crawler(settings_dict={"NEWSARCHIVE_ALLOWED_ADDRESSES": "%s"})
PublicResolver.from_crawler(crawler, reactor).install_on_reactor()
endpoint = endpoints.HostnameEndpoint(reactor, "127.1", %d)
answer = endpoint.connect(protocol.Factory.forProtocol(protocol.Protocol))
answer.addCallbacks(lambda _: print("connected"), lambda f: print(f.type.__name__))
answer.addBoth(lambda _: reactor.stop())
reactor.run()
"""


@pytest.mark.parametrize(
    ("allowed", "told"), [("", "DNSLookupError"), ("127.1:1", "connected")]
)
def test_a_name_is_judged_by_what_it_resolves_to_as_we_connect(
    allowed: str, told: str
) -> None:
    """A name that was public when the guard saw it may be this machine a moment later."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        program = CONNECT % (allowed, server.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    assert done.stdout.strip() == told
