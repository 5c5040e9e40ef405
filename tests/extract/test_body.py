import pytest
from lxml import html

from newsarchive.extract.body import Setting, join_lines, read_body

CASES = [
    ("paragraphs", "<p>Satu <b>dua</b>\n tiga.</p><p>Empat.</p>", ["Satu dua tiga.", "Empat."]),
    ("text directly in the element", "Satu.<br><br>Dua.<br/> <br/>Tiga.", ["Satu.", "Dua.", "Tiga."]),
    ("hard line breaks", "<p>Polisi menangkap<br>dua orang.<br>Keduanya ditahan.</p>", ["Polisi menangkap dua orang.", "Keduanya ditahan."]),
    ("credits on lines", "<p>Warga tenang.<br>Penulis: Melda<br>Editor: Rusdi</p>", ["Warga tenang.", "Penulis: Melda", "Editor: Rusdi"]),
    ("byline on its own line", "<p>Warga tenang<br>(Aji/BERNAS)</p>", ["Warga tenang", "(Aji/BERNAS)"]),
    ("a mark that is a byline", "<p>Aman.</p><p>(*)</p><p>***</p>", ["Aman.", "(*)", "***"]),
    ("dateline in bold", "<p><strong>X, SEKADAU –</strong> Polsek</p>", ["X, SEKADAU – Polsek"]),
    ("headings and lists", "<h2>Barang bukti</h2><ul><li>Sabu</li><li>Motor</li></ul>", ["Barang bukti", "Sabu", "Motor"]),
    ("quotation", "<blockquote><p>Kami siap.</p></blockquote>", ["Kami siap."]),
    ("table of data", "<table><tr><th>Jenis</th><th>Jumlah</th></tr><tr><td>Curat</td><td>12</td></tr><tr><td></td></tr></table>", ["Jenis | Jumlah", "Curat | 12"]),
    ("table of data in a figure", "<figure class='wp-block-table'><table><tr><td>a</td><td>b</td></tr></table></figure>", ["a | b"]),
    ("table as layout", f"<table><tr><td><p>{'kata ' * 90}</p></td></tr></table>", [("kata " * 90).strip()]),
    ("table around a picture", "<table><tr><td><img src='a.jpg'></td></tr><tr><td class='tr-caption'>Foto</td></tr></table>Polisi sambang warga.", ["Polisi sambang warga."]),
    ("comment in the text", "<p>Satu<!-- more --> dua</p>lalu<?php x ?> tiga", ["Satu dua", "lalu tiga"]),
    ("scripts and styles", "<style>p{}</style><p>Satu<script>x()</script> dua</p><noscript>no</noscript>", ["Satu dua"]),
    ("hidden", "<p hidden>x</p><p style='DISPLAY: none'>y</p><p style='color:red'>z</p>", ["z"]),
    ("captions", "<figure><img><figcaption>Foto</figcaption></figure><p class='wp-caption-text'>Foto</p><p>Teks.</p>", ["Teks."]),
    ("ads and share buttons", "<div class='code-block code-block-1'>Iklan</div><div class='share-buttons'>Bagikan</div><p>Teks panjang yang cukup.</p>", ["Teks panjang yang cukup."]),
    ("what is called an ad but is the text", f"<div class='ads-content'><p>{'kata ' * 40}</p></div><p>Ekor.</p>", [("kata " * 40).strip(), "Ekor."]),
    ("pointer as paragraph", "<p>Satu.</p><p><strong>Baca Juga: <a href='/x'>Judul lain</a></strong></p><p>Dua.</p>", ["Satu.", "Dua."]),
    ("pointer inside a paragraph", "<p>Satu. <strong>Baca juga: <a href='/x'>Judul</a></strong> Dua.</p>", ["Satu.", "Dua."]),
    ("pointer as a link", "<p>Satu. <a href='/x'>Baca juga: Judul lain</a> dua</p>", ["Satu.", "dua"]),
    ("pointer on a line", "<p>Satu.<br>Baca juga: <a href='/x'>Judul</a><br>Dua.</p>", ["Satu.", "Dua."]),
    ("label and list of pointers", "<p>Baca juga:</p><ul><li><a href='/a'>Judul satu</a></li><li><a href='/b'>Judul dua</a></li></ul><p>Lalu.</p><p><a href='#'>Tautan</a></p>", ["Lalu.", "Tautan"]),
    ("prose that holds the words", "<p>Warga diminta baca juga aturan baru.</p><p>Baca juga dilakukan di sekolah.</p>", ["Warga diminta baca juga aturan baru.", "Baca juga dilakukan di sekolah."]),
    ("bold prose is no box", "<p>Satu <b></b><b> <i>baca juga buku</i></b> dua</p>", ["Satu baca juga buku dua"]),
    ("a long link alone, of which nothing is known", "<p><a href='/x'>Tautan panjang sekali begitu</a></p>", ["Tautan panjang sekali begitu"]),
    ("a button", "<p>Satu.</p><a href='javascript:void(0)'>klik</a><p><a href=' JavaScript:x()'>Dengar</a></p>", ["Satu."]),
    ("a word that can be pressed", "<p>Satu <a href='javascript:void(0)'>kata</a> lagi.</p>", ["Satu kata lagi."]),
    ("furniture", "<p>ADVERTISEMENT</p><p>Lihat Selengkapnya</p><p>Teks.</p>", ["Teks."]),
    ("pasted markup", "<p>Satu.&lt;br /&gt;Dua &lt;strong&gt;tiga&lt;/strong&gt;.&lt;/p&gt;</p>", ["Satu.", "Dua tiga."]),
    ("markup that is told of", "<p>Pelaku menulis &lt;img src=x&gt; di situs.</p>", ["Pelaku menulis <img src=x> di situs."]),
    ("a wild closing tag", "<p>Satu</a> dua</p>", ["Satu dua"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_paragraphs(markup: str, expected: list[str]) -> None:
    element = html.fromstring(f"<div class='share'>{markup}</div>")
    assert list(read_body(element)) == expected


def test_what_is_known_around_a_body() -> None:
    element = html.fromstring(
        "<div><p>Judul Berita</p><p>Teks.</p><p id=x>Buang.</p><p>Ulangan outlet.</p>"
        "<p><a href='/lain-sekali/'>Judul berita lain yang panjang</a></p>"
        "<p><a href='/lain-sekali/'>Kalimat penuh yang bertaut panjang.</a></p>"
        "<p><a href='/foto.jpg'>Gambar yang tautannya cukup panjang</a></p></div>"
    )
    setting = Setting(
        drop={element.get_element_by_id("x")},
        title="JUDUL BERITA",
        boilerplate={"Ulangan outlet."},
        is_article=lambda href: href == "/lain-sekali/",
    )
    assert read_body(element, setting) == (
        "Teks.",
        "Kalimat penuh yang bertaut panjang.",
        "Gambar yang tautannya cukup panjang",
    )


def test_a_deep_body_costs_no_recursion() -> None:
    element = html.fromstring("<div>" * 200 + "<p>Dalam.</p>" + "</div>" * 200)
    assert read_body(element) == ("Dalam.",)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["a", "b"], ["a b"]),
        (["Satu.", "Dua"], ["Satu.", "Dua"]),
        (
            ["barang bukti", "1. sabu", "2. motor"],
            ["barang bukti", "1. sabu", "2. motor"],
        ),
        (["aman", "(Aji)", "lagi"], ["aman", "(Aji)", "lagi"]),
        ([], []),
    ],
)
def test_lines_join_unless_a_sentence_or_entry_begins(
    lines: list[str], expected: list[str]
) -> None:
    assert join_lines(lines) == expected
