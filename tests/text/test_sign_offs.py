"""Sign-offs at the end of a line."""

import pytest

from newsarchive.text.sign_offs import find_sign_offs


@pytest.mark.parametrize(
    ("line", "firm", "found"),
    [
        ("Situasi aman. (Budi/ENGGANG)", False, [" (Budi/ENGGANG)"]),
        ("Situasi aman. (Budi/ENGGANG)", True, [" (Budi/ENGGANG)"]),
        ("Situasi aman. (bdi) (*).", False, [" (*).", " (bdi)"]),
        ("Situasi aman.***", False, ["***"]),
        ("Situasi aman.***", True, []),
        ("Situasi aman. - (Tim Liputan)", False, [" - (Tim Liputan)"]),
        ("Situasi aman. Wartawan Budi", False, ["Wartawan Budi"]),
        ("“Lepas,” katanya. (tertawa)", True, []),
        ("Situasi aman. (Penulis: Budi)", False, [" (Penulis: Budi)"]),
        ("Situasi aman (amb/rko)", False, [" (amb/rko)"]),
        ("Situasi aman (BN)", False, [" (BN)"]),
        ("Situasi aman (BPBD)", False, []),
        ("Situasi aman. (" + "x" * 100 + ")", False, []),
        ("Situasi aman.)", False, []),
        ("enggang.id", False, ["enggang.id"]),
        ("vk1", False, ["vk1"]),
        ("*BIN", False, ["*BIN"]),
        ("Situasi aman.", False, []),
        ("", False, []),
    ],
)
def test_sign_offs_are_found(line: str, firm: bool, found: list[str]) -> None:
    sign_offs = find_sign_offs(line, ("BN",), firm=firm)
    assert [line[sign.start : sign.end] for sign in sign_offs] == found
