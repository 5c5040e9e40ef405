"""Lines that are a byline as a whole."""

import pytest

from newsarchive.text.byline_lines import is_open_label, read_line, without_generic
from newsarchive.text.credits import Credit


@pytest.mark.parametrize(
    ("line", "credited"),
    [
        (
            "Penulis: Budi | Editor: Sari",
            [("Budi", "reporter", None), ("Sari", "editor", None)],
        ),
        ("Editor. : Red. Enggang.com", [(None, None, "Red. Enggang.com")]),
        ("Rep/Red: Budi/Sari", [("Budi", "reporter", None), ("Sari", "editor", None)]),
        ("Penulis/Editor: Budi", [("Budi", "reporter", None)]),
        ("Wartawan Kabar Enggang: Budi", [("Budi", "reporter", "Kabar Enggang")]),
        (
            "Reporter: Budi Foto: Joko",
            [("Budi", "reporter", None), ("Joko", "photographer", None)],
        ),
        (
            "Laporan Wartawan Tribun Pontianak Budi",
            [("Budi", "reporter", "Tribun Pontianak")],
        ),
        ("Editor Sari Dewi", [("Sari Dewi", "editor", None)]),
        ("Kontributor Budi Hartono", [("Budi Hartono", "contributor", None)]),
        (
            "Diterbitkan oleh Enggang.com (Budi).",
            [("Budi", "publisher", "Enggang.com")],
        ),
        ("account_circle Budi", [("Budi", None, None)]),
        ("account_circle admin", []),
        ("Editor :", []),
        (
            "COPYRIGHT © ANTARA News Kalimantan Barat 2017",
            [(None, None, "ANTARA News Kalimantan Barat")],
        ),
        ("Budi Hartono -detikNews", [("Budi Hartono", "reporter", "detikNews")]),
        ("Budi Hartono (Editor)", [("Budi Hartono", "editor", None)]),
        ("Sumber: Humas Polres", [(None, None, "Humas Polres")]),
    ],
)
def test_a_line_is_read(
    line: str, credited: list[tuple[str | None, str | None, str | None]]
) -> None:
    read = read_line(line, ())
    assert read is not None
    assert [(one.name, one.role, one.agency) for one in read] == credited


@pytest.mark.parametrize(
    "line",
    [
        "",
        " * ",
        "Foto: Joko",
        "Penulis laporan itu, Kompol Budi, mengatakan",
        "Penulis: jika hal itu terjadi maka polisi akan segera menindak",
        "Wartawan Diminta Menjauh Dari Lokasi Kejadian Oleh Petugas Jaga",
        "Sintang - detikcom",
        "Kegiatan warga (editor)",
        "Situasi aman, kata dia. COPYRIGHT © ANTARA 2017",
        "Oleh karena itu warga diminta waspada.",
        "x" * 200,
    ],
)
def test_prose_is_no_byline(line: str) -> None:
    assert read_line(line, ()) is None


def test_a_label_may_stand_above_its_name() -> None:
    assert is_open_label("Artikel ini ditulis oleh:")
    assert not is_open_label("Penulis: Budi")
    assert not is_open_label("oleh")


def test_accounts_of_a_newsroom_are_left_out() -> None:
    desk, account = Credit(None, None, "BERNAS"), Credit(None, None, "Redaksi")
    assert without_generic((desk, account)) == (desk,)
