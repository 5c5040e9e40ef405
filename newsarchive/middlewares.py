"""The network edge: who may be asked, how often, and how long to wait; what came."""

import asyncio
import ipaddress
import re
import secrets
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import BaseSettings
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from newsarchive.archive.api import Visit
from newsarchive.capture import FETCHED_AT, TARGET, Role, Target
from newsarchive.captures.folder import captures_place
from newsarchive.captures.store import Store
from newsarchive.captures.writer import Answer, CaptureWriter
from newsarchive.errors import ConfigurationError
from newsarchive.text.urls import host_of

TOO_MANY_REQUESTS = 429
# What NEWSARCHIVE_CAPTURE may say.
CAPTURED = ("articles", "all", "none")
WEB_PORTS = {None, 80, 443}
# Names that never leave the machine or its network.
_LOCAL = re.compile(r"(?:^|\.)(?:localhost|local|internal|home\.arpa)\.?$")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


class RefusedAddressError(IgnoreRequest):
    """An address that a crawl of this outlet has no business asking."""


class AddressGuard:
    """Lets requests through to the outlet's own public hosts only, on every hop.

    Names are checked again when they are resolved, by PublicResolver.
    """

    def __init__(self, crawler: Crawler, allowed: frozenset[str]) -> None:
        self.crawler = crawler
        self.allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the exceptions from the settings."""
        return cls(crawler, allowed_addresses(crawler.settings))

    def process_request(self, request: Request) -> None:
        """Refuse what is not this outlet's; keep one queue a host and port."""
        source = getattr(self.crawler.spider, "source", None)
        if source is not None and not source.owns(request.url):
            raise RefusedAddressError(f"not an address of {source.domain}")
        if reason := refusal(request.url, self.allowed):
            raise RefusedAddressError(reason)
        # Scrapy's own queue is named by the host without the port.
        request.meta["download_slot"] = host_of(request.url)


def allowed_addresses(settings: BaseSettings) -> frozenset[str]:
    """Read the host:port exceptions to the guard."""
    listed = settings.get("NEWSARCHIVE_ALLOWED_ADDRESSES") or ""
    return frozenset(part.strip().lower() for part in listed.split(",") if part.strip())


def refusal(url: str, allowed: frozenset[str]) -> str | None:
    """Say why an address may not be asked, judged by its spelling alone."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"}:
        return f"{parts.scheme}: is neither http nor https"
    if host_of(url) in allowed:
        return None
    # The resolver lets its name through; the exception is for a port alone.
    excepted = {one.rpartition(":")[0] for one in allowed}
    faults = (
        (host in excepted, f"port {parts.port} of {host} is no exception"),
        (_LOCAL.search(host), f"{host} is not a public address"),
        (not is_public(host), f"{host} is not a public address"),
        (parts.port not in WEB_PORTS, f"port {parts.port} is not the web's"),
    )
    return next((fault for holds, fault in faults if holds), None)


def is_public(host: str) -> bool:
    """Whether a host, where it is written as a number, is a public address.

    One of IPv6 that carries one of IPv4 is as public as that.
    """
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return True
    inner = _carried(address) if address.version == 6 else None  # noqa: PLR2004 (IPv6)
    if inner is not None:
        return is_public(str(inner))
    return address.is_global and not address.is_multicast


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Give the address of IPv4 that one of IPv6 stands for: mapped, 6to4, Teredo, NAT64."""
    if address in _NAT64 or address in _COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


