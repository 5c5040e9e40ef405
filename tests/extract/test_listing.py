import pytest
from parsel import Selector

from newsarchive.extract.listing import ListedArticle, Listing, read_listing
from newsarchive.extract.page import Page
from newsarchive.source import Source

BASE = "https://contoh.example"
SECTION = f"{BASE}/category/kalbar/"
SOURCE = Source(title="Contoh.ID", domain="contoh.example", sections=(SECTION,))


def read(
    body: str, head: str = "", url: str = SECTION, source: Source = SOURCE
) -> Listing:
    text = f"<html><head>{head}</head><body class='archive category-2'>{body}</body></html>"
    return read_listing(Page.of(text, url), source, SECTION)


def item(slug: str, title: str = "Judul berita nomor", date: str = "") -> str:
    return f"<li class='x'><h2><a href='/{slug}/'>{title} {slug}</a></h2>{date}</li>"


LIST = "<ul class='daftar'>" + item("satu") + item("dua") + item("tiga") + "</ul>"
THREE = ["satu", "dua", "tiga"]

CASES = [
    ("plain list", LIST, THREE),
    ("menu, sidebar, footer, related", f"<nav><a href='/menu-satu/'>Judul panjang menu</a></nav><header><h2><a href='/kepala/'>Judul panjang kepala</a></h2></header>{LIST}<aside>{LIST.replace('/', '/s-')}</aside><div class='sidebar'>{item('samping')}</div><div id='related-posts'>{item('terkait')}</div><footer>{item('kaki')}</footer>", THREE),
    ("a widget of latest news", f"<main>{LIST}</main><div class='widget_recent'>{item('baru')}{item('baru2')}</div>", THREE),
    ("links that are no articles", f"<ul><li><a href='/category/kalbar/sekadau/'>Kabupaten Sekadau dan sekitarnya</a></li><li><a href='/tag/sabu/'>Berita dengan label sabu</a></li></ul>{LIST}", THREE),
    ("its own address and others'", f"{LIST}<p><a href='{SECTION}'>Kalimantan Barat selengkapnya</a><a href='https://lain.example/a-b/'>Judul di tempat lain</a><a>tanpa alamat sama sekali</a></p>", THREE),
    ("rows of a grid", "<div class='row'><div><h3><a href='/satu/'>Satu</a></h3></div><div><h3><a href='/dua/'>Dua</a></h3></div></div><div class='row'><div><h3><a href='/tiga/'>Tiga</a></h3></div></div>", THREE),
    ("newest ones shown larger", f"<main><div class='hero'>{item('nol')}</div>{LIST}</main>", ["nol", *THREE]),
    ("a box of popular news before", f"<main><div><h3>Terpopuler</h3><div class='kotak'>{item('populer')}</div></div>{LIST}</main>", THREE),
    ("two popular ones before", f"<main><div><h3>Terpopuler</h3><div class='kotak'>{item('populer')}{item('populer2')}</div></div>{LIST}</main>", THREE),
    ("bare links before the list", f"<main><p><a href='/pita/'>Judul pita yang panjang</a></p>{LIST}</main>", THREE),
    ("a box outside the content", f"<div><div class='hero'>{item('nol')}</div></div><div role='main'>{LIST}</div>", THREE),
    ("content by id", f"<div id='content'><div class='hero'>{item('nol')}</div>{LIST}</div>", ["nol", *THREE]),
    ("one article only", f"<main>{item('satu')}</main>", ["satu"]),
    ("calendar", "<table><tr><td><a href='/1x/'>1</a></td><td><a href='/2x/'>2</a></td></tr></table>", []),
    ("nothing", "", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "slugs"), [c[1:] for c in CASES], ids=[str(c[0]) for c in CASES]
)
def test_only_the_list_counts(body: str, slugs: list[str]) -> None:
    found = read(body).links
    assert [link.url for link in found] == [f"{BASE}/{slug}/" for slug in slugs]
    assert {link.rule for link in found} <= {"structure"}


