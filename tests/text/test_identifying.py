"""Whether an article asks for a look before the public sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.identifying import find_signs

CASES = [
    # title, text, rules
    (None, "Polisi menangkap AB (16), tersangka pencurian motor.", ["child"]),
    (None, "Korban berusia 15 tahun ditemukan warga di tepi sungai.", ["child"]),
    (None, "Korban, RZ (9 thn), meninggal di tempat.", ["child"]),
    (None, "Seorang pelajar diamankan setelah tawuran di Sintang.", ["child"]),
    ("Bocah Tenggelam di Sungai Kapuas", "Warga mencari hingga malam.", ["child"]),
    ("Ayah Cabuli Anak Kandung", "Pelaku ditahan.", ["victim"]),
    (
        "Polres Ungkap Kasus Pencabulan",
        "Penyidik memeriksa terduga pelaku. Korban didampingi psikolog.",
        ["victim"],
    ),
    (None, "Korban persetubuhan adalah siswi (14) di desa itu.", ["child", "victim"]),
    # A person who is grown up, and a case without one.
    (None, "Polisi menangkap AB (36), tersangka pencurian motor.", []),
    (None, "Korban berusia 51 tahun dibawa ke rumah sakit.", []),
    # Neither a day, nor a number of months, nor a sentence in prison is an age.
    (None, "Tersangka ditangkap pada Jumat (13) di rumahnya.", []),
    (None, "Tersangka ditangkap Jum’at (13/10/2023) malam.", []),
    (None, "Tersangka diancam pidana penjara paling lama 15 tahun.", []),
    (None, "Pelaku buron selama 7 tahun.", []),
    # Children without a case, a case without children: sentence by sentence.
    (None, "Polwan mengajar siswa tertib berlalu lintas.", []),
    (None, "Para siswa bersih-bersih. Tersangka pencurian ditangkap kemarin.", []),
    # A crime in the law's words only.
    (None, "Polda menyiapkan aturan tentang pencabulan.", []),
    (None, "", []),
]


@pytest.mark.parametrize(("title", "text", "rules"), CASES)
def test_signs(title: str | None, text: str, rules: list[str]) -> None:
    assert [sign.rule for sign in find_signs(title, text)] == rules


def test_a_sign_tells_its_words() -> None:
    (sign,) = find_signs(None, "Seorang pelajar, AB (16), ditangkap.")
    assert sign.words == ("pelajar", "AB (16)", "ditangkap")


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert len(find_signs(text, text)) <= 2
