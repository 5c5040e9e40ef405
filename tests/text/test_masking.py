"""Names of persons in a case, replaced; officers and places are left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.masking import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (
            "Tersangka Budi Santoso (23) ditangkap. Budi dibawa ke Polsek.",
            "Tersangka [nama] (23) ditangkap. [nama] dibawa ke Polsek.",
        ),
        (
            "Pelaku berinisial DT, 46 tahun, diamankan Jumat (20/10/2023).",
            "Pelaku berinisial [nama], 46 tahun, diamankan Jumat (20/10/2023).",
        ),
        (
            "Seorang pria bernama Rudi Hartono alias Kutil, warga Desa Sungai Ayak.",
            "Seorang pria bernama [nama], warga Desa Sungai Ayak.",
        ),
        ("Korban, AB (15), selamat.", "Korban, [nama] (15), selamat."),
        ("Saksi Siti Aminah melihat Siti lain.", "Saksi [nama] melihat [nama] lain."),
        # Officers speak for their office.
        (
            "Kapolsek Iptu Andi Wijaya mengatakan.",
            "Kapolsek Iptu Andi Wijaya mengatakan.",
        ),
        ("Korban Bripka Joko meninggal.", "Korban Bripka Joko meninggal."),
        # No names.
        ("Korban Polres Sintang pada Senin 21 tahun.",) * 2,
        ("Pelaku Senin (20) kabur.",) * 2,
        ("Budiman tetap.",) * 2,
        ("",) * 2,
    ],
)
def test_names(text: str, masked: str) -> None:
    assert mask(None, text) == (None, masked)


def test_a_name_goes_from_the_title_too() -> None:
    told = mask("Budi Santoso Ditangkap", "Terdakwa Budi Santoso dihukum.")
    assert told == ("[nama] Ditangkap", "Terdakwa [nama] dihukum.")


@given(st.text(alphabet="Tersangka korban Budi AB (23), tahun.\n", max_size=200))
def test_any_text_is_masked_once(text: str) -> None:
    _, once = mask(None, text)
    assert mask(None, once.replace("[nama]", "x")) is not None
