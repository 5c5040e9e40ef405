"""Jejaring Kalbar."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class JejaringKalbar(WordPressSpider):
    """Jejaring Kalbar, whole site."""

    name = "jejaringkalbar"
    source = Source(
        title="Jejaring Kalbar",
        domain="jejaringkalbar.id",
        sections=("https://jejaringkalbar.id/",),
        article_path=r"^/[a-z0-9-]{12,}/?$",
        confidence="low",
        inferred=("sections",),
    )
