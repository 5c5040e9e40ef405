"""Topics of texts, with the words that say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.gazetteer.topics import topics
from newsarchive.text.topics import find_topics


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        (
            "Polsek Belitang Hilir Gelar Jum’at Curhat",
            "Warga mengeluhkan pencurian. Patroli dialogis ditingkatkan, patroli malam juga, jelang Pemilu 2024.",
            ["jumat-curhat", "patroli"],
        ),
        (
            "Satresnarkoba Tangkap Pengedar Sabu",
            "Pelaku menyimpan sabu dan timbangan digital.",
            ["narkoba"],
        ),
        (
            "Dua Pemuda Curi Sepeda Motor",
            "Pelaku curanmor dijerat Pasal 363.",
            ["curanmor"],
        ),
        ("Polisi Tertibkan PETI", "Mesin dompeng disita.", ["peti"]),
        (None, "Petugas menemukan peti mati dan sebuah peti kayu.", []),
        ("Lakalantas di Tayan", "Kecelakaan tunggal, satu tewas.", ["laka-lantas"]),
        ("Cegah Karhutla", "Titik api padam.", ["karhutla"]),
        (
            "Pelaku Pencabulan Ditahan",
            "Korban anak di bawah umur didampingi KPPAD.",
            ["kekerasan-seksual"],
        ),
        ("Sabun dan Kabupaten Sabu Raijua", "Sabu Raijua.", []),
        ("Polres Gelar Sertijab", "Serah terima jabatan.", ["personel-polri"]),
        ("Judi Sabung Ayam Digerebek", "Arena judi dibakar.", ["perjudian"]),
        (None, "Kapolsek menyapa warga.", []),
        ("", "", []),
    ],
)
def test_find_topics(title: str | None, text: str, found: list[str]) -> None:
    assert [mention.topic for mention in find_topics(title, text)] == found


def test_the_words_that_fired() -> None:
    (mention,) = find_topics("Cegah Karhutla", "Titik api: titik api.")
    assert mention.words == ("karhutla", "titik api")
    assert mention.score == 3 * 2 + 3 * 2


def test_repeating_a_word_has_an_end() -> None:
    few = find_topics(None, "karhutla " * 3)
    assert find_topics(None, "karhutla " * 300) == few


WORDS = st.sampled_from(
    ["karhutla", "PETI", "peti", "sabu", "Sabu Raijua", " ", "\x00", "\ud800", "\u202e"]
)


@given(st.text() | st.none(), st.text() | st.lists(WORDS).map(" ".join))
def test_never_raises_and_stays_in_the_vocabulary(title: str | None, text: str) -> None:
    found = find_topics(title, text)
    assert {mention.topic for mention in found} <= set(topics())
    assert [mention.score for mention in found] == sorted(
        (mention.score for mention in found), reverse=True
    )
