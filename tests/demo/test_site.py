import pytest

from newsarchive.demo.site import PER_PAGE, Site, slug_of


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/", "Kabar Sekayam"),
        ("/category/kalimantan-barat/", "Kalimantan Barat"),
        ("/category/kalimantan-barat/sekadau/", "Sekadau"),
        ("/category/sekadau/", "Sekadau"),
        ("/category/nowhere/", None),
        ("/tag/jumat-curhat/", "jumat-curhat"),
        ("/tag/nothing/", None),
        ("/author/mila-anggraeni/", "mila-anggraeni"),
        ("/author/nobody/", None),
        ("/sekadau/", None),
    ],
)
def test_listing(kabar: Site, path: str, found: str | None) -> None:
    listing = kabar.listing(path)

    assert (listing.title if listing else None) == found


def test_a_section_has_its_childrens_posts_newest_first(site: Site) -> None:
    listing = site.listing("/category/kalimantan-barat/")
    assert listing is not None
    moments = [article.published for article in listing.articles]

    assert moments == sorted(moments, reverse=True)
    assert set(listing.articles) == {
        article for article in site.articles() if site.is_kept(article)
    }


def test_pages_of_a_list_hold_every_post_once(site: Site) -> None:
    listing = site.listing("/")
    assert listing is not None
    pages = [listing.page(number) for number in range(1, listing.last_page + 1)]

    assert tuple(article for page in pages for article in page) == listing.articles
    assert {len(page) for page in pages[:-1]} == {PER_PAGE}
    assert listing.page(listing.last_page + 1) == ()


def test_permalinks(kabar: Site, enggang: Site) -> None:
    assert kabar.path_of(kabar.articles()[0]) == (
        "/video-kericuhan-kampanye-di-pontianak-dipastikan-hoaks/"
    )
    assert enggang.path_of(enggang.articles()[-1]) == (
        "/2023/10/09/pos-ronda-terbengkalai-di-tempunak-kembali-menyala/"
    )


def test_slug_of() -> None:
    assert slug_of("Jumat Curhat, 2023!") == "jumat-curhat-2023"
