import pytest

from newsarchive.extract.feed import MOST_ENTRIES, Feed, FeedError, read_feed

URL = "https://a.example/category/kalbar/feed/"


def read(text: str) -> Feed:
    return read_feed(text.encode(), URL)


RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
<channel><title>A &amp; B</title><atom:link rel="self" href="x"/>
<atom:link rel="next" href="?paged=2"/>
<item><title>Satu &amp;#8211; &lt;b&gt;dua&lt;/b&gt;</title><link>https://a.example/satu/</link>
<guid isPermaLink="false">https://a.example/?p=7</guid>
<pubDate>Fri, 28 Jun 2024 13:42:44 +0000</pubDate><dc:creator>Melda</dc:creator>
<category>Sekadau</category><category>Sekadau</category><category></category>
<content:encoded><![CDATA[<p>Teks penuh.</p>]]></content:encoded></item>
<item><title>Dua</title><media:content url="x"/><content:encoded></content:encoded><author> </author><link>/dua/</link><description>Potongan […]</description></item>
<item><title>Tiga</title><guid>https://a.example/tiga/</guid>
<content:encoded>&lt;p&gt;Potongan […]&lt;/p&gt;</content:encoded></item>
<item><link>https://proxy.example/4</link><feedburner:origLink>https://a.example/empat/</feedburner:origLink></item>
<item><title>tanpa tautan</title></item>
<item><title>nomor saja</title><guid isPermaLink="false">https://a.example/?p=9</guid></item>
<item><title>skrip</title><link>javascript:alert(1)</link></item>
</channel></rss>"""


def test_rss() -> None:
    feed = read(RSS)
    assert [entry.url for entry in feed.entries] == [
        "https://a.example/satu/",
        "https://a.example/dua/",
        "https://a.example/tiga/",
        "https://a.example/empat/",
    ]
    assert feed.next_page == f"{URL}?paged=2"
    first = feed.entries[0]
    assert (first.title, first.guid, first.author, first.categories) == (
        "Satu – dua",
        "https://a.example/?p=7",
        "Melda",
        ("Sekadau",),
    )
    assert first.published is not None
    assert first.published.value == "Fri, 28 Jun 2024 13:42:44 +0000"
    assert (first.published.origin, first.updated) == ("feed", None)
    assert [(e.full_text, e.excerpt) for e in feed.entries[:3]] == [
        ("<p>Teks penuh.</p>", False),
        (None, True),
        ("<p>Potongan […]</p>", True),
    ]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom">
<link rel="next" href="https://b.example/feeds/posts/default?start-index=26"/>
<entry><id>tag:blogger.com,1999:blog-1.post-2</id><published>2024-02-05T13:40:00.000+07:00</published>
<updated>2024-02-06T08:00:00+07:00</updated><category scheme="x" term="Kriminal"/>
<title type="text">Judul</title><content type="html">&lt;p&gt;Isi&lt;/p&gt;</content>
<link rel="replies" href="https://b.example/r"/><link rel="alternate" href="https://b.example/2024/02/judul.html"/>
<author><name>Lembah Biru</name><uri>u</uri></author></entry>
<entry><link href="https://b.example/lain.html"/><content type="xhtml"><div>Isi <b>dua</b></div></content>
<author>Redaksi</author></entry>
<entry><link rel="self" href="https://b.example/self"/><author><name> </name></author></entry></feed>"""


def test_atom_and_blogger() -> None:
    feed = read(ATOM)
    first, second = feed.entries
    assert feed.next_page == "https://b.example/feeds/posts/default?start-index=26"
    assert first.url == "https://b.example/2024/02/judul.html"
    assert first.guid == "tag:blogger.com,1999:blog-1.post-2"
    assert first.updated == "2024-02-06T08:00:00+07:00"
    assert (first.author, first.categories) == ("Lembah Biru", ("Kriminal",))
    assert (first.full_text, first.excerpt) == ("<p>Isi</p>", False)
    assert second.author == "Redaksi"
    assert second.published is None
    assert second.full_text is not None
    assert "<b>dua</b>" in second.full_text


def test_rdf() -> None:
    feed = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>x</title></channel><item><title>Satu</title>"
        "<link>https://c.example/?p=1</link><dc:date>2024-06-28T10:26:14Z</dc:date>"
        "<dc:subject>Sekadau</dc:subject></item></rdf:RDF>"
    )
    entry = feed.entries[0]
    assert entry.published is not None
    assert (entry.published.value, entry.categories) == (
        "2024-06-28T10:26:14Z",
        ("Sekadau",),
    )
    assert entry.author is None


@pytest.mark.parametrize(
    "text",
    [
        "<link>https://a.example/a?x=1&y=2</link></item><item>",
        "<link>https://a.example/a</link></item><item><title>&nbsp;</title>",
        "<title>rusak & <b></title></item><item>",
        "<title>tanpa akhir</item><item>",
    ],
)
def test_a_broken_entry_costs_no_other(text: str) -> None:
    good = "<link>https://a.example/b</link></item>"
    feed = read(f"\ufeff \n<rss><channel><item>{text}{good}")
    assert feed.entries[-1].url == "https://a.example/b"


def test_entities_lead_nowhere() -> None:
    feed = read(
        '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY a "ha">]><rss>'
        "<channel><item><title>&f;</title><link>https://a.example/a</link></item>"
        "<item><link>https://a.example/&a;</link></item></channel></rss>"
    )
    assert [(entry.url, entry.title) for entry in feed.entries] == [
        ("https://a.example/a", None)
    ]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "does not begin"),
        (b"Not Found", "does not begin"),
        (b"<!DOCTYPE html><html><body></body></html>", "but <html>"),
        (b"<", "no XML"),
        (b"<!-- -->", "no XML"),
        (b"\x1f\x8brusak", "gzip is damaged"),
    ],
)
def test_what_is_no_feed_says_so(body: bytes, says: str) -> None:
    with pytest.raises(FeedError, match=says):
        read_feed(body, URL)


def test_entries_are_bounded() -> None:
    item = "<item><link>https://a.example/{}</link></item>"
    items = "".join(item.format(n) for n in range(MOST_ENTRIES + 2))
    assert len(read(f"<rss><channel>{items}</channel></rss>").entries) == MOST_ENTRIES
