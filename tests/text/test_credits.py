"""Who a printed name is."""

import pytest

from newsarchive.text.credits import (
    Credit,
    fold,
    is_code,
    is_person,
    read_names,
    read_signature,
    read_sources,
)

Row = tuple[str | None, str | None, str | None]


def rows(credited: tuple[Credit, ...] | None) -> list[Row] | None:
    if credited is None:
        return None
    return [(one.name, one.role, one.agency) for one in credited]


def test_a_name_is_folded() -> None:
    assert fold("Ya’ Syahdan-2") == "yasyahdan2"


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Budi Hartono", True),
        ("M. Nur’aini", True),
        ("nk-5", True),
        ("T011", True),
        ("warga yang melapor", False),
        ("20/10/2023", False),
        ("(41)", False),
        ("", False),
    ],
)
def test_a_person_is_told_from_prose(name: str, person: bool) -> None:
    assert is_person(name) is person


def test_codes_of_antara() -> None:
    assert is_code("T011")
    assert is_code("KR-TFT")
    assert not is_code("LP3")


@pytest.mark.parametrize(
    ("inner", "desks", "credited"),
    [
        ("Aji/BERNAS", (), [("Aji", "reporter", "BERNAS")]),
        ("AJI/Bernas", (), [("AJI", "reporter", "Bernas")]),
        ("Aji/Bernas", ("BERNAS",), [("Aji", "reporter", "Bernas")]),
        ("AJI/BERNAS", (), [("AJI", "reporter", "BERNAS")]),
        ("MC/FN/EN", (), [("FN", "reporter", "MC"), ("EN", "editor", "MC")]),
        ("Budi, Sintang", (), [("Budi", "reporter", None)]),
        ("Penrem 121/Abw", (), [(None, None, "Penrem 121/Abw")]),
        ("Rilis Humas Polres Sintang", (), [(None, None, "Humas Polres Sintang")]),
        (
            "T011/N005",
            (),
            [("T011", "reporter", "ANTARA"), ("N005", "reporter", "ANTARA")],
        ),
        ("Arief Setyadi ", (), [("Arief Setyadi", "editor", None)]),
    ],
)
def test_a_signature_is_read(
    inner: str, desks: tuple[str, ...], credited: list[Row]
) -> None:
    assert rows(read_signature(inner, desks)) == credited


@pytest.mark.parametrize("mark", ["*", "***", "rls", "adv", ""])
def test_a_mark_names_nobody(mark: str) -> None:
    assert read_signature(mark, ()) == ()


@pytest.mark.parametrize(
    "prose",
    [
        "tersangka",
        "20/10/2023",
        "Kalbar",
        "Kapuas Hulu",
        "ist",
        "Dok Polres",
        "sebelah barat desa",
        "Rilis polisi yang terbit pada hari itu juga menyebutkan dua nama lain",
    ],
)
def test_prose_in_brackets_is_no_signature(prose: str) -> None:
    assert read_signature(prose, ()) is None


@pytest.mark.parametrize(
    ("value", "credited"),
    [
        ("Budi Hartono, S.Pd., M.Si", [("Budi Hartono", "reporter", None)]),
        ("Aiptu Budi", [("Budi", "reporter", None)]),
        ("Budi S.H.", [("Budi", "reporter", None)]),
        ("Kontributor Sintang, Budi", [("Budi", "contributor", None)]),
        (
            "Tribun Pontianak Budi Hartono",
            [("Budi Hartono", "reporter", "Tribun Pontianak")],
        ),
        ("lk-02 lk-02", [("lk-02", "reporter", None)]),
        ("Humas Polres", [(None, None, "Humas Polres")]),
        ("kegiatan itu sudah selesai", None),
        ("x" * 70, None),
    ],
)
def test_names_after_a_label(value: str, credited: list[Row] | None) -> None:
    assert rows(read_names(value, "reporter", ())) == credited


@pytest.mark.parametrize(
    ("value", "credited"),
    [
        ("Humas Polres Sintang", [(None, None, "Humas Polres Sintang")]),
        ("Antara/Kompas", [(None, None, "Antara"), (None, None, "Kompas")]),
        ("seorang warga yang enggan disebut namanya", None),
        ("x" * 70, None),
    ],
)
def test_a_source_is_an_agency(value: str, credited: list[Row] | None) -> None:
    assert rows(read_sources(value)) == credited
