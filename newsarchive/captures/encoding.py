"""Undo the content encodings of HTTP (RFC 9110 section 8.4) that a crawl asks for.

warcio's own brotli support needs another binding than the one Scrapy asks for.
"""

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import brotli

# Large enough for any page of a newsroom, small enough for a bomb.
LARGEST = 10 * 2**20
_GZIP = 16 + zlib.MAX_WBITS
_BLOCK = 2**16


class EncodingError(ValueError):
    """A payload is not in the encoding that its headers name, or not all of it."""


class TooLargeError(EncodingError):
    """A payload unpacks to more than anybody needs."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of a stream, whether to its end, and whether there was more."""

    content: bytes
    is_whole: bool
    is_cut: bool = False


def decoded(headers: Iterable[tuple[str, str]], payload: bytes) -> bytes:
    """Undo what the Content-Encoding headers name, the last one first.

    What breaks off gives what came before; what is larger than LARGEST is cut there.
    """
    for encoding in _named(headers):
        if encoding not in _UNPACKERS:
            raise EncodingError(f"the content encoding {encoding!r} is not known")
        payload = _undo(encoding, payload, LARGEST).content
    return payload


def require_whole(
    headers: Iterable[tuple[str, str]], payload: bytes, largest: int
) -> None:
    """Raise EncodingError where a payload breaks off, TooLargeError where it is a bomb.

    What is behind an encoding that nobody knows ("utf-8", "none") is let be.
    """
    for encoding in _named(headers):
        if encoding not in _UNPACKERS:
            return
        found = _undo(encoding, payload, largest)
        if found.is_cut:
            raise TooLargeError(f"its {encoding} unpacks to more than {largest} bytes")
        if not found.is_whole:
            raise EncodingError(f"its {encoding} breaks off")
        payload = found.content


def _named(headers: Iterable[tuple[str, str]]) -> list[str]:
    """List the encodings in the order in which they are undone."""
    named = [
        part.strip().lower()
        for name, value in headers
        if name.lower() == "content-encoding"
        for part in value.split(",")
    ]
    return [one for one in reversed(named) if one not in {"", "identity"}]


def _undo(encoding: str, payload: bytes, largest: int) -> Unpacked:
    try:
        return _UNPACKERS[encoding](payload, largest)
    except (zlib.error, brotli.error) as error:
        raise EncodingError(f"the page is not in {encoding}: {error}") from error


def _gunzip(payload: bytes, largest: int) -> Unpacked:
    """Unpack all members of a gzip stream."""
    found, left, is_whole = b"", payload, False
    while left and len(found) <= largest:
        member = zlib.decompressobj(_GZIP)
        try:
            found += member.decompress(left, largest + 1 - len(found))
        except zlib.error:
            if not found:
                raise
            break  # Bytes behind the last member are nobody's.
        is_whole, left = member.eof, member.unused_data
    return Unpacked(found[:largest], is_whole, len(found) > largest)


def _inflate(payload: bytes, largest: int) -> Unpacked:
    """Unpack deflate, which some servers send without its wrapper."""
    try:
        return _inflated(zlib.decompressobj(), payload, largest)
    except zlib.error:
        return _inflated(zlib.decompressobj(-zlib.MAX_WBITS), payload, largest)


def _inflated(stream: "zlib._Decompress", payload: bytes, largest: int) -> Unpacked:
    found = stream.decompress(payload, largest + 1)
    return Unpacked(found[:largest], stream.eof, len(found) > largest)


def _unbrotli(payload: bytes, largest: int) -> Unpacked:
    stream = brotli.Decompressor()
    found = bytearray(stream.process(payload, output_buffer_limit=_BLOCK))
    while len(found) <= largest and not stream.is_finished():
        block = stream.process(b"", output_buffer_limit=_BLOCK)
        if not block:
            break
        found += block
    is_cut = len(found) > largest
    return Unpacked(bytes(found[:largest]), stream.is_finished(), is_cut)


_UNPACKERS: Mapping[str, Callable[[bytes, int], Unpacked]] = {
    "br": _unbrotli,
    "deflate": _inflate,
    "gzip": _gunzip,
    "x-gzip": _gunzip,
}
