"""The article the project began with, where it stands beside this repository."""

from datetime import datetime
from pathlib import Path

import pytest

from newsarchive.extract.article import read_article
from newsarchive.extract.page import Page
from newsarchive.items import ScrapedArticle
from newsarchive.normalise import normalise
from newsarchive.spiders.beritanasional import BeritaNasional

SEED = Path(__file__).parents[2] / "shared" / "facts" / "seed_article.txt"
URL = "https://beritanasional.id/jumat-curhat/"


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not here")
def test_the_seed_comes_out_exactly() -> None:
    section, title, *paragraphs = SEED.read_text("utf-8").strip().split("\n\n")
    story, tail = paragraphs[:-3], paragraphs[-3:]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story)
    more, related, top = tail
    found = read_article(
        Page.of(
            f"""<html lang="id"><head><title>{title}</title>
<link rel="canonical" href="{URL}"><meta property="og:type" content="article">
<meta property="article:published_time" content="2023-10-21T09:14:07+07:00"></head>
<body class="single-post"><article id="the-post"><nav>{section}</nav>
<h1 class="post-title entry-title">{title}</h1>
<div class="entry-content entry">{body}<div class="toggle-post-content">
<a id="toggle-post-button">{more}</a></div></div>
<div id="related-posts"><h3>{related}</h3></div></article>
<a id="go-to-top"><span class="screen-reader-text">{top}</span></a></body></html>""",
            URL,
        ),
        BeritaNasional.name,
        BeritaNasional.source,
    )
    assert isinstance(found, ScrapedArticle)
    article = normalise(found, BeritaNasional.source)
    assert article.title == title
    assert article.dateline is not None
    assert article.dateline.outlet == "BeritaNasional.ID"
    assert (article.dateline.place, article.dateline.code) == ("Sekadau", "61.09")
    assert article.byline is not None
    (credit,) = article.byline.credits
    assert (credit.name, credit.role, credit.agency) == ("Aji", "reporter", "BERNAS")
    assert [event.date for event in article.event_dates] == ["2023-10-20"]
    assert article.published is not None
    assert article.published.date.instant == datetime.fromisoformat(
        "2023-10-21T09:14:07+07:00"
    )
    kept = article.body.split("\n\n")
    assert len(kept) == len(story)
    assert kept[0].startswith("Polsek Belitang Hilir mengelar")
    assert kept[-1].endswith("ungkap IPTU Sudarsono.")
