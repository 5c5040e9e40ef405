import pytest

from newsarchive.demo.cards import card_of, links_to, tags_of
from newsarchive.demo.markup import load_theme
from newsarchive.demo.site import Site


@pytest.mark.parametrize(
    ("theme", "date"),
    [("jannah", "6 Oktober 2023"), ("twentytwentyone", "Jumat, 6 Oktober 2023")],
)
def test_card(kabar: Site, theme: str, date: str) -> None:
    card = card_of(load_theme(theme), kabar, kabar.articles()[-1])

    assert card["date"] == date
    assert card["published_utc"] == "2023-10-06T08:42:10+00:00"
    assert card["section"] == "Sekadau"
    assert card["author_link"] == "http://127.0.0.1:8000/author/rangga/"
    assert str(card["sections"]).count("<a ") == 1


def test_links(kabar: Site) -> None:
    theme, article = load_theme("jannah"), kabar.articles()[-1]

    assert article.slug in links_to(theme, kabar, "latest", [article])
    assert "/tag/jumat-curhat/" in tags_of(theme, kabar, article)
