"""Fingerprints: the exact one, and one that near copies share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.fingerprint import (
    BANDS,
    content_hash,
    jaccard,
    shingles,
    signature_bands,
)

RELEASE = (
    "Personel Polsek menggelar patroli malam di pasar desa untuk mencegah pencurian "
    "sepeda motor yang belakangan meresahkan warga, dan mengajak pemuda setempat "
    "menghidupkan kembali ronda di setiap rukun tetangga"
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Judul", "Jum’at  ini"), ("Judul", "Jum'at ini"), True),
        (("Judul", "a – b"), ("Judul", "a - b"), True),
        (("Judul", "a\n\nb"), ("Judul", "a b"), True),
        (("Judul", "a"), ("Judul", "b"), False),
        (("Judul", "a"), ("UPDATE: Judul", "a"), False),
        ((None, "a"), ("", "a"), True),
        (("é", ""), ("e\u0301", ""), True),
    ],
)
def test_content_hash(
    one: tuple[str | None, str], other: tuple[str | None, str], same: bool
) -> None:
    assert (content_hash(*one) == content_hash(*other)) is same


def test_shingles_of_short_texts() -> None:
    assert shingles("") == frozenset()
    assert shingles("dua kata") == {"dua kata"}
    assert shingles("ini tiga kata saja") == {"ini tiga kata", "tiga kata saja"}


def test_a_light_rewrite_shares_a_band() -> None:
    rewrite = RELEASE.replace("Personel", "Anggota").replace("mengajak", "mengimbau")
    a, b = shingles(RELEASE), shingles(rewrite)
    assert jaccard(a, b) > 0.5
    pairs = zip(signature_bands(a), signature_bands(b), strict=True)
    assert any(mine == theirs for mine, theirs in pairs)


def test_bands_are_the_same_for_ever() -> None:
    bands = signature_bands(shingles("satu dua tiga empat"))
    assert len(bands) == BANDS
    assert bands[0] == "06deecfda8313c13"


def test_a_text_without_words_has_no_bands() -> None:
    assert signature_bands(frozenset()) == ()


def test_measures() -> None:
    a, b = frozenset("abcd"), frozenset("cdef")
    assert jaccard(a, b) == pytest.approx(2 / 6)
    assert jaccard(a, frozenset()) == 0


@given(st.text())
def test_never_raises(text: str) -> None:
    content_hash(text, text)
    assert jaccard(shingles(text), shingles(text)) in {0, 1}
