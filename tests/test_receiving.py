"""Half an answer is none: by its length, its chunks, its packing, or its page's end."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from scrapy.http import Response

from newsarchive.captures.encoding import TooLargeError
from newsarchive.receiving import broken_off

URL = "https://kabaruji.id/berita/"
PAGE = (
    b"<html><body>"
    + b"<p>Polsek Sekadau Hilir berpatroli.</p>" * 50
    + b"</body></html>"
)
HALF = PAGE[: len(PAGE) // 2]
LARGEST = 10_000
# Without a time: all test processes must name their cases alike.
GZIP = gzip.compress(PAGE, mtime=0)
DEFLATE = zlib.compress(PAGE)
BROTLI = brotli.compress(PAGE)
RAW = DEFLATE[2:-4]
Fault = str | None


def fault(
    body: bytes, coding: str = "", *, flags: tuple[str, ...] = (), status: int = 200
) -> Fault:
    headers = {"Content-Type": "text/html; charset=utf-8"}
    if coding:
        headers["Content-Encoding"] = coding
    response = Response(URL, status, headers=headers, body=body, flags=list(flags))
    return broken_off(response, LARGEST, is_robots=False)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", GZIP),
        ("x-gzip", GZIP),
        ("gzip", GZIP + GZIP),
        ("gzip", GZIP + bytes(8)),
        ("deflate", DEFLATE),
        ("deflate", RAW),
        ("br", BROTLI),
        ("gzip, br", brotli.compress(GZIP)),
        ("identity", PAGE),
        ("utf-8", PAGE),
        ("", PAGE),
    ],
)
def test_what_is_whole(coding: str, body: bytes) -> None:
    assert fault(body, coding) is None


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", GZIP[:-1]),
        ("gzip", GZIP[: len(GZIP) // 2]),
        ("gzip", GZIP + GZIP[:-3]),
        ("gzip", GZIP[:-8] + bytes(8)),
        ("gzip", PAGE),
        ("deflate", DEFLATE[:-1]),
        ("deflate", RAW[:-1]),
        ("br", BROTLI[:-1]),
        ("br", b"\xff" * 20),
        ("gzip, br", brotli.compress(GZIP[:-1])),
        ("", b""),
    ],
)
def test_what_breaks_off(coding: str, body: bytes) -> None:
    assert fault(body, coding) is not None


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))),
    ],
)
def test_a_bomb_is_not_unpacked(coding: str, pack: Callable[[bytes], bytes]) -> None:
    assert fault(pack(bytes(LARGEST)), coding) is None
    with pytest.raises(TooLargeError, match="unpacks to more than 10000 bytes"):
        fault(pack(bytes(LARGEST + 1)), coding)


@pytest.mark.parametrize(
    ("body", "flags", "is_cut"),
    [
        (HALF, ("partial",), True),
        (PAGE, ("partial",), False),
        (PAGE + b"\n<!-- 0.3 s -->", ("partial",), False),
        (PAGE.replace(b"</body></html>", b"</BODY>"), ("partial",), False),
        (HALF, (), False),
    ],
)
def test_a_page_that_ended_with_its_connection(
    body: bytes, flags: tuple[str, ...], is_cut: bool
) -> None:
    assert (fault(body, flags=flags) is not None) is is_cut


def test_what_is_no_page_may_end_with_its_connection() -> None:
    response = Response(URL, body=b"[1", flags=["partial"])
    assert broken_off(response, LARGEST, is_robots=False) is None


@pytest.mark.parametrize(
    ("status", "is_robots"), [(404, False), (304, False), (200, True)]
)
def test_who_may_be_empty(status: int, is_robots: bool) -> None:
    response = Response(URL, status, body=b"")
    assert broken_off(response, LARGEST, is_robots=is_robots) is None