ITEMS = [
    ("title and time", "<article><h2><a href='/a-b/'>Judul</a></h2><time datetime='2024-06-28T17:26:14+07:00'>28 Juni</time></article>", "Judul", "2024-06-28T17:26:14+07:00"),
    ("printed date", "<article><a href='/a-b/'><h3>Judul</h3></a><span class='date'>28 Juni 2024</span></article>", "Judul", "28 Juni 2024"),
    ("time without datetime", "<article><h2><a href='/a-b/'>Judul</a></h2><time>28 Juni</time></article>", "Judul", "28 Juni"),
    ("a long text is no date", f"<article><h2><a href='/a-b/'>Judul</a></h2><div class='post-date-wrap'>{'kata 1 ' * 20}</div><div class='update'>baru</div></article>", "Judul", None),
    ("no title: picture and button", "<article><a href='/a-b/'><img></a><h2></h2><a class='more-link' href='/a-b/'>Lihat Selengkapnya</a></article>", None, None),
    ("no title: empty heading", "<article><h2><a href='/a-b/'></a></h2><a href='/a-b/'>Continue reading</a></article>", None, None),
    ("no heading", "<div><p><a href='/a-b/'>Judul berita tanpa kepala</a></p><p><a href='/a-b/'>Baca selengkapnya di sini</a></p></div>", "Judul berita tanpa kepala", None),
    ("date's link only", "<li class='post-180 type-post'><time datetime='2023-09-18'><a href='/a-b/'>18/09/2023</a></time></li>", None, "2023-09-18"),
    ("its comments too", "<article><h2><a href='/a-b/'>Judul</a></h2><a href='/a-b/#comments'>3 komentar</a></article>", "Judul", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "title", "date"), [c[1:] for c in ITEMS], ids=[str(c[0]) for c in ITEMS]
)
def test_items(markup: str, title: str | None, date: str | None) -> None:
    tag = markup[1:].partition(" ")[0].partition(">")[0]
    other = f"<{tag}><h2><a href='/lain/'>Judul berita lain</a></h2></{tag}>"
    found = read(f"<main><div>{markup}{other}</div></main>").links
    assert found[0] == ListedArticle(f"{BASE}/a-b/", title, date, "structure")


def test_the_page_itself_is_not_listed() -> None:
    url = f"{BASE}/laman-kalbar/"
    body = f"{LIST}<p><a href='{url}'>Judul laman ini sendiri</a></p>"
    assert [link.url for link in read(body, url=url).links] == [
        f"{BASE}/{slug}/" for slug in THREE
    ]


def test_a_post_that_links_nowhere_is_known_by_its_number() -> None:
    wordpress = '<meta name="generator" content="WordPress 6.1.9">'
    markup = (
        "<main><ul><li class='post-7 type-post'><h2><a href='/?p=7'>Judul tujuh</a></h2></li>"
        "<li class='post-6 type-post'><h2><a href='/?p=6'>Judul enam</a></h2></li>"
        "<!-- x --><li class='post-8 type-post'><h2>Judul delapan</h2><time datetime='2024'>x</time></li>"
        "<li class='post-9 type-post'><p>Kutipan</p></li><li>iklan</li></ul></main>"
    )
    found = read(markup, wordpress).links
    assert [(link.url, link.title, link.date, link.rule) for link in found] == [
        (f"{BASE}/?p=8", "Judul delapan", "2024", "class post-8"),
        (f"{BASE}/?p=9", None, None, "class post-9"),
        (f"{BASE}/?p=7", "Judul tujuh", None, "structure"),
        (f"{BASE}/?p=6", "Judul enam", None, "structure"),
    ]
    assert len(read(markup).links) == 2


def test_a_themes_list_comes_first() -> None:
    jannah = (
        "<div id='tie-container'><ul id='posts-container'><li class='post-item'>"
        "<a href='/satu/'><img></a><h2><a href='/satu/'>Satu</a></h2><a href='/category/kalbar/'>Kalbar</a></li>"
        "<li class='post-item'>iklan</li></ul>"
        "<aside><ul id='posts-container'><li class='post-item'><a href='/dua/'>Dua</a></li></ul></aside></div>"
    )
    assert read(jannah).links == (
        ListedArticle(f"{BASE}/satu/", "Satu", None, "#posts-container .post-item"),
    )


