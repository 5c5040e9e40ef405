"""What a page may spell and a database may not take is the same article on both."""

import json

from newsarchive.archive.api import Lead, PageRef
from newsarchive.extract.article import Rejection, read_article
from newsarchive.extract.page import Page
from newsarchive.items import Article
from newsarchive.normalise import normalise
from newsarchive.run import RunState
from tests.archive.articles import FETCHED, SOURCE
from tests.archive.home import LONG_AGO, Home

URL = "https://kabaruji.id/patroli-malam/"
# NUL, a control, half a pair of surrogates, a turn of direction, what has no width.
NASTY = "\\u0000\\u0007\\ud83d\\u202e\\u200b\\ufeff"


def nasty_page() -> Article:
    values = {
        "@type": "NewsArticle",
        "headline": "Patroli NASTYMalam",
        "articleSection": "KalNASTYbar",
        "keywords": ["paNASTYtroli"],
        "author": {"name": "AjiNASTY"},
        "datePublished": "2023-10-21T09:14:07+07:00NASTY",
        "url": f"{URL}NASTY",
    }
    ld = json.dumps(values).replace("NASTY", NASTY)
    html = (
        f"<html><head><script type='application/ld+json'>{ld}</script></head><body>"
        "<h1 class='entry-title'>Patroli &#x202e;Mal\u00adam</h1><div class='entry-content'>"
        "<p>SEKADAU – Polsek\x00 Sekadau\u200b Hilir ber\u00adpatroli&#0;&#xD83D;, Jumat "
        "(20/10/2023), bersama warga 😀. (Aji/UJI)</p></div></body></html>"
    )
    found = read_article(Page.of(html, URL, fetched_at=FETCHED), "kabaruji", SOURCE)
    assert not isinstance(found, Rejection)
    return normalise(found, SOURCE)


def test_nothing_that_a_database_refuses_is_left(home: Home) -> None:
    assert home.crawl(nasty_page()) == {("stored", "new"): 1}
    kept = home.only()
    assert (kept.version.title, kept.row.section) == ("Patroli Malam", "Kalbar")
    assert kept.row.url == URL
    assert kept.row.published == "2023-10-21T09:14:07+07:00"
    assert "Polsek Sekadau Hilir berpatroli" in kept.version.text
    assert "warga 😀." in kept.version.text


def test_the_ledger_takes_what_a_list_tells(home: Home) -> None:
    with home.visit() as visit:
        visit.met([Lead(URL, "2023-10-21", None, "21 Okt 2023")], "feed", LONG_AGO)
        (page,) = visit.take(1)
        assert isinstance(page, PageRef)
        visit.finish(RunState.DONE)


def test_what_addresses_like_these_brought(home: Home) -> None:
    home.crawl(nasty_page())
    with home.visit() as visit:
        assert visit.brought("kabaruji.id/") == [(URL, True)]
        assert visit.brought("kabaruji.id/p%_") == []
        assert visit.brought("lain.id/") == []
        visit.finish(RunState.DONE)
