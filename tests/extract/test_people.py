import pytest

from newsarchive.extract.document import Document
from newsarchive.extract.page import Page
from newsarchive.extract.people import read_authors
from newsarchive.extract.themes import GENERIC, THEMES

LD = '<script type="application/ld+json">{}</script>'

CASES = [
    (
        "ranked, co-authors together",
        "generic",
        LD.format('{"@type":"Article","author":[{"name":"Aji"},{"name":"Oleh: Dedi"}],"creator":"Rina"}')
        + '<meta name="author" content="Admin"><meta property="article:author" content="https://facebook.example/x">',
        "<span class='author vcard'><a class='fn'>Aji</a></span>",
        ["json-ld author Aji", "json-ld author Dedi", "json-ld creator Rina", "meta author Admin", "theme .author.vcard .fn Aji"],
    ),
    (
        "Yoast's pair",
        "generic",
        "<meta name='twitter:label1' content='Ditulis oleh'><meta name='twitter:data1' content='Aji'><meta name='twitter:label2' content='Estimasi'><meta name='twitter:data2' content='2 menit'>",
        "",
        ["meta twitter:data1 Aji"],
    ),
    (
        "labelled lines",
        "antara",
        "",
        "<div class='wrap__article-detail'><p class='text-muted mt-2 small'>Pewarta: Melda Kayan<br>Editor : Rusdi<br>COPYRIGHT © 2023</p></div>",
        ["theme .text-muted.mt-2.small pewarta Melda Kayan", "theme .text-muted.mt-2.small editor Rusdi"],
    ),
    ("the label is no name", "generic", "", "<span class='byline'>Oleh - Melda Kayan - kilatKalimantan</span>", ["theme .byline Melda Kayan"]),
    ("an empty place", "generic", "", "<span class='author-name'>Oleh </span><span class='byline'>Editor: Rusdi | Penulis: Aji</span>", ["theme .byline Rusdi"]),
    ("in other languages", "generic", "", "<span class='author'>Por Melda Kayan</span>", ["theme .author Melda Kayan"]),
    ("without a space", "generic", "", "<span class='author'>作者\uff1a甲乙</span>", ["theme .author 甲乙"]),
    ("a date behind the name", "generic", "", "<span class='author'>Melda Kayan 10/01/2023 • 20:49</span>", ["theme .author Melda Kayan"]),
    ("a date glued to the name", "generic", "", "<span class='byline'>Melda Kayan2014-01-26 21:32:46 UTC</span>", ["theme .byline Melda Kayan"]),
    ("a stop behind the name", "generic", "", "<span class='byline'>Warta Hilir · Posted: Jul 30</span>", ["theme .byline Warta Hilir"]),
    ("the meta's label", "generic", "<meta name='author' content='By Melda Kayan'>", "", ["meta author Melda Kayan"]),
    ("nobody", "generic", "", "", []),
    ("too long for a name", "generic", f'<meta name="author" content="{"x" * 99}">', "", []),
    ("a name that is a label only", "generic", LD.format('{"@type":"Article","author":"Redaktur"}'), "", ["json-ld author Redaktur"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("theme", "head", "body", "expected"),
    [c[1:] for c in CASES],
    ids=[str(c[0]) for c in CASES],
)
def test_authors(theme: str, head: str, body: str, expected: list[str]) -> None:
    page = Page.of(
        f"<html><head>{head}</head><body>{body}</body></html>", "https://a.example/a/"
    )
    document = Document(page)
    found = read_authors(
        document, document.graph.article([]), THEMES.get(theme, GENERIC)
    )
    assert [f"{e.origin} {e.rule} {e.value}" for e in found] == expected
