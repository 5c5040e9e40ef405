"""A page's bytes as text: by what the bytes are first, by what is said of them last.

BOM, then valid UTF-8, then <meta>, then the header, then cp1252. Scrapy believes the
header before all; Apache's default of ISO-8859-1 then breaks every quotation mark.
"""

import re

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    to_unicode,
)

_LAST_RESORT = "cp1252"
# Sequences of UTF-8 by their length; three bytes in a row are hardly ever anything else.
_PAIR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]")
_TRIPLE = re.compile(
    rb"(?:[\xe1-\xec\xee\xef]|\xe0(?=[\xa0-\xbf])|\xed(?=[\x80-\x9f]))[\x80-\xbf]{2}|"
    rb"\xf0[\x90-\xbf][\x80-\xbf]{2}"
)
_TRIPLE_WEIGHT = 4
_UNREADABLE = "\ufffd"
# The encodings of the web's standard that a page may name; anything else that Python
# knows ("rot13", "punycode", "unicode_escape") is no page's.
_LEGACY = re.compile(
    r"cp(?:125[0-8]|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-roman|"
    r"gb18030|big5hkscs|euc_jp|iso2022_jp"
)
# Windows' punctuation where the standards have control characters.
_C1 = re.compile("[\x80-\x9f]")


def read_text(body: bytes, content_type: str | None = None) -> str:
    """Decode a page's bytes; what cannot be read becomes U+FFFD, never a guess."""
    encoding, bom = read_bom(body)
    if encoding is not None and bom is not None:
        return body[len(bom) :].decode(encoding, "replace")
    text = _C1.sub(_as_windows, _without_bom(body, content_type))
    # Halves of surrogate pairs cannot be written anywhere.
    return text.encode("utf-8", "replace").decode()


def _without_bom(body: bytes, content_type: str | None) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        text = body.decode(errors="replace")
    if _is_mostly_utf8(body, text):
        return text
    for named in (
        html_body_declared_encoding(body),
        http_content_type_encoding(content_type),
    ):
        if named is not None and _LEGACY.fullmatch(named):
            return to_unicode(body, named)
    return body.decode(_LAST_RESORT, "replace")


def _is_mostly_utf8(body: bytes, text: str) -> bool:
    """Whether a page is UTF-8 with some broken bytes, and nothing else."""
    sound = len(_PAIR.findall(body)) + _TRIPLE_WEIGHT * len(_TRIPLE.findall(body))
    return sound > text.count(_UNREADABLE)


def _as_windows(found: re.Match[str]) -> str:
    # Five of them mean nothing to Windows, but something to who undoes mojibake.
    text = found[0].encode("latin-1").decode(_LAST_RESORT, "ignore")
    return text or found[0]
