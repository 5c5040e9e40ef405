"""The names of outlets."""

import pytest

from newsarchive.text.mastheads import DOMAIN, is_kicker, is_masthead, known_names


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("BeritaNasional.ID, SEKADAU", "BeritaNasional.ID"),
        ("radarkalbar. com\nPOLRES", "radarkalbar. com"),
        ("TRIBUNPONTIANAK. CO. ID, SINTANG", "TRIBUNPONTIANAK. CO. ID"),
        ("FAJAR.CO.D, Pontianak", "FAJAR.CO.D"),
        ("eQuator.co.idPONTIANAK-RK.", "eQuator.co.id"),
        ("Tribratanews.kalbar.polri.go.id, Polres", "Tribratanews.kalbar.polri.go.id"),
        ("https://www.enggang.id/ -", "https://www.enggang.id"),
        ("Enggang.my.id –", "Enggang.my.id"),
        ("Sekadau. Media sosial ramai", None),
        ("S.Kom., M.Si", None),
        ("Sintang", None),
    ],
)
def test_a_domain_is_found(text: str, domain: str | None) -> None:
    match = DOMAIN.match(text)
    assert (match[0] if match else None) == domain


@pytest.mark.parametrize(
    ("name", "is_outlet"),
    [
        ("Suara Kalbar", True),
        ("WARTA KETAPANG", True),
        ("LensaKalbar", True),
        ("eQuator", True),
        ("Hi!Pontianak", True),
        ("tribratanewskalbar", True),
        ("tmB", False),
        ("Kapuas Hulu", False),
        ("BREAKING NEWS", False),
        ("Berita Duka", False),
    ],
)
def test_an_outlet_is_known_by_its_form(name: str, is_outlet: bool) -> None:
    assert is_masthead(name) is is_outlet


def test_a_kicker_is_no_outlet() -> None:
    assert is_kicker("Breaking News: banjir")
    assert not is_kicker("Kabar Enggang")


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (("suaradayak.com",), "SUARA DAYAK.COM, Kuala Kapuas", "SUARA DAYAK.COM"),
        (("http://www.suaradayak.com:8080",), "Suara Dayak –", "Suara Dayak"),
        (("pontianak.tribunnews.com",), "TribunNews. com –", "TribunNews. com"),
        (("Suara Dayak", "SD"), "SUARADAYAK.CO.ID –", "SUARADAYAK.CO.ID"),
        (("suaradayak.com",), "Suara Dayaknya", None),
        (("suaradayak.com",), "Warta Dayak", None),
    ],
)
def test_a_known_outlet_is_found_in_any_spelling(
    names: tuple[str, ...], text: str, found: str | None
) -> None:
    pattern = known_names(names)
    assert pattern is not None
    match = pattern.match(text)
    assert (match[0] if match else None) == found


@pytest.mark.parametrize("name", ["", "KN", "Sintang", "sintang.com", "–", "\ud800"])
def test_a_name_that_tells_nothing_makes_no_pattern(name: str) -> None:
    assert known_names((name,)) is None
