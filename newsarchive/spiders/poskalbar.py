"""Pos Kalbar."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class PosKalbar(WordPressSpider):
    """Pos Kalbar, whole site."""

    name = "poskalbar"
    source = Source(
        title="Pos Kalbar",
        domain="poskalbar.com",
        names=("PosKalbar.com",),
        sections=("https://poskalbar.com/",),
        article_path=r"/\?p=\d+$|^/[a-z0-9-]+/?$",
        confidence="low",
        inferred=("sections",),
    )
