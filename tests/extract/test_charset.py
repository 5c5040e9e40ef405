"""A page's bytes: what they are counts more than what is said of them."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.extract.charset import read_text

TEXT = "Polsek Sekadau – “Jum’at Curhat” di café"
UTF8 = TEXT.encode()
CP1252 = TEXT.encode("cp1252")
META = '<meta charset="{}">'


@pytest.mark.parametrize(
    ("body", "header", "text"),
    [
        (UTF8, None, TEXT),
        (UTF8, "text/html; charset=ISO-8859-1", TEXT),
        (META.format("iso-8859-1").encode() + UTF8, "text/html", META.format("iso-8859-1") + TEXT),
        (CP1252, None, TEXT),
        (CP1252, "text/html; charset=UTF-8", TEXT),
        (META.format("utf-8").encode() + CP1252, "text/html; charset=utf-8", META.format("utf-8") + TEXT),
        (CP1252, "text/html; charset=ISO-8859-1", TEXT),
        # Meta is nearer to the text than the server is.
        (META.format("koi8-r").encode() + "Привет".encode("koi8-r"), "text/html; charset=ISO-8859-1", META.format("koi8-r") + "Привет"),
        ("Привет".encode("cp1251"), "text/html; charset=windows-1251", "Привет"),
        ("日本".encode("shift_jis"), "text/html; charset=Shift_JIS", "日本"),
        (codecs.BOM_UTF8 + UTF8, "text/html; charset=ISO-8859-1", TEXT),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "text/html; charset=UTF-8", TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), None, TEXT),
        # Some broken bytes do not make a page another encoding's.
        (UTF8 + b"\xff\xfe\x80", "text/html; charset=ISO-8859-1", TEXT + "\ufffd" * 3),
        (UTF8[:-1], None, TEXT[:-1] + "\ufffd"),
        ("– ".encode() + b"\x96\x96\x96", None, "– \ufffd\ufffd\ufffd"),
        # Half a surrogate pair, as Java writes it.
        (UTF8 + b"\xed\xa0\xbd", None, TEXT + "\ufffd" * 3),
        # Names of codecs that are no page's encoding.
        *((CP1252, f"text/html; charset={name}", TEXT) for name in ("rot13", "punycode", "unicode_escape", "utf-7", "utf-16", "zlib", "x-tidak-ada", "")),
        (b"\x91kata\x92 \x81", None, "‘kata’ \ufffd"),
        ("\x91kata\x92 \x81".encode(), None, "‘kata’ \x81"),
        (b"", None, ""),
    ],
)  # fmt: skip
def test_read_text(body: bytes, header: str | None, text: str) -> None:
    assert read_text(body, header) == text


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "gb18030", "cp932"]))
def test_any_bytes_give_text_that_can_be_stored(body: bytes, named: str | None) -> None:
    header = f"text/html; charset={named}" if named else None
    assert isinstance(read_text(body, header).encode(), bytes)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_read_as_it_was_written(text: str) -> None:
    assert read_text(text.encode(), "text/html; charset=iso-8859-1") == text.lstrip(
        "\ufeff"
    )