class PublicResolver(CachingThreadedResolver):
    """Resolves names to public addresses only, at the moment of connecting."""

    allowed_hosts: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """Read the exceptions from the settings."""
        resolver = super().from_crawler(crawler, reactor)
        allowed = allowed_addresses(crawler.settings)
        resolver.allowed_hosts = frozenset(a.rpartition(":")[0] for a in allowed)
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802 (Twisted's name)
        """Resolve a name; fail as an unknown host when it is not a public one."""
        found = super().getHostByName(name, timeout)
        if name in self.allowed_hosts:
            return found
        return found.addCallback(self._public, name)

    @staticmethod
    def _public(address: str, name: str) -> str:
        if not is_public(address):
            raise DNSLookupError(f"{name} resolves to {address}, no public address")
        return address


class Capturing:
    """Writes answers as they came over the wire, below decompression, into the run's WARC.

    NEWSARCHIVE_CAPTURE says which: "articles" (pages and their parts), "all" (listings,
    feeds and sitemaps too), "none". Every answer is given the moment at which it came.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.which = crawler.settings["NEWSARCHIVE_CAPTURE"]
        if self.which not in CAPTURED:
            raise ConfigurationError(
                f"NEWSARCHIVE_CAPTURE is {self.which!r}: use {', '.join(CAPTURED)}"
            )
        self.place = captures_place(
            crawler.settings["NEWSARCHIVE_DATA"],
            crawler.settings["NEWSARCHIVE_CAPTURES"],
        )
        self.writer: CaptureWriter | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Close the file with the spider."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.close, signals.spider_closed)
        return middleware

    def process_response(self, request: Request, response: Response) -> Response:
        """Write an answer that is wanted."""
        at = datetime.now(UTC)
        request.meta[FETCHED_AT] = at
        target = request.meta.get(TARGET) or self._listing(request)
        if target is not None and self.which != "none":
            self._write(target, response, at)
        return response

    def close(self) -> None:
        """Let go of the file; it is made safe."""
        if self.writer is not None:
            self.writer.close()

    def _listing(self, request: Request) -> Target | None:
        spider = self.crawler.spider
        if spider is None or self.which != "all" or not hasattr(spider, "visit"):
            return None
        return Target(Role.LISTING, str(spider.name), request.url, request.url, {})

    def _write(self, target: Target, response: Response, at: datetime) -> None:
        visit: Visit = self.crawler.spider.visit  # type: ignore[union-attr]
        if self.writer is None:
            self.writer = self._begin(visit, target.source)
        answer = Answer(
            url=response.url,
            at=at,
            status=response.status,
            headers=_flat(response.headers),
            payload=response.body,
        )
        twin = visit.twin(answer.sha256) if answer.payload else None
        visit.keep(self.writer.write(answer, target, twin))

    def _begin(self, visit: Visit, source: str) -> CaptureWriter:
        settings = self.crawler.settings
        now = datetime.now(UTC)
        writer = CaptureWriter(
            folder=self.place.spool if isinstance(self.place, Store) else self.place,
            name=f"{source}/{now:%Y}/{source}-{now:%Y%m%dT%H%M%SZ}-run{visit.run_id}",
            about={
                "isPartOf": f"run {visit.run_id} of {source}",
                "http-header-user-agent": settings["USER_AGENT"],
                "robots": "obeyed" if settings.getbool("ROBOTSTXT_OBEY") else "ignored",
            },
            source=_declared(self.crawler.spider),
            largest=settings.getint("NEWSARCHIVE_CAPTURE_FILE_MB") * 2**20,
        )
        if isinstance(self.place, Store):
            # Archives may share a store: their runs have the same numbers.
            writer.name += f"-{secrets.token_hex(4)}"
            # Also what earlier runs left behind.
            writer.on_closed = self.place.deliver_beside
        visit.secure = writer.sync
        return writer


def _declared(spider: Any) -> dict[str, Any]:
    """Tell what reading the pages again needs to know of a source without a file."""
    source = spider.source
    return {
        "name": spider.name,
        "title": source.title,
        "domain": source.domain,
        "zone": source.zone,
        "sections": list(source.sections),
    }


def _flat(headers: Headers) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((name, value) for name, values in headers.items() for value in values)


class PoliteRetry(RetryMiddleware):
    """Scrapy's retry that waits as long as the site asks for.

    A Retry-After on 503 holds that address back, on 429 the whole host; one longer than
    NEWSARCHIVE_RETRY_AFTER_MAX leaves the address to the next run. What hung is not
    asked again at once: each time costs DOWNLOAD_TIMEOUT and a place in the queue.
    """

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self.longest = settings.getfloat("NEWSARCHIVE_RETRY_AFTER_MAX")
        self.held: dict[str, float] = {}

    async def process_request(self, request: Request) -> None:
        """Wait while the host wants to be left alone."""
        await _sleep(self.held.get(host_of(request.url), 0) - time.monotonic())

    async def process_response(  # type: ignore[override]
        self, request: Request, response: Response
    ) -> Request | Response:
        """Retry after the time the site asks for."""
        wait = retry_after(response)
        if wait is None or response.status not in self.retry_http_codes:
            return super().process_response(request, response)
        if wait > self.longest:
            return response
        if response.status == TOO_MANY_REQUESTS:
            self.held[host_of(request.url)] = time.monotonic() + wait
        await _sleep(wait)
        return super().process_response(request, response)

    def process_exception(  # type: ignore[override]
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        """Retry what the transport broke; a page that hung has its second chance later."""
        if isinstance(exception, DownloadTimeoutError):
            target: Target | None = request.meta.get(TARGET)
            is_page = target is not None and target.role is Role.PAGE
            request.meta["max_retry_times"] = 0 if is_page else 1
        again: Request | Response | None = super().process_exception(request, exception)
        return again


def retry_after(response: Response) -> float | None:
    """Read Retry-After, in seconds, from either of its forms."""
    header = response.headers.get("Retry-After")
    if header is None:
        return None
    text = header.decode("latin-1").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    until = _instant(text)
    if until is None:
        return None
    # By our clock and by the site's own, which may be a day off: the nearer moment.
    clocks = (
        time.time(),
        _instant((response.headers.get("Date") or b"").decode("latin-1")),
    )
    waits = [until - now for now in clocks if now is not None and until >= now]
    return min(waits, default=0.0)


def _instant(text: str) -> float | None:
    try:
        date = parsedate_to_datetime(text)
        aware = date if date.tzinfo is not None else date.replace(tzinfo=UTC)
        return aware.timestamp()
    except (ValueError, OverflowError):
        return None


async def _sleep(seconds: float) -> None:
    if seconds > 0:
        await asyncio.sleep(seconds)
