"""Spoil what newsrooms send as bad luck and bad will do: cut, repeat, overwrite, nest."""

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

# No longer than this: how much is read at all is the downloader's to decide.
LARGEST = 2**18
# What has broken readers of news: here, and elsewhere by what their authors told.
HOSTILE = tuple(
    word.encode("utf-8", "surrogatepass")
    for word in (
        *("\x00", "\x0b", "\x1b[31m", "\x9b2J", "\r\n", "\ufeff", "\u202e", "\u2028"),
        *(
            "\ud800",
            "\udfff",
            "\U0010ffff",
            "\ufffe",
            "İ",
            "ẞ",
            "ﷺ",
            "٣",
            "²",
            "Ⅷ",
            "½",
        ),
        *("&#0;", "&#xd800;", "&#99999999999;", "&lol;", "&amp;amp;", "&nbsp"),
        *("<", ">", "</", "<div>", "</div>", "<p", "<br/>", "<table><tr><td>", "<svg>"),
        *(
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?xml ?>",
            "<a>",
        ),
        '<!DOCTYPE x [<!ENTITY lol "lol"><!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
        "<base href='http://[x'>",
        "<meta http-equiv=refresh content='0;url=//x'>",
        "<a href='javascript:alert(1)' rel=next>»</a>",
        *(
            "javascript:1",
            "http://[::1",
            "http://a:99999/",
            "//",
            "data:,x",
            "http://⑯.id/",
        ),
        *(
            "0000-00-00",
            "9999-12-31T23:59:59Z",
            "0001-01-01T00:00:00+14:00",
            "1970-01-01",
        ),
        *(
            "31/02/2023",
            "Senin (99/99/9999)",
            "25.61 WIB",
            "pukul 00.00 WIB malam",
            "kemarin",
        ),
        *(
            "{",
            "}",
            "[",
            "]",
            '"',
            "'",
            "\\",
            "\\u0000",
            "\\ud800",
            "1e999",
            "NaN",
            "null",
        ),
        *('{"@graph":[', '{"@type":"NewsArticle","datePublished":', "[[[[", '":{"'),
        *(
            "(",
            ")",
            "(Aji/",
            "SEKADAU –",
            ", ",
            "–" * 40,
            "(((((((",
            "a." * 30,
            " " * 300,
        ),
        *("9" * 5000, "a" * 5000, "ha " * 900, "<b>" * 900, "&" * 900, "../" * 99),
        *("=1+1", "@x", "+62", "-1", "%00", "%zz", "%f0%9f", "?p=", "#"),
    )
)

Change = Callable[[bytes, int, int, bytes], bytes]


def _cut(data: bytes, start: int, end: int, _: bytes) -> bytes:
    return data[:start] + data[end:]


def _break_off(data: bytes, start: int, _: int, word: bytes) -> bytes:
    return data[:start] + word


def _insert(data: bytes, start: int, _: int, word: bytes) -> bytes:
    return data[:start] + word + data[start:]


def _overwrite(data: bytes, start: int, _: int, word: bytes) -> bytes:
    return data[:start] + word + data[start + len(word) :]


def _put_in_place_of(data: bytes, start: int, end: int, word: bytes) -> bytes:
    return data[:start] + word + data[end:]


def _repeat(data: bytes, start: int, end: int, _: bytes) -> bytes:
    return data[:start] + data[start:end] * 30 + data[end:]


def _nest(data: bytes, start: int, _: int, word: bytes) -> bytes:
    return data[:start] + word * 500 + data[start:]


def _swap(data: bytes, start: int, end: int, _: bytes) -> bytes:
    return data[end:] + data[start:end] + data[:start]


def _flip(data: bytes, start: int, _: int, word: bytes) -> bytes:
    flipped = bytes(byte ^ (word[0] or 1) for byte in data[start : start + 1])
    return data[:start] + flipped + data[start + 1 :]


CHANGES: tuple[Change, ...] = (
    *(_cut, _break_off, _insert, _overwrite, _put_in_place_of),
    *(_repeat, _nest, _swap, _flip),
)


@st.composite
def mutated(
    draw: st.DrawFn, samples: Sequence[bytes], words: Sequence[bytes] = HOSTILE
) -> bytes:
    """Spoil one of the samples, up to eight times over."""
    data = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(1, 8))):
        change = draw(st.sampled_from(CHANGES))
        start, end = sorted(draw(st.tuples(*(st.integers(0, len(data)),) * 2)))
        word = draw(st.sampled_from(words) | st.binary(min_size=1, max_size=6))
        data = change(data, start, end, word)[:LARGEST]
    return data


def mutated_text(samples: Sequence[str]) -> st.SearchStrategy[str]:
    """Spoil a text; it comes as any decoder gives it, without half characters."""
    spoilt = mutated([sample.encode() for sample in samples])
    return spoilt.map(lambda data: data.decode("utf-8", "replace"))
