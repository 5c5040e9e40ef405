"""Undo the content encodings of HTTP (RFC 9110 section 8.4) that a crawl asks for.

warcio's own brotli support needs another binding than the one Scrapy asks for.
"""

import zlib
from collections.abc import Iterable

import brotli

# Large enough for any page of a newsroom, small enough for a bomb.
LARGEST = 10 * 2**20
_GZIP = 16 + zlib.MAX_WBITS


class EncodingError(ValueError):
    """A payload is not in the encoding that its headers name."""


def decoded(headers: Iterable[tuple[str, str]], payload: bytes) -> bytes:
    """Undo what the Content-Encoding headers name, the last one first.

    What breaks off gives what came before; what is larger than LARGEST is cut there.
    """
    named = [
        part.strip().lower()
        for name, value in headers
        if name.lower() == "content-encoding"
        for part in value.split(",")
    ]
    for encoding in reversed([one for one in named if one not in {"", "identity"}]):
        payload = _undo(encoding, payload)
    return payload


def _undo(encoding: str, payload: bytes) -> bytes:
    try:
        if encoding in {"gzip", "x-gzip"}:
            return _gunzip(payload)
        if encoding == "deflate":
            return _inflate(payload)
        if encoding == "br":
            unpacked: bytes = brotli.Decompressor().process(payload)[:LARGEST]
            return unpacked
    except (zlib.error, brotli.error) as error:
        raise EncodingError(f"the page is not in {encoding}: {error}") from error
    raise EncodingError(f"the content encoding {encoding!r} is not known")


def _gunzip(payload: bytes) -> bytes:
    """Unpack all members of a gzip stream."""
    found, left = b"", payload
    while left and len(found) < LARGEST:
        member = zlib.decompressobj(_GZIP)
        try:
            found += member.decompress(left, LARGEST - len(found))
        except zlib.error:
            if not found:
                raise
            break  # Bytes behind the last member are nobody's.
        left = member.unused_data
    return found


def _inflate(payload: bytes) -> bytes:
    """Unpack deflate, which some servers send without its wrapper."""
    try:
        return zlib.decompressobj().decompress(payload, LARGEST)
    except zlib.error:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(payload, LARGEST)
