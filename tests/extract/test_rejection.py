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
    # The same in other words.
    ("not-found",shell("Tidak Ditemukan","<p>Konten yang Anda minta tidak tersedia lagi di server kami.</p>"), "/a/"),
    ("not-found",shell("Halaman Hilang","<p>Sepertinya Anda tersesat. Halaman ini tidak ada atau telah dipindahkan.</p>"), "/a/"),
    ("not-found",shell("Error 404","<p>Kembali ke beranda.</p>"), "/a/"),
    ("not-found",shell("Kabar Uji","<p>Maaf, artikel tidak ditemukan.</p>"), "/a/"),
    ("not-found",shell("Ups! Halaman yang kamu cari nggak ada","<p>Coba cari berita lain.</p>"), "/a/"),
    ("not-found",shell("Page Not Found","<p>The page you requested could not be found.</p>"), "/a/"),
    ("not-found",shell("Berita tidak tersedia","<p>Berita yang Anda tuju sudah tidak tersedia.</p>"), "/a/"),
    ("not-found",shell("Not Found","<p>The requested URL was not found on this server.</p>"), "/a/"),
    ("not-found",shell("Maaf","<p>URL yang Anda masukkan salah atau halaman telah dihapus.</p>"), "/a/"),
    ("search",shell("Pencarian untuk “polsek”","<p>312 hasil ditemukan</p>"), "/a/"),
    ("search",shell("Search results for polsek","<p>Showing 1-10</p>"), "/a/"),
    ("search",shell("Cari: polsek","<p>Menampilkan 10 hasil pencarian</p>"), "/a/"),
    ("login",shell("Login","<p>Username</p><p>Password</p><form><input type=password></form>"), "/a/"),
    ("login",shell("Masuk","<p>Anda harus masuk terlebih dahulu untuk membaca artikel ini.</p>"), "/a/"),
    ("login",shell("Akses Terbatas","<p>Untuk melanjutkan membaca, silahkan login atau mendaftar.</p>"), "/a/"),
    ("login",shell("Sign in","<p>You must be logged in to view this content.</p>"), "/a/"),
    ("login",shell("Kasus Besar","<p>SEKADAU – Polres mengungkap kasus.</p><p>Daftar gratis untuk membaca selengkapnya.</p>"), "/a/"),
    ("paywall",shell("Kasus Besar","<p>SEKADAU – Polres Sekadau mengungkap kasus besar pada Senin.</p><p>Artikel ini hanya untuk pelanggan premium.</p>"), "/a/"),
    ("paywall",shell("Kasus Besar","<p>SEKADAU – Polres Sekadau mengungkap kasus besar.</p><p>Untuk membaca selengkapnya, silakan berlangganan.</p>"), "/a/"),
    ("paywall",shell("Kasus Besar","<p>SEKADAU – Polres mengungkap kasus.</p><p>Konten premium. Langganan sekarang mulai Rp 10.000 per bulan.</p>"), "/a/"),
    ("paywall",shell("Kasus Besar","<p>SEKADAU – Polres mengungkap kasus.</p><p>To continue reading, please subscribe.</p>"), "/a/"),
    ("paywall",shell("Kasus Besar",'<p>SEKADAU – Polres mengungkap kasus besar hari ini.</p>').replace("</head>",'<script type="application/ld+json">{"@type":"NewsArticle","headline":"Kasus Besar","isAccessibleForFree":false,"datePublished":"2023-01-02"}</script></head>'), "/a/"),
    ("consent",shell("Kami menghargai privasi Anda","<p>Kami dan mitra kami menyimpan cookie di perangkat Anda. Terima semua untuk melanjutkan.</p>"), "/a/"),
    ("consent",shell("Before you continue","<p>We use cookies and data to deliver and maintain services. Accept all / Reject all.</p>"), "/a/"),
    ("consent",shell("We value your privacy","<p>We and our partners store and/or access information on a device.</p>"), "/a/"),
    ("consent",shell("Persetujuan Cookie","<p>Situs ini menggunakan cookie. Dengan melanjutkan Anda menyetujui kebijakan cookie kami.</p>"), "/a/"),
    ("challenge",shell("Attention Required! | Cloudflare","<p>Please complete the security check to access.</p>"), "/a/"),
    ("challenge",shell("DDoS-Guard","<p>Checking your browser before accessing kabaruji.id</p>"), "/a/"),
    ("challenge",shell("Verifikasi","<p>Buktikan bahwa Anda bukan robot.</p>"), "/a/"),
    ("challenge",shell("Are you a robot?","<p>Please complete the captcha below.</p>"), "/a/"),
    ("challenge",shell("Pemeriksaan Keamanan","<p>Sedang memeriksa peramban Anda. Mohon tunggu 5 detik.</p>"), "/a/"),
    ("challenge",shell("Access to this page has been denied","<p>Press & Hold to confirm you are a human (and not a bot).</p>"), "/a/"),
    ("challenge",shell("One moment, please...","<p>Please wait while your request is being verified...</p>"), "/a/"),
    ("challenge",shell("Loading","<p>Please enable JavaScript to continue.</p>"), "/a/"),
    ("maintenance",shell("Segera Kembali","<p>Kami sedang melakukan pemeliharaan sistem. Silakan kembali beberapa saat lagi.</p>"), "/a/"),
    ("maintenance",shell("Maintenance Mode","<p>Website is undergoing scheduled maintenance.</p>"), "/a/"),
    ("maintenance",shell("We'll be back soon","<p>Briefly unavailable for scheduled maintenance. Check back in a minute.</p>"), "/a/"),
    ("maintenance",shell("Sedang Perbaikan","<p>Server sedang diperbaiki, mohon bersabar.</p>"), "/a/"),
    ("maintenance",shell("Coming Soon","<p>Our website is under construction.</p>"), "/a/"),
    ("suspended",shell("Akun Ditangguhkan","<p>Akun hosting ini telah ditangguhkan. Hubungi penyedia hosting.</p>"), "/a/"),
    ("suspended",shell("Website Suspended","<p>This website has been suspended for billing reasons.</p>"), "/a/"),
    ("blocked",shell("Internet Sehat","<p>Situs yang Anda akses diblokir berdasarkan peraturan perundang-undangan.</p>"), "/a/"),
    ("blocked",shell("Akses Ditolak","<p>Anda tidak memiliki izin untuk mengakses halaman ini.</p>"), "/a/"),
    ("blocked",shell("403 Forbidden","<p>nginx</p>"), "/a/"),
    ("blocked",shell("TrustPositif","<p>Laman ini masuk dalam daftar TrustPositif Komdigi.</p>"), "/a/"),
    ("parked",shell("kabaruji.id","<p>This domain is parked free, courtesy of Example Registrar.</p>"), "/a/"),
    ("parked",shell("Domain dijual","<p>Domain ini dijual. Hubungi pemilik untuk penawaran.</p>"), "/a/"),
    ("parked",shell("kabaruji.id","<p>The domain has expired. Renew now.</p>"), "/a/"),
    ("parked",shell("kabaruji.id","<p>Welcome to nginx! If you see this page, the web server is successfully installed.</p>"), "/a/"),
    ("parked",shell("kabaruji.id","<p>Buy this domain. Related searches: slot gacor.</p>"), "/a/"),
    ("error",shell("Error","<p>Terjadi kesalahan pada server. Silakan coba lagi nanti.</p>"), "/a/"),
    ("error",shell("502 Bad Gateway","<p>nginx</p>"), "/a/"),
    ("error",shell("Whoops, looks like something went wrong.","<p>Symfony</p>"), "/a/"),
    ("error",shell("Service Unavailable","<p>HTTP Error 503.</p>"), "/a/"),
    ("error",shell("Kabar","<p>SQLSTATE[HY000] [2002] Connection refused</p>"), "/a/"),
    ("error",shell("Kabar","<p>Koneksi ke database gagal.</p>"), "/a/"),
    ("error",shell("Kabar","<p>Warning: mysqli_connect(): (HY000/1040): Too many connections in /home/x/db.php on line 3</p>"), "/a/"),
    ("empty",shell("Polsek Gelar Apel","<p>Bagikan:</p><p>Editor: Aji</p><p>Baca juga:</p>"), "/a/"),
    ("empty",shell("Polsek Gelar Apel","<p>&nbsp;</p><p>.</p>"), "/a/"),
    ("empty",shell("{{ post.title }}","<p>{{ post.content }}</p>"), "/a/"),
    ("empty",shell("Judul","<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit.</p>"), "/a/"),
    ("empty",shell("Polsek Gelar Apel","<p>Loading...</p>"), "/a/"),
    ("empty",shell("Polsek Gelar Apel","<p>Memuat...</p><p>undefined</p>"), "/a/"),
    ("paywall", shell("Kasus Besar", f"<p>SEKADAU – {TEXT * 4}</p><p>Artikel ini khusus pelanggan.</p>"), "/a/"),
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


