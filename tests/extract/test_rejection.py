import pytest

from newsarchive.extract.article import read_article
from newsarchive.extract.document import Document
from newsarchive.extract.page import Page
from newsarchive.extract.rejection import REASONS, Rejection, find_withdrawal
from newsarchive.items import ScrapedArticle
from newsarchive.source import Source

DOMAIN = "contoh.example"
SOURCE = Source(title="Contoh.ID", domain=DOMAIN, sections=(f"https://{DOMAIN}/k/",))
TEXT = (
    "Polsek Sekadau Hilir menggelar patroli malam di pasar dan permukiman warga. " * 4
)
ARTICLE = '<meta property="og:type" content="article">'


def shell(title: str, inner: str) -> str:
    """Build a page that looks like an article's and says something else."""
    return (
        f"<html><head><title>{title}</title></head><body><nav><a href='/'>Beranda</a></nav>"
        f"<article><h1 class='entry-title'>{title}</h1><div class='entry-content'>{inner}"
        "<p hidden>kunci</p></div></article><section id='related-posts'><h3>Terkait</h3>"
        "<ul><li><a href='/a-b/'>Judul berita lain yang panjang</a></li></ul></section></body></html>"
    )


def body(classes: str, inner: str = f"<p>{TEXT}</p>", head: str = "") -> str:
    return f"<html><head>{head}</head><body class='{classes}'>{inner}</body></html>"


PASSWORD = "<form class='post-password-form'><input name='post_password'></form>"
EXCERPTS = "".join(
    f"<article><h2><a href='/berita-{n}/'>Judul {n}</a></h2><p>{TEXT}</p></article>"
    for n in range(4)
)
BODIES = "".join(f"<div class='post-body'>{TEXT}</div>" for _ in range(4))

CASES = [
    ("password", shell("Diproteksi: Judul", PASSWORD), "/a/"),
    ("attachment", body("attachment single-attachment"), "/a/"),
    ("embed", f"<html><body><div class='wp-embed'><p>{TEXT}</p></div></body></html>", "/a/embed/"),
    ("search", body("search search-results"), "/?s=polsek"),
    ("search", body(""), "/search?q=polsek"),
    ("search", shell("Hasil pencarian untuk: polsek", "<p>Ditemukan 312 hasil.</p>"), "/cari/"),
    ("list", body("archive category category-2"), "/category/k/"),
    ("list", body("archive tag", EXCERPTS, '<meta property="og:type" content="article">'), "/tag/sabu/"),
    ("list", body("home blog"), "/"),
    ("list", body("homepage-view feed-view", ARTICLE), "/"),
    ("list", body("", ARTICLE), "/?cat=2"),
    ("list", body("", BODIES), "/search/label/Kalbar"),
    ("list", body("", "<main>" + EXCERPTS + "</main>"), "/daerah"),
    ("list", body("", BODIES), "/daerah"),
    ("list", body("", f"<div class='entry-content'><p>{TEXT}</p></div>"), "/"),
    ("list", body("", head='<script type="application/ld+json">{"@type":"CollectionPage"}</script>'), "/daerah"),
    ("not-found", body("error404"), "/a/"),
    ("not-found", shell("Halaman tidak ditemukan", "<p>Maaf, halaman yang Anda cari tidak ditemukan.</p>"), "/a/"),
    ("not-found", shell("404 - Contoh.ID", "<p>Sepertinya tidak ada yang ditemukan di lokasi ini.</p>"), "/a/"),
    ("not-found", shell("Oops!", "<p>Berita yang Anda cari sudah dihapus atau dipindahkan oleh redaksi.</p>"), "/a/"),
    ("login", shell("Masuk untuk melanjutkan", "<p>Silakan login atau daftar akun.</p>"), "/a/"),
    ("paywall", shell("Kasus Besar", "<p>SEKADAU – Polres … Berita ini khusus pelanggan.</p>"), "/a/"),
    ("paywall", shell("Kasus Besar", "<p>SEKADAU – Polres mengungkap kasus</p><div class='box-paywall'></div>"), "/a/"),
    ("challenge", shell("Just a moment...", "<p>Checking your browser before accessing.</p>"), "/a/"),
    ("challenge", shell("Sebentar", "<div id='cf-wrapper'></div>"), "/a/"),
    ("maintenance", shell("Situs dalam perbaikan", "<p>Mohon maaf, situs sedang dalam pemeliharaan.</p>"), "/a/"),
    ("withdrawn", shell("Polres Tangkap Pelaku", "<p>Berita ini telah dicabut karena tidak memenuhi kaidah jurnalistik.</p>"), "/a/"),
    ("withdrawn", shell("Polres Tangkap Pelaku", "<p>Mohon maaf, artikel ini sudah resmi kami tarik.</p>"), "/a/"),
    ("withdrawn", shell("Polres Tangkap Pelaku", "<p>Konten ini telah dihapus atas permintaan keluarga korban.</p>"), "/a/"),
    ("withdrawn", shell("Polres Tangkap Pelaku", "<p>Redaksi telah mencabut berita ini. Alasan: identitas anak.</p>"), "/a/"),
    ("withdrawn", shell("Berita Dicabut", "<p>Mohon maaf atas ketidaknyamanannya.</p>"), "/a/"),
    ("withdrawn", shell("[DICABUT] Polres Tangkap Pelaku", "<p>Lihat penjelasan redaksi.</p>"), "/a/"),
    ("withdrawn", shell("Statement", "<p>This article has been retracted. We apologise.</p>"), "/a/"),
    ("suspended", shell("Account Suspended", "<p>This Account has been suspended.</p>"), "/a/"),
    ("blocked", shell("Internet Positif", "<p>Mohon maaf, akses tidak dapat dilanjutkan.</p>"), "/a/"),
    ("parked", shell("contoh.example is for sale", "<p>This domain may be for sale.</p>"), "/a/"),
    ("error", shell("Galat", "<p>Error establishing a database connection</p>"), "/a/"),
    ("empty", shell("Polsek Gelar Apel Pagi", ""), "/a/"),
    ("empty", shell("Polsek Gelar Apel", "<p>Baca juga:</p><p>Ikuti kami di Google News</p>"), "/a/"),
    ("noarchive", shell("Judul", TEXT).replace("<head>", '<head><meta name="robots" content="index, noarchive">'), "/a/"),
    ("not-article", body("page-template page page-id-2"), "/tentang-kami/"),
    ("not-article", body("", f"<div><p>{TEXT}</p></div>"), "/a/"),
    ("not-html", "<html><body>%PDF-1.7 xx</body></html>", "/a/"),
]  # fmt: skip


