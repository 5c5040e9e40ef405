import gzip

import pytest

from newsarchive.extract import sitemap, xml
from newsarchive.extract.sitemap import SitemapEntry, SitemapError, read_sitemap

URL = "https://a.example/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = (
    f'<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
    "<url><loc> https://a.example/satu/ </loc><lastmod>2024-06-28</lastmod>"
    "<image:image><image:loc>https://a.example/foto.jpg</image:loc></image:image>"
    "<news:news><news:publication><news:name>A</news:name></news:publication>"
    "<news:publication_date>2024-06-28T17:26:14+07:00</news:publication_date>"
    "<news:title>Satu</news:title></news:news></url>"
    "<url><loc>javascript:1</loc></url><url><loc></loc></url><url></url>"
    "<url><loc>/dua/</loc></url><url><loc>/dua/</loc></url>"
    f"<url><loc>https://a.example/{'x' * 3000}</loc></url><other/></urlset>"
)


@pytest.mark.parametrize("body", [NEWS.encode(), gzip.compress(NEWS.encode(), mtime=0)])
def test_addresses_and_dates(body: bytes) -> None:
    found = read_sitemap(body, URL)
    assert found.kind == "urlset"
    assert found.entries == (
        SitemapEntry(
            "https://a.example/satu/", "2024-06-28", "2024-06-28T17:26:14+07:00", "Satu"
        ),
        SitemapEntry("https://a.example/dua/"),
    )


def test_index() -> None:
    found = read_sitemap(
        f"<sitemapindex {NS}><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>".encode(),
        URL,
    )
    assert (found.kind, found.entries[0].loc) == ("index", "https://a.example/1.xml")


def test_a_bad_entry_costs_no_other() -> None:
    found = read_sitemap(
        f"<urlset {NS}><url><loc>https://a.example/a?x=1&b=2</loc></url>"
        "<url><loc>https://a.example/b</loc></url>".encode(),
        URL,
    )
    assert found.entries[-1].loc == "https://a.example/b"


@pytest.mark.parametrize("half", ["&#xd800;", "&#XDfff;", "&#55296;", "&#057343;"])
def test_half_a_character_costs_no_other(half: str) -> None:
    # The library lets it pass and stumbles later: found by tests/fuzz.
    found = read_sitemap(
        f"<urlset {NS}><url><loc>https://a.example/{half}</loc></url>"
        "<url><loc>https://a.example/b</loc></url></urlset>".encode(),
        URL,
    )
    assert found.entries[-1].loc == "https://a.example/b"


def test_entities_lead_nowhere() -> None:
    found = read_sitemap(
        b'<!DOCTYPE urlset [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        b"<urlset><url><loc>https://a.example/?x=&f;</loc></url></urlset>",
        URL,
    )
    assert found.entries == ()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<html></html>", "but <html>"),
        (b"not found", "does not begin"),
        (gzip.compress(b"<urlset>" + b" " * 5_000, mtime=0), "more than"),
    ],
)
def test_what_is_no_sitemap_says_so(
    body: bytes, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml, "MOST_BYTES", 1_000)
    with pytest.raises(SitemapError, match=says):
        read_sitemap(body, URL)


def test_entries_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_ENTRIES", 2)
    urls = "".join(f"<url><loc>https://a.example/{n}</loc></url>" for n in range(5))
    assert len(read_sitemap(f"<urlset>{urls}</urlset>".encode(), URL).entries) == 2
