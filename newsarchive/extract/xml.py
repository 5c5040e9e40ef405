"""XML from outside: no entities, no network, no bombs; what is broken is left out."""

import re
import zlib

from lxml import etree

MOST_BYTES = 20 * 2**20
# Opening and closing ones; a tree takes a hundred times the bytes of an empty tag.
MOST_TAGS = 1_200_000
_GZIP = b"\x1f\x8b"
# References to half characters, which lxml lets pass and cannot read afterwards.
_HALVES = re.compile(
    rb"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:529[6-9]|5[3-9]\d\d|[67]\d{3}));",
    re.IGNORECASE,
)
_GZIP_WINDOW = 16 + zlib.MAX_WBITS


class UnreadableError(Exception):
    """Bytes that are no XML, or more of it than anybody needs."""


def parse(body: bytes) -> etree._Element:
    """Parse XML, unpacked where it is gzipped; lenient, since one bad entry is usual."""
    text = _unpacked(body).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text.startswith(b"<"):
        raise UnreadableError("it does not begin with an XML tag")
    if text.count(b"<") > MOST_TAGS:
        raise UnreadableError(f"it has more than {MOST_TAGS} tags")
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    text = _HALVES.sub(b"&#xfffd;", text)
    # A recovering parser never raises: it gives the tree it could build, or none.
    root = etree.fromstring(text, parser)
    if root is None:
        raise UnreadableError("it is no XML")
    return root


def name_of(element: etree._Element) -> str:
    """Give an element's name without its namespace, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def namespace_of(element: etree._Element) -> str:
    """Give an element's namespace."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag[:1] == "{" else ""


def text_of(element: etree._Element) -> str:
    """Give an element's text; nothing where an entity stands in it."""
    if any(not isinstance(child.tag, str) for child in element):
        return ""
    return "".join(str(text) for text in element.itertext()).strip()


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    try:
        text = unpacker.decompress(body, MOST_BYTES)
    except zlib.error as error:
        raise UnreadableError(f"its gzip is damaged: {error}") from error
    if unpacker.unconsumed_tail:
        raise UnreadableError(f"it unpacks to more than {MOST_BYTES} bytes")
    return text
