"""Seputar Kalbar."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class SeputarKalbar(WordPressSpider):
    """Seputar Kalbar, section kalbar."""

    name = "seputarkalbar"
    source = Source(
        title="Seputar Kalbar",
        domain="seputarkalbar.com",
        sections=("https://seputarkalbar.com/category/kalbar/",),
        article_path=r"^/[a-z0-9-]{12,}/?$",
        confidence="medium",
    )
