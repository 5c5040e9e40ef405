"""Landak News."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class LandakNews(WordPressSpider):
    """Landak News, whole site."""

    name = "landaknews"
    source = Source(
        title="Landak News",
        domain="landaknews.id",
        sections=("https://landaknews.id/",),
        article_path=r"/\d{4}/\d{2}/\d{2}/\d+/?$",
        confidence="medium",
        inferred=("sections",),
    )
