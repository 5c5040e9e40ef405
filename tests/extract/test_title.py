import pytest

from newsarchive.extract.document import Document
from newsarchive.extract.page import Page
from newsarchive.extract.themes import GENERIC
from newsarchive.extract.title import read_title
from newsarchive.source import Source

SOURCE = Source(
    title="Contoh.ID",
    domain="contoh.example",
    sections=("https://contoh.example/k/",),
    names=("Contoh Indonesia",),
)
OG = '<meta property="og:title" content="{}">'
LD = '<script type="application/ld+json">{{"@type":"Article","headline":"{}"}}</script>'

CASES = [
    ("headline above meta", OG.format("Judul"), "<h1 class='entry-title'>Judul asli</h1>", "Judul asli", "theme"),
    ("cut Open Graph title", OG.format("Polisi Tangkap Pel"), "<h1 class='entry-title'>Polisi Tangkap Pelaku</h1>", "Polisi Tangkap Pelaku", "theme"),
    ("tags inside", "", "<h1 class='entry-title'>“A” &amp; B: &quot;C!&quot; <b>Penting</b></h1>", '“A” & B: "C!" Penting', "theme"),
    ("markup that is text", "", "<h1 class='entry-title'>A &lt;script&gt;x&lt;/script&gt;</h1>", "A <script>x</script>", "theme"),
    ("a line break", "", "<h1 class='entry-title'>Satu<br>dua</h1>", "Satu dua", "theme"),
    ("no title printed", OG.format("") + "<title>Contoh.ID</title>" + LD.format(""), "<h1 class='entry-title'></h1>", None, None),
    ("only the site's name", "<title>Warta Hilir</title><link rel='alternate' type='application/rss+xml' title='Warta Hilir » Feed' href='/feed/'>", "<p>x</p>", None, None),
    ("the site's name as heading", "<title>Judul Berita | Contoh.ID</title>", "<h1>Contoh.ID</h1>", "Judul Berita", "meta"),
    ("another heading", OG.format("Judul Berita Panjang Sekali"), "<h1>Kabar Daerah</h1>", "Judul Berita Panjang Sekali", "meta"),
    ("the unknown theme's heading", OG.format("Judul Berita Panj"), "<h1>Kabar</h1><h1>Judul Berita Panjang</h1>", "Judul Berita Panjang", "theme"),
    ("a heading alone", "", "<h1>Judul Berita</h1>", "Judul Berita", "theme"),
    ("a head that states the site alone", "<title>Contoh.ID</title>" + OG.format(""), "<h1><span>Judul Berita</span></h1>", "Judul Berita", "theme"),
    ("JSON-LD", LD.format("Judul &#8211; A - Contoh.ID"), "", "Judul – A", "json-ld"),
    ("suffix", OG.format("Judul - Contoh Indonesia"), "", "Judul", "meta"),
    ("prefix", "<title>Contoh.ID: Kabar » Judul</title><meta name='application-name' content='Contoh.ID: Kabar'>", "", "Judul", "meta"),
    ("a dash of the title's own", OG.format("Judul - bagian dua"), "", "Judul - bagian dua", "meta"),
    ("the organisation's name", '<script type="application/ld+json">{"@type":"Organization","name":"Harian X"}</script>' + OG.format("Judul | Harian X"), "", "Judul", "meta"),
    ("a heading that never ends", OG.format("Judul"), f"<h1 class='entry-title'>{'panjang ' * 99}</h1>", "Judul", "meta"),
    ("nothing", "", "", None, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "body", "title", "origin"),
    [c[1:] for c in CASES],
    ids=[c[0] for c in CASES],
)
def test_headlines(head: str, body: str, title: str | None, origin: str | None) -> None:
    page = Page.of(
        f"<html><head>{head}</head><body>{body}</body></html>",
        "https://contoh.example/a/",
    )
    document = Document(page)
    found = read_title(document, document.graph.article([]), GENERIC, SOURCE)
    assert (found.value if found else None) == title
    assert (found.origin if found else None) == origin
