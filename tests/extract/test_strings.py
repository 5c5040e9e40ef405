import pytest

from newsarchive.extract.strings import fold, unescape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a \n\t b\u00a0c\u2028d ", "a b c d"),
        ("ke\u00adgi\u200batan", "kegiatan"),
        ("\u202eJudul\u202c\u200b", "Judul"),
        ("a\x00b\x1b[31m\ud83dc", "ab[31mc"),
        ("😊👮", "😊👮"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jum&#8217;at &amp; <b>Sabtu</b>", "Jum’at & Sabtu"),
        ("A <script>x</script>", "A <script>x</script>"),
        ("3 < 4 > 2", "3 < 4 > 2"),
    ],
)
def test_unescape(text: str, expected: str) -> None:
    assert unescape(text) == expected
