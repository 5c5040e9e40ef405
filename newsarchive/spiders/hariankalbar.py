"""Harian Kalbar."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class HarianKalbar(WordPressSpider):
    """Harian Kalbar, section polisi."""

    name = "hariankalbar"
    source = Source(
        title="Harian Kalbar",
        domain="hariankalbar.id",
        sections=("https://hariankalbar.id/polisi/",),
        theme="wp-gianmr-wpberita",
        article_path=r"^/(polisi|[a-z-]+)/[a-z0-9-]+/?$|/\?p=\d+$",
        confidence="medium",
        inferred=("theme",),
    )
