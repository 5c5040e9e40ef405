from lxml import etree

from newsarchive.demo import feeds
from newsarchive.demo.site import Site

NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
}


def _parse(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


def test_a_feed_pages_through_the_section(site: Site) -> None:
    listing = site.listing("/category/kalimantan-barat/")
    assert listing is not None
    links: list[str] = []
    for number in range(1, listing.last_page + 1):
        rss = _parse(feeds.feed(site, listing, number))
        links.extend(str(link.text) for link in rss.findall("channel/item/link"))

    assert links == [site.address_of(article) for article in listing.articles]
    assert _parse(feeds.feed(site, listing, 99)).findall("channel/item") == []


def test_only_one_outlet_gives_the_text_in_its_feed(kabar: Site, enggang: Site) -> None:
    for site, expected in ((kabar, True), (enggang, False)):
        listing = site.listing("/")
        assert listing is not None
        rss = _parse(feeds.feed(site, listing, 1))
        assert bool(rss.findall("channel/item/content:encoded", NAMESPACES)) is expected
        assert rss.findtext("channel/item/description")


def test_feed_dates_are_utc(kabar: Site) -> None:
    listing = kabar.listing("/category/sekadau/")
    assert listing is not None
    rss = _parse(feeds.feed(kabar, listing, 1))

    dates = [item.text for item in rss.findall("channel/item/pubDate")]
    assert dates[-1] == "Fri, 06 Oct 2023 08:42:10 +0000"


def test_sitemaps(site: Site) -> None:
    posts = _parse(feeds.post_sitemap(site)).findall("s:url/s:loc", NAMESPACES)
    sections = _parse(feeds.section_sitemap(site)).findall("s:url/s:loc", NAMESPACES)
    index = _parse(feeds.sitemap_index(site)).findall("s:sitemap/s:loc", NAMESPACES)

    addresses = [site.address_of(article) for article in site.articles()]
    assert [loc.text for loc in posts] == addresses[::-1]
    assert len(sections) == len(site.outlet.sections)
    assert len(index) == 2


def test_robots(kabar: Site) -> None:
    rules = feeds.robots(kabar)

    assert "Disallow: /wp-admin/\n" in rules
    assert rules.endswith("Sitemap: http://127.0.0.1:8000/wp-sitemap.xml\n")