def read(text: str, path: str) -> ScrapedArticle | Rejection:
    return read_article(Page.of(text, f"https://{DOMAIN}{path}"), "contoh", SOURCE)


@pytest.mark.parametrize(("reason", "text", "path"), CASES)
def test_pages_that_are_no_article(reason: str, text: str, path: str) -> None:
    found = read(text, path)
    assert isinstance(found, Rejection), found
    assert found.reason == reason


GOOD = [
    ("a short article", shell("Polsek Gelar Apel", "<p>SEKADAU – Polsek menggelar apel pagi, Senin (2/1/2023). (Aji/BERNAS)</p>"), "/a/"),
    ("a script named after a paywall", shell("Kasus Besar", "<script id='paywall-data'></script><p>SEKADAU – Polres mengungkap kasus pencurian, Senin (2/1/2023).</p>"), "/a/"),
    ("news of a blocked site", shell("Situs Judi Masuk Internet Positif", f"<p>{TEXT * 3} akses ditolak.</p>"), "/a/"),
    ("an article in an archive's clothes", body("archive category", f"<div class='entry-content'><p>{TEXT}</p></div>", ARTICLE), "/a/"),
    ("a WordPress post", body("home single postid-7", f"<h1>J</h1><p>{TEXT}</p>"), "/?p=7"),
    ("no metadata but much text", body("", f"<h1>Judul</h1><div><p>{TEXT * 2}</p></div>"), "/a/"),
    ("a list's JSON-LD beside an article's", body("", f"<div class='entry-content'>{TEXT}</div>", ARTICLE + '<script type="application/ld+json">{"@type":"ItemList"}</script>'), "/a/"),
    ("search and rescue", body("", f"<h1>Judul</h1><div class='entry-content'>{TEXT}</div>"), "/search-and-rescue/"),
    ("a report that is withdrawn", shell("Laporan Dicabut", "<p>SEKADAU – Hingga berita ini diturunkan, laporan di Polsek belum dicabut, Senin (2/1/2023).</p>"), "/a/"),
    ("news of another's withdrawal", shell("Dewan Pers Turun Tangan", "<p>SEKADAU – Berita tersebut telah dicabut oleh media itu, kata Kapolres, Senin (2/1/2023).</p>"), "/a/"),
    ("a withdrawn licence", shell("Izin Ditarik, Sopir Protes", "<p>SEKADAU – Polisi menarik izin ini dan mencabut pelat truk, Senin (2/1/2023).</p>"), "/a/"),
    ("a page by class only", body("page", f"<h1>Judul</h1><div class='entry-content'>{TEXT}</div>"), "/a/"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "path"), [c[1:] for c in GOOD], ids=[c[0] for c in GOOD]
)
def test_articles_that_look_otherwise(text: str, path: str) -> None:
    assert isinstance(read(text, path), ScrapedArticle)


def test_headers_may_forbid_archiving() -> None:
    page = Page(
        requested="https://contoh.example/a/",
        url="https://contoh.example/a/",
        root=Page.of(shell("J", TEXT), "https://contoh.example/a/").root,
        fetched_at=Page.of("", "x").fetched_at,
        headers={"x-robots-tag": "newsarchive: noarchive"},
    )
    assert read_article(page, "contoh", SOURCE) == Rejection(
        "noarchive", "robots: noarchive"
    )


def test_reasons_are_a_closed_set() -> None:
    with pytest.raises(ValueError, match="none of the documented reasons"):
        Rejection("bosan", "")
    assert {case[0] for case in CASES} == set(REASONS)


@pytest.mark.parametrize(
    ("inner", "sign"),
    [
        ("<p>Berita ini telah dicabut.</p>", "the words 'Berita ini telah dicabut'"),
        ("<h1>Artikel ini ditarik</h1>", "the words 'Artikel ini ditarik'"),
        ("<h1>404</h1><p>Berita yang Anda cari tidak ditemukan.</p>", None),
        ("<h1>410 Gone</h1>", None),
        (f"<p>{TEXT * 3} Berita ini telah dicabut.</p>", None),
    ],
)
def test_an_error_page_may_say_that_it_was_withdrawn(
    inner: str, sign: str | None
) -> None:
    page = Page.of(f"<html><body class='error404'>{inner}</body></html>", "https://x/")
    assert find_withdrawal(Document(page)) == sign
