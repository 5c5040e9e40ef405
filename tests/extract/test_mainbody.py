import pytest

from newsarchive.extract.document import Document
from newsarchive.extract.mainbody import densest
from newsarchive.extract.page import Page

TEXT = "Polsek Sekadau Hilir menggelar patroli malam di pasar dan permukiman warga. "

CASES = [
    ("paragraphs", f"<div id='a'><p>{TEXT}</p><p>{TEXT}</p></div><div id='b'><p>{TEXT}</p></div>", None),
    ("most of them", f"<div id='a'><p>{TEXT * 5}</p></div><div id='b'><p>{TEXT}</p></div>", "a"),
    ("in boxes", f"<div id='a'><section><p>{TEXT}</p></section><section><p>{TEXT}</p></section></div>", "a"),
    ("text set directly", f"<div><div id='a'>{TEXT * 2}<br><br>{TEXT}</div></div>", "a"),
    ("not links", f"<div id='a'><p>{TEXT}</p></div><div id='b'><p><a href='x'>{TEXT * 9}</a></p></div>", "a"),
    ("not around", f"<div id='a'><p>{TEXT}</p></div><div class='comments'><p>{TEXT * 9}</p></div>", "a"),
    ("not the small print", f"<div id='a'><p>{TEXT}</p></div><div id='b'><p>Copyright © {TEXT * 9}</p></div>", "a"),
    ("too short", "<p>Pendek.</p>", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"), [c[1:] for c in CASES], ids=[str(c[0]) for c in CASES]
)
def test_the_innermost_element_with_most_text(body: str, expected: str | None) -> None:
    document = Document(
        Page.of(f"<html><body>{body}</body></html>", "https://a.example/a/")
    )
    found = densest(document)
    if expected == "":
        assert found is None
    else:
        assert found is not None
        assert found.get("id") == expected
