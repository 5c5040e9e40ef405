"""Which stories of a national outlet are of Kalimantan Barat, and by which rule."""

import pytest

from newsarchive.text.dateline import split_dateline
from newsarchive.text.findings import find_all
from newsarchive.text.region import tie_to_region

FILLER = "Petugas mengimbau warga tetap waspada.\n\nWarga diminta melapor."
CASES = [
    # title, text, labels, rule
    ("Pria Curi Motor", "Polisi menangkap seorang pria.", ["Kalbar"], "label"),
    (
        "Pria Curi Motor",
        "Polisi menangkap seorang pria.",
        ["kalimantan-barat"],
        "label",
    ),
    ("Pria Curi Motor", "Polisi menangkap pria.", ["Polresta Pontianak"], "label"),
    ("Warga Sambas Temukan Granat", "Warga menemukan granat.", ["Daerah"], "title"),
    ("Polda Kalbar Gelar Razia", "Razia digelar semalam.", [], "title"),
    ("Pria Curi Motor", "SEKADAU - Polisi menangkap pria.", ["Daerah"], "dateline"),
    (
        "Karhutla Meluas",
        "JAKARTA - Api membakar lahan di Kalimantan Barat.",
        [],
        "lead",
    ),
    (
        "Penyelundup Ditangkap",
        "Jakarta - Dua orang ditangkap.\n\nKeduanya masuk lewat Entikong, Sanggau.",
        ["Hukum"],
        "lead",
    ),
    (
        "Penyelundup Ditangkap",
        f"Dua orang ditangkap.\n\n{FILLER}\n\nKasus ditangani Polres Sanggau.",
        ["Hukum"],
        "text",
    ),
    ("Pria Curi Motor", "SAMARINDA - Polisi menangkap pria.", ["Kaltim"], None),
    ("Polda Kaltim Gelar Razia", "Razia digelar di Balikpapan.", ["Kaltim"], None),
    (
        "Kapolri Rotasi Perwira",
        f"Jakarta - Mutasi diumumkan.\n\n{FILLER}\n\nKapolres Sintang ikut diganti.",
        ["Nasional"],
        None,
    ),
    (None, "", [], None),
]


@pytest.mark.parametrize(("title", "text", "labels", "rule"), CASES)
def test_rule(
    title: str | None, text: str, labels: list[str], rule: str | None
) -> None:
    dateline, body = split_dateline(text)
    findings = find_all(
        title, body, dateline_place=dateline.place if dateline else None
    )
    assert tie_to_region(title, body, labels, dateline, findings) == rule