def test_a_declared_form_of_addresses_keeps_others_out() -> None:
    source = Source(
        title="Contoh.ID",
        domain="contoh.example",
        sections=(SECTION,),
        article_path=r"^/berita/\d+/",
    )
    body = "<ul><li><h2><a href='/berita/12/satu'>Satu</a></h2></li><li><h2><a href='/foto/dua'>Dua</a></h2></li></ul>"
    assert [link.url for link in read(body, source=source).links] == [
        f"{BASE}/berita/12/satu"
    ]


FEED = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'


@pytest.mark.parametrize(
    ("title", "href", "section", "own"),
    [
        ("x", "/category/kalbar/feed/", SECTION, True),
        ("x", "/categories/kalbar.xml", f"{BASE}/categories/kalbar/", True),
        ("x", "/?feed=rss2&cat=2", f"{BASE}/?cat=2", True),
        ("x", "/?feed=rss2&cat=3", f"{BASE}/?cat=2", False),
        ("Contoh » Kalimantan Barat Umpan Kategori", "/f/9", SECTION, True),
        ("Contoh » Feed", "/feed/", SECTION, False),
        ("Contoh » Feed", "/feed/", f"{BASE}/", False),
    ],
)
def test_feeds(title: str, href: str, section: str, *, own: bool) -> None:
    text = f"<html><head>{FEED.format(title, href)}</head><body><h1></h1><h1>Category: Kalimantan Barat</h1></body></html>"
    found = read_listing(Page.of(text, section), SOURCE, section)
    feeds = (f"{BASE}{href}",)
    assert (found.feeds, found.site_feeds) == ((feeds, ()) if own else ((), feeds))


def test_feeds_of_comments_are_none() -> None:
    head = FEED.format("Umpan Komentar", "/category/kalbar/x") + FEED.format(
        "x", "/comments/feed/"
    )
    found = read(
        "", head + '<link rel="stylesheet" type="text/css" href="/kalbar.css">'
    )
    assert (found.feeds, found.site_feeds) == ((), ())


@pytest.mark.parametrize(
    ("head", "platform"),
    [
        ('<meta name="generator" content="WordPress 6.1.9">', "wordpress"),
        ('<link rel="stylesheet" href="/wp-content/themes/x/style.css">', "wordpress"),
        ('<link rel="https://api.w.org/" href="/wp-json/">', "wordpress"),
        ('<meta content="blogger" name="generator">', "blogger"),
        (
            '<link rel="alternate" href="/feeds/posts/default" type="application/atom+xml">',
            "blogger",
        ),
        ('<meta name="generator" content="Nikola (getnikola.com)">', "nikola"),
        ("", None),
    ],
)
def test_platforms(head: str, platform: str | None) -> None:
    assert read("", head).platform == platform


def test_rest() -> None:
    head = (
        '<link rel="https://api.w.org/" href="/index.php?rest_route=/">'
        '<link rel="alternate" type="application/json" href="/index.php?rest_route=/wp/v2/categories/5">'
    )
    found = read("", head)
    assert found.rest_api == f"{BASE}/index.php?rest_route=/"
    assert found.rest_term == ("categories", 5)
    assert read("").rest_term == ("categories", 2)
    tag = Page.of("<html><body class='archive tag tag-12'></body></html>", SECTION)
    assert read_listing(tag, SOURCE, SECTION).rest_term == ("tags", 12)
    for classes in ("archive", "category-2"):
        page = Page.of(f"<html><body class='{classes}'></body></html>", SECTION)
        assert read_listing(page, SOURCE, SECTION).rest_term is None


def test_what_is_no_html_lists_nothing() -> None:
    page = Page(
        requested=SECTION,
        url=SECTION,
        root=Selector("{}", type="json"),
        fetched_at=Page.of("", SECTION).fetched_at,
    )
    assert read_listing(page, SOURCE, SECTION) == Listing()
