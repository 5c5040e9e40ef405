"""Fakta Kalbar."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class FaktaKalbar(WordPressSpider):
    """Fakta Kalbar, section kriminal."""

    name = "faktakalbar"
    source = Source(
        title="Fakta Kalbar",
        domain="faktakalbar.id",
        names=("Faktakalbar.id",),
        sections=("https://faktakalbar.id/category/kriminal/",),
        article_path=r"/\d{4}/\d{2}/\d{2}/[a-z0-9-]+/?$",
        confidence="medium",
        inferred=("sections",),
    )
