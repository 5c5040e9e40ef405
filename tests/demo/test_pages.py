import json

import pytest
from lxml import html

from newsarchive.demo.pages import article_page, listing_page, missing_page
from newsarchive.demo.site import Listing, Site

SECTION = "/category/kalimantan-barat/"
LINKS = {
    "jannah": "//h2[@class='post-title']/a",
    "twentytwentyone": "//h2[contains(@class, 'entry-title')]/a",
}


def _section(site: Site) -> Listing:
    listing = site.listing(SECTION)
    assert listing is not None
    return listing


def test_every_page_parses_and_names_itself(site: Site) -> None:
    for article in site.articles():
        page = html.document_fromstring(article_page(site, article, 1))
        canonical = page.xpath("//link[@rel='canonical']/@href")
        assert canonical == [site.address_of(article)]
        assert article.title in page.xpath("string(//h1)")
        assert page.xpath("string(//title)").endswith(f"– {site.outlet.name}")
        assert "$" not in page.xpath("string(//body)")


def test_a_list_links_to_its_own_posts_only(site: Site) -> None:
    listing = _section(site)
    for number in range(1, listing.last_page + 1):
        page = html.document_fromstring(listing_page(site, listing, number))
        links = [link.get("href") for link in page.xpath(LINKS[site.outlet.theme])]
        assert links == [site.address_of(item) for item in listing.page(number)]


@pytest.mark.parametrize(("number", "next_links"), [(1, 1), (4, 0)])
def test_the_last_page_has_no_next(kabar: Site, number: int, next_links: int) -> None:
    page = html.document_fromstring(listing_page(kabar, _section(kabar), number))

    assert len(page.xpath("//a[contains(@class, 'next page-numbers')]")) == next_links
    assert page.xpath("string(//span[@aria-current])") == str(number)


def test_boxes_lead_to_other_sections_too(kabar: Site) -> None:
    page = html.document_fromstring(article_page(kabar, kabar.articles()[0], 1))
    kept = {kabar.address_of(item) for item in kabar.articles() if kabar.is_kept(item)}
    trending = set(page.xpath("//div[@class='breaking']//a/@href"))

    assert len(trending) == 5
    assert trending - kept


def test_json_ld_tells_the_article(kabar: Site) -> None:
    for article in kabar.articles():
        page = html.document_fromstring(article_page(kabar, article, 1))
        schema = json.loads(page.xpath("string(//script[@id='tie-schema-json'])"))
        body = "" if article.password else " ".join(article.printed())
        assert schema["datePublished"] == article.published.isoformat()
        assert schema["dateModified"] == article.modified.isoformat()
        assert schema["articleBody"] == body


def test_the_plain_theme_has_no_metadata(enggang: Site) -> None:
    page = html.document_fromstring(article_page(enggang, enggang.articles()[0], 1))

    assert page.xpath("//meta[@property] | //script[@type]") == []
    assert page.xpath("//time/@datetime")[0] == "2024-01-22T14:50:00+07:00"


def test_pages_of_an_article_link_to_each_other(kabar: Site) -> None:
    article = next(item for item in kabar.articles() if len(item.pages) == 2)
    page = html.document_fromstring(article_page(kabar, article, 2))
    link = kabar.address_of(article)

    assert page.xpath("//a[@class='post-page-numbers']/@href") == [link, f"{link}3/"]


def test_pages_say_where_their_rest_object_is(kabar: Site, enggang: Site) -> None:
    listing, article = _section(kabar), kabar.articles()[-1]
    home = kabar.listing("/")
    assert home is not None

    assert _rest_links(listing_page(kabar, listing, 1)) == ["categories/2"]
    assert _rest_links(article_page(kabar, article, 1)) == ["posts/101"]
    assert _rest_links(listing_page(kabar, home, 1)) == []
    assert _rest_links(listing_page(enggang, _section(enggang), 1)) == []


def _rest_links(text: str) -> list[str]:
    page = html.document_fromstring(text)
    links = page.xpath("//link[@type='application/json']/@href")
    return [link.partition("/wp-json/wp/v2/")[2] for link in links]


def test_missing_page(site: Site) -> None:
    assert "Tidak ada &amp; hilang" in missing_page(site, "Tidak ada & hilang")
