"""Ruai TV."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class RuaiTV(WordPressSpider):
    """Ruai TV, section sanggau."""

    name = "ruaitv"
    source = Source(
        title="Ruai TV",
        domain="ruai.tv",
        names=("RUAI.TV",),
        sections=("https://ruai.tv/sanggau/",),
        article_path=r"^/[a-z-]+/[a-z0-9-]+/?$",
        confidence="medium",
    )