NEWS = (
    "<p>SEKADAU – {} Kapolsek mengatakan hal itu pada Senin (2/1/2023). “Kami sudah menerima "
    "laporan,” ujar AKP Agus. (Aji/UJI)</p>"
)
TALKS_OF_IT = [
    ("Situs Polres Diretas, Muncul Tulisan 404","Warga yang membuka situs hanya melihat tulisan “404 halaman tidak ditemukan”."),
    ("404 Personel Amankan Pilkada","Sebanyak 404 personel dikerahkan untuk mengamankan pilkada di Sekadau."),
    ("Situs Pemkab dalam Perbaikan","Situs Pemkab Sekadau sedang dalam pemeliharaan."),
    ("Polisi Blokir Situs Judi","Situs itu kini menampilkan Internet Positif, akses ditolak."),
    ("Tanah Is for Sale","Spanduk bertuliskan “for sale” dicopot petugas."),
    ("Warga Diminta Login Aplikasi","Warga diminta untuk silakan login di aplikasi Presisi sebelum membuat SIM."),
    ("Akun Palsu Kapolres Ditangguhkan","Akun ini telah ditangguhkan oleh Meta."),
    ("Oops! Pelaku Salah Masuk Rumah","Pelaku salah masuk rumah polisi."),
    ("Pelaku Tidak Ditemukan","Pencarian untuk korban tenggelam dihentikan, tidak ada yang ditemukan di lokasi."),
    ("Hasil Pencarian Korban Nihil","Tim SAR menghentikan pencarian korban."),
    ("Jembatan dalam Perbaikan","Jembatan sedang dalam perbaikan, warga memutar."),
    ("Cookie Lebaran Ludes","Penjual cookie di Pasar Lama mengaku untung, situs ini menggunakan cookie."),
    ("Polisi Buktikan Bukan Robot","Petugas lalu lintas bukan robot, kata Kapolres."),
    ("Internal Server Error, SIM Online Terganggu","Layanan menampilkan pesan “service unavailable” sejak pagi."),
    ("Tiket Khusus Pelanggan PDAM","Program ini khusus pelanggan PDAM di Sekadau."),
    ("Berlangganan Koran Polisi","Polsek mulai berlangganan mulai Januari."),
    ("Domain Dijual Pelaku","Pelaku mengaku domain ini dijual Rp 5 juta."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "words"), TALKS_OF_IT)
def test_short_news_that_talks_of_a_notice_is_news(title: str, words: str) -> None:
    assert isinstance(read(shell(title, NEWS.format(words)), "/a/"), ScrapedArticle)


def test_a_notice_in_an_articles_clothes_is_none() -> None:
    text = "<p>Mohon maaf, situs sedang dalam pemeliharaan sampai besok pagi. " * 3
    page = shell("Situs dalam perbaikan", text).replace("<head>", f"<head>{ARTICLE}")
    found = read(page, "/a/")
    assert isinstance(found, Rejection)
    assert found.reason == "maintenance"


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
    # What is too large, or a trap, is never read.
    assert {case[0] for case in CASES} == set(REASONS) - {"too-large", "trap"}


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
