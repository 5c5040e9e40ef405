"""Which articles are kin: by table, by releases retold by hand, and whatever the order."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.archive.traits import pack, unpack
from newsarchive.text.event_dates import find_event_dates
from newsarchive.text.findings import find_all
from newsarchive.text.kinship import (
    Traits,
    containment,
    cut_and_added,
    is_kin,
    overlap,
    role,
    traits_of,
)
from tests.text.releases import RELEASES

PUBLISHED = datetime(2024, 9, 1, tzinfo=UTC)
TEXTS = [text for r in RELEASES for text in (r.original, *r.rewrites, *r.twins)]


def read(body: str) -> Traits:
    regency = find_all(None, body).regency
    days = [d.date for d in find_event_dates(body, published=PUBLISHED)]
    return traits_of(body, days=days, regency=regency.code if regency else None)


def pairs(kind: str) -> list[tuple[str, str]]:
    return [(r.original, text) for r in RELEASES for text in getattr(r, kind)]


@pytest.mark.parametrize(("first", "other"), pairs("cuts"))
def test_a_cut_version_is_a_copy(first: str, other: str) -> None:
    a, b = read(first), read(other)
    assert is_kin(a, b)
    assert role(b, a) == "copy"
    assert overlap(b, a) == 1.0


@pytest.mark.parametrize(("first", "other"), pairs("rewrites"))
def test_a_release_told_in_other_words_is_kin(first: str, other: str) -> None:
    a, b = read(first), read(other)
    assert is_kin(a, b)
    assert role(b, a) == "rewrite"
    assert containment(a, b) < 0.2


@pytest.mark.parametrize(("first", "other"), pairs("twins"))
def test_the_same_words_of_another_event_are_not(first: str, other: str) -> None:
    assert containment(read(first), read(other)) >= 0.5
    assert not is_kin(read(first), read(other))


def test_no_two_releases_are_kin() -> None:
    told = [read(r.original) for r in RELEASES]
    assert not any(is_kin(a, b) for i, a in enumerate(told) for b in told[:i])


LEAD = (
    "Polsek Meliau mengamankan pria berinisial AB (31) di Desa Kuala Buayan, "
    "Kecamatan Meliau. Kapolsek Ipda Gusti Randa menyebut 14 paket sabu disita dari "
    "rumah Hendra Pakpahan, dan uang Rp2.500.000 ditemukan di bawah kasur."
)


@pytest.mark.parametrize(
    ("old", "new", "days", "kin"),
    [
        ("", "", ["2024-05-01"], True),
        ("Kuala Buayan", "Baru Lombak", ["2024-05-01"], True),
        ("AB (31)", "CD (44)", ["2024-05-01"], False),  # another man is no slip
        ("menyebut", "mengatakan", ["2024-05-09"], True),
        ("Kuala Buayan", "Baru Lombak", ["2024-05-09"], False),
        ("AB (31)", "CD (44)", ["2024-05-09"], False),
    ],
)
def test_one_slip_is_forgiven_and_two_are_not(
    old: str, new: str, days: list[str], kin: bool
) -> None:
    mine = traits_of(LEAD, days=["2024-05-01"], regency="61.03")
    theirs = traits_of(LEAD.replace(old, new) + " Selesai.", days=days, regency="61.03")
    assert is_kin(mine, theirs) is kin


@pytest.mark.parametrize(
    ("a", "b", "kin"),
    [
        (
            "polisi menggelar patroli malam di pasar",
            "polisi menggelar patroli malam di pasar",
            True,
        ),
        (
            "polisi menggelar patroli malam di pasar",
            "petugas membersihkan parit di sekolah kemarin",
            False,
        ),
        ("", "", False),
        ("satu", "", False),
    ],
)
def test_texts_that_tell_nothing_of_an_event(a: str, b: str, kin: bool) -> None:
    assert is_kin(traits_of(a), traits_of(b)) is kin


@pytest.mark.parametrize(
    ("body", "settlement"),
    [
        ("di Desa Landau Bis Polsek Serawai kemarin", "landau bis"),
        ("di Dusun Mengkiang, Kecamatan Kapuas", "mengkiang"),
        ("warga KELURAHAN SUNGAI BANGKONG bersama", "sungai bangkong"),
        ("Kepala Desa Hermanus", "hermanus"),
    ],
)
def test_a_settlement_ends_where_something_else_begins(
    body: str, settlement: str
) -> None:
    other = traits_of(f"Desa {settlement.title()}")
    assert traits_of(body).settlements == other.settlements != frozenset()


def test_what_was_cut_and_added() -> None:
    first = "Polisi menangkap dua pria. Kapolsek AKP. Budi berterima kasih kepada warga.\n\nMotor disita."
    member = "Polisi menangkap dua pria. Jalan itu memang gelap dan sepi."
    assert cut_and_added(first, member) == (
        ["Kapolsek AKP. Budi berterima kasih kepada warga."],
        ["Jalan itu memang gelap dan sepi."],
    )
    assert cut_and_added(first, first) == ([], [])


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_kinship_is_the_same_both_ways(a: str, b: str) -> None:
    assert is_kin(read(a), read(b)) is is_kin(read(b), read(a))


@given(st.text(max_size=300), st.lists(st.sampled_from(["2024-05-01", "2024-05-02"])))
def test_traits_come_back_from_their_packing(body: str, days: list[str]) -> None:
    traits = traits_of(body, days=days, regency="61.09")
    assert unpack(pack(traits)) == traits
    assert is_kin(traits, traits) is bool(traits.runs)
