import pytest

from newsarchive.extract.boilerplate import (
    Line,
    is_furniture,
    is_label,
    is_pointer,
    opens_pointer,
)

POINTERS = [
    ("Baca Juga: Kapolda Tinjau Pos", 0, True),
    ("BACA JUGA Kapolda Tinjau Pos", 18, True),
    ("Baca juga dilakukan warga desa", 0, False),
    ("Baca Juga: " + "kalimat panjang " * 30, 0, False),
    ("(Baca: Kapolda Tinjau Pos)", 20, True),
    ("Baca: buku itu penting bagi anak", 0, False),
    ("Simak video itu", 15, False),
    ("Read also: Another story", 13, True),
    ("Lea también Otra noticia", 12, True),
    ("Читайте также: Другое", 6, True),
    ("Polisi membaca juga berkas", 26, False),
]


@pytest.mark.parametrize(("text", "linked", "expected"), POINTERS)
def test_pointers(text: str, linked: int, *, expected: bool) -> None:
    assert is_pointer(Line(text, linked)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Baca juga:", True),
        ("Berita Terkait", True),
        ("Baca juga: Judul", False),
        ("Baca:", False),
        ("Polisi", False),
    ],
)
def test_labels_announce_what_follows(text: str, *, expected: bool) -> None:
    assert is_label(Line(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Baca juga", True), ("Baca: x", True), ("Baca buku", False), ("Polisi", False)],
)
def test_openings_of_boxes(text: str, *, expected: bool) -> None:
    assert opens_pointer(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ADVERTISEMENT", True),
        ("SCROLL TO CONTINUE WITH CONTENT", True),
        ("[Gambas:Video 20detik]", True),
        ('Simak Video "Polisi Jaga Sungai"', True),
        ("Halaman 2 dari 3", True),
        ("Halaman:", True),
        ("Lihat Selengkapnya", True),
        ("Back to top button", True),
        ("Bagikan ini:", True),
        ("Ikuti kami di Google News", True),
        ("Simak breaking news langsung di WhatsApp Channel Harian.com", True),
        ("Discussion about this post", True),
        ("Post Views: 1.204", True),
        ("• | •", True),
        ("Caption: Barang bukti di Mapolres.", True),
        ("Keterangan foto : Kapolsek (kiri).", True),
        ("Petugas di lokasi, Sabtu (31/01/2026).SUARASEKADAU/SK |", True),
        ("Kapolsek di lokasi. SUARAKALBAR.CO.ID/IST", True),
        ("Razia digelar aparat gabungan SATGAS/BNN", False),
        ("Kapolres menolak caption: ia ingin berita.", False),
        ("(*)", False),
        ("***", False),
        ("Iklan layanan masyarakat itu dipasang polisi.", False),
        ("Ikuti " + "kata " * 80 + "Google News", False),
    ],
)
def test_furniture(text: str, *, expected: bool) -> None:
    assert is_furniture(text) is expected


def test_a_line_that_is_a_link() -> None:
    assert Line("Judul", 5).is_link
    assert not Line("Judul dan kata", 5).is_link
